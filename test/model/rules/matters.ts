import { AbiCoder, keccak256 } from "ethers";
import type { Part } from "../../../client/replay/events.ts";
import type { Act } from "./act.ts";
import { SECONDS_A_DAY } from "./town.ts";

/** What one officer has proposed and another may confirm. */
export interface Matter {
  readonly part: Part;
  readonly kind: string;
  readonly values: readonly unknown[];
  readonly by: string;
  readonly time: number;
}

export const TERM = 30 * SECONDS_A_DAY;

/** The words of a matter: a proposal is for exactly these. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  unfreeze: ["uint48", "bytes32"],
  end: ["uint48", "uint8", "bytes32"],
  regroup: ["uint48", "bytes32"],
  merge: ["uint48", "uint48"],
  renew: ["uint48", "uint16", "uint256"],
  reinstate: ["uint48", "bytes32"],
  open: ["uint16"],
  raise: ["uint16", "uint48", "uint48"],
  restart: ["uint16"],
  freezeAgain: ["uint48", "uint16", "bytes32", "bool"],
  revoke: ["uint48", "bytes32"],
  resolve: ["bytes32", "uint8", "bytes32"],
  decide: ["bytes32", "bytes32", "bool", "bytes32"],
  reject: ["bytes32", "uint8", "bool", "bytes32"],
  clawBack: ["bytes32", "uint48", "uint48", "bytes32"],
  writeOff: ["bytes32", "uint48", "uint48", "bytes32"],
};

export function hashOf(kind: string, values: readonly unknown[]): { hash: string; what: string } {
  const what = AbiCoder.defaultAbiCoder().encode(["string", ...TYPES[kind]!], [kind, ...values]);
  return { hash: keccak256(what), what };
}

/** Proposes it, unless the same stands proposed and has not lapsed. */
export function propose(a: Act, part: Part, kind: string, values: readonly unknown[]): void {
  const { hash, what } = hashOf(kind, values);
  const standing = a.town.matters.get(`${part} ${hash}`);
  const lapsed = standing === undefined || a.now > standing.time + TERM;
  a.demand(lapsed, "AlreadyProposed", hash, standing?.by);
  a.granted();
  a.town.matters.set(`${part} ${hash}`, { part, kind, values, by: a.by, time: a.now });
  a.tell(part, "MatterProposed", { matter: hash, by: a.by, what });
}

/** Demands that another officer has proposed the very same; the confirmation is done by what is given back. */
export function seconded(a: Act, part: Part, kind: string, values: readonly unknown[]): () => void {
  const { hash } = hashOf(kind, values);
  const matter = a.known(a.town.matters.get(`${part} ${hash}`), "NotProposed", hash);
  a.demand(matter.by !== a.by, "SameOfficer", a.by);
  a.demand(a.now <= matter.time + TERM, "ProposalLapsed", hash, matter.time + TERM);
  return () => {
    a.town.matters.delete(`${part} ${hash}`);
    a.tell(part, "MatterConfirmed", { matter: hash, by: a.by });
  };
}

/** Takes it back. WHO: its proposer. */
export function withdrawProposal(part: Part) {
  return (a: Act, hash: string): void => {
    const matter = a.known(a.town.matters.get(`${part} ${hash}`), "NotProposed", hash);
    a.demand(matter.by === a.by, "NotTheProposer", a.by, matter.by);
    a.granted();
    a.town.matters.delete(`${part} ${hash}`);
    a.tell(part, "MatterWithdrawn", { matter: hash });
  };
}
