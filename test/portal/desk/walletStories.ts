/** The desk with a wallet of the browser, whose owner refuses, changes account or network, or loses the line. */
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { roleOf } from "../../../client/ids.ts";
import { districtCalls, type DistrictKey } from "../../deploy/pilot.ts";
import { person } from "../../scripts/support/office.ts";
import { NUMBERS } from "../../scripts/support/scene.ts";
import { expectComplaint, lookAnew, open, record, recordButton, recordsNothing, sent, type Trial } from "./doing.ts";
import { askIn, signIn, type DeskWorld } from "./world.ts";

const APPROVER = "wujin approver";
const READY = /The ledger would take it|账本可以受理/;

/** @param world with an open program 1 of Wujin, and program 2 of Yangpu. */
export function checkWallet(it: Trial, world: () => DeskWorld): void {
  const approved = async (program: number): Promise<bigint> =>
    decodeBudget(await world().queues.office.ledger.programs.budgetOf(program)).approved;

  /** Finance proposes to raise a budget by ¥1,000.00. @returns what it will be. */
  async function proposeRaise(key: DistrictKey = "wujin", program = 1): Promise<bigint> {
    const before = await approved(program);
    const { programs } = world().queues.office.as(`${key} finance`);
    await sent(programs.raise(program, before, before + 100_000n));
    return before + 100_000n;
  }

  /** The Approver at a proposed raise, of which the ledger says that it would take it. */
  async function atRaise(name = APPROVER, key: DistrictKey = "wujin", program = 1) {
    const after = await proposeRaise(key, program);
    const { page, wallet } = await world().withWallet(name);
    await signIn(page, NUMBERS[key]);
    await open(world(), page, /Raise the budget of program/);
    await page.getByText(READY).waitFor();
    return { page, wallet, after };
  }

  it("signs in and acts, once the office's contracts are held against the trust root and the index", async () => {
    const { page, wallet, after } = await atRaise();
    await record(page);
    expect(await approved(1)).to.equal(after);
    expect(wallet.asked).to.deep.equal(["eth_requestAccounts", "personal_sign", "eth_sendTransaction"]);
    await lookAnew(world(), page);
    await page.getByText("Nothing waits for you.").waitFor();
    await page.context().close();
  });

  const STRANGE: Readonly<Record<string, [path: string, change: (said: string) => string, words: RegExp]>> = {
    "the office names another contract": [
      "**/office/2/ledger",
      (said) => said.replace(/("vouchers":")0x[0-9a-fA-F]{40}/, `$1${person("thief").address}`),
      /This office names other contracts than this site's trust root/,
    ],
    "the office names another chain": [
      "**/office/2/ledger",
      (said) => said.replace(/("chainId":)\d+/, "$11"),
      /This office names other contracts than this site's trust root/,
    ],
    "index and trust root differ": [
      "**/index/head",
      (said) => said.replace(/("edition":")0x[0-9a-fA-F]{40}/, `$1${person("thief").address}`),
      /trust root and its index are not of the same ledger/,
    ],
    "there is no trust root": ["**/trust-root.json", () => "", /trust root and index cannot be read at the moment/],
  };
  for (const [what, [path, change, words]] of Object.entries(STRANGE)) {
    it(`asks the wallet for nothing where ${what}`, async () => {
      const { page, wallet } = await world().withWallet(APPROVER);
      await page.route(path, async (route) => {
        const answer = await route.fetch();
        const [before, after] = [await answer.text(), change(await answer.text())];
        expect(after).not.to.equal(before);
        await route.fulfill({ response: answer, body: after });
      });
      await askIn(page, 2);
      await expectComplaint(page, words);
      expect(wallet.asked).to.deep.equal([]);
      await page.context().close();
    });
  }

  it("takes a no in the wallet for a no: at the account, the sign-in and the act", async () => {
    const w = world();
    const after = await proposeRaise();
    const { page, wallet } = await w.withWallet(APPROVER, { lang: "zh" });
    for (const method of ["eth_requestAccounts", "personal_sign"]) {
      wallet.confirms = (asked) => asked !== method;
      await askIn(page, 2);
      await expectComplaint(page, /已在钱包中拒绝，未发送任何内容。/);
    }
    wallet.confirms = (asked) => asked !== "eth_sendTransaction";
    await signIn(page, 2);
    await recordsNothing(w, APPROVER, async () => {
      await open(w, page, /增加项目 1 的预算/);
      await recordButton(page).click();
      await expectComplaint(page, /未予记录。已在钱包中拒绝，未发送任何内容。/);
    });
    await page.reload();
    await page.getByText(READY).waitFor();
    expect(await page.getByText(/此前已开始/).count()).to.equal(0);
    wallet.confirms = () => true;
    await record(page);
    expect(await approved(1)).to.equal(after);
    await page.context().close();
  });

  it("asks nothing of a wallet at another network, and goes on when it is back", async () => {
    const w = world();
    const { page, wallet } = await w.withWallet(APPROVER);
    const { chainId } = wallet;
    await wallet.change(page, { chainId: 1 });
    await askIn(page, 2);
    await expectComplaint(page, /The wallet is at another network than this ledger/);
    expect(wallet.asked).to.deep.equal([]);
    await wallet.change(page, { chainId });
    await signIn(page, 2);
    const after = await proposeRaise();
    await open(w, page, /Raise the budget of program/);
    await page.getByText(READY).waitFor();
    await wallet.change(page, { chainId: 1 });
    await expectComplaint(page, /It is not recorded.*The wallet is at another network/s);
    expect(await recordButton(page).count()).to.equal(0);
    await wallet.change(page, { chainId });
    await page.getByText(READY).waitFor();
    await record(page);
    expect(await approved(1)).to.equal(after);
    await page.context().close();
  });

  it("sends nothing with another account than the one that signed in, whose owner may sign in anew", async () => {
    const w = world();
    const { page, wallet, after } = await atRaise();
    const other = "wujin approver 2";
    await wallet.change(page, { owner: other });
    await page
      .getByRole("status")
      .filter({ hasText: /another account than the one that is signed in/ })
      .waitFor();
    await recordsNothing(w, APPROVER, async () => {
      await recordsNothing(w, other, async () => {
        await recordButton(page).click();
        await expectComplaint(page, /another account than the one that is signed in/);
      });
    });
    await page.getByRole("button", { name: "Sign out" }).click();
    await askIn(page, 2);
    await page.getByText(person(other).address, { exact: true }).waitFor();
    await open(w, page, /Raise the budget of program/);
    await record(page);
    expect(await approved(1)).to.equal(after);
    await page.context().close();
  });

  async function dismiss(name: string, key: DistrictKey): Promise<void> {
    const { provider, deployment, ledger } = world().queues.office;
    const role = roleOf(NUMBERS[key], "approver");
    const data = ledger.manager.interface.encodeFunctionData("revokeRole", [role, person(name).address]);
    await districtCalls(provider, deployment, key, deployment.contracts.manager.address, data);
  }

  it("says in a sentence that a duty was taken away while the page stood open, and records nothing", async () => {
    const name = "wujin approver 2";
    const { page, wallet, after } = await atRaise(name);
    await dismiss(name, "wujin");
    await recordsNothing(world(), name, async () => {
      await recordButton(page).click();
      await expectComplaint(page, /It is not recorded.*does not hold the duty/s);
    });
    expect(wallet.asked).not.to.include("eth_sendTransaction");
    await lookAnew(world(), page);
    await page.getByText("No duty at the moment").waitFor();
    await page.getByText("Nothing waits for you.").waitFor();
    // Leaves nothing for the next story.
    await sent(
      world()
        .queues.office.as(APPROVER)
        .programs.confirmRaise(1, after - 100_000n, after),
    );
    await page.context().close();
  });

  it("says so as well where it was taken away while the wallet asked", async () => {
    const name = "yangpu approver 2";
    const { page, wallet, after } = await atRaise(name, "yangpu", 2);
    wallet.confirms = async () => dismiss(name, "yangpu").then(() => true);
    await recordButton(page).click();
    await expectComplaint(page, /It is not recorded.*does not hold the duty/s);
    expect(await approved(2)).to.equal(after - 100_000n);
    await page.context().close();
  });

  it("sends nothing while the wallet's node is away, and looks for what was sent until it is back", async () => {
    const { page, wallet, after } = await atRaise();
    wallet.node = "gone";
    await recordsNothing(world(), APPROVER, async () => {
      await recordButton(page).click();
      await expectComplaint(page, /It is not recorded.*The wallet does not reach the ledger at the moment/s);
    });
    wallet.node = "there";
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(READY).waitFor();
    wallet.node = "leaving";
    await recordButton(page).click();
    await page.getByText(/The connection is lost; it is looked for again/).waitFor();
    wallet.node = "there";
    await page.getByText(/Recorded in block \d+/).waitFor();
    expect(await approved(1)).to.equal(after);
    await page.context().close();
  });

  it("does not call it refused where nobody knows whether it was sent, and finds out", async () => {
    const { page, wallet, after } = await atRaise();
    wallet.node = "mute";
    await recordButton(page).click();
    await page.getByText(/nobody can say yet whether it was sent/).waitFor();
    wallet.node = "there";
    await page.reload();
    await page.getByText(/Begun before: Confirm a raised budget/).waitFor();
    await page.getByText(/Something was recorded with your account meanwhile/).waitFor();
    expect(await approved(1)).to.equal(after);
    await lookAnew(world(), page);
    await page.getByText("Nothing waits for you.").waitFor();
    await page.context().close();
  });
}
