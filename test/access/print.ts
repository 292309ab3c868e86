/** Writes docs/access.md anew. */
import { writeFile } from "node:fs/promises";
import { accessPage, PLACE } from "./page.ts";

await writeFile(PLACE, await accessPage());
