import type { Declaration } from "../../cli/define.ts";
import { admit, countersign, decline, importing } from "./admission.ts";
import { blacklist, remove } from "./end.ts";
import { renew } from "./renew.ts";
import { list, show } from "./show.ts";
import { reinstate, suspend } from "./suspend.ts";
import { updateProfile } from "./updateProfile.ts";

export const commands: readonly Declaration[] = [
  importing,
  countersign,
  decline,
  admit,
  renew,
  updateProfile,
  show,
  list,
  suspend,
  reinstate,
  remove,
  blacklist,
];
