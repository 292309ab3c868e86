import { expect } from "chai";
import { formatEnterprise } from "../../../client/ids.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { setScene, type Scene } from "../support/scene.ts";
import { openCounter, pdf, type Counter, type Fate, type OnTheWay } from "./counter.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly papers: readonly { readonly kind: string }[];
  readonly steps: readonly unknown[];
}

describe("A command at an office that is killed", function () {
  this.timeout(240_000);
  let practice: Office;
  let counter: Counter;
  let scene: Scene;
  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 6 });
    counter = await openCounter(practice);
  });
  after(async () => {
    await counter.close();
    await practice.close();
  });

  const told = (said: Said): Told => {
    expect(said.exit, [...said.out, ...said.err].join("\n")).to.equal(0);
    return said.json().data;
  };
  const at = (method: string, end: RegExp, fate: Fate): ((asked: OnTheWay) => Fate) => {
    return (asked) => (asked.method === method && end.test(asked.path) ? fate : "through");
  };
  const second = (inner: (asked: OnTheWay) => Fate): ((asked: OnTheWay) => Fate) => {
    let met = 0;
    return (asked) => (inner(asked) !== "through" && (met += 1) === 2 ? inner(asked) : "through");
  };
  const PAPERS = /\/papers$/;
  const moments: readonly (readonly [string, (asked: OnTheWay) => Fate])[] = [
    ["before the office hears of the draft", at("POST", /^\/applications$/, "unheard")],
    ["with the draft made and the answer lost", at("POST", /^\/applications$/, "lost")],
    ["with the first paper kept and the answer lost", at("POST", PAPERS, "lost")],
    ["before the office hears of the second paper", second(at("POST", PAPERS, "unheard"))],
    ["with the second paper kept and the answer lost", second(at("POST", PAPERS, "lost"))],
  ];
  moments.forEach(([name, fate], place) => {
    it(`writes one application with each paper once, ${name}`, async () => {
      const [firm, id] = [`firm ${scene.program}-${place + 1}`, formatEnterprise(scene.enterprises[place]!.id)];
      const words = ["application", "draft", await written(firm, id)];
      expect(await counter.killed(fate, firm, ...words)).to.equal(true);
      const { id: made, papers } = told(await counter.run(firm, ...words, "--json"));
      expect(papers.map(({ kind }) => kind)).to.deep.equal(["licence", "quotation"]);
      const { data } = (await counter.run(firm, "application", "list", "--json")).json();
      expect((data as { id: string }[]).map((one) => one.id)).to.deep.equal([made]);
    });
  });

  it("hands in, decides and makes a list once", async () => {
    const [firm, id] = [`firm ${scene.program}-6`, formatEnterprise(scene.enterprises[5]!.id)];
    const made = told(await counter.run(firm, "application", "draft", await written(firm, id), "--json"));
    const handIn = ["application", "hand-in", made.id];
    const accept = ["application", "accept", made.id, "--seen", "2"];
    for (const [who, words] of [
      [firm, handIn],
      ["wujin bureau", accept],
    ] as const) {
      expect(await counter.killed(at("POST", /\/steps$/, "lost"), who, ...words)).to.equal(true);
      told(await counter.run(who, ...words, "--json"));
    }
    const { state, steps } = told(await counter.run(firm, "application", "show", made.id, "--json"));
    expect([state, steps.length]).to.deep.equal(["accepted", 3]);
    const out = `${practice.folder}/killed.csv`;
    const list = ["application", "make-list", "--program", String(scene.program), "--out", out];
    expect(await counter.killed(at("POST", /^\/application-lists$/, "lost"), "wujin bureau", ...list)).to.equal(true);
    const again = await counter.run("wujin bureau", ...list, "--json");
    expect([again.exit, again.json().error?.code]).to.deep.equal([1, "NothingAccepted"]);
    const [, found = ""] = /save-list (\S+)/.exec(again.json().error?.hint ?? "") ?? [];
    const saved = await counter.run("wujin bureau", "application", "save-list", found, "--out", out, "--json");
    expect(saved.json().data).to.include({ count: 1, written: true });
  });

  async function written(name: string, id: string): Promise<string> {
    await counter.write(name, "licence.pdf", pdf("licence"));
    await counter.write(name, "quotation.pdf", pdf("quotation"));
    return counter.write(
      name,
      "application.yaml",
      `enterprise: ${id}
program: ${scene.program}
serviceClass: 1
contractValue: 40,000.00
amount: 10,000.00
purpose: Graphene powder
papers:
  - { kind: licence, file: licence.pdf }
  - { kind: quotation, file: quotation.pdf }
`,
    );
  }
});
