import type { Declaration } from "../../cli/define.ts";
import { list } from "./list.ts";
import { show } from "./show.ts";

export const commands: readonly Declaration[] = [list, show];
