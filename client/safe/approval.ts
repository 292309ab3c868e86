/**
 * Signatures of a Safe's owners, made without a network.
 *
 * An owner may be a person or, in the consortium's Safe, a district's Safe. A district's officials then sign, each for the district,
 * a `SafeMessage` over the consortium's transaction hash, as the district's fallback handler demands (ERC-1271); nothing of the
 * district's Safe is sent and its nonce does not move.
 */
import {
  concat,
  dataLength,
  getAddress,
  recoverAddress,
  toBeHex,
  TypedDataEncoder,
  zeroPadValue,
  type Signer,
} from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";
import { hashProposal, SAFE_TX_TYPES, safeDomain, safeTxOf, type SafeProposal } from "./transaction.ts";

/** One person's signature under a proposal. Plain values, for a file or a message. */
export interface Approval {
  readonly signer: string;
  /** The district's Safe on whose behalf the person signs; null for an owner of the Safe itself. */
  readonly onBehalfOf: string | null;
  readonly signature: string;
}

const SAFE_MESSAGE_TYPES = { SafeMessage: [{ name: "message", type: "bytes" }] };

/** Bytes of one owner's place at the head of the signatures: r, s and v. */
const HEAD_BYTES = 65;

/**
 * Signs a proposal.
 *
 * @param onBehalfOf the Safe that is the owner, if the signer is an official of such a one.
 */
export async function approve(
  proposal: SafeProposal,
  signer: Signer,
  onBehalfOf: string | null = null,
): Promise<Approval> {
  const signature =
    onBehalfOf === null
      ? await signer.signTypedData(safeDomain(proposal.chainId, proposal.safe), SAFE_TX_TYPES, safeTxOf(proposal))
      : await signer.signTypedData(safeDomain(proposal.chainId, onBehalfOf), SAFE_MESSAGE_TYPES, messageOf(proposal));
  return { signer: await signer.getAddress(), onBehalfOf, signature };
}

/**
 * Puts approvals together as the Safe reads them.
 *
 * @throws TongduiError `ApprovalWrong` if one is not of this proposal, `ApprovalTwice` if someone signed twice.
 */
export function encodeApprovals(proposal: SafeProposal, approvals: readonly Approval[]): string {
  for (const approval of approvals) demandRight(proposal, approval);
  const plain = approvals
    .filter(({ onBehalfOf }) => onBehalfOf === null)
    .map(({ signer, signature }) => ({ owner: signer, signature }));
  const safes = Map.groupBy(
    approvals.filter(({ onBehalfOf }) => onBehalfOf !== null),
    ({ onBehalfOf }) => getAddress(onBehalfOf ?? ""),
  );
  const nested = [...safes].map(([owner, members]) => {
    return {
      owner,
      contractSignature: concat(
        inOrder(members.map(({ signer, signature }) => ({ owner: signer, signature }))).map(
          ({ signature }) => signature,
        ),
      ),
    };
  });
  return encode(inOrder([...plain, ...nested]));
}

type OwnerSignature = { owner: string; signature: string } | { owner: string; contractSignature: string };

/** Heads of equal length first; a contract's head is its address and where its own signature begins behind all heads. */
function encode(owners: readonly OwnerSignature[]): string {
  const heads: string[] = [];
  const tails: string[] = [];
  let offset = owners.length * HEAD_BYTES;
  for (const owner of owners) {
    if ("signature" in owner) {
      heads.push(owner.signature);
      continue;
    }
    const length = dataLength(owner.contractSignature);
    heads.push(concat([zeroPadValue(owner.owner, 32), toBeHex(offset, 32), "0x00"]));
    tails.push(concat([toBeHex(length, 32), owner.contractSignature]));
    offset += 32 + length;
  }
  return concat([...heads, ...tails]);
}

/** By ascending address: so the Safe sees at a glance that nobody is there twice. */
function inOrder<T extends { owner: string }>(owners: readonly T[]): T[] {
  const sorted = [...owners].sort((a, b) => (BigInt(a.owner) < BigInt(b.owner) ? -1 : 1));
  sorted.forEach(({ owner }, i) => {
    if (owner !== sorted[i + 1]?.owner) return;
    throw new TongduiError("ApprovalTwice", { en: `${owner} has signed twice.`, zh: `${owner} 重复签名。` });
  });
  return sorted;
}

function demandRight(proposal: SafeProposal, { signer, onBehalfOf, signature }: Approval): void {
  const hash =
    onBehalfOf === null
      ? hashProposal(proposal)
      : TypedDataEncoder.hash(safeDomain(proposal.chainId, onBehalfOf), SAFE_MESSAGE_TYPES, messageOf(proposal));
  if (recovered(hash, signature) === signer) return;
  throw new TongduiError("ApprovalWrong", {
    en: `The signature of ${signer} is not under this proposal.`,
    zh: `${signer} 的签名与此提案不符。`,
  });
}

function recovered(hash: string, signature: string): string | null {
  try {
    return recoverAddress(hash, signature);
  } catch {
    return null;
  }
}

function messageOf(proposal: SafeProposal): { message: string } {
  return { message: hashProposal(proposal) };
}
