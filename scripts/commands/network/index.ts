import type { Declaration } from "../../cli/define.ts";
import { check } from "./check.ts";
import { init } from "./init.ts";
import { key } from "./key.ts";

export const commands: readonly Declaration[] = [key, init, check];
