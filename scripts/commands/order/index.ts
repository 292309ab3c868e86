import type { Declaration } from "../../cli/define.ts";
import { cancel, overdue } from "./cancel.ts";
import { accept, claim, decide, refuse, withdraw } from "./claims.ts";
import { draft } from "./draft.ts";
import { list, show } from "./look.ts";
import { place } from "./place.ts";

export const commands: readonly Declaration[] = [
  draft,
  place,
  show,
  list,
  cancel,
  overdue,
  claim,
  accept,
  refuse,
  decide,
  withdraw,
];
