import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { holdAccount } from "../../../scripts/chain/accountLock.ts";

const ACCOUNT = "0x52908400098527886E0F7030069857D2E4169EE7";

describe("An account is held by one run at a time", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lock-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const hold = async (milliseconds = 10_000) =>
    holdAccount(folder, ACCOUNT, { note: () => undefined, signal: AbortSignal.timeout(milliseconds) });
  const lock = (): string => path.join(folder, `${ACCOUNT}.lock`);
  const now = (): string => new Date().toISOString();

  const left: [what: string, text: string, also?: string][] = [
    ["that a power cut left empty", ""],
    ["that a power cut left empty, with that of one that was about to take it away", "", ""],
    ["of an earlier process that had the number of this one", held(process.pid, now())],
    ["of a process whose number another has since the machine was started anew", held(1, "2020-01-01T00:00:00.000Z")],
    ["of a process that was killed", held(2 ** 22 + 1, now())],
  ];
  for (const [what, text, also] of left) {
    it(`and a file ${what} holds nobody up`, async () => {
      await writeFile(lock(), text);
      if (also !== undefined) await writeFile(`${lock()}.removing`, also);
      const giveUp = await hold();
      expect(await readdir(folder)).to.deep.equal([path.basename(lock())]);
      await giveUp();
      expect(await readdir(folder)).to.deep.equal([]);
    });
  }

  it("and one that is at work is waited for, in this process and in another one", async () => {
    const giveUp = await hold();
    expect(await codeOf(hold(300))).to.equal("Interrupted");
    await giveUp();
    await writeFile(lock(), held(process.ppid, now()));
    expect(await codeOf(hold(300))).to.equal("Interrupted");
  });
});

function held(process: number, since: string): string {
  return JSON.stringify({ process, machine: hostname(), since });
}

async function codeOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => undefined,
    (error: unknown) => (error as { code?: unknown }).code,
  );
}
