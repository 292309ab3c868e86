/**
 * The trust root: what a reader of proofs has to trust, and all of it. Which chain, which contracts with which code, and whose
 * seals count in which blocks.
 *
 * RULES: a root is written in one way only: its hash is over its content without signatures. Ranges of blocks follow each
 * other from 0 without a gap, and the last is open; members stand in ascending order, each once and of a district named here.
 * On a development chain there are no validators.
 * ASSUMPTION: the reader knows the root's hash from elsewhere, and has compared it.
 */
import * as z from "zod/mini";
import { hexOf, keccak, utf8, type Hex } from "./bytes.ts";
import { refuse } from "./refusal.ts";
import { hexOfLength, integerFrom, parsedJson, shaped, textOf } from "./shape.ts";

/** The contracts that every edition of the ledger has, named as in the file. A later one has `matching` beside them, which no proof is about. */
export const PARTS = [
  "edition",
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
  "voucherPicture",
  "certificatePicture",
] as const;
export type PartName = (typeof PARTS)[number];

const LARGEST = 1 << 20;

/**
 * What a person sees: at most 64 characters, with plain blanks inside alone. None is invisible, looks like a blank, turns the direction
 * of writing or is for private use. What Unicode has not given out yet is taken: which that is differs from one browser to the next.
 */
const visible = "[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Z}\\p{Default_Ignorable_Code_Point}\\u2800]";
const name = z.string().check(z.regex(new RegExp(`^(?=.{1,64}$)${visible}+(?: +${visible}+)*$`, "u")));
const part = z.strictObject({ address: hexOfLength(20), codeHash: hexOfLength(32) });
const SCHEMA = z.strictObject({
  format: z.literal("tongdui trust root"),
  version: z.literal(1),
  number: integerFrom(0),
  ancestors: z.array(hexOfLength(32)),
  chainId: integerFrom(1),
  genesis: hexOfLength(32),
  consensus: z.enum(["qbft", "development"]),
  districts: z.array(z.strictObject({ id: integerFrom(1), en: name, zh: name })),
  editions: z.array(
    z.strictObject({
      edition: part,
      districts: part,
      enterprises: part,
      providers: part,
      programs: part,
      vouchers: part,
      orders: part,
      payments: part,
      voucherPicture: part,
      certificatePicture: part,
      matching: z.optional(part),
    }),
  ),
  validators: z.array(
    z.strictObject({
      from: integerFrom(0),
      through: z.nullable(integerFrom(0)),
      members: z.array(z.strictObject({ district: integerFrom(1), address: hexOfLength(20) })),
    }),
  ),
  signatures: z.array(hexOfLength(65)),
});

export type TrustRoot = z.infer<typeof SCHEMA>;
export type Edition = TrustRoot["editions"][number];
/** Where one of its contracts is, and the keccak-256 of its code. */
export type Contract = Edition["edition"];
/** Whose seals count from block `from` through block `through`, or from then on where that is null. */
export type ValidatorRange = TrustRoot["validators"][number];
export type Member = ValidatorRange["members"][number];

/**
 * The root that a file holds.
 *
 * @param file its bytes or text. Line ends of Windows are taken too, for a root travels as readable text.
 * @throws Refusal
 */
export function readTrustRoot(file: Uint8Array | string): TrustRoot {
  if (file.length > LARGEST) refuse("TrustRootTooLarge", LARGEST);
  const text = typeof file === "string" ? file : (textOf(file) ?? refuse("NotATrustRoot"));
  const json = parsedJson(text);
  if (typeof json !== "object" || json === null) refuse("NotATrustRoot");
  if (!("format" in json) || json.format !== "tongdui trust root") refuse("NotATrustRoot");
  const read = shaped(SCHEMA, json);
  if ("place" in read) refuse("TrustRootMisshapen", read.place);
  const root = read.value;
  if (trustRootText(root) !== text.replaceAll("\r\n", "\n")) refuse("TrustRootNotCanonical");
  demandOrder(root);
  return root;
}

/** The root as it stands in a file: readable JSON, ending in a line feed. */
export function trustRootText(root: TrustRoot): string {
  return `${JSON.stringify(root, null, 2)}\n`;
}

/** What is printed on certificates and named in proofs: the hash of the root without its signatures. */
export function trustRootHash(root: TrustRoot): Hex {
  return hexOf(keccak(utf8(JSON.stringify({ ...root, signatures: undefined }))));
}

/** Whose seals count in a block; undefined where the root names nobody. */
export function validatorsAt(root: TrustRoot, block: number): ValidatorRange | undefined {
  return root.validators.find(({ from, through }) => from <= block && (through === null || block <= through));
}

/** The edition of this address, that of its Edition contract. @throws Refusal */
export function editionAt(root: TrustRoot, address: Hex): Edition {
  return root.editions.find(({ edition }) => edition.address === address) ?? refuse("EditionUnknown", address);
}

/** Every contract that an edition has, by its name. */
export function contractsIn(edition: Edition): (readonly [name: string, contract: Contract])[] {
  return Object.entries(edition).flatMap(([name, contract]) => (contract ? [[name, contract] as const] : []));
}

/** What the shape cannot say: what must agree with what. */
function demandOrder(root: TrustRoot): void {
  const demand = (holds: boolean, place: string) => holds || refuse("TrustRootMisshapen", place);
  demand(root.ancestors.length === root.number, "ancestors");
  demand(new Set(root.ancestors).size === root.number, "ancestors");
  demand(isAscending(root.districts.map(({ id }) => id)), "districts");
  demand(root.editions.length > 0, "editions");
  root.editions.forEach((edition, at) => {
    const addresses = contractsIn(edition).map(([, { address }]) => address);
    demand(new Set(addresses).size === addresses.length, `editions[${at}]`);
  });
  demand(new Set(root.editions.map(({ edition }) => edition.address)).size === root.editions.length, "editions");
  demand(root.validators.length > 0 === (root.consensus === "qbft"), "validators");
  const districts = new Set(root.districts.map(({ id }) => id));
  root.validators.forEach(({ from, through, members }, at) => {
    const before = root.validators[at - 1]?.through ?? -1;
    demand(from === before + 1, `validators[${at}].from`);
    const isLast = at === root.validators.length - 1;
    demand(isLast ? through === null : through !== null && through >= from, `validators[${at}].through`);
    demand(members.length > 0, `validators[${at}].members`);
    demand(isAscending(members.map(({ address }) => address)), `validators[${at}].members`);
    demand(
      members.every(({ district }) => districts.has(district)),
      `validators[${at}].members`,
    );
  });
  demand(root.number > 0 || root.signatures.length === 0, "signatures");
}

/** Each greater than the one before, and so none twice. */
function isAscending(items: readonly (number | string)[]): boolean {
  return items.every((item, at) => at === 0 || (items[at - 1] ?? item) < item);
}
