/** Proposals that wait for a second officer: contracts/base/TwoOfficers.sol. */
import type { EventOf } from "./events.ts";
import { told } from "./faults.ts";

/** `time` in Unix seconds. */
export type Proposal = { readonly by: string; readonly time: number };

/** By the hash of the matter. */
export type Matters = Map<string, Proposal>;

type MatterEvent = Extract<EventOf<"payments">, { name: `Matter${string}` }>;
type FromAnyPart = Pick<MatterEvent, "origin"> &
  {
    [Name in MatterEvent["name"]]: { readonly name: Name; readonly args: Extract<MatterEvent, { name: Name }>["args"] };
  }[MatterEvent["name"]];

export function applyToMatters(matters: Matters, event: FromAnyPart): void {
  if (event.name === "MatterProposed") {
    matters.set(event.args.matter, { by: event.args.by, time: event.origin.time });
    return;
  }
  told(matters, event.args.matter, "proposal");
  matters.delete(event.args.matter);
}
