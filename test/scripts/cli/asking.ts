/** A program that works a while, then asks twice at the real terminal. */
import { setTimeout } from "node:timers/promises";
import { terminalIo } from "../../../scripts/cli/terminal.ts";

if (import.meta.main) {
  const io = terminalIo("en", false);
  for (const wait of [1_000, 0]) {
    io.write("Working");
    await setTimeout(wait);
    io.write(`answered: ${await io.confirm({ en: "Do it?", zh: "确认吗？" })}`);
  }
}
