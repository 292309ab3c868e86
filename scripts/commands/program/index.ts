import type { Declaration } from "../../cli/define.ts";
import { confirm } from "./confirm.ts";
import { list } from "./list.ts";
import { propose } from "./propose.ts";
import { restart } from "./restart.ts";
import { show } from "./show.ts";
import { stop } from "./stop.ts";

export const commands: readonly Declaration[] = [list, show, propose, confirm, stop, restart];
