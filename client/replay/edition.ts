/** How many parts the edition has made, rebuilt: contracts/Edition.sol. */
import type { EventOf } from "./events.ts";
import { gap } from "./faults.ts";
import type { Variables } from "./storageMap.ts";

export type EditionState = { made: bigint };

export function begin(): EditionState {
  return { made: 0n };
}

export function apply(state: EditionState, event: EventOf<"edition">): void {
  const next = state.made + 1n;
  state.made = event.args.number;
  if (state.made !== next) throw gap("part", next, state.made);
}

export function storageOf({ made }: EditionState): Variables {
  return { made };
}
