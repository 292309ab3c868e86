import type { Declaration } from "../../cli/define.ts";
import { blacklist, close } from "./end.ts";
import { freeze, unfreeze } from "./freeze.ts";
import { importing } from "./import.ts";
import { merge } from "./merge.ts";
import { regroup } from "./regroup.ts";
import { list, show } from "./show.ts";
import { updateProfile } from "./updateProfile.ts";

export const commands: readonly Declaration[] = [
  importing,
  updateProfile,
  show,
  list,
  freeze,
  unfreeze,
  regroup,
  merge,
  close,
  blacklist,
];
