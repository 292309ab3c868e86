import { roleOf } from "../../client/ids.ts";
import { DEPLOYER, person } from "./pilot.ts";
import { Lab, manager, stranger } from "./verifying.ts";

const DAY = 86_400;

describe("Verifying roles", () => {
  const lab = Lab.inSuite();
  /** The Bureau's in Wujin, the second district. */
  const BUREAU = roleOf(2, "bureau");

  describe("refuses where the consortium's Safe", () => {
    it("made another the administrator of everything", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("grantRole", [0, stranger, 0]));
      await lab.expectDifferences(["role 0: holders"]);
    });

    it("gave a district another administrator", async () => {
      await lab.consortiumCallsManager(
        manager.encodeFunctionData("grantRole", [roleOf(2, "administrator"), stranger, 0]),
      );
      await lab.expectDifferences(["role 512: holders"]);
    });

    it("took the Operator's role away", async () => {
      await lab.consortiumCallsManager(
        manager.encodeFunctionData("revokeRole", [roleOf(0, "operator"), person("operator").address]),
      );
      await lab.expectDifferences(["role 4: holders"]);
    });

    it("lowered a grant delay", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("setGrantDelay", [BUREAU, 0]));
      await lab.expectDifferences(["role 513: grantDelay"]);
    });

    it("changed the admin of a role", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("setRoleAdmin", [BUREAU, 5]));
      await lab.expectDifferences(["role 513: admin"]);
    });

    it("gave a role a guardian", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("setRoleGuardian", [BUREAU, 5]));
      await lab.expectDifferences(["role 513: guardian"]);
    });

    it("gave an officer an execution delay", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("grantRole", [5, person("auditor").address, DAY]));
      await lab.expectDifferences(["role 5: executionDelays"]);
    });

    it("named a role otherwise", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("labelRole", [5, "Bystander"]));
      await lab.expectDifferences(["role 5: label"]);
    });

    it("made a role that the ledger does not know", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("grantRole", [77, stranger, 0]));
      await lab.expectDifferences(["role 77: purpose"]);
    });

    it("closed a target", async () => {
      await lab.consortiumCallsManager(manager.encodeFunctionData("setTargetClosed", [stranger, true]));
      await lab.expectDifferences(["manager: targetEvents"]);
    });
  });

  it("refuses where the deployer is made an officer again", async () => {
    const data = manager.encodeFunctionData("grantRole", [BUREAU, DEPLOYER.address, 0]);
    await lab.districtCalls("wujin", lab.deployment.contracts.manager.address, data);
    await lab.expectDifferences(["role 513: deployerHolds"]);
  });

  it("accepts another Operator once the file says so too", async () => {
    await lab.consortiumCallsManager(manager.encodeFunctionData("revokeRole", [4, person("operator").address]));
    await lab.consortiumCallsManager(manager.encodeFunctionData("grantRole", [4, stranger, 0]));
    const roles = { ...lab.deployment.roles, "4": [stranger] };
    await lab.expectNoDifferences({ ...lab.deployment, roles });
  });
});
