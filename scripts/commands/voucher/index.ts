import type { Declaration } from "../../cli/define.ts";
import { announce } from "./announce.ts";
import { approve } from "./approve.ts";
import { correct } from "./correct.ts";
import { freeze, unfreeze } from "./freeze.ts";
import { issue } from "./issue.ts";
import { expire, extend, revoke } from "./lifetime.ts";
import { plan } from "./plan.ts";
import { history, list, show } from "./show.ts";
import { withdraw } from "./withdraw.ts";

/** First in the order in which a list goes its way, then what looks at vouchers, then what is done to them. */
export const commands: readonly Declaration[] = [
  plan,
  announce,
  approve,
  issue,
  withdraw,
  show,
  history,
  list,
  extend,
  freeze,
  unfreeze,
  revoke,
  correct,
  expire,
];
