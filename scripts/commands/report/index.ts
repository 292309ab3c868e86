import type { Declaration } from "../../cli/define.ts";
import { budget } from "./budget.ts";

export const commands: readonly Declaration[] = [budget];
