import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { jsonOf } from "../../../scripts/cli/answer.ts";
import { columnsOf } from "../../../scripts/cli/grid.ts";
import { harmless, harmlessIo } from "../../../scripts/cli/harmless.ts";
import { contextOf } from "../support/context.ts";
import { openTerminal } from "../support/terminal.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));

const ASKING = fileURLToPath(new URL("asking.ts", import.meta.url));

/** Goes up a line and wipes it, and turns round what comes after it. */
const ENEMY = "Baoshan\u001b[1A\u001b[2K\r\u009b2K\u202e\u{e0041}";
const SHOWN = "Baoshan⟨U+001B⟩[1A⟨U+001B⟩[2K⟨U+000D⟩⟨U+009B⟩2K⟨U+202E⟩⟨U+E0041⟩";

describe("The terminal", () => {
  it("is shown what it would obey, and does not get to obey it", () => {
    expect(harmless(ENEMY)).to.equal(SHOWN);
    expect(harmless("江苏烯元 ✓\n  · “next”\t…")).to.equal("江苏烯元 ✓\n  · “next”\t…");
  });

  it("gets nothing else in answers, notes and questions", async () => {
    const said: string[] = [];
    const { io } = contextOf("");
    const listening = harmlessIo({
      ...io,
      write: (line) => void said.push(line),
      note: ({ en, zh }) => void said.push(en, zh),
      confirm: async ({ zh }) => Promise.resolve(said.push(zh) > 0),
      askSecret: async ({ en }) => Promise.resolve(String(said.push(en))),
    });
    const text = { en: ENEMY, zh: ENEMY };
    listening.write(ENEMY);
    listening.note(text);
    await listening.confirm(text);
    await listening.askSecret(text);
    expect(said).to.deep.equal([SHOWN, SHOWN, SHOWN, SHOWN, SHOWN]);
  });

  it("gets tables of which every row is one line, whatever is in a cell", () => {
    const [head, , row, ...more] = columnsOf(
      { head: [{ en: "Name", zh: "" }], rows: [[`A\r\nB${ENEMY}`]] },
      "en",
    ).split("\n");
    expect([head, row, more]).to.deep.equal(["  Name", `  A B${SHOWN.replace("⟨U+000D⟩", " ")}`, []]);
  });

  it("gets JSON that means the same to a program", () => {
    const json = jsonOf({ name: ENEMY });
    expect(json).to.match(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json)).to.deep.equal({ name: ENEMY });
  });

  for (const [ahead, typed] of [
    ["a whole answer", "y\n"],
    ["an answer without its Enter", "y"],
  ] as const) {
    it(`does not take ${ahead} that was typed before the question stood there`, async function () {
      const terminal = openTerminal(ASKING);
      if (!terminal) return this.skip();
      await terminal.shows("Working");
      terminal.type(typed);
      await terminal.shows("[y/N]");
      terminal.type("\n");
      await terminal.shows("answered: false");
      await terminal.shows("[y/N]");
      terminal.type("y\n");
      await terminal.shows("answered: true");
      await terminal.end();
    });
  }

  for (const closed of ["stdout", "stderr"] as const) {
    it(`ends with the same exit code when nobody reads ${closed} any more`, async () => {
      const child = spawn(process.execPath, [COMMAND, "voucher", "nosuch", ...(closed === "stdout" ? ["--json"] : [])]);
      child[closed].destroy();
      const [exit] = (await once(child, "exit")) as [number | null];
      expect(exit).to.equal(2);
    });
  }
});
