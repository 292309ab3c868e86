import { expect } from "chai";
import { Districts__factory } from "../../typechain-types/index.ts";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { roleOf } from "../../client/ids.ts";
import { memoryStore } from "../../client/deploy/store.ts";
import { verifyDeployment } from "../../client/deploy/verify.ts";
import { deploymentOf, districtIdOf } from "../../client/deployment.ts";
import { Killed, mortal, type Death } from "./mortal.ts";
import { ARTIFACTS, consortiumCalls, DEPLOYER, newChain, OPTIONS } from "./pilot.ts";
import { Lab, manager, stranger } from "./verifying.ts";

const DAY = 86_400;

describe("Verifying a deployment", () => {
  const lab = Lab.inSuite();

  it("compares codes, creations, the edition, Safes, districts and roles", async () => {
    const { checks, differences } = await lab.verified();
    expect(differences).to.deep.equal([]);
    expect(checks.length).to.be.greaterThan(250);
    expect(new Set(checks.map(({ subject, aspect }) => `${subject}: ${aspect}`)).size).to.equal(checks.length);
  });

  it("refuses where another code is at an address", async () => {
    const { vouchers, orders } = lab.deployment.contracts;
    await lab.networkHelpers.setCode(vouchers.address, await lab.provider.getCode(orders.address));
    await lab.expectDifferences(["vouchers: code", "vouchers: codeHash"]);
  });

  it("refuses where an immutable has another value", async () => {
    const { address } = lab.deployment.contracts.vouchers;
    const code = await lab.provider.getCode(address);
    const own = lab.deployment.contracts.manager.address.slice(2).toLowerCase();
    await lab.networkHelpers.setCode(address, code.replaceAll(own, stranger.slice(2).toLowerCase()));
    await lab.expectDifferences(["vouchers: codeHash", "vouchers: manager"]);
  });

  it("refuses where there is no code at all", async () => {
    await lab.networkHelpers.setCode(lab.deployment.contracts.edition.address, "0x");
    const { differences } = await lab.verified();
    expect(differences).to.deep.include({
      subject: "edition",
      aspect: "salt",
      expected: lab.deployment.plan.salt,
      actual: "no answer",
    });
  });

  it("refuses a deployment whose deployer has not renounced yet", async () => {
    const chain = await newChain();
    const store = memoryStore();
    const live = async (death: Death) => {
      const run = deployLedger({ ...OPTIONS, ...mortal(DEPLOYER, chain.provider, store, death) });
      expect(await run.catch((error: unknown) => error)).to.be.instanceOf(Killed);
      return (await store.load())?.sending?.step;
    };
    while ((await live("after sending")) !== "roles hefei");
    expect(await live("before sending")).to.equal("hand-over");
    const unfinished = deploymentOf((await store.load())!);
    const { differences } = await verifyDeployment({
      provider: chain.provider,
      deployment: unfinished,
      artifacts: ARTIFACTS,
    });
    expect(differences.map(({ subject, aspect }) => `${subject}: ${aspect}`)).to.deep.equal([
      "role 0: grantDelay",
      "role 0: deployerHolds",
      "role 0: holders",
    ]);
  });

  describe("tells without judging", () => {
    it("from when grant delays hold", async () => {
      const time = (await lab.provider.getBlock(lab.deployment.contracts.manager.block))!.timestamp;
      const [first] = (await lab.verified()).facts;
      expect(first?.subject).to.equal("role 0");
      const said = /^From (\S+) on a grant counts after 3 days/.exec(first?.text.en ?? "")?.[1] ?? "";
      expect(first?.text.zh).to.equal(`自 ${said} 起授权须经 3 天方可生效；此前按原延迟生效，未设延迟的立即生效。`);
      expect(said).to.match(/\+08:00$/);
      expect(Date.parse(said) / 1000 - time).to.be.within(5 * DAY, 5 * DAY + 120);
      await lab.networkHelpers.time.increase(6 * DAY);
      await lab.networkHelpers.mine();
      expect((await lab.facts())[0]).to.match(/^role 0: A grant counts after 3 days, since /);
    });

    it("whom a district has appointed", async () => {
      const data = manager.encodeFunctionData("grantRole", [roleOf(2, "bureau"), stranger, 0]);
      await lab.districtCalls("wujin", lab.deployment.contracts.manager.address, data);
      await lab.expectNoDifferences();
      expect((await lab.facts()).filter((fact) => fact.includes(stranger))).to.have.lengthOf(1);
      const chinese = (await lab.verified()).facts.map(({ text }) => text.zh).filter((fact) => fact.includes(stranger));
      expect(chinese[0]).to.match(/起任第 2 区科技局。$/);
    });

    it("that a district changed its profile, or retired, or that the edition is closed", async () => {
      const { address } = lab.deployment.contracts.districts;
      const districts = Districts__factory.createInterface();
      const profile = `0x${"66".repeat(32)}`;
      const wujinId = districtIdOf(lab.deployment, "wujin");
      await lab.districtCalls("wujin", address, districts.encodeFunctionData("changeProfile", [wujinId, profile]));
      await consortiumCalls(lab.provider, lab.deployment, address, districts.encodeFunctionData("retire", [wujinId]));
      await consortiumCalls(lab.provider, lab.deployment, address, districts.encodeFunctionData("close"));
      await lab.expectNoDifferences();
      expect(await lab.facts()).to.include.members([
        `district wujin: Its profile is now ${profile}.`,
        "district wujin: It is retired.",
        "districts: The edition is closed.",
      ]);
    });
  });
});
