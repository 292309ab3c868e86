/**
 * Who sealed a block. This is where trust begins: of what stands in a header nothing else is believed.
 *
 * RULES: the header names exactly those validators that the trust root names for a block of this number. Each seal is one of
 * theirs, over this header with its round, and no two are of one validator. At least two thirds of them, rounded up, sealed.
 * ASSUMPTION: fewer than that many of these validators' keys are in dishonest hands, and nobody seals a second chain with them.
 */
import { hexOf, type Hex } from "./bytes.ts";
import type { Header } from "./header.ts";
import { refuse } from "./refusal.ts";
import { quorumOf, signerOf } from "./signatures.ts";
import { validatorsAt, type Member, type TrustRoot } from "./trustRoot.ts";

/** The validators that sealed one header, in the order of the seals. */
export type Sealed = readonly Member[];

/**
 * Demands that a header of the consortium is sealed.
 *
 * @throws Refusal
 */
export function demandSealed({ number, consensus }: Header, root: TrustRoot): Sealed {
  const { members } = validatorsAt(root, number) ?? refuse("TrustRootMisshapen", "validators");
  if (consensus === undefined) return refuse("TooFewSeals", number, 0, quorumOf(members.length), members.length);
  const { validators, seals, sealed } = consensus;
  if (!areThese(members, validators.map(hexOf))) refuse("OtherValidators", number);
  if (seals.length > members.length) refuse("TooManySeals", number, seals.length, members.length);

  const sealers: Member[] = [];
  seals.forEach((seal, at) => {
    const address = signerOf(sealed, seal, 0) ?? refuse("SealUnreadable", number, at);
    const member = members.find((known) => known.address === address) ?? refuse("SealByStranger", number, at, address);
    if (sealers.includes(member)) refuse("SealTwice", number, at, address);
    sealers.push(member);
  });
  const needed = quorumOf(members.length);
  if (sealers.length < needed) refuse("TooFewSeals", number, sealers.length, needed, members.length);
  return sealers;
}

/** Each once, in whatever order; the root has no member twice. */
function areThese(members: readonly Member[], addresses: readonly Hex[]): boolean {
  return addresses.length === members.length && members.every(({ address }) => addresses.includes(address));
}
