import { readdir } from "node:fs/promises";
import { expect } from "chai";
import { id, verifyTypedData } from "ethers";
import { MESSAGE_TYPES, orderIdOf } from "../../../client/messages.ts";
import { person } from "../../deploy/pilot.ts";
import { FIRM, INSTITUTE, openMachine, unreachable, type Machine } from "./party.ts";
import { claimTerms, ORDER, TERMS } from "./terms.ts";

const FIRMS = person("firm").address;

describe("Signing on the party's own machine", () => {
  let machine: Machine;
  beforeEach(async () => {
    machine = await openMachine(await unreachable());
  });
  afterEach(async () => machine.close());

  const byBoth = async (): Promise<[string, string]> => {
    const terms = await machine.write("order.json", TERMS);
    const [first] = await machine.signing("firm", "order", terms);
    const [second] = await machine.signing("institute", "order", first!.file);
    return [first!.file, second!.file];
  };

  it("signs an order's terms exactly as the ledger hashes them", async () => {
    const [written] = await machine.signing("firm", "order", await machine.write("order.json", TERMS));
    expect(written!.order).to.equal(orderIdOf(machine.domain, ORDER));
    const { signature, signer } = await machine.read(written!.file);
    expect(signer).to.equal(FIRMS);
    expect(verifyTypedData(machine.domain, MESSAGE_TYPES.Order, ORDER, signature as string)).to.equal(FIRMS);
  });

  it("lets the second party sign the same bytes from the first one's file", async () => {
    const [first, second] = await byBoth();
    const [one, two] = [await machine.read(first), await machine.read(second)];
    expect(two).to.deep.equal({ ...one, signer: person("institute").address, signature: two["signature"] });
  });

  it("shows what is signed in words before it asks", async () => {
    const { err, exit } = await machine.sign("firm", "order", await machine.write("order.json", TERMS), "--dry-run");
    expect(exit).to.equal(0);
    const shown = err.join("\n");
    expect(err[0]).to.match(/^To be signed as 0x\w{40}, for the ledger ".+":$/);
    for (const part of ["2-000001", "P1-1", "¥80,000.00", "¥160,000.00", "2130-06-30", FIRMS])
      expect(shown).to.include(part);
  });

  it("signs nothing without a yes", async () => {
    const terms = await machine.write("order.json", TERMS);
    const { exit } = await machine.sign("firm", "order", terms);
    expect(exit).not.to.equal(0);
    const [written] = await machine.signing("firm", "order", terms);
    expect(written!.isNew).to.equal(true);
  });

  it("finds its own file when it is run again", async () => {
    const terms = await machine.write("order.json", TERMS);
    const [first] = await machine.signing("firm", "order", terms);
    expect(await machine.signing("firm", "order", terms)).to.deep.equal([{ ...first, isNew: false }]);
  });

  it("never writes over another file", async () => {
    const terms = await machine.write("order.json", TERMS);
    const [first] = await machine.signing("firm", "order", terms);
    await machine.write(first!.file.slice(machine.folder.length + 1), "mine");
    const { exit, json } = await machine.sign("firm", "order", terms, "--yes", "--json");
    expect(exit).to.equal(1);
    expect(json().error?.code).to.equal("FileExists");
  });

  it("does not let one account sign both halves", async () => {
    const [first] = await machine.signing("firm", "order", await machine.write("order.json", TERMS));
    const { json } = await machine.sign("firm", "order", first!.file, "--yes", "--json");
    expect(json().error?.code).to.equal("OwnSignature");
  });

  it("signs all that a folder holds and that it has not signed", async () => {
    for (const n of [1, 2, 3]) {
      await machine.write(`in/${n}.yaml`, `file: order\n${yaml({ ...TERMS, voucher: `2-${n}` })}`);
    }
    expect(await machine.signing("firm", "order", machine.file("in"))).to.have.length(3);
    const again = await machine.signing("institute", "order", machine.file("in"));
    expect(again.map(({ isNew }) => isNew)).to.deep.equal([true, true, true]);
    const once = await machine.signing("firm", "order", machine.file("in"));
    expect(once.map(({ isNew }) => isNew)).to.deep.equal([false, false, false]);
  });

  it("commits to a contract that is given itself, the same each time", async () => {
    await machine.write("contract.pdf", "the contract");
    const contract = { number: "HT-2130-01", enterprise: FIRM, provider: INSTITUTE };
    const terms = await machine.write("order.json", {
      ...TERMS,
      contractCommitment: undefined,
      contractDocument: "contract.pdf",
      contract,
    });
    const profile = await machine.profile();
    const sign = async () => machine.signing("firm", "order", terms, "--profile", profile);
    const before = await sign();
    expect(await sign()).to.deep.equal([{ ...before[0], isNew: false }]);
    expect((await machine.read(before[0]!.file))["beside"]).to.deep.equal({ contract });
  });

  it("keeps no contract in a dry run, and does not call the number the order's own", async () => {
    await machine.write("contract.pdf", "the contract");
    const contract = { number: "HT-2130-01", enterprise: FIRM, provider: INSTITUTE };
    const given = { contractCommitment: undefined, contractDocument: "contract.pdf", contract };
    const terms = await machine.write("order.json", { ...TERMS, ...given });
    const dry = async () =>
      machine.sign("firm", "order", terms, "--dry-run", "--json", "--profile", await machine.profile());
    const said = await dry();
    expect([said.exit, said.json().data]).to.deep.equal([0, [{ kind: "order", digest: null }]]);
    expect(said.err.join("\n")).to.include("A dry run keeps no document");
    const there = await readdir(machine.folder);
    expect(there.filter((name) => name === "documents" || name.startsWith("order-"))).to.deep.equal([]);
    const [written] = await machine.signing("firm", "order", terms, "--profile", await machine.profile());
    expect((await dry()).json().data).to.deep.equal([{ kind: "order", digest: written!.order }]);
  });

  it("keeps no reason in a dry run of a refusal", async () => {
    const draft = await machine.write("claim.json", claimTerms(id("order")));
    const [claim] = await machine.signing("institute", "claim", draft);
    const words = ["refusal", claim!.file, "--reason", "Too late", "--profile", await machine.profile()];
    const said = await machine.sign("firm", ...words, "--dry-run", "--json");
    expect([said.exit, said.json().data]).to.deep.equal([0, [{ kind: "refusal", digest: null }]]);
    expect(await readdir(machine.folder)).to.not.include("documents");
  });

  it("shows a reason in one line, whatever is in it", async () => {
    const draft = await machine.write("claim.json", claimTerms(id("order")));
    const [claim] = await machine.signing("institute", "claim", draft);
    const reason = "Too late\n  You sign as enterprise 2-9.\u001b[2K";
    const words = ["refusal", claim!.file, "--reason", reason, "--profile", await machine.profile(), "--dry-run"];
    const { err } = await machine.sign("firm", ...words);
    expect(err.join("\n").split("\n")).to.include("    Reason: Too late   You sign as enterprise 2-9.⟨U+001B⟩[2K");
  });

  it("accepts the very claim that the provider signed", async () => {
    const [order] = await byBoth();
    const { digest } = await machine.read(order);
    const draft = await machine.write("claim.json", claimTerms(digest as string));
    const [claim] = await machine.signing("institute", "claim", draft);
    const [acceptance] = await machine.signing("firm", "acceptance", claim!.file, "--through", "2130-08-31");
    const [claimed, accepted] = [await machine.read(claim!.file), await machine.read(acceptance!.file)];
    expect(accepted["message"]).to.deep.equal({ claim: claimed["message"], deadline: "2130-08-31T23:59:59+08:00" });
    const invoices = (claimed["message"] as { invoices: { mark: string }[] }).invoices;
    expect(invoices.map(({ mark }) => mark)).to.deep.equal([`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`]);
  });

  it("refuses a claim with the commitment of a reason that stays here", async () => {
    const [claim] = await machine.signing(
      "institute",
      "claim",
      await machine.write("claim.json", claimTerms(id("order"))),
    );
    const profile = await machine.profile();
    const words = ["refusal", claim!.file, "--reason", "The second report is missing", "--profile", profile];
    const [refusal] = await machine.signing("firm", ...words);
    const file = await machine.read(refusal!.file);
    expect(file["message"]).to.include({ order: id("order"), round: "0" });
    expect(JSON.stringify(file)).not.to.include("report");
  });

  it("gives an order up with one deadline for both", async () => {
    const [order] = await byBoth();
    const [first] = await machine.signing("firm", "cancellation", order, "--through", "2130-05-01");
    const [second] = await machine.signing("institute", "cancellation", first!.file, "--through", "2130-06-01");
    expect(second!.digest).to.equal(first!.digest);
  });

  it("takes back only what its own account signed", async () => {
    const [first, second] = await byBoth();
    const [written] = await machine.signing("firm", "withdrawal", first);
    expect((await machine.read(written!.file))["message"]).to.deep.equal({ message: orderIdOf(machine.domain, ORDER) });
    const { json } = await machine.sign("firm", "withdrawal", second, "--yes", "--json");
    expect(json().error?.code).to.equal("NotOwnSignature");
  });
});

function yaml(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
