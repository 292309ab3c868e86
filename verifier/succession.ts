/**
 * How one trust root follows another, so that a reader who trusts one comes to the next without asking anybody.
 *
 * RULES: the next root has the next number and names all roots before it. Chain and genesis stay. What was said of districts,
 * editions and closed ranges of blocks stays as it is, and more may follow; the open range stays or is closed. Two thirds
 * (rounded up) of those whose seals count last in the previous root signed the next one, each once, and nobody else did.
 * ASSUMPTION: fewer than that many of their keys are in dishonest hands. A development chain has no validators, so there a
 * root follows unsigned, and that proves nothing.
 */
import { bytesOf, keccak, utf8, type Hex } from "./bytes.ts";
import { refuse } from "./refusal.ts";
import { quorumOf, signerOf } from "./signatures.ts";
import { trustRootHash, type Member, type TrustRoot } from "./trustRoot.ts";

/** The text that validators of root n sign for root n + 1, as a personal message after EIP-191 (v is 27 or 28). */
export function successionMessage(next: TrustRoot): string {
  return `Tongdui trust root ${next.number} ${trustRootHash(next)}`;
}

/**
 * That `next` follows from `previous`. Both have been read by `readTrustRoot`.
 *
 * @returns those who signed, in the signatures' order.
 * @throws Refusal
 */
export function verifySuccession(previous: TrustRoot, next: TrustRoot): Member[] {
  demandContinuity(previous, next);
  return signersOf(previous, next);
}

function demandContinuity(previous: TrustRoot, next: TrustRoot): void {
  const demand = (holds: boolean, en: string, zh: string) => holds || refuse("SuccessionBroken", next.number, en, zh);
  demand(next.number === previous.number + 1, "it has another number than the next", "编号不是下一个编号");
  const ancestors = [...previous.ancestors, trustRootHash(previous)];
  demand(same(next.ancestors, ancestors), "it names other roots before it", "所列的前序信任根不同");
  demand(next.chainId === previous.chainId, "it is of another chain", "所属的链不同");
  demand(next.genesis === previous.genesis, "it begins with another block", "创世区块不同");
  demand(next.consensus === previous.consensus, "its blocks are sealed in another way", "区块签章方式不同");
  demand(begins(next.districts, previous.districts), "it changes a district", "更改了已有的区");
  demand(begins(next.editions, previous.editions), "it changes an edition of the ledger", "更改了已有的账本版次");

  const closed = previous.validators.slice(0, -1);
  demand(begins(next.validators, closed), "it changes who sealed past blocks", "更改了以往区块的验证节点");
  const open = previous.validators.at(-1);
  const kept = next.validators[closed.length];
  demand(
    open?.from === kept?.from && same(open?.members, kept?.members),
    "it changes who seals blocks since the last change of validators",
    "更改了最近一次变更以来的验证节点",
  );
}

function signersOf(previous: TrustRoot, next: TrustRoot): Member[] {
  const members = previous.validators.at(-1)?.members ?? [];
  const hash = personalHash(successionMessage(next));
  const signers: Member[] = [];
  next.signatures.forEach((signature, at) => {
    const address: Hex =
      signerOf(hash, bytesOf(signature), 27) ?? refuse("SuccessionSignatureUnreadable", next.number, at);
    const member =
      members.find((known) => known.address === address) ??
      refuse("SuccessionSignedByStranger", next.number, at, address);
    if (signers.includes(member)) refuse("SuccessionSignedTwice", next.number, at, address);
    signers.push(member);
  });
  const needed = quorumOf(members.length);
  if (signers.length < needed)
    refuse("SuccessionTooFewSignatures", next.number, signers.length, needed, members.length);
  return signers;
}

/** EIP-191, as wallets sign a text. */
function personalHash(message: string): Uint8Array {
  const bytes = utf8(message);
  return keccak(utf8(`\u0019Ethereum Signed Message:\n${bytes.length}${message}`));
}

/** Roots that were read have their members in one order, so that their text compares them. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function begins(list: readonly unknown[], beginning: readonly unknown[]): boolean {
  return same(list.slice(0, beginning.length), beginning);
}
