import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id as hashOf } from "ethers";
import { formatProvider } from "../../../client/ids.ts";
import { openOffice, type Name, type Office, type Said } from "../support/office.ts";
import { setScene, type Scene } from "../support/scene.ts";
import { openCounter, pdf, type Counter } from "./counter.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly papers: readonly { readonly kind: string }[];
  readonly steps: readonly { readonly step: string; readonly words: string | null }[];
}

describe("Appeals against suspensions, by the command", function () {
  this.timeout(120_000);
  let practice: Office;
  let counter: Counter;
  let scene: Scene;
  let own: string;
  let laboratory: Name;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1, providerIn: "wujin" });
    counter = await openCounter(practice);
    own = formatProvider(scene.provider);
    laboratory = `laboratory ${scene.program}`;
  });
  after(async () => {
    await counter.close();
    await practice.close();
  });

  const told = (said: Said): Told => {
    expect(said.exit, [...said.out, ...said.err].join("\n")).to.equal(0);
    return said.json().data;
  };
  const code = (said: Said): unknown[] => [said.exit, said.json().error?.code];
  const go = async (name: Name, ...words: string[]): Promise<Said> =>
    counter.run(name, "suspension", ...words, "--json");
  const suspend = async (): Promise<void> => {
    await (await practice.as("wujin bureau").providers.suspend(scene.provider, hashOf("lapsed"))).wait();
  };
  const reinstate = async (): Promise<void> => {
    const [bureaus, approvers] = [practice.as("wujin bureau"), practice.as("wujin approver")];
    await (await bureaus.providers.reinstate(scene.provider, hashOf("mended"))).wait();
    await (await approvers.providers.confirmReinstate(scene.provider, hashOf("mended"))).wait();
  };

  it("go from words and a paper to the Approver's decision, each once", async () => {
    const words = await counter.write(laboratory, "appeal.txt", "It was renewed.\r\nLook at page 2.\n");
    const renewed = await counter.write(laboratory, "renewed.pdf", pdf("renewed"));
    const appeal = ["appeal", own, "--reason-file", words, "--qualification", renewed];
    expect(code(await go(laboratory, ...appeal))).to.deep.equal([1, "NotSuspended"]);
    await suspend();
    expect(code(await go(laboratory, "appeal", own))).to.deep.equal([2, "UsageWrong"]);
    expect((await go(laboratory, "list")).json().data).to.have.nested.property("suspensions[0].appeal", null);
    const first = told(await go(laboratory, ...appeal));
    expect(first.state).to.equal("appealed");
    expect(first.steps.map((one) => [one.step, one.words])).to.deep.equal([
      ["make", null],
      ["appeal", "It was renewed.\nLook at page 2."],
    ]);
    expect(first.papers.map(({ kind }) => kind)).to.deep.equal(["qualification"]);
    expect(told(await go(laboratory, ...appeal)), "again").to.deep.equal(first);
    const other = await go(laboratory, "appeal", own, "--reason", "Something else.");
    expect(code(other)).to.deep.equal([1, "ApplicationElsewhere"]);

    const { id } = first;
    const shown = await counter.run("wujin approver", "suspension", "show", id);
    expect(shown.out.join("\n")).to.include(`The appeal of provider ${own} against its suspension`);
    expect(shown.out.join("\n")).to.include("Look at page 2.").and.include("Dismiss the appeal".toLowerCase());
    const out = path.join(practice.folder, "renewed.pdf");
    expect((await go("wujin approver", "paper", id, "1", "--out", out)).exit).to.equal(0);
    expect(await readFile(out)).to.deep.equal(pdf("renewed"));
    const decide = ["decide-appeal", id, "--decision", "grant", "--reason", "So it was."];
    expect(code(await go("wujin approver", ...decide))).to.deep.equal([2, "UsageWrong"]);
    expect(code(await go("wujin bureau", ...decide, "--seen", "2"))).to.deep.equal([1, "NotYours"]);
    const granted = told(await go("wujin approver", ...decide, "--seen", "2"));
    expect([granted.state, granted.steps.at(-1)?.words]).to.deep.equal(["accepted", "So it was."]);
    await reinstate();
    const after = await counter.run("wujin approver", "suspension", "show", id, "--lang", "zh");
    expect(after.out.join("\n")).to.include("已结束");
  });

  it("go on after an interruption with what was begun, and are withdrawn", async () => {
    await suspend();
    const file = await counter.write(laboratory, "licence.pdf", pdf("licence"));
    const appeal = ["suspension", "appeal", own, "--reason", "It was renewed.", "--licence", file];
    const isKilled = await counter.killed(
      ({ method, path: at }) => (method === "POST" && /\/steps$/.test(at) ? "unheard" : "through"),
      laboratory,
      ...appeal,
    );
    expect(isKilled).to.equal(true);
    const begun = (await go(laboratory, "list")).json().data as { appeals: Told[] };
    expect(begun.appeals[0]?.state).to.equal("refused");
    const handedIn = told(await counter.run(laboratory, ...appeal, "--json"));
    expect(handedIn).to.include({ id: begun.appeals[0]?.id, state: "appealed" });
    expect(handedIn.papers).to.have.length(1);
    for (const time of ["first", "second"])
      expect(told(await go(laboratory, "withdraw", handedIn.id)).state, time).to.equal("withdrawn");
    const again = await counter.run(laboratory, ...appeal, "--json");
    expect(code(again)).to.deep.equal([1, "ApplicationElsewhere"]);
    await reinstate();
  });
});
