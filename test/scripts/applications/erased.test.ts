import path from "node:path";
import { expect } from "chai";
import { formatEnterprise } from "../../../client/ids.ts";
import { openOffice, person, type Office, type Said } from "../support/office.ts";
import { setScene, type Scene } from "../support/scene.ts";
import { openCounter, pdf, type Counter } from "./counter.ts";

describe("Applications that were erased, by the command", function () {
  this.timeout(120_000);
  let practice: Office;
  let counter: Counter;
  let scene: Scene;
  let taken = 0;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 2 });
    counter = await openCounter(practice);
  });
  after(async () => {
    await counter.close();
    await practice.close();
  });

  const told = (said: Said): { readonly id: string } => {
    expect(said.exit, [...said.out, ...said.err].join("\n")).to.equal(0);
    return said.json().data;
  };
  const code = (said: Said): unknown[] => [said.exit, said.json().error?.code];
  const go = async (name: string, ...words: string[]): Promise<Said> =>
    counter.run(name, "application", ...words, "--json");
  /** A draft of a firm that has applied for nothing yet. */
  const drafted = async (): Promise<{ readonly name: string; readonly id: string }> => {
    taken += 1;
    const name = `firm ${scene.program}-${taken}`;
    const enterprise = formatEnterprise(scene.enterprises[taken - 1]!.id);
    for (const kind of ["licence", "quotation"]) await counter.write(name, `${kind}.pdf`, pdf(`${kind} of ${name}`));
    const file = await counter.write(
      name,
      "application.yaml",
      `enterprise: ${enterprise}
program: ${scene.program}
serviceClass: 1
contractValue: 40,000.00
amount: 10,000.00
purpose: Powder
papers: [{ kind: licence, file: licence.pdf }, { kind: quotation, file: quotation.pdf }]
`,
    );
    return { name, id: told(await go(name, "draft", file)).id };
  };

  it("go when they are withdrawn before they were handed in, which is done once", async () => {
    const { name, id } = await drafted();
    for (const how of ["done", "was done before"]) {
      const said = await counter.run(name, "application", "withdraw", id);
      expect([said.exit, said.out.at(-1)]).to.deep.equal([
        ...[0, `✓ ${id}, never handed in, withdrawn: ${how}. What was in it is erased.`],
      ]);
    }
    const shown = await go(name, "show", id);
    expect(code(shown)).to.deep.equal([1, "ApplicationErased"]);
    expect(shown.json().error?.sentence).to.match(/and that is for good: it was never handed in$/);
  });

  it("say who erased them and why, and so do their papers", async () => {
    const { name, id } = await drafted();
    told(await go(name, "hand-in", id));
    told(await go(name, "withdraw", id));
    const bureau = await counter.office.as("wujin bureau");
    const erase = async (at: string) =>
      bureau.post(`/applications/${id}${at}/erase`, { reason: "Asked for by the firm" });
    const { papers } = (await bureau.get(`/applications/${id}`)).body as { papers: { id: string }[] };
    expect((await erase(`/papers/${papers[1]!.id}`)).status).to.equal(200);
    const shown = await counter.run(name, "application", "show", id);
    expect(shown.exit).to.equal(0);
    expect(shown.out.join("\n")).to.match(/Quotation or draft of the contract +erased/);
    const out = path.join(practice.folder, "erased.pdf");
    const paper = await go(name, "paper", id, "2", "--out", out);
    expect([...code(paper), paper.json().error?.sentence]).to.deep.equal([
      ...[1, "PaperErased", "The paper number 2 was erased, and that is for good: Asked for by the firm"],
    ]);
    expect((await go(name, "paper", id, "1", "--out", out)).exit).to.equal(0);

    expect((await erase("")).status).to.equal(200);
    for (const words of [
      ["show", id],
      ["withdraw", id],
      ["paper", id, "1", "--out", `${out}.pdf`],
    ]) {
      const said = await go(name, ...words);
      expect(code(said), words[0]).to.deep.equal([1, "ApplicationErased"]);
      const { address } = person("wujin bureau");
      expect(said.json().error?.sentence).to.match(
        new RegExp(`\\(withdrawn\\) was erased on .* by ${address}, and that is for good: Asked for by the firm$`),
      );
    }
    const listed = (await go(name, "list")).json().data as { id: string; what: string[] }[];
    expect(listed.find((one) => one.id === id)?.what).to.deep.equal([String(scene.program), "–", "–"]);
  });
});
