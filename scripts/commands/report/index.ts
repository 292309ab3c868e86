import type { Declaration } from "../../cli/define.ts";
import { budget } from "./budget.ts";
import { crossRegion } from "./crossRegion.ts";
import { expiring } from "./expiring.ts";
import { notices } from "./notices.ts";
import { overdue } from "./overdue.ts";
import { payments } from "./payments.ts";
import { provider } from "./provider.ts";
import { publicReport } from "./public.ts";
import { reconciliation } from "./reconciliation.ts";

export const commands: readonly Declaration[] = [
  budget,
  crossRegion,
  provider,
  payments,
  reconciliation,
  notices,
  expiring,
  overdue,
  publicReport,
];
