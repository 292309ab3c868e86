import type { Declaration } from "../../cli/define.ts";
import { plan } from "./plan.ts";

export const commands: readonly Declaration[] = [plan];
