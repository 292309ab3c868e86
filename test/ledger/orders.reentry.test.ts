import { expect } from "chai";
import { callOf, type Call } from "../access/attempt.ts";
import { functionsOf } from "../access/contracts.ts";
import { preparedWith } from "../access/prepared.ts";
import { rowsOf, type Row } from "../access/rules.ts";
import { TRIALS } from "../access/trials.ts";
import { storageRoots } from "../promises/ledgerState.ts";
import { keyOf } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { digestOf } from "../support/signed.ts";
import { cancellation } from "../support/stages.ts";
import { ethers, networkHelpers } from "../support/world.ts";

const WORD = "0x1234";
const WALLET = keyOf("xiyuan").address;

/** The enterprise's wallet is a contract that holds every duty of the districts and of the consortium, and is its Safe. */
async function almighty() {
  const s = await preparedWith([WALLET]);
  const { w } = s;
  expect(s.enterprise.key.address).to.equal(WALLET);
  const model = await ethers.deployContract("Reenterer", w.deployer);
  await networkHelpers.setCode(WALLET, await ethers.provider.getCode(model));
  return { ...s, wallet: await ethers.getContractAt("Reenterer", WALLET, w.deployer) };
}
type Almighty = Awaited<ReturnType<typeof almighty>>;

/** What brings the ledger to ask the wallet: the enterprise is to agree that an order is cancelled. */
async function cancelling(s: Almighty) {
  const [order, deadline, , provider] = await cancellation({ ...s, order: s.placed });
  return [order, deadline, WORD, provider] as const;
}

/** By what the wallet begins a matter itself, so that there is something that it alone could take back. */
const BEGINS = { orders: "orders.decide", vouchers: "vouchers.revoke", payments: "payments.clawBack" } as const;

/** Whether it is for the ledger's own contracts only, or for nobody; the wallet could do all else at once. */
const isForNoPerson = ({ rule }: Row): boolean =>
  rule.may.every((seat) => seat === "this contract" || seat.startsWith("contract "));

describe("A wallet that re-enters the ledger while it is asked", () => {
  // The next fixture may begin on the chain as it is, with the same keys.
  after(async () => networkHelpers.setCode(WALLET, "0x"));

  /** Plans the call, and demands that it fails within the question. */
  async function expectFutile(s: Almighty, act: string, { to, data }: Call): Promise<void> {
    const { w } = s;
    await s.wallet.getFunction("plan")(to, data);
    const before = await storageRoots(w);
    const papers = await cancelling(s);
    const digest = await digestOf(w, "Cancellation", { order: papers[0], deadline: papers[1] });
    const cancel = w.orders.connect(w.operator).cancel(...papers);
    await expectRefused(cancel, w.orders, "SignatureWrong", [s.enterprise.key.address, digest], act);
    expect(await storageRoots(w), act).to.deep.equal(before);
  }

  const callsOf = async (s: Almighty, row: Row): Promise<Call[]> =>
    Promise.all(TRIALS[row.key]!.map(async (trial) => callOf(s, row, trial)));
  const send = async (s: Almighty, { to, data }: Call): Promise<unknown> => s.wallet.getFunction("send")(to, data);

  for (const part of ["orders", "vouchers", "payments"] as const) {
    const rows = rowsOf(part);

    it(`tries every function of ${part} that can change something`, () => {
      const changing = functionsOf(part).filter(({ reads }) => !reads);
      const tried = rows.filter(({ key }) => (TRIALS[key] ?? []).length > 0).map((row) => row.function);
      expect(tried).to.include.members(changing.map(({ name }) => name));
    });

    it(`cannot do what it could do in a call of its own: all of ${part}`, async () => {
      const s = await load(almighty);
      const begin = rows.find(({ key }) => key === BEGINS[part])!;
      let done = 0;
      for (const row of rows.filter((one) => !isForNoPerson(one))) {
        const start = await networkHelpers.takeSnapshot();
        if (row.rule.may.includes("proposer")) for (const call of await callsOf(s, begin)) await send(s, call);
        for (const call of await callsOf(s, row)) {
          await expectFutile(s, row.key, call);
          const before = await storageRoots(s.w);
          await send(s, call);
          expect(await storageRoots(s.w), row.key).to.not.deep.equal(before);
          done += 1;
        }
        await start.restore();
      }
      expect(done).to.be.at.least(8);
    });

    it(`cannot do anything else of ${part} either`, async () => {
      const s = await load(almighty);
      for (const row of rows.filter(isForNoPerson)) {
        for (const call of await callsOf(s, row)) await expectFutile(s, row.key, call);
      }
    });
  }

  it("comes to nothing by bringing the very message that it is asked about", async () => {
    const s = await load(almighty);
    const call = await s.w.orders.cancel.populateTransaction(...(await cancelling(s)));
    expect(call.data).to.include(WORD.slice(2));
    await expectFutile(s, "orders.cancel", call);
  });

  it("may read the ledger like anybody, and agree", async () => {
    const s = await load(almighty);
    const { w } = s;
    await s.wallet.getFunction("plan")(w.orders, w.orders.interface.encodeFunctionData("wordOf", [s.placed]));
    await w.orders.connect(w.operator).cancel(...(await cancelling(s)));
  });
});
