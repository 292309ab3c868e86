/** What a Safe is asked to do: put together, and hashed as its owners sign it. */
import { concat, dataLength, solidityPacked, TypedDataEncoder, ZeroAddress, type TypedDataDomain } from "ethers";
import { MultiSendCallOnly__factory } from "../../typechain-types/index.ts";

/** One call that a Safe makes. It never sends ether: the ledger has none. */
export interface Call {
  readonly to: string;
  readonly data: string;
}

/**
 * A Safe's transaction, as plain values that can be kept in a file and carried to the owners. What is not named here (value, refunds
 * and their gas) is always zero.
 */
export interface SafeProposal extends Call {
  readonly chainId: number;
  readonly safe: string;
  /** 0 calls `to`; 1 runs its code as the Safe's own, for batches only. */
  readonly operation: 0 | 1;
  /** The Safe's nonce at the time of execution: of two proposals with one nonce only one can ever be carried out. */
  readonly nonce: number;
}

/** Which Safe, and its next free nonce. */
export interface SafePlace {
  readonly chainId: number;
  readonly safe: string;
  readonly nonce: number;
}

/** Proposes one call. */
export function proposeCall({ chainId, safe, nonce }: SafePlace, { to, data }: Call): SafeProposal {
  return { chainId, safe, to, data, operation: 0, nonce };
}

/**
 * Proposes several calls that are carried out together or not at all.
 *
 * @param multiSend the deployment's MultiSendCallOnly, the one contract whose code a Safe may run as its own: it only calls.
 */
export function proposeBatch(
  { chainId, safe, nonce }: SafePlace,
  multiSend: string,
  calls: readonly Call[],
): SafeProposal {
  const packed = calls.map(({ to, data }) => {
    return solidityPacked(["uint8", "address", "uint256", "uint256", "bytes"], [0, to, 0, dataLength(data), data]);
  });
  const data = MultiSendCallOnly__factory.createInterface().encodeFunctionData("multiSend", [concat(packed)]);
  return { chainId, safe, to: multiSend, data, operation: 1, nonce };
}

/** A Safe's EIP-712 domain has neither name nor version. */
export function safeDomain(chainId: number, safe: string): TypedDataDomain {
  return { chainId, verifyingContract: safe };
}

export const SAFE_TX_TYPES = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

/** The message of a proposal, with the fields that are always zero. */
export function safeTxOf({ to, data, operation, nonce }: SafeProposal) {
  return {
    to,
    value: 0,
    data,
    operation,
    safeTxGas: 0,
    baseGas: 0,
    gasPrice: 0,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
    nonce,
  };
}

/** The hash that a plain owner signs, and a Safe that is an owner confirms. */
export function hashProposal(proposal: SafeProposal): string {
  return TypedDataEncoder.hash(safeDomain(proposal.chainId, proposal.safe), SAFE_TX_TYPES, safeTxOf(proposal));
}
