/** A list of several parts, of which the page is closed in the middle. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { ItemList } from "../../../scripts/vouchers/itemList.ts";
import { planOf, writePlan } from "../../../scripts/vouchers/planFile.ts";
import { NUMBERS, registerFirms } from "../../scripts/support/scene.ts";
import { open, sent, type Trial } from "./doing.ts";
import { signIn, type DeskWorld } from "./world.ts";

const BUREAU = "wujin bureau";
const MANY = 201;

/** @param world with an open program 1 of Wujin. */
export function checkIssuing(it: Trial, world: () => DeskWorld): void {
  /** A list whose notice is over. @returns its plan's file. */
  async function approvedList(folder: string): Promise<string> {
    const { office } = world().queues;
    const items = new ItemList();
    for (const [line, enterprise] of (await registerFirms(office, MANY)).entries())
      items.add({ line: line + 2, enterprise, face: 100_000n + BigInt(line) });
    const plan = planOf({
      program: 1n,
      tail: ZeroHash,
      items,
      source: { file: "vouchers.csv", digest: id("many") },
    });
    const file = path.join(folder, "many.plan.json");
    await writePlan(file, plan, office.deployment);
    const today = await office.today();
    const { chain, total, batch } = plan;
    await sent(office.as(BUREAU).vouchers.announce(1, chain, MANY, total, today + 6, id("decision")));
    await sent(office.as("wujin approver").vouchers.approveBatch(batch, NUMBERS.wujin));
    await office.goToDay(today + 7);
    return file;
  }

  it(`issues ${MANY} vouchers part by part; closed in the middle, it goes on from there and issues none twice`, async () => {
    const w = world();
    const { vouchers } = w.queues.office.ledger;
    const folder = await mkdtemp(path.join(tmpdir(), "issuing-"));
    const file = await approvedList(folder);
    const before = await vouchers.serialOf(1);
    const { page, wallet } = await w.withWallet(BUREAU);
    await signIn(page, 2);
    await open(w, page, /Issue list L1-/);
    await page.getByLabel("The plan's file").setInputFiles(file);
    await page.getByText(`0 of the list's ${MANY} done`).waitFor();
    // The page is closed while the wallet asks for the second part, and its owner says yes after that.
    let parts = 0;
    const closed = Promise.withResolvers<undefined>();
    wallet.confirms = async (method) => {
      if (method === "eth_sendTransaction") parts += 1;
      if (parts === 2) await page.close().then(() => closed.resolve(undefined));
      return true;
    };
    await page.getByRole("button", { name: "Issue them, in 3 parts" }).click();
    await closed.promise;
    while ((await vouchers.serialOf(1)) < before + 200n) await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await page.context().newPage();
    await again.goto(`${w.portal.url}/desk?lang=en`);
    await signIn(again, 2);
    await open(w, again, /Issue list L1-/);
    await again.getByLabel("The plan's file").setInputFiles(file);
    await again.getByText(`200 of the list's ${MANY} done`).waitFor();
    await again.getByRole("button", { name: "Issue them", exact: true }).click();
    await again.getByText("The whole list is issued.").waitFor();
    expect((await vouchers.serialOf(1)) - before).to.equal(BigInt(MANY));
    expect(parts).to.equal(3);
    await again.context().close();
    await rm(folder, { recursive: true });
  });
}
