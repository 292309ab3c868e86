import type { Declaration } from "../../cli/define.ts";
import { draft } from "./draft.ts";
import { redeem } from "./redeem.ts";

export const commands: readonly Declaration[] = [redeem, draft];
