import { expect } from "chai";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { BaseContract } from "ethers";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { expectedRoles } from "../../client/deploy/roles.ts";
import type { DeploymentRecord } from "../../client/deployment.ts";
import { PLAN } from "../deploy/pilot.ts";
import { load } from "../support/load.ts";
import { ethers, networkHelpers } from "../support/world.ts";
import { actorsOf, type Actor } from "./actors.ts";
import { callOf, expectByTable, type Call } from "./attempt.ts";
import { contractsOf, functionsOf, titleOf } from "./contracts.ts";
import { prepared } from "./prepared.ts";
import { READS } from "./reads.ts";
import { CONTRACTS } from "./rule.ts";
import { ROWS, RULES, type Row } from "./rules.ts";
import { TRIALS } from "./trials.ts";

const ARTIFACTS = path.resolve(import.meta.dirname, "../../artifacts/contracts");

describe("Access: every function of the ledger, tried by everybody", () => {
  let cells = 0;
  after(() => {
    console.log(`      ${cells} tries`);
  });

  describe("the table of rules", () => {
    it("has every contract that can be deployed", async () => {
      const names: string[] = [];
      for (const file of await readdir(ARTIFACTS, { recursive: true })) {
        if (!file.endsWith(".json") || file.startsWith("test")) continue;
        const text = await readFile(path.join(ARTIFACTS, file), "utf8");
        const artifact = JSON.parse(text) as { contractName: string; bytecode: string; abi: { type: string }[] };
        const callable = artifact.abi.some(({ type }) => type === "function");
        if (artifact.bytecode !== "0x" && callable) names.push(artifact.contractName);
      }
      expect(names).to.have.members(CONTRACTS.filter((contract) => contract !== "manager").map(titleOf));
    });

    for (const { contract, abi } of contractsOf()) {
      it(`has every function of ${titleOf(contract)} and no other`, () => {
        const ruled = [...Object.keys(RULES[contract]), ...Object.keys(READS[contract])];
        expect(ruled).to.have.members(functionsOf(contract).map(({ name }) => name));
        const changing = functionsOf(contract).filter(({ reads }) => !reads);
        expect(Object.keys(RULES[contract])).to.include.members(changing.map(({ name }) => name));
        expect(abi.fallback, "a fallback function").to.equal(null);
        expect(abi.receive, "ether").to.equal(false);
      });
    }

    it("is tried with roles that are given as the deployer sets it up", async () => {
      const { w } = await load(prepared);
      const safes = { [CONSORTIUM_KEY]: { address: w.safe.address } };
      const roles = expectedRoles({ plan: PLAN, joined: [], roles: {}, safes } as unknown as DeploymentRecord);
      for (const { role, admin } of roles) {
        expect(await w.manager.getRoleAdmin(role), `who gives role ${role}`).to.equal(admin);
        expect(await w.manager.getRoleGuardian(role)).to.equal(0n);
      }
    });

    it("has something to try for every row", () => {
      expect(Object.keys(TRIALS)).to.have.members(ROWS.map(({ key }) => key));
    });
  });

  describe("whoever may does, and nobody else", () => {
    for (const row of ROWS) {
      it(row.key, async () => {
        const s = await load(prepared);
        const actors = await actorsOf(s);
        const able = new Set<Actor>();
        for (const trial of TRIALS[row.key]!) {
          const call = await callOf(s, row, trial);
          cells += actors.length;
          for (const actor of await expectByTable(s, row, actors, call)) able.add(actor);
        }
        for (const seat of row.rule.may) {
          const held = [...able].some(({ seats, contract }) =>
            seat === "this contract" ? contract === row.contract : seat === "anyone" || seats.includes(seat),
          );
          expect(held, `${seat} succeeds`).to.equal(true);
        }
        for (const trial of able.size > 0 ? TRIALS[row.key]! : []) {
          await expectEffect(row, [...able][0]!, await callOf(s, row, trial));
        }
      });
    }
  });

  describe("anyone reads, and is told the same", () => {
    for (const contract of CONTRACTS) {
      for (const [name, question] of Object.entries(READS[contract])) {
        it(`${contract}.${name}`, async () => {
          const s = await load(prepared);
          const asked: BaseContract = s.w[contract];
          const call = await asked.getFunction(name).populateTransaction(...question(s));
          const answers = new Set<unknown>();
          for (const { address } of [s.w.stranger, s.w.safe, s.early]) {
            cells += 1;
            answers.add(await ethers.provider.send("eth_call", [{ ...call, from: address }, "latest"]));
          }
          expect(answers.size).to.equal(1);
        });
      }
    }
  });
});

/** What an account may do, it really can: the transaction goes through, and whatever people do is told by an event. */
async function expectEffect({ rule }: Row, by: Actor, call: Call): Promise<void> {
  await networkHelpers.impersonateAccount(by.address);
  const signer = await ethers.getSigner(by.address);
  const before = await networkHelpers.takeSnapshot();
  const receipt = await (await signer.sendTransaction({ ...call, gasPrice: 0 })).wait();
  expect(receipt?.status).to.equal(1);
  const contracts = rule.may.some((seat) => seat === "this contract" || seat.startsWith("contract "));
  if (!contracts) expect(receipt?.logs).to.not.be.empty;
  await before.restore();
}
