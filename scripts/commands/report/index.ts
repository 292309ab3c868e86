import type { Declaration } from "../../cli/define.ts";
import { budget } from "./budget.ts";
import { expiring } from "./expiring.ts";
import { overdue } from "./overdue.ts";

export const commands: readonly Declaration[] = [budget, expiring, overdue];
