import { expect } from "chai";
import { AccessManager__factory, Safe__factory } from "../../typechain-types/index.ts";
import { demandVerified, verifyDeployment, type Verification } from "../../client/deploy/verify.ts";
import { safeOf, type Deployment } from "../../client/deployment.ts";
import { ARTIFACTS, consortiumCalls, deployPilot, districtCalls, person, type DistrictKey } from "./pilot.ts";
import { refusedWith } from "./refusedWith.ts";

export const manager = AccessManager__factory.createInterface();
export const safe = Safe__factory.createInterface();
export const stranger = person("stranger").address;

type Pilot = Awaited<ReturnType<typeof deployPilot>>;

/** A deployed pilot that is as new before each test of the suite, and what the tests do to it. */
export class Lab {
  #pilot: Pilot | null = null;

  static inSuite(): Lab {
    const lab = new Lab();
    let fresh: Awaited<ReturnType<Pilot["networkHelpers"]["takeSnapshot"]>>;
    before(async () => {
      lab.#pilot = await deployPilot();
      fresh = await lab.networkHelpers.takeSnapshot();
    });
    afterEach(async () => fresh.restore());
    return lab;
  }

  get provider(): Pilot["provider"] {
    return this.#pilot!.provider;
  }

  get networkHelpers(): Pilot["networkHelpers"] {
    return this.#pilot!.networkHelpers;
  }

  get deployment(): Deployment {
    return this.#pilot!.deployment;
  }

  async verified(deployment = this.deployment): Promise<Verification> {
    return verifyDeployment({ provider: this.provider, deployment, artifacts: ARTIFACTS });
  }

  /** Demands that the verifier refuses, and that it names exactly these differences. */
  async expectDifferences(expected: readonly string[], deployment = this.deployment): Promise<void> {
    const verification = await this.verified(deployment);
    expect(verification.differences.map(({ subject, aspect }) => `${subject}: ${aspect}`)).to.deep.equal(expected);
    await refusedWith(
      Promise.resolve().then(() => demandVerified(verification)),
      "DeploymentDiffers",
    );
  }

  async expectNoDifferences(deployment = this.deployment): Promise<void> {
    expect((await this.verified(deployment)).differences).to.deep.equal([]);
  }

  async facts(): Promise<string[]> {
    return (await this.verified()).facts.map(({ subject, text }) => `${subject}: ${text.en}`);
  }

  /** The consortium's Safe calls the manager of roles. */
  async consortiumCallsManager(data: string): Promise<void> {
    await consortiumCalls(this.provider, this.deployment, this.deployment.contracts.manager.address, data);
  }

  async districtCalls(key: DistrictKey, to: string, data: string): Promise<void> {
    await districtCalls(this.provider, this.deployment, key, to, data);
  }

  /** The Safe of Wujin changes itself. */
  async changeSafe(data: string): Promise<void> {
    await this.districtCalls("wujin", safeOf(this.deployment, "wujin").address, data);
  }
}
