/**
 * Seals blocks as QBFT's validators do, with keys of tests: a proof of a development chain becomes one of a consortium's, and all in it
 * but the seals is real.
 */
import { RLP } from "@ethereumjs/rlp";
import { concat, getBytes, hexlify, keccak256, toBeHex, type Wallet } from "ethers";
import { proofFile, type ProofFile, type Subject } from "../../../client/proof/proofFile.ts";
import type { Place } from "../../../client/proof/receipts.ts";

export interface Sealing {
  /** The chain's, in ascending order of their addresses. */
  readonly validators: readonly Wallet[];
  /** Those who seal: all unless said otherwise. */
  readonly signers?: readonly Wallet[];
  readonly round?: number;
}

/** What QBFT writes where other chains have a proof of work. */
const MIX_HASH = getBytes("0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365");
const DIFFICULTY = 7;
const EXTRA_DATA = 12;
const MIX = 13;
const NONCE = 14;

type Extra = readonly [vanity: Uint8Array, validators: Uint8Array[], vote: [], round: Uint8Array, seals: Uint8Array[]];

/** The header, RLP, with QBFT's own fields and these seals. */
export function sealed(header: Uint8Array, { validators, signers = validators, round = 0 }: Sealing): Uint8Array {
  const fields = RLP.decode(header) as Uint8Array[];
  fields[DIFFICULTY] = Uint8Array.of(1);
  fields[MIX] = MIX_HASH;
  fields[NONCE] = new Uint8Array(8);
  const addresses = validators.map(({ address }) => getBytes(address));
  const rounds = round === 0 ? new Uint8Array() : getBytes(toBeHex(round));
  const extra: Extra = [new Uint8Array(32), addresses, [], rounds, []];
  const unsealed = withExtra(fields, extra);
  const hash = sealedHash(RLP.encode(unsealed));
  const seals = signers.map(({ signingKey }) => {
    const { r, s, yParity } = signingKey.sign(hash);
    return getBytes(concat([r, s, toBeHex(yParity, 1)]));
  });
  return RLP.encode(withExtra(fields, [...extra.slice(0, 4), seals] as unknown as Extra));
}

/** What a committed seal signs: the header without its seals, the round included. */
export function sealedHash(header: Uint8Array): string {
  const fields = RLP.decode(header) as Uint8Array[];
  const extra = RLP.decode(fields[EXTRA_DATA]) as unknown as Extra;
  return keccak256(RLP.encode(withExtra(fields, [...extra.slice(0, 4), []] as unknown as Extra)));
}

/** The validators and the seals that a header names. */
export function extraOf(header: Uint8Array): { readonly validators: string[]; readonly seals: string[] } {
  const fields = RLP.decode(header) as Uint8Array[];
  const [, validators, , , seals] = RLP.decode(fields[EXTRA_DATA]) as unknown as Extra;
  return { validators: validators.map((one) => hexlify(one)), seals: seals.map((one) => hexlify(one)) };
}

/** A proof's text as an object. */
export interface ProofText {
  readonly trustRoot: string;
  readonly edition: string;
  readonly subject: Subject;
  readonly headers: readonly string[];
  readonly codeInEveryBlock: boolean;
  readonly events: readonly (readonly [header: number, ...place: Place])[];
  readonly nodes: readonly string[];
}

/** The same proof with every header sealed, under a trust root that names the validators. */
export function sealedProof(text: string, sealing: Sealing, trustRoot: string): ProofFile {
  const { edition, subject, headers, codeInEveryBlock, events, nodes } = JSON.parse(text) as ProofText;
  return proofFile(
    { trustRoot, edition, subject },
    {
      headers: headers.map((header) => sealed(getBytes(header), sealing)),
      codeInEveryBlock,
      events,
      nodes: nodes.map((node) => getBytes(node)),
    },
  );
}

function withExtra(fields: readonly Uint8Array[], extra: Extra): Uint8Array[] {
  return fields.with(EXTRA_DATA, RLP.encode(extra as unknown as Uint8Array[]));
}
