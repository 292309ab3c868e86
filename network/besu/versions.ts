/** The versions of Besu that these files are made for, and all that differs between them. */

export interface BesuVersion {
  /** The container image. */
  readonly image: string;
  /** The Java that it needs where it runs without a container. */
  readonly java: number;
  /**
   * From 26.5 on, validators write their messages in another way than 25.x does, and do not understand each other. These can
   * write them in the old way, as long as some nodes still run 25.x (besu-eth/besu#10499).
   */
  readonly canWriteAsBefore: boolean;
}

/**
 * The newest first. What is the same in both, and what we do not use for that reason:
 *
 * - `sync-min-peers` says nothing under `sync-mode=FULL`, and a warning is logged.
 * - 26.7.1 mended the layered pool, which left senders without a balance out (#10751); the sequenced pool never did.
 * - `min-block-occupancy-ratio`, `xemptyblockperiodseconds` and PoW's options are gone in 26.9.
 * - Headers of QBFT blocks end at the base fee; the genesis block's own has Shanghai's and Cancun's fields.
 */
export const BESU_VERSIONS = {
  "26.9.0": { image: "hyperledger/besu:26.9.0", java: 25, canWriteAsBefore: true },
  "25.12.0": { image: "hyperledger/besu:25.12.0", java: 21, canWriteAsBefore: false },
} as const satisfies Readonly<Record<string, BesuVersion>>;

export type BesuVersionName = keyof typeof BESU_VERSIONS;
