import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { formatProvider } from "../../../client/ids.ts";
import { exportPayment } from "../../../scripts/payments/export.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, tongdui, type Office } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";
import { payableOrders, setScene, type Scene } from "../support/scene.ts";

const ACCOUNT = "0012345678901234567";

describe("The list for the bank", () => {
  let office: Office;
  let scene: Scene;
  let folder: string;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 3 });
    await payableOrders(office, scene, [0, 1, 2]);
    await office.tongdui("wujin bureau", "payment", "open", "--due", "--yes");
  });
  after(async () => office.close());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "payments-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    await rm(await documents(), { recursive: true, force: true });
  });

  const documents = async (): Promise<string> =>
    path.join(path.dirname(await office.profile("wujin finance")), "documents");
  const at = (name: string): string => path.join(folder, name);
  const payees = async (providers = [scene.provider], account = ACCOUNT): Promise<string> => {
    const lines = providers.map((one) => `${formatProvider(one)},上海实验室有限公司,${account},中国银行`);
    await writeFile(at("payees.csv"), ["服务机构编号,收款人户名,收款账号,开户行", ...lines].join("\n"));
    return at("payees.csv");
  };

  it("the bank's list has a line an order with the payee's account, and the ledger has none of it", async () => {
    const list = at("list.csv");
    const { exit, out } = await office.tongdui(
      "wujin finance",
      ...["payment", "export", "1", "--payees", await payees(), "--to", list, "--lang", "zh"],
    );
    expect([exit, out[0]]).to.deep.equal([0, `已写入 ${list}：拨付批次 1，3 笔，合计 ¥90,000.00。`]);
    expect((await stat(list)).mode & 0o777).to.equal(0o600);
    const [head = "", ...lines] = (await readFile(list, "utf8")).trim().split("\r\n");
    expect(head).to.contain("附言");
    expect(lines.map((line) => line.split(",")[0])).to.deep.equal(["TD1-1", "TD1-2", "TD1-3"]);
    expect(lines[0]).to.contain("0012345678901234567").and.to.contain("30000.00");
    const again = await office.tongdui(
      "wujin finance",
      ...["payment", "export", "1", "--payees", await payees(), "--to", list],
    );
    expect([again.exit, again.err.at(-1)?.includes("list.csv")]).to.deep.equal([1, true]);
  });

  it("no list is written while a payee's account is missing", async () => {
    const { exit, err } = await office.tongdui(
      "wujin finance",
      ...["payment", "export", "1", "--payees", await payees([(5n << 32n) | 7n]), "--to", at("list.csv")],
    );
    expect([exit, err.at(-1)?.includes(formatProvider(scene.provider))]).to.deep.equal([1, true]);
    expect(await readFile(at("list.csv")).catch(() => "none")).to.equal("none");
  });

  for (const account of ["1234567", "62220202ABC01122", "见合同"]) {
    it(`"${account}" is no account, and is complained of with line and column`, async () => {
      const { exit, err } = await office.tongdui(
        "wujin finance",
        ...["payment", "export", "1", "--payees", await payees([scene.provider], account), "--to", at("list.csv")],
      );
      expect(exit).to.equal(1);
      expect(err.at(-1)).to.contain("payees.csv:2:3").and.to.contain("is not a bank account's number");
    });
  }

  describe("of several nodes", () => {
    let proxy: Proxy;
    beforeEach(async () => {
      proxy = await openProxy(office.url);
    });
    afterEach(async () => proxy.close());

    const exported = async (...nodes: string[]) => {
      const profile = await office.profile("wujin finance", { nodes });
      return tongdui([
        "payment",
        "export",
        "1",
        "--payees",
        await payees(),
        "--to",
        at("list.csv"),
        "--profile",
        profile,
        "--yes",
      ]);
    };
    const amount = (fen: number): string => fen.toString(16).padStart(12, "0");

    it("no list is written if they do not tell the same", async () => {
      const change = (answer: string): string => answer.replaceAll(amount(3_000_000), amount(9_000_000));
      proxy.fault = () => ({ change });
      const { exit, err } = await exported(proxy.url, office.url);
      expect([exit, err.at(-1)?.includes("do not tell the same of payment 1")]).to.deep.equal([5, true]);
      expect(await readFile(at("list.csv")).catch(() => "none")).to.equal("none");
    });

    it("the list is written if they tell the same, and one that does not answer is named", async () => {
      expect((await exported(office.url, proxy.url)).exit).to.equal(0);
      await rm(at("list.csv"));
      await proxy.close();
      const { exit, err } = await exported(proxy.url, office.url);
      expect([exit, err.join("\n").includes("does not answer: payment 1 is what")]).to.deep.equal([0, true]);
    });
  });

  describe("exported once more", () => {
    const words = async (file: string, account = ACCOUNT): Promise<string[]> => {
      const table = await payees([scene.provider], account);
      return ["payment", "export", "1", "--payees", table, "--to", at(file)];
    };
    const isThere = async (file: string): Promise<boolean> => (await readFile(at(file)).catch(() => "")).length > 0;
    beforeEach(async () => {
      const { exit, err } = await office.tongdui("wujin finance", ...(await words("first.csv")), "--yes");
      expect([exit, err.filter((line) => line.includes("exported before"))]).to.deep.equal([0, []]);
    });

    it("says when and to which file, and goes on with the same accounts", async () => {
      const dry = await office.tongdui("wujin finance", ...(await words("second.csv")), "--dry-run");
      expect(dry.err.join("\n")).to.match(
        /⚠ Payment 1 was exported before, on 20.*first\.csv; the accounts are the same now/,
      );
      const { exit, err } = await office.tongdui(
        "wujin finance",
        ...(await words("second.csv")),
        "--yes",
        "--lang",
        "zh",
      );
      expect([exit, await isThere("second.csv")]).to.deep.equal([0, true]);
      expect(err.filter((line) => line.startsWith("⚠ 拨付批次 1 此前已于北京时间"))).to.have.length(1);
      const third = await office.tongdui("wujin finance", ...(await words("third.csv")), "--yes", "--json");
      expect((third.json().data as { before: unknown[] }).before).to.have.length(2);
    });

    it("is asked for where it is not said, and not written for a no", async () => {
      const context = contextOf(await office.profile("wujin finance"));
      const input = {
        ...{ payment: 1, payees: await payees(), to: at("second.csv") },
        ...{ overwrite: false, accountsChanged: false },
      };
      const no = { ...context.io, confirm: async () => Promise.resolve(false) };
      const refused = await exportPayment(input, { ...context, io: no }).catch((error: unknown) => error);
      expect([(refused as { code: string }).code, await isThere("second.csv")]).to.deep.equal(["NotConfirmed", false]);
      await exportPayment(input, { ...context, io: { ...context.io, confirm: async () => Promise.resolve(true) } });
      expect(await isThere("second.csv")).to.equal(true);
    });

    it("stops at an account that is another one, unless that is said to be meant", async () => {
      const other = "6222020200112233445";
      const stopped = await office.tongdui("wujin finance", ...(await words("second.csv", other)), "--yes");
      expect([stopped.exit, await isThere("second.csv")]).to.deep.equal([1, false]);
      expect(stopped.err.at(-1)).to.contain(
        "The account of P1-1 is another one than in the list that was exported before.",
      );
      const meant = await office.tongdui(
        "wujin finance",
        ...(await words("second.csv", other)),
        ...["--yes", "--accounts-changed"],
      );
      expect([meant.exit, await isThere("second.csv")]).to.deep.equal([0, true]);
    });

    it("keeps no account in the office's documents", async () => {
      const ownFolder = await documents();
      const texts = (await readdir(ownFolder)).filter((name) => name.endsWith(".json"));
      const kept = await Promise.all(texts.map(async (name) => readFile(path.join(ownFolder, name), "utf8")));
      expect(kept.filter((one) => one.includes("bank list"))).to.have.length(1);
      expect(kept.filter((one) => one.includes(ACCOUNT) || one.includes("上海实验室"))).to.deep.equal([]);
    });
  });
});
