import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { dayOfIso } from "../../../client/days.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { placeOrders, redeemOrders, setScene } from "../support/scene.ts";

const HALF = "2030-H1";
const PLACES = Array.from({ length: 12 }, (_, i) => i);

describe("The audit sample", () => {
  let office: Office;
  let orders: string[];
  let folder: string;
  let snapshot: unknown;

  before(async () => {
    office = await openOffice();
    const scene = await setScene(office, { vouchers: PLACES.length });
    orders = await placeOrders(office, scene, PLACES);
    await redeemOrders(office, scene, PLACES, orders);
    // Freed again, and flagged all the same.
    const reason = id("reason");
    await (await office.as("wujin bureau").orders.object(orders[3]!, 1, reason)).wait();
    await (await office.as("wujin bureau").vouchers.freeze(scene.vouchers[7]!, 5, reason)).wait();
    folder = path.join(path.dirname(await office.profile("auditor")), "audit");
    snapshot = await office.provider.send("evm_snapshot", []);
  });
  after(async () => office.close());

  const audit = async (...words: string[]): Promise<Said> => office.tongdui("auditor", "audit", ...words);
  const file = (end: string): string => path.join(folder, `${HALF}.${end}`);
  const mine = async (count: number): Promise<void> => {
    await office.provider.send("hardhat_mine", [`0x${count.toString(16)}`]);
  };

  it("is not committed to before the half-year is over", async () => {
    const { exit, json } = await audit("commit", HALF, "--yes", "--json");
    expect(exit).to.equal(1);
    expect(json().error?.code).to.equal("HalfYearNotOver");
  });

  it("goes from a commitment through a draw to a check by anyone", async () => {
    await office.goToDay(dayOfIso("2030-07-02"));
    const height = await office.provider.getBlockNumber();
    const dry = await audit("commit", HALF, "--dry-run");
    expect(dry.out.at(-1)).to.match(/Nothing was written\.$/);
    expect(await stat(folder).catch(() => undefined)).to.equal(undefined);

    const committed = await audit("commit", HALF, "--ahead", "10", "--share", "25", "--yes", "--json");
    expect(committed.exit).to.equal(0);
    const { blocks, commitment } = committed.json().data as { blocks: number[]; commitment: string };
    expect(blocks).to.deep.equal([10, 11, 12, 13].map((ahead) => height + ahead));
    const secret = (await readFile(file("secret"), "utf8")).trim();
    expect(committed.out.join() + committed.err.join()).not.to.include(secret.slice(2));
    expect((await stat(file("secret"))).mode & 0o077).to.equal(0);
    expect(await readFile(file("commitment.json"), "utf8")).to.include(commitment);

    const again = await audit("commit", HALF, "--yes", "--json");
    expect(again.json().error?.code).to.equal("CommittedBefore");

    const early = await audit("draw", HALF, "--yes", "--json");
    expect(early.exit).to.equal(1);
    expect(early.json().error?.code).to.equal("BlocksNotYet");

    await mine(20);
    const table = path.join(office.folder, "sample.csv");
    const drawn = await audit("draw", HALF, "--yes", "--json", "--to", table);
    expect(drawn.exit).to.equal(0);
    const data = drawn.json().data as {
      redeemed: number;
      drawn: number;
      flagged: number;
      rows: { order: string; why: { en: string } }[];
    };
    expect(data).to.include({ redeemed: 12, drawn: 3, flagged: 2 });
    const why = new Map(data.rows.map((row) => [row.order, row.why.en]));
    expect(why.get(orders[3]!)).to.match(/objected to$/);
    expect(why.get(orders[7]!)).to.match(/its voucher was frozen$/);
    expect([...why.values()].filter((reason) => reason.startsWith("drawn"))).to.have.length(3);
    for (const { order } of data.rows) expect(await readFile(table, "utf8")).to.include(order);
    const published = await readFile(file("sample.json"), "utf8");
    expect(published).to.include(secret);

    // Drawn again it is the same, however much has happened since.
    await mine(5);
    expect((await audit("draw", HALF, "--yes")).exit).to.equal(0);
    expect(await readFile(file("sample.json"), "utf8")).to.equal(published);

    const checked = await office.tongdui("nobody", "audit", "check", file("commitment.json"), file("sample.json"));
    expect(checked.exit).to.equal(0);
    expect(checked.out.at(-1)).to.match(/^This is the sample that secret and blocks make\./);
  });

  it("is found out where one order was taken out of it", async () => {
    const spoilt = path.join(office.folder, "spoilt.json");
    const text = await readFile(file("sample.json"), "utf8");
    const [first] = /\{"drawn":[^}]*\},?/.exec(text) ?? [];
    await writeFile(spoilt, text.replace(first!, ""));
    const { exit, out } = await office.tongdui("nobody", "audit", "check", file("commitment.json"), spoilt);
    expect(out.at(-1)).to.equal("This is NOT the sample that secret and blocks make: 1 difference.");
    expect(exit).to.equal(5);
  });

  it("is found out where the commitment is another than the one that was kept", async () => {
    const other = path.join(office.folder, "other.json");
    const text = await readFile(file("commitment.json"), "utf8");
    await writeFile(other, text.replace(/"share":2500/, '"share":500'));
    const { json } = await office.tongdui("nobody", "audit", "check", other, file("sample.json"), "--json");
    expect(json().error?.code).to.equal("SecretDiffers");
  });

  it("is not drawn with a secret that others can read", async () => {
    await chmod(file("secret"), 0o644);
    const { json } = await audit("draw", HALF, "--yes", "--json");
    expect(json().error?.code).to.equal("SecretFileOpenToOthers");
    await chmod(file("secret"), 0o600);
  });

  it("is not drawn on a chain that took another way since the commitment", async () => {
    await office.provider.send("evm_revert", [snapshot]);
    await office.goToDay(dayOfIso("2030-07-03"));
    await mine(60);
    const { json } = await audit("draw", HALF, "--yes", "--json");
    expect(json().error?.code).to.equal("MadeOnOtherChain");
  });
});
