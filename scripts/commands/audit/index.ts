import type { Declaration } from "../../cli/define.ts";
import { audit } from "./audit.ts";

export const commands: readonly Declaration[] = [audit];
