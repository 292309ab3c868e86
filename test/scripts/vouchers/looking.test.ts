import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { shortHex } from "../../../client/text/ids.ts";
import { id as hashOf } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatVoucher } from "../../../client/ids.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { readProfile } from "../../../scripts/profile/profile.ts";
import { Directory } from "../../../scripts/registers/directory.ts";
import { standingText } from "../../../scripts/vouchers/facts.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { openProxy } from "../support/proxy.ts";
import { payableOrders, placeOrders, setScene, type Scene } from "../support/scene.ts";

const FIRM = "烯元石墨烯";

interface History {
  readonly changes: readonly { action: string; amountFen?: string; days?: number; reason: string | null; by: string }[];
  readonly state: Record<string, unknown>;
  readonly replayed: boolean;
}

describe("Looking at vouchers", () => {
  let office: Office;
  let scene: Scene;
  let order: string;
  let [first, second, third]: string[] = [];
  before(async () => {
    office = await openOffice();
    scene = await setScene(office);
    [first, second, third] = scene.vouchers.map(formatVoucher);
    const { id, key } = scene.enterprises[0]!;
    const profile = await readProfile(await office.profile("wujin bureau"));
    const directory = await Directory.open({ profile, deployment: office.deployment });
    const known = { name: FIRM, creditCode: "91320412MA1XYKAB3X", wallet: key.address, profile: hashOf("profile") };
    await directory.add([{ register: "enterprise", id, ...known }]);

    const bureau = office.as("wujin bureau").vouchers;
    await (await bureau.extend(scene.vouchers[0]!, hashOf("reason"))).wait();
    [order] = (await payableOrders(office, scene, [0])) as [string];
    const { payments } = office.as("wujin bureau");
    await (await payments.open(2, [order])).wait();
    await (
      await office.as("wujin finance").payments.settle(1, [{ order, paid: true, receipt: hashOf("receipt") }])
    ).wait();
    await placeOrders(office, scene, [0]);
    await (await office.as("auditor").vouchers.freeze(scene.vouchers[0]!, 10, hashOf("sample"))).wait();
    await (await bureau.revoke(scene.vouchers[2]!, hashOf("mistake"))).wait();
    await (await office.as("wujin approver").vouchers.confirmRevoke(scene.vouchers[2]!, hashOf("mistake"))).wait();
    await (await bureau.revoke(scene.vouchers[1]!, hashOf("another"))).wait();
  });
  after(async () => office.close());

  const run = async (...words: string[]): Promise<Said> => office.tongdui("wujin bureau", "voucher", ...words);
  const codeOf = async (...words: string[]): Promise<string | undefined> =>
    (await run(...words, "--json")).json().error?.code;

  describe("one by one", () => {
    it("shows whose a voucher is, what remains, and until when", async () => {
      const data = (await run("show", first!, "--json")).json().data as Record<string, unknown>;
      const { useBy, issuedOn } = await office.ledger.vouchers.wordOf(scene.vouchers[0]!).then((word) => ({
        useBy: Number((word >> 208n) & 0xffffn),
        issuedOn: Number((word >> 192n) & 0xffffn),
      }));
      expect(data).to.deep.include({
        voucher: first,
        name: FIRM,
        status: "active",
        faceFen: "10000000",
        remainingFen: "4000000",
        lockedFen: "3000000",
        redeemedFen: "3000000",
        useBy: isoOfDay(useBy),
        issuedOn: isoOfDay(issuedOn),
        extended: true,
        freezes: 1,
        waiting: [],
      });
      const text = (await run("show", first!)).out.join("\n");
      expect(text).to.include(FIRM).and.to.include("frozen until").and.to.include("(extended)");
    });

    it("says what waits for the Approver, and by which command it is confirmed", async () => {
      const { out } = await run("show", second!);
      expect(out.at(-1)).to.equal(
        `Waits for the home Approver: revoking it, proposed by Bureau of 常州武进 Wujin, ${shortHex(office.wallet("wujin bureau").address)}. To confirm it: tongdui voucher revoke ${second!} --confirm`,
      );
    });

    it("says of a voucher of which all was redeemed that it is used up", async () => {
      const voucher = decodeVoucher(await office.ledger.vouchers.wordOf(scene.vouchers[1]!));
      const word = { ...voucher, redeemed: voucher.face, locked: 0n };
      const nothing = { frozenUntil: undefined, isDue: false };
      expect(standingText(word, nothing)).to.deep.equal({ en: "used up", zh: "已用完" });
      expect(standingText({ ...word, redeemed: voucher.face - 1n, locked: 1n }, nothing).en).to.equal("active");
      expect(standingText({ ...word, redeemed: voucher.face - 1n }, nothing).en).to.equal("active");
    });

    it("says what an ended voucher gave back", async () => {
      const data = (await run("show", third!, "--json")).json().data as Record<string, unknown>;
      expect(data).to.deep.include({ status: "revoked", remainingFen: "0", returnedFen: "10000000" });
      expect((await run("show", third!, "--lang", "zh")).out.join("\n")).to.match(/退回预算 +¥100,000.00/);
    });

    it("says of a voucher that does not exist that there is none", async () => {
      for (const command of ["show", "history"]) {
        const said = await run(command, "1-9999");
        expect([said.exit, said.err.at(-1)]).to.deep.equal([1, "✗ There is no voucher 1-009999. Check the number."]);
      }
      expect((await run("show", "voucher 1")).exit).to.equal(2);
    });
  });

  describe("by their history", () => {
    it("tells every change in order, with who, and that they make what the ledger holds", async () => {
      const data: History = (await run("history", first!, "--json")).json().data;
      expect(data.changes.map(({ action, amountFen, days }) => [action, amountFen ?? days])).to.deep.equal([
        ["Issued", "10000000"],
        ["Extended", 90],
        ["Locked", "3000000"],
        ["Redeemed", "3000000"],
        ["Paid", "3000000"],
        ["Locked", "3000000"],
        ["Frozen", 10],
      ]);
      const by = ["wujin bureau", "wujin bureau", "operator", "operator", "wujin finance", "operator", "auditor"];
      expect(data.changes.map((change) => change.by)).to.deep.equal(by.map((name) => office.wallet(name).address));
      expect(data.replayed).to.equal(true);
      expect(data.state).to.deep.include({ remainingFen: "4000000" });
      const { out } = await run("history", first!, "--lang", "zh");
      expect(out[0])
        .to.include(`订单 ${order.slice(0, 10)}`)
        .and.to.include("10 天");
      expect(out.at(-1)).to.equal("历史完整：逐项重放全部 7 次变更，结果与账本记录完全一致。");
    });

    it("says so where a node keeps a change to itself", async () => {
      const proxy = await openProxy(office.url);
      const { topicHash } = office.ledger.vouchers.interface.getEvent("VoucherChanged");
      proxy.fault = (methods) => (methods.includes("eth_getLogs") ? { change: withoutLast(topicHash) } : "pass");
      const profile = await office.profile("wujin bureau", { nodes: [proxy.url] });
      const said = await tongdui(["voucher", "history", first!, "--profile", profile]);
      await proxy.close();
      expect(said.exit).to.equal(5);
      expect(said.out.at(-1)).to.match(/^✗ Replaying these changes .* counts 7 changes, and the node tells of 6/);
    });
  });

  describe("in a list", () => {
    const listed = async (...words: string[]): Promise<string[]> => {
      const data = (await run("list", ...words, "--json")).json().data as { rows: { voucher: string }[] };
      return data.rows.map(({ voucher }) => voucher);
    };

    it("lists all, those of a program, of an enterprise, and in a state", async () => {
      const all = [first!, second!, third!];
      expect(await listed()).to.deep.equal(all);
      expect(await listed("--program", "1")).to.deep.equal(all);
      expect(await listed("--enterprise", formatEnterprise(scene.enterprises[1]!.id))).to.deep.equal([second]);
      expect(await listed("--status", "active")).to.deep.equal([first, second]);
      expect(await listed("--status", "frozen")).to.deep.equal([first]);
      expect(await listed("--status", "revoked")).to.deep.equal([third]);
      expect(await listed("--status", "used-up")).to.deep.equal([]);
      expect(await listed("--status", "expired")).to.deep.equal([]);
      expect(await codeOf("list", "--program", "9")).to.equal("ProgramUnknown");
      expect((await run("list", "--status", "lost")).exit).to.equal(2);
    });

    it("adds them up", async () => {
      const data = (await run("list", "--json")).json().data as { totals: Record<string, string>[] };
      expect(data.totals[0]).to.deep.include({
        faceFen: "30000000",
        remainingFen: "14000000",
        lockedFen: "3000000",
        redeemedFen: "3000000",
        returnedFen: "10000000",
      });
      expect((await run("list")).out.at(-1)).to.equal("3 vouchers, ¥300,000.00 in all, of which ¥140,000.00 remain.");
    });

    it("writes them into a file for Excel", async () => {
      const file = path.join(office.folder, "vouchers.csv");
      await run("list", "--to", file, "--lang", "zh");
      const text = await readFile(file, "utf8");
      expect(text).to.include("券号,企业编号,企业名称").and.to.include(FIRM);
      expect(await codeOf("list", "--to", file)).to.equal("FileExists");
    });
  });
});

/** The answer without its last log. */
function withoutLast(topic: string): (answer: string) => string {
  return (text) => {
    const parsed: unknown = JSON.parse(text);
    for (const { result } of [parsed].flat() as { result?: unknown }[]) {
      const logs = Array.isArray(result) ? (result as { topics: string[] }[]) : [];
      if (logs.at(-1)?.topics[0] === topic) logs.pop();
    }
    return JSON.stringify(parsed);
  };
}
