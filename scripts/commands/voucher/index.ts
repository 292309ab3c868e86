import type { Declaration } from "../../cli/define.ts";
import { announce } from "./announce.ts";
import { approve } from "./approve.ts";
import { issue } from "./issue.ts";
import { plan } from "./plan.ts";
import { withdraw } from "./withdraw.ts";

/** In the order in which a list goes its way. */
export const commands: readonly Declaration[] = [plan, announce, approve, issue, withdraw];
