import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { id } from "ethers";
import { person } from "../../deploy/pilot.ts";
import { openMachine, unreachable, type Machine } from "./party.ts";
import { claimTerms, TERMS } from "./terms.ts";

interface Checked {
  readonly signatures: { kind: string; signer: string; isPlain: boolean }[];
  readonly unfit: { code: string; sentence: { en: string } }[];
}

describe("A signature's file, looked at without a node", () => {
  let machine: Machine;
  let file: string;
  beforeEach(async () => {
    machine = await openMachine(await unreachable());
    const [written] = await machine.signing("firm", "order", await machine.write("order.json", TERMS));
    file = written!.file;
  });
  afterEach(async () => machine.close());

  const check = async (...files: string[]): Promise<{ exit: number; data: Checked }> => {
    const { exit, json } = await machine.sign("firm", "check", ...files, "--json");
    return { exit, data: json().data };
  };
  const rewrite = async (change: (content: { [name: string]: unknown }) => object): Promise<void> => {
    await writeFile(file, JSON.stringify(change(await machine.read(file))));
  };

  it("says what was signed, by whom, and that it is good", async () => {
    const { exit, data } = await check(file);
    expect(exit).to.equal(0);
    expect(data.signatures).to.have.length(1);
    expect(data.signatures[0]).to.include({ kind: "order", signer: person("firm").address, isPlain: true });
  });

  it("is as good when its JSON was written anew as YAML", async () => {
    const { message, ledger, ...rest } = await machine.read(file);
    const lines = (fields: object, indent: string): string =>
      Object.entries(fields)
        .map(([name, value]) => `${indent}${name}: "${String(value)}"\n`)
        .join("");
    const text = `${lines(rest, "")}message:\n${lines(message as object, "  ")}ledger:\n${lines(ledger as object, "  ")}`;
    expect((await check(await machine.write("copy.yaml", text))).exit).to.equal(0);
  });

  for (const [field, other] of Object.entries({
    voucher: "2-000002",
    provider: "P1-2",
    amount: "80000.01",
    contractValue: "160000.01",
    contractDay: "2130-03-11",
    serviceClass: "2",
    deliverBy: "2130-07-01",
    contractCommitment: id("another contract"),
    reference: id("a match"),
    deadline: "2130-03-31T23:59:58+08:00",
  })) {
    it(`is refused when its ${field} was changed`, async () => {
      await rewrite((content) => ({ ...content, message: { ...(content["message"] as object), [field]: other } }));
      const { exit, data } = await check(file);
      expect(exit).to.equal(5);
      expect(data.unfit.map(({ code }) => code)).to.deep.equal(["SignatureFileChanged"]);
    });
  }

  it("is told to be no plain signature when another account is put in as its signer", async () => {
    await rewrite((content) => ({ ...content, signer: person("somebody else").address }));
    const { exit, data } = await check(file);
    expect(exit).to.equal(5);
    expect(data.signatures[0]).to.include({ isPlain: false });
  });

  it("is refused on another ledger", async () => {
    await rewrite((content) => ({
      ...content,
      ledger: { ...(content["ledger"] as object), salt: id("another edition") },
    }));
    expect((await check(file)).data.unfit[0]?.code).to.equal("OtherLedger");
  });

  it("is refused with line and column where a value cannot be read", async () => {
    const text = JSON.stringify(await machine.read(file), null, 2).replace('"80000.00"', '"eighty"');
    await writeFile(file, text);
    const line = text.split("\n").findIndex((one) => one.includes("eighty")) + 1;
    const { unfit } = (await check(file)).data;
    expect(unfit[0]?.code).to.equal("FieldUnfit");
    expect(unfit[0]?.sentence.en).to.match(new RegExp(`:${line}:\\d+: "message.amount" must be an amount`));
  });

  it("is refused when it is something else", async () => {
    for (const content of [{ file: "order", ...TERMS }, [1, 2], "no JSON: [", "a: &a [*a]", ""]) {
      const { exit, data } = await check(await machine.write("other.json", content));
      expect(exit, JSON.stringify(content)).to.equal(5);
      expect(data.unfit).to.have.length(1);
    }
  });

  it("is one of several kinds that a folder may hold", async () => {
    const order = id("order");
    const [claim] = await machine.signing(
      "institute",
      "claim",
      await machine.write("in/claim.json", claimTerms(order)),
    );
    await machine.signing("firm", "acceptance", claim!.file);
    await machine.signing("firm", "refusal", claim!.file, "--reason", "late", "--profile", await machine.profile());
    await machine.signing("firm", "cancellation", order, "--out", machine.file("in"));
    await machine.signing("firm", "withdrawal", file, "--out", machine.file("in"));
    const { exit, data } = await check(machine.file("in"));
    expect(exit).to.equal(0);
    const kinds = data.signatures.map(({ kind }) => kind).sort();
    expect(kinds).to.deep.equal(["acceptance", "cancellation", "claim", "refusal", "withdrawal"]);
  });
});
