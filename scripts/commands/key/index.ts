import type { Declaration } from "../../cli/define.ts";
import { create } from "./create.ts";
import { importing } from "./import.ts";
import { list } from "./list.ts";
import { show } from "./show.ts";

export const commands: readonly Declaration[] = [create, importing, list, show];
