/** Writes docs/access.md anew. */
import { writeFile } from "node:fs/promises";
import { accessPage, PLACE } from "./page.ts";

// The test runner loads every file of this folder.
if (import.meta.main) await writeFile(PLACE, await accessPage());
