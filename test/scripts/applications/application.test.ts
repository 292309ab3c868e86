import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { formatEnterprise, parseEnterprise } from "../../../client/ids.ts";
import { cutList } from "../../../client/list.ts";
import { signInText } from "../../../client/signIn.ts";
import { openOffice, person, tongdui, type Office, type Said } from "../support/office.ts";
import { setScene, type Scene } from "../support/scene.ts";
import { openCounter, pdf, type Counter } from "./counter.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly granted: string | null;
  readonly missing: readonly string[];
  readonly papers: readonly { readonly kind: string; readonly name: string }[];
  readonly steps: readonly { readonly step: string; readonly words: string | null }[];
}

describe("Applications for vouchers, by the command", function () {
  this.timeout(120_000);
  let practice: Office;
  let counter: Counter;
  let scene: Scene;
  let taken = 0;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 15 });
    counter = await openCounter(practice);
  });
  after(async () => {
    await counter.close();
    await practice.close();
  });

  /** A firm that has applied for nothing yet. */
  const newFirm = (): { name: string; id: string } => {
    taken += 1;
    return { name: `firm ${scene.program}-${taken}`, id: formatEnterprise(scene.enterprises[taken - 1]!.id) };
  };
  const fileOf = async ({ name, id }: { name: string; id: string }, over: Record<string, string> = {}) => {
    await counter.write(name, "licence.pdf", pdf(`licence of ${id}`));
    await counter.write(name, "quotation.pdf", pdf(`quotation for ${id}`));
    const fields = {
      ...{ enterprise: id, program: String(scene.program), serviceClass: "1" },
      ...{ contractValue: "40,000.00", amount: "¥10,000", provider: "P1-1", ...over },
    };
    const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
    const papers = ["licence", "quotation"].map((kind) => `  - kind: ${kind}\n    file: ${kind}.pdf`);
    const purpose = "purpose: |\n  石墨烯粉体制备工艺优化\n  graphene powder";
    return counter.write(name, "application.yaml", [...lines, purpose, "papers:", ...papers, ""].join("\n"));
  };
  const told = (said: Said): Told => {
    expect(said.exit, [...said.out, ...said.err].join("\n")).to.equal(0);
    return said.json().data;
  };
  const code = (said: Said): unknown[] => [said.exit, said.json().error?.code];
  const go = async (name: string, ...words: string[]): Promise<Said> =>
    counter.run(name, "application", ...words, "--json");
  const handedIn = async (firm: { name: string; id: string }): Promise<string> => {
    const { id } = told(await go(firm.name, "draft", await fileOf(firm)));
    told(await go(firm.name, "hand-in", id));
    return id;
  };

  it("go from a file to the plan of a list", async () => {
    const firm = newFirm();
    const drafted = told(await go(firm.name, "draft", await fileOf(firm)));
    expect(drafted).to.deep.include({ state: "draft", missing: [], against: [] });
    expect(drafted.papers.map(({ kind, name }) => [kind, name])).to.deep.equal([
      ["licence", "licence.pdf"],
      ["quotation", "quotation.pdf"],
    ]);
    expect((await go("wujin bureau", "list", "--waiting")).json().data).to.deep.equal([]);
    expect(told(await go(firm.name, "hand-in", drafted.id)).state).to.equal("submitted");
    const waiting = (await go("wujin bureau", "list", "--waiting")).json().data as { id: string; what: string[] }[];
    expect(waiting.map(({ id, what }) => [id, what])).to.deep.equal([
      [drafted.id, [String(scene.program), "¥40,000.00", "¥10,000.00"]],
    ]);
    const accepted = told(await go("wujin bureau", "accept", drafted.id, "--seen", "2", "--amount", "8,000.00"));
    expect(accepted).to.include({ state: "accepted", granted: "800000" });
    const list = path.join(practice.folder, "list.csv");
    const made = await go("wujin bureau", "make-list", "--program", String(scene.program), "--out", list);
    expect(made.json().data).to.include({ count: 1, total: "800000", written: true });
    expect(await readFile(list, "utf8")).to.equal(`\ufeffEnterprise,Face,Note\n${firm.id},8000.00,${drafted.id}\n`);
    const plan = path.join(practice.folder, "list.plan.json");
    const planned = await practice.tongdui(
      "wujin bureau",
      ...["voucher", "plan", list, "--program", String(scene.program), "--out", plan],
    );
    expect(planned.exit, planned.err.join("\n")).to.equal(0);
    expect(JSON.parse(await readFile(plan, "utf8"))).to.include({ count: 1, totalFen: "800000" });

    const { list: id } = made.json().data as { list: string };
    const again = path.join(practice.folder, "again.csv");
    expect((await go("wujin bureau", "save-list", id, "--out", again)).exit).to.equal(0);
    expect(await readFile(again)).to.deep.equal(await readFile(list));
    const none = await go("wujin bureau", "make-list", "--program", String(scene.program), "--out", `${again}.csv`);
    expect(code(none)).to.deep.equal([1, "NothingAccepted"]);
    expect(none.json().error?.hint).to.include(`save-list ${id}`);
    for (const time of ["first", "second"])
      expect((await go("wujin bureau", "take-back-list", id)).exit, time).to.equal(0);
    expect(told(await go(firm.name, "show", drafted.id)).state).to.equal("accepted");
  });

  it("are drafted once from a file however often, and then only what differs is changed", async () => {
    const firm = newFirm();
    const file = await fileOf(firm);
    const { id } = told(await go(firm.name, "draft", file));
    const changes = (): number => counter.asked.filter(({ method, path: at }) => isChange(method, at)).length;
    const before = changes();
    expect(told(await go(firm.name, "draft", file))).to.include({ id });
    expect(changes()).to.equal(before);
    await counter.write(firm.name, "quotation.pdf", pdf("another quotation"));
    const papers = await go(firm.name, "draft", file);
    expect(told(papers).papers).to.have.length(2);
    // The old quotation goes, the new one comes.
    expect(changes()).to.equal(before + 2);
    const other = await fileOf(firm, { amount: "9,000.00" });
    expect(code(await go(firm.name, "draft", other))).to.deep.equal([1, "DraftsOpen"]);
    expect(told(await go(firm.name, "draft", other, "--id", id))).to.deep.include({ id, state: "draft" });
    const third = await fileOf(firm, { amount: "7,000.00" });
    const another = told(await go(firm.name, "draft", third, "--another"));
    expect(another.id).to.not.equal(id);
    expect(told(await go(firm.name, "draft", third, "--another")).id).to.equal(another.id);
    told(await go(firm.name, "hand-in", another.id));
    // What was handed in with just this is not begun again, and not changed either.
    expect(told(await go(firm.name, "draft", third))).to.deep.include({ id: another.id, state: "submitted" });
    await counter.write(firm.name, "quotation.pdf", pdf("a third quotation"));
    expect(code(await go(firm.name, "draft", third))).to.deep.equal([1, "ApplicationFixed"]);
  });

  it("name file, line and column of what is wrong in them, and send nothing", async () => {
    const firm = newFirm();
    const before = counter.asked.length;
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ amount: "1万" }, /application\.yaml:5:9: "amount" must be an amount in yuan/],
      [{ amount: "50,000.00" }, /application\.yaml:5:9: "amount" must be no more than the value of the contract/],
      [{ provider: "1-1" }, /application\.yaml:6:11: "provider" must be a provider such as P2-1/],
      [{ provider: "P1-1", programme: "2" }, /"programme" is not a field of this file/],
    ];
    for (const [over, sentence] of cases) {
      const said = await go(firm.name, "draft", await fileOf(firm, over));
      expect(said.exit).to.equal(1);
      expect(said.json().error?.sentence).to.match(sentence);
    }
    const file = await fileOf(firm);
    await counter.write(firm.name, "licence.pdf", "<html>");
    expect(code(await go(firm.name, "draft", file))).to.deep.equal([1, "PaperOfOtherKind"]);
    const text = (await readFile(file, "utf8")).replace("licence.pdf", "licenze.pdf");
    await counter.write(firm.name, "application.yaml", text);
    const missing = await go(firm.name, "draft", file, "--lang", "zh");
    expect(missing.json().error?.sentence).to.match(/application\.yaml:12:11： "papers\.0\.file" 所指文件不存在。/);
    expect(counter.asked.length).to.equal(before);
  });

  it("are not handed in, and nobody is asked for it, as long as a paper is missing", async () => {
    const firm = newFirm();
    const file = await fileOf(firm);
    await counter.write(
      firm.name,
      "application.yaml",
      (await readFile(file, "utf8")).replace(/ {2}- kind: quot.*/s, ""),
    );
    const { id, missing } = told(await go(firm.name, "draft", file));
    expect(missing).to.deep.equal(["quotation"]);
    const said = await counter.answering([], firm.name, "application", "hand-in", id, "--json");
    expect(code(said)).to.deep.equal([1, "PapersMissing"]);
    expect(said.json().error?.sentence).to.include("quotation or draft of the contract");
  });

  it("are asked back, completed, refused, appealed once and decided by the Approver", async () => {
    const firm = newFirm();
    const id = await handedIn(firm);
    expect(code(await go("wujin bureau", "ask-back", id, "--seen", "2"))).to.deep.equal([2, "UsageWrong"]);
    const back = await go("wujin bureau", "ask-back", id, "--seen", "2", "--reason", "The quotation names no date.");
    expect(told(back).state).to.equal("back");
    expect((await go(firm.name, "list", "--waiting")).json().data).to.have.length(1);
    await counter.write(firm.name, "quotation.pdf", pdf("quotation with a date"));
    const file = path.join(practice.folder, `papers of ${firm.name}`, "application.yaml");
    expect(told(await go(firm.name, "draft", file))).to.include({ id, state: "back" });
    told(await go(firm.name, "hand-in", id));
    const refuse = ["refuse", id, "--seen", "4", "--reason", "This service is excluded."];
    expect(told(await go("wujin bureau", ...refuse)).state).to.equal("refused");
    // Said again with the same words, it was done before.
    expect(told(await go("wujin bureau", ...refuse)).steps).to.have.length(5);
    const words = await counter.write(firm.name, "appeal.txt", "It is research.\r\nLook at page 2.\n");
    const appealed = told(await go(firm.name, "appeal", id, "--reason-file", words));
    expect(appealed.steps.at(-1)?.words).to.equal("It is research.\nLook at page 2.");
    const decide = ["decide-appeal", id, "--decision", "grant", "--reason", "So it is.", "--seen", "6"];
    expect(code(await go("wujin bureau", ...decide))).to.deep.equal([1, "NotYours"]);
    expect(told(await go("wujin approver", ...decide))).to.include({ state: "accepted", granted: "1000000" });
    expect(told(await go(firm.name, "withdraw", id)).state).to.equal("withdrawn");
    expect(code(await go(firm.name, "appeal", id, "--reason", "Again."))).to.deep.equal([1, "ApplicationElsewhere"]);
  });

  it("are decided only as they were seen", async () => {
    const firm = newFirm();
    const id = await handedIn(firm);
    expect(code(await go("wujin bureau", "accept", id))).to.deep.equal([2, "UsageWrong"]);
    told(await go("wujin bureau", "ask-back", id, "--seen", "2", "--reason", "Which powder?"));
    told(await go(firm.name, "hand-in", id));
    const stale = await go("wujin bureau", "accept", id, "--seen", "2");
    expect(code(stale)).to.deep.equal([1, "ApplicationElsewhere"]);
    expect(stale.json().error?.sentence).to.include("You have seen 2 steps").and.include("it has 4");
    expect(code(await go("wujin bureau", "accept", id, "--seen", "4", "--amount", "10,000.01"))).to.deep.equal([
      ...[1, "MoreThanAsked"],
    ]);
    expect(told(await go("wujin bureau", "accept", id, "--seen", "4")).state).to.equal("accepted");
  });

  it("are shown in full before somebody is asked, and left where they say no", async () => {
    const firm = newFirm();
    const id = await handedIn(firm);
    const accept = ["application", "accept", id, "--amount", "8,000.00"];
    const no = await counter.answering([false], "wujin bureau", ...accept);
    expect(no.exit).to.equal(130);
    const shown = no.err.join("\n");
    expect(shown).to.include(`The application of enterprise ${firm.id}`).and.include("graphene powder");
    expect(shown).to.include("quotation.pdf").and.include("handed in");
    expect(shown).to.include("for ¥8,000.00 of the ¥10,000.00 that were asked for");
    expect(told(await go(firm.name, "show", id)).state).to.equal("submitted");
    const dry = await counter.answering([], "wujin bureau", ...accept, "--dry-run");
    expect(dry.exit).to.equal(0);
    expect(told(await go(firm.name, "show", id)).state).to.equal("submitted");
    const yes = await counter.answering([true], "wujin bureau", ...accept, "--lang", "zh");
    expect([yes.exit, yes.out.at(-1)]).to.deep.equal([
      ...[0, `✓ ${id}，企业 ${firm.id} 的用券申请，已通过：已办理。当前状态：已通过。`],
    ]);
  });

  it("go into a list though one that is shown with them is on the ledger already, which is said", async () => {
    const [held, free] = [newFirm(), newFirm()];
    const accepted = async (firm: typeof held): Promise<void> => {
      told(await go("wujin bureau", "accept", await handedIn(firm), "--seen", "2", "--amount", "9,000.00"));
    };
    const make = async (file: string, ...more: string[]): Promise<Said> => {
      const out = path.join(practice.folder, file);
      const words = ["make-list", "--program", String(scene.program), "--out", out, ...more];
      return counter.run("wujin bureau", "application", ...words);
    };
    // What earlier tests accepted.
    await make("earlier.csv");
    await accepted(held);
    const { list } = (await make("held.csv", "--json")).json().data as { list: string };
    expect((await go("wujin bureau", "take-back-list", list)).exit).to.equal(0);
    const { chain, count, total } = cutList([{ enterprise: parseEnterprise(held.id), face: 900_000n }]);
    const { vouchers } = practice.as("wujin bureau");
    const noticeEnd = (await practice.today()) + 6;
    await (await vouchers.announce(scene.program, chain, count, total, noticeEnd, `0x${"1".repeat(64)}`)).wait();
    expect(code(await make("none.csv", "--json"))).to.deep.equal([1, "ListAnnounced"]);
    await accepted(free);
    const made = await make("free.csv");
    expect([made.exit, made.out.join("\n")].join("\n")).to.match(/^0\n.*1 application, ¥9,000.00/);
    expect(made.out[1]).to.match(/^! Of those shown 1 application stayed out/);
    expect(await readFile(path.join(practice.folder, "free.csv"), "utf8"))
      .to.include(free.id)
      .and.not.include(held.id);
  });

  it("give their papers byte for byte, and no file that is there is replaced unasked", async () => {
    const firm = newFirm();
    const id = await handedIn(firm);
    const out = path.join(practice.folder, "a licence.pdf");
    for (const time of ["first", "second"])
      expect((await go("wujin bureau", "paper", id, "1", "--out", out)).exit, time).to.equal(0);
    expect(await readFile(out)).to.deep.equal(pdf(`licence of ${firm.id}`));
    expect(code(await go("wujin bureau", "paper", id, "2", "--out", out))).to.deep.equal([1, "FileExists"]);
    expect(code(await go("wujin bureau", "paper", id, "3", "--out", out))).to.deep.equal([1, "PaperUnknown"]);
  });

  it("are found by their ids only, and by nobody whose they are not", async () => {
    const [firm, other] = [newFirm(), newFirm()];
    const { id } = told(await go(firm.name, "draft", await fileOf(firm)));
    const mistyped = id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    expect(code(await go(firm.name, "show", id.slice(1)))).to.deep.equal([2, "UsageWrong"]);
    expect(code(await go(firm.name, "hand-in", mistyped))).to.deep.equal([1, "ApplicationUnknown"]);
    expect(code(await go(other.name, "show", id))).to.deep.equal([1, "ApplicationUnknown"]);
    const ofOther = await fileOf({ name: other.name, id: firm.id });
    expect(code(await go(other.name, "draft", ofOther))).to.deep.equal([1, "NotYours"]);
    expect(code(await go("a stranger", "list"))).to.deep.equal([1, "NobodyHere"]);
  });

  it("are told to be out of reach where the office or the portal is away", async () => {
    const firm = newFirm();
    await counter.without(async () => {
      expect(code(await go(firm.name, "list"))).to.deep.equal([4, "OfficeUnreachable"]);
    });
    expect(code(await go(firm.name, "list", "--portal", "http://127.0.0.1:9"))).to.deep.equal([4, "OfficeUnreachable"]);
    expect(code(await go(firm.name, "list", "--district", "3"))).to.deep.equal([1, "OfficeUnknown"]);
    const open = await go(firm.name, "list", "--portal", "http://voucher.example.org");
    expect(code(open)).to.deep.equal([1, "PortalLineOpen"]);
    expect((await go(firm.name, "list")).exit).to.equal(0);
  });

  it("ask the office in which an officer holds a duty, where nobody says which", async () => {
    const { portal } = counter;
    const list = ["application", "list", "--json"];
    expect((await practice.tongdui("wujin bureau", ...list, "--portal", portal)).exit).to.equal(0);
    expect(code(await practice.tongdui("operator", ...list, "--portal", portal))).to.deep.equal([1, "DistrictOpen"]);
    expect(code(await practice.tongdui("wujin bureau", ...list))).to.deep.equal([2, "UsageWrong"]);
  });

  it("leave no session behind, and tell the log nothing of it", async () => {
    const log = path.join(practice.folder, "run.log");
    expect((await counter.run("wujin bureau", "application", "list", "--log", log)).exit).to.equal(0);
    const { cookie } = counter.asked.findLast(({ path: at }) => at === "/applications")!;
    expect(cookie).to.match(/^tongdui_2=.{20,}/);
    expect(await readFile(log, "utf8"))
      .to.include('"kind":"SignIn"')
      .and.not.include(cookie.slice("tongdui_2=".length));
    expect((await fetch(`${counter.portal}/office/2/me`, { headers: { cookie } })).status).to.equal(401);
  });

  it("sign no text but that of the office that is asked", async () => {
    const account = person("wujin bureau").address;
    let origin = "";
    const server = createServer((incoming, response) => {
      const issuedAt = Math.floor(Date.now() / 1_000) * 1_000;
      const other = { origin, account, district: 1, chainId: practice.deployment.chainId, nonce: "a1b2c3d4e5" };
      const message = signInText({ ...other, issuedAt, expiresAt: issuedAt + 60_000 });
      incoming.resume().on("end", () => response.end(JSON.stringify({ message })));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = ["application", "list", "--portal", origin, "--district", "2", "--json"];
    const said = await tongdui([...words, "--profile", await practice.profile("wujin bureau")]);
    server.closeAllConnections();
    server.close();
    expect(code(said)).to.deep.equal([5, "SignInUnknown"]);
  });
});

/** Signing in and out changes nothing of an application. */
function isChange(method: string, at: string): boolean {
  return method !== "GET" && at.startsWith("/applications");
}
