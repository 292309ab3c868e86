import type { Declaration } from "../../cli/define.ts";
import { place } from "./place.ts";

export const commands: readonly Declaration[] = [place];
