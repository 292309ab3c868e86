import { expect } from "chai";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { districtIdOf, safeOf, type Deployment } from "../../client/deployment.ts";
import { CONSORTIUM, roleOf } from "../../client/ids.ts";
import { connectLedger } from "../../client/ledger.ts";
import { approve, executeProposal, proposeCall, safePlace, type Approval } from "../../client/safe.ts";
import {
  approvalsOf,
  deployPilot,
  DISTRICTS,
  officials,
  person,
  type DistrictKey,
  type newChain,
} from "../deploy/pilot.ts";

const KEYS = Object.keys(DISTRICTS) as DistrictKey[];
const OPERATOR = roleOf(CONSORTIUM, "operator");
const manager = AccessManager__factory.createInterface();

/** All choices of so many districts. */
function choices(number: number, from: readonly DistrictKey[] = KEYS): DistrictKey[][] {
  if (number === 0) return [[]];
  return from.flatMap((key, i) => choices(number - 1, from.slice(i + 1)).map((rest) => [key, ...rest]));
}

describe("Promise 9, with the deployment's Safes: below its Safe's threshold nobody gains a role that is the consortium's to give", () => {
  let provider: Awaited<ReturnType<typeof newChain>>["provider"];
  let networkHelpers: Awaited<ReturnType<typeof newChain>>["networkHelpers"];
  let deployment: Deployment;
  let fresh: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;
  before(async () => {
    ({ provider, networkHelpers, deployment } = await deployPilot());
    fresh = await networkHelpers.takeSnapshot();
  });
  afterEach(async () => fresh.restore());

  const captor = person("captor");
  const messenger = () => person("messenger").connect(provider);

  /** A Safe is asked to give somebody a role. */
  async function granting(safe: string, role: bigint) {
    const place = await safePlace(safeOf(deployment, safe).address, provider);
    const data = manager.encodeFunctionData("grantRole", [role, captor.address, 0]);
    return proposeCall(place, { to: deployment.contracts.manager.address, data });
  }
  /** Whether the role is given, now or once its delay is over. */
  async function given(role: bigint): Promise<boolean> {
    await networkHelpers.time.increase(10 * 86_400);
    return (await connectLedger(deployment, provider).manager.hasRole(role, captor.address)).isMember;
  }
  async function expectRefused(role: bigint, act: Promise<unknown>): Promise<void> {
    await expect(act).to.be.revertedWith(/^GS02\d$/);
    expect(await given(role)).to.equal(false);
  }

  for (const districts of [...choices(1), ...choices(2)]) {
    it(`${districts.join(" and ")} do not suffice`, async () => {
      const proposal = await granting(CONSORTIUM_KEY, OPERATOR);
      const approvals = await approvalsOf(proposal, districts, deployment);
      await expectRefused(OPERATOR, executeProposal(proposal, approvals, messenger()));
    });
  }

  for (const districts of choices(3)) {
    it(`${districts.join(", ")} suffice, and can replace the administrator of the fourth`, async () => {
      const fourth = KEYS.find((key) => !districts.includes(key))!;
      const role = roleOf(districtIdOf(deployment, fourth), "administrator");
      const proposal = await granting(CONSORTIUM_KEY, role);
      await executeProposal(proposal, await approvalsOf(proposal, districts, deployment), messenger());
      expect(await given(role)).to.equal(true);
    });
  }

  it("one official of each of the four districts does not suffice", async () => {
    const proposal = await granting(CONSORTIUM_KEY, OPERATOR);
    const approvals: Approval[] = [];
    for (const key of KEYS) {
      approvals.push(await approve(proposal, officials(key)[0], safeOf(deployment, key).address));
    }
    await expectRefused(OPERATOR, executeProposal(proposal, approvals, messenger()));
  });

  it("a stranger's signature does not stand for an official's", async () => {
    const proposal = await granting(CONSORTIUM_KEY, OPERATOR);
    const approvals = await approvalsOf(proposal, ["yangpu", "wujin", "nanhu"], deployment);
    const strange = await approve(proposal, captor, safeOf(deployment, "nanhu").address);
    await expectRefused(OPERATOR, executeProposal(proposal, [...approvals.slice(0, 5), strange], messenger()));
  });

  for (const [what, role] of [
    ["the consortium's role", roleOf(CONSORTIUM, "administrator")],
    ["the Operator's duty", OPERATOR],
    ["its own administrator's role", roleOf(2, "administrator")],
    ["a duty of another district", roleOf(1, "bureau")],
  ] as const) {
    it(`a district's own Safe, complete, cannot give ${what}`, async () => {
      const proposal = await granting("wujin", role);
      const approvals = await approvalsOf(proposal, ["wujin"], null);
      const act = executeProposal(proposal, approvals, messenger());
      const ledger = connectLedger(deployment, provider);
      await expect(act).to.be.revertedWithCustomError(ledger.manager, "AccessManagerUnauthorizedAccount");
      expect(await given(role)).to.equal(false);
    });
  }

  it("one official of a district cannot give a duty of the district; two can", async () => {
    const role = roleOf(districtIdOf(deployment, "wujin"), "bureau");
    const proposal = await granting("wujin", role);
    const [one, ...rest] = await approvalsOf(proposal, ["wujin"], null);
    await expectRefused(role, executeProposal(proposal, [one!], messenger()));
    await executeProposal(proposal, [one!, ...rest], messenger());
    expect(await given(role)).to.equal(true);
  });

  it("the deployer has nothing left to give", async () => {
    const deployer = person("deployer").connect(provider);
    const grant = AccessManager__factory.connect(deployment.contracts.manager.address, deployer).grantRole(
      OPERATOR,
      captor.address,
      0,
      { type: 0, gasPrice: 0n },
    );
    const ledger = connectLedger(deployment, provider);
    await expect(grant).to.be.revertedWithCustomError(ledger.manager, "AccessManagerUnauthorizedAccount");
  });
});
