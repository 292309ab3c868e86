/** Who objected to what, and how it ended: contracts/base/Objections.sol. */
import { dayOf } from "../days.ts";
import type { EventOf } from "./events.ts";
import { repeated, told, untold } from "./faults.ts";

/** A word a subject: for seat s, bits 24 s to 24 s + 15 the day of the objection, then 8 bits its standing. */
export type Objections = Map<string, bigint>;

const OPEN = 1n;
const ENDED = 2n;

type ObjectionEvent = Extract<EventOf<"orders">, { name: "Objected" | "ObjectionEnded" }>;
type FromAnyPart = Pick<ObjectionEvent, "name" | "args" | "origin">;

/** A subject is heard anew; an open objection of the Auditor stays. */
export function clearObjections(objections: Objections, subject: string): void {
  const auditors = (objections.get(subject) ?? 0n) & 0xff_ffffn;
  if (auditors >> 16n === OPEN) objections.set(subject, auditors);
  else objections.delete(subject);
}

export function applyToObjections(objections: Objections, { name, args, origin }: FromAnyPart): void {
  const offset = 24n * args.seat;
  if (name === "Objected") {
    const word = objections.get(args.subject) ?? 0n;
    if (((word >> (offset + 16n)) & 0xffn) !== 0n) throw repeated("objection to", args.subject);
    objections.set(args.subject, word | (((OPEN << 16n) | BigInt(dayOf(origin.time))) << offset));
    return;
  }
  const word = told(objections, args.subject, "objection to");
  const standing = (word >> (offset + 16n)) & 0xffn;
  if (standing !== OPEN) throw untold("objection to", args.subject);
  objections.set(args.subject, word + ((ENDED - OPEN) << (offset + 16n)));
}
