/** What one officer proposes and a second one confirms, as the contracts encode it: contracts/base/TwoOfficers.sol. */
import { AbiCoder, keccak256 } from "ethers";

/** The arguments of each kind of matter, behind its name. */
const MATTERS = {
  revoke: ["uint48 id", "bytes32 reason"],
  freezeAgain: ["uint48 id", "uint16 length", "bytes32 reason", "bool byAuditor"],
  open: ["uint16 id"],
  raise: ["uint16 id", "uint48 from", "uint48 to"],
  restart: ["uint16 id"],
  renew: ["uint48 id", "uint16 validThrough", "uint256 classes"],
  reinstate: ["uint48 id", "bytes32 reason"],
  end: ["uint48 id", "uint8 status", "bytes32 reason"],
  unfreeze: ["uint48 id", "bytes32 reason"],
  regroup: ["uint48 id", "bytes32 group"],
  merge: ["uint48 id", "uint48 into"],
  resolve: ["bytes32 subject", "uint8 seat", "bytes32 reason"],
  decide: ["bytes32 order", "bytes32 claim", "bool accepted", "bytes32 reason"],
  reject: ["bytes32 order", "uint8 round", "bool forCause", "bytes32 reason"],
  clawBack: ["bytes32 order", "uint48 ordered", "uint48 amount", "bytes32 reason"],
  writeOff: ["bytes32 order", "uint48 writtenOff", "uint48 amount", "bytes32 reason"],
} as const;

export type Kind = keyof typeof MATTERS;

type ValueOf<Type extends string> = Type extends `bytes32` ? string : Type extends "bool" ? boolean : bigint;

/** What a matter says, by the names of its arguments. */
export type Matter<K extends Kind> = {
  readonly [
    Field in (typeof MATTERS)[K][number] as Field extends `${string} ${infer Name}` ? Name : never
  ]: Field extends `${infer Type} ${string}` ? ValueOf<Type> : never;
};

/** After which a proposal can no longer be confirmed. */
export const PROPOSAL_SECONDS = 30 * 86_400;

/** The hash of a matter, under which the ledger keeps its proposal. */
export function matterOf<K extends Kind>(kind: K, says: Matter<K>): string {
  const fields = fieldsOf(kind);
  const values = fields.map(([, name]) => (says as Readonly<Record<string, unknown>>)[name]);
  const types = ["string", ...fields.map(([type]) => type)];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [kind, ...values]));
}

/** What a matter says, if it is of this kind. */
export function readMatter<K extends Kind>(kind: K, what: string): Matter<K> | undefined {
  const fields = fieldsOf(kind);
  try {
    const [named, ...values] = AbiCoder.defaultAbiCoder().decode(["string", ...fields.map(([type]) => type)], what);
    if (named !== kind) return undefined;
    return Object.fromEntries(fields.map(([, name], i) => [name, values[i] as unknown])) as Matter<K>;
  } catch {
    // Of another kind, with other arguments.
    return undefined;
  }
}

/** A matter of any kind. @throws RangeError for bytes that are none of them. */
export function readAnyMatter(what: string): { readonly kind: Kind; readonly says: Readonly<Record<string, unknown>> } {
  for (const kind of Object.keys(MATTERS) as Kind[]) {
    const says = readMatter(kind, what);
    if (says) return { kind, says };
  }
  throw new RangeError(`${what} is no matter that a second officer confirms.`);
}

function fieldsOf(kind: Kind): [type: string, name: string][] {
  return MATTERS[kind].map((field) => field.split(" ") as [type: string, name: string]);
}
