import type { Declaration } from "../../cli/define.ts";
import { admit, countersign, decline, importing, show } from "./admission.ts";

export const commands: readonly Declaration[] = [importing, countersign, decline, admit, show];
