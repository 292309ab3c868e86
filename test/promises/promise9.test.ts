import { expect } from "chai";
import { id } from "ethers";
import { everyone, expectItemRefused, expectRefused, officersOf, type Signer } from "../support/expect.ts";
import { functionsOf } from "../access/contracts.ts";
import { CONTRACTS } from "../access/rule.ts";
import { SECOND } from "../access/rules.ts";
import { load } from "../support/load.ts";
import { account, DUTY, roleOf, world, type World } from "../support/world.ts";
import { everyDuty, TWO_PEOPLE } from "./twoPeople.ts";

const ADMINISTRATOR = DUTY.administrator;
const DISTRICT_DUTIES = [DUTY.bureau, DUTY.approver, DUTY.finance];
describe("Promise 9: no one account can announce and approve, raise and confirm, revoke and confirm, review and pay; below its Safe's threshold nobody gains a role that is the consortium's to give", () => {
  describe("whoever began it does not finish it, whatever duties it holds, and another does", () => {
    for (const [act, matters] of Object.entries(TWO_PEOPLE)) {
      for (const [number, { fixture, begin, other }] of matters.entries()) {
        it(matters.length === 1 ? act : `${act}, case ${number + 1}`, async () => {
          const s = await load(fixture);
          const one = await everyDuty(s.w);
          const finish = await begin(s, one);
          await expectRefused(finish(one), s.w.enterprises, "SameOfficer", [one.address]);
          await finish(other(s.w));
        });
      }
    }
  });

  it("knows every function that finishes what another account began, by the table and by name", () => {
    expect(Object.keys(TWO_PEOPLE)).to.have.members(SECOND);
    const named = CONTRACTS.flatMap((contract) => functionsOf(contract).map(({ name }) => `${contract}.${name}`));
    expect(SECOND).to.include.members(
      named.filter((name) => /\.(confirm\w*|approveBatch|settle|countersign)$/.test(name)),
    );
  });

  describe("a role that is the consortium's to give", () => {
    const consortium = [roleOf(0, ADMINISTRATOR), roleOf(0, DUTY.operator), roleOf(0, DUTY.auditor)];
    const administrators = [1, 2, 3, 4].map((district) => roleOf(district, ADMINISTRATOR));
    const people = (w: World): Signer[] =>
      [...new Set([...everyone(w), ...officersOf(w.nanhu), ...officersOf(w.hefei)])].filter((by) => by !== w.safe);

    it("is given and taken by the Safe alone", async () => {
      const w = await load(world);
      for (const by of people(w)) {
        const manager = w.manager.connect(by);
        for (const role of [...consortium, ...administrators]) {
          const unauthorized = [by.address, 0] as const;
          await expectRefused(
            manager.grantRole(role, by, 0),
            w.manager,
            "AccessManagerUnauthorizedAccount",
            unauthorized,
          );
          const take = manager.revokeRole(role, w.safe);
          await expectRefused(take, w.manager, "AccessManagerUnauthorizedAccount", unauthorized);
        }
      }
    });

    it("is a duty of a district only for that district's administrator to give", async () => {
      const w = await load(world);
      for (const by of people(w)) {
        for (const { id: district, administrator } of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
          if (by === administrator) continue;
          for (const duty of DISTRICT_DUTIES) {
            const grant = w.manager.connect(by).grantRole(roleOf(district, duty), by, 0);
            const asked = roleOf(district, ADMINISTRATOR);
            await expectRefused(grant, w.manager, "AccessManagerUnauthorizedAccount", [by.address, asked]);
          }
        }
      }
    });

    it("nobody else changes who gives roles, how long it takes, or what the manager guards", async () => {
      const w = await load(world);
      const ledger = await w.districts.getAddress();
      const close = w.districts.interface.encodeFunctionData("close");
      for (const by of people(w)) {
        const m = w.manager.connect(by);
        const role = roleOf(w.wujin.id, DUTY.bureau);
        const acts = [
          () => m.setRoleAdmin(role, role),
          () => m.setRoleGuardian(role, role),
          () => m.setGrantDelay(role, 0),
          () => m.labelRole(role, "mine"),
          () => m.setTargetFunctionRole(ledger, [close.slice(0, 10)], role),
          () => m.setTargetClosed(ledger, true),
          () => m.setTargetAdminDelay(ledger, 1),
          () => m.updateAuthority(ledger, by),
        ];
        for (const act of acts)
          await expectRefused(act(), w.manager, "AccessManagerUnauthorizedAccount", [by.address, 0]);
        const unauthorized = [by.address, ledger, close.slice(0, 10)];
        for (const act of [() => m.execute(ledger, close), () => m.schedule(ledger, close, 0)]) {
          await expectRefused(act(), w.manager, "AccessManagerUnauthorizedCall", unauthorized);
        }
      }
      expect(await w.districts.closed()).to.equal(false);
    });

    it("does not come with an execution delay either: such a member counts for nothing on the ledger", async () => {
      const w = await load(world);
      const delayed = await account("delayed");
      await w.manager.connect(w.wujin.administrator).grantRole(roleOf(w.wujin.id, DUTY.bureau), delayed, 3_600);
      const firm = {
        home: w.wujin.id,
        wallet: delayed,
        party: id("party"),
        group: id("group"),
        profile: id("profile"),
      };
      const act = w.enterprises.connect(delayed).register([firm]);
      const duty = [delayed.address, w.wujin.id, DUTY.bureau];
      await expectItemRefused(act, w.enterprises, 0, w.enterprises, "DutyMissing", duty);
    });
  });
});
