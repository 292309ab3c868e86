import type { Declaration } from "../../cli/define.ts";
import { importing } from "./import.ts";

export const commands: readonly Declaration[] = [importing];
