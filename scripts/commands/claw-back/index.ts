import type { Declaration } from "../../cli/define.ts";

export const commands: readonly Declaration[] = [];
