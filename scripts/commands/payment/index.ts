import type { Declaration } from "../../cli/define.ts";
import { exportList } from "./export.ts";
import { open } from "./open.ts";
import { settle } from "./settle.ts";
import { show } from "./show.ts";

export const commands: readonly Declaration[] = [open, show, exportList, settle];
