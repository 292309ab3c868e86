/** What a run of the bench says, as `--json` writes it and snapshot.json keeps it. */
import { z } from "zod";

/** Gas a voucher (or token, attestation, order), all in; null where it was not measured or there is no such act. */
const figure = z.int().positive().nullable();

/** What of a figure the chain's own prices make, in gas a voucher; see floor.ts. */
const parts = z.strictObject({
  sending: z.int().nonnegative(),
  slots: z.int().nonnegative(),
  events: z.int().nonnegative(),
  signatures: z.int().nonnegative(),
});

const figures = {
  issue100: figure,
  place50: figure,
  redeem50: figure,
  pay50: figure,
  expire100: figure,
  life50: figure,
  at100k: figure,
};

export const KEYS = Object.keys(figures) as Key[];
export type Key = keyof typeof figures;

export const PEERS = {
  openZeppelinErc721: "OpenZeppelin ERC-721, bare mint",
  openZeppelinErc1155: "OpenZeppelin ERC-1155, bare mint",
  soladyErc721: "Solady ERC-721, bare mint",
  ordinarySoulbound: "an ordinary soulbound ERC-721",
  eas: "EAS multiAttest",
} as const;
export type Peer = keyof typeof PEERS;
export const PEER_NAMES = Object.keys(PEERS) as Peer[];

const peer = z.strictObject(figures);

export const resultSchema = z.strictObject({
  ...figures,
  peers: z.strictObject({
    openZeppelinErc721: peer,
    openZeppelinErc1155: peer,
    soladyErc721: peer,
    ordinarySoulbound: peer,
    eas: peer,
  }),
  /** Gas a voucher of what else there is to know. */
  extras: z.strictObject({
    /** Announcing a list of 100 and both districts' approvals. */
    announce100: figure,
    /** A second list to the same hundred enterprises. */
    issueAgain100: figure,
    /** A list of 50, which is the issue in life50. */
    issue50: figure,
    /** The two calls of pay50. */
    open50: figure,
    settle50: figure,
    /** Of Matching, each in a transaction of its own. */
    postDemand: figure,
    postOffer: figure,
    matchUp: figure,
    recordOrder: figure,
    /** One attestation of EAS, in a transaction of its own. */
    easAttest: figure,
  }),
  /** The floor of each figure, by its key or its peer's name. */
  floors: z.record(z.string(), parts),
});

export type Figures = Record<Key, number | null>;
export type Parts = z.infer<typeof parts>;
export type Result = z.infer<typeof resultSchema>;

export const NOTHING: Figures = {
  issue100: null,
  place50: null,
  redeem50: null,
  pay50: null,
  expire100: null,
  life50: null,
  at100k: null,
};

export const floorOf = ({ sending, slots, events, signatures }: Parts): number => sending + slots + events + signatures;
