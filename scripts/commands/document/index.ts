import type { Declaration } from "../../cli/define.ts";
import { commit } from "./commit.ts";
import { erase } from "./erase.ts";
import { exporting, importing } from "./handing.ts";
import { list } from "./list.ts";
import { show } from "./show.ts";
import { verify } from "./verify.ts";

export const commands: readonly Declaration[] = [commit, verify, list, show, exporting, importing, erase];
