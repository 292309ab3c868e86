import type { Declaration } from "../../cli/define.ts";
import { draft } from "./draft.ts";
import { place } from "./place.ts";

export const commands: readonly Declaration[] = [draft, place];
