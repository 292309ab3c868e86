import type { Declaration } from "../../cli/define.ts";
import { audit } from "./audit.ts";
import { check, commit, draw } from "./sample.ts";

export const commands: readonly Declaration[] = [audit, commit, draw, check];
