import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect } from "chai";
import path from "node:path";
import { KeptDocument, keyOf } from "../../../client/documents/record.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { everyByte, filesIn, ownFolder, saltIn } from "./folder.ts";
import { matterOf } from "./matters.ts";
import { dieEverywhere } from "./mortalDisk.ts";

const MATTER = matterOf(1);
const TEXT = "case 1";

describe("The store of documents, when a program dies", () => {
  const folder = ownFolder();
  let round = 0;
  const documents = () => path.join(folder(), String(round));
  const store = async () => DocumentStore.open(documents());
  /** A store of its own for each death. */
  const begin = () => {
    round += 1;
  };

  it("at any step of committing, gives the next run one commitment with its salt", async () => {
    const deaths = await dieEverywhere(
      () => {
        begin();
        return Promise.resolve(async (disk) => (await DocumentStore.open(documents(), { disk })).commitFor(MATTER));
      },
      async () => {
        const commitment = await (await store()).commitFor(MATTER);
        expect(await (await store()).commitFor(MATTER)).to.equal(commitment);
        expect((await (await store()).list()).kept.map((one) => one.commitment)).to.deep.equal([commitment]);
        await saltIn(documents(), commitment);
        expect((await filesIn(documents())).size).to.equal(1);

        await (await store()).erase(commitment);
        expect(await everyByte(documents()))
          .to.not.contain(TEXT)
          .and.not.contain(keyOf(MATTER));
      },
    );
    expect(deaths).to.be.greaterThan(10);
  });

  it("after telling a commitment, still has its salt", async () => {
    let told: string | undefined;
    await dieEverywhere(
      () => {
        begin();
        told = undefined;
        return Promise.resolve(async (disk) => {
          const opened = await DocumentStore.open(documents(), { disk });
          told = await opened.commitFor(MATTER);
          await opened.commitFor(matterOf(2));
        });
      },
      async () => {
        if (told === undefined) return;
        expect(await (await store()).find(told)).to.be.instanceOf(KeptDocument);
        expect(await (await store()).commitFor(MATTER)).to.equal(told);
      },
    );
  });

  for (const goOn of ["erase", "find", "list", "commitFor"] as const) {
    it(`at any step of erasing, has either not begun or comes to the end with the next ${goOn}`, async () => {
      let commitment = "";
      let salt = "";
      const deaths = await dieEverywhere(
        async () => {
          begin();
          commitment = await (await store()).commitFor(MATTER);
          await (await store()).commitFor(matterOf(2));
          salt = await saltIn(documents(), commitment);
          return async (disk) => (await DocumentStore.open(documents(), { disk })).erase(commitment);
        },
        async () => {
          const next = await store();
          const begun = (await filesIn(documents())).has(`erased/${commitment}.json`);
          if (goOn === "commitFor") {
            expect((await next.commitFor(MATTER)) === commitment).to.equal(!begun);
          } else {
            await next[goOn](commitment);
          }
          if (goOn === "erase" || begun) {
            expect(await everyByte(documents())).to.not.contain(salt);
            expect(await next.find(commitment)).to.have.property("erased");
          } else {
            expect(await next.find(commitment)).to.be.instanceOf(KeptDocument);
          }
          if (goOn !== "commitFor" && begun) expect(await everyByte(documents())).to.not.contain(keyOf(MATTER));
          expect(await next.find(await next.commitFor(matterOf(2)))).to.be.instanceOf(KeptDocument);
        },
      );
      expect(deaths).to.be.greaterThan(15);
    });
  }

  it("at any step of receiving, takes the document in with the next run", async () => {
    const document = KeptDocument.make(MATTER, Date.now());
    let own = "";
    await dieEverywhere(
      async () => {
        begin();
        own = await (await store()).commitFor(MATTER);
        return async (disk) => (await DocumentStore.open(documents(), { disk })).receive(document);
      },
      async () => {
        await (await store()).receive(document);
        expect(await (await store()).find(document.commitment)).to.be.instanceOf(KeptDocument);
        expect(await (await store()).commitFor(MATTER)).to.equal(own);
        expect((await filesIn(documents())).size).to.equal(2);
      },
    );
  });
});

describe("The store of documents, with several clerks at once", () => {
  const folder = ownFolder();
  const documents = () => path.join(folder(), "documents");
  const CLERK = path.join(import.meta.dirname, "clerk.ts");
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const clerk of started.splice(0)) clerk.kill("SIGKILL");
  });

  /** What a clerk printed, once it is done or dead. */
  const clerk = async (
    ...work: string[]
  ): Promise<{ printed: string[]; kill: () => void; done: Promise<number | null> }> => {
    const child = spawn(process.execPath, [CLERK, documents(), ...work], { stdio: ["ignore", "pipe", "inherit"] });
    started.push(child);
    const printed: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => printed.push(line));
    const done = once(child, "close").then(([code]) => code as number | null);
    await once(child, "spawn");
    return { printed, kill: () => void child.kill("SIGKILL"), done };
  };

  it("gives all of them the same commitments", async () => {
    const clerks = await Promise.all([1, 2, 3].map(async () => clerk("commit", "25")));
    expect(await Promise.all(clerks.map(async ({ done }) => done))).to.deep.equal([0, 0, 0]);
    const [first, ...others] = clerks.map(({ printed }) => printed);
    expect(new Set(first).size).to.equal(25);
    for (const other of others) expect(other).to.deep.equal(first);
    expect((await filesIn(documents())).size).to.equal(25);
  });

  it("gives whoever comes after a killed one what that one was told", async () => {
    const told: string[] = [];
    for (let killed = 0; killed < 4; killed += 1) {
      const doomed = await clerk("commit", "1000");
      while (doomed.printed.length < 10) await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 5));
      doomed.kill();
      await doomed.done;
      doomed.printed.forEach((commitment, i) => {
        told[i] ??= commitment;
        expect(commitment).to.equal(told[i]);
      });
    }
    const store = await DocumentStore.open(documents());
    const { kept, damaged } = await store.list();
    expect(damaged).to.be.empty;
    expect(kept.map(({ commitment }) => commitment)).to.include.members(told);
    expect(kept.length).to.be.within(told.length, told.length + 1);
  });

  it("neither loses nor revives a document that some erase while others commit to it anew", async () => {
    const clerks = await Promise.all([1, 2, 3].map(async () => clerk("churn", "25")));
    expect(await Promise.all(clerks.map(async ({ done }) => done))).to.deep.equal([0, 0, 0]);
    const store = await DocumentStore.open(documents());
    for (const commitment of clerks.flatMap(({ printed }) => printed)) {
      expect(await store.find(commitment)).to.have.property("erased");
    }
    expect((await store.list()).kept).to.be.empty;
    expect(await everyByte(documents()))
      .to.not.contain('"salt"')
      .and.not.contain(keyOf(matterOf(0)));
  });
});
