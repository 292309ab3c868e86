import { expect } from "chai";
import { safeOf, type Deployment } from "../../client/deployment.ts";
import { Lab, stranger } from "./verifying.ts";

describe("Verifying a deployment's file", () => {
  const lab = Lab.inSuite();

  describe("refuses a file", () => {
    const withContract = (
      name: keyof Deployment["contracts"],
      change: Partial<Deployment["contracts"]["edition"]>,
    ): Deployment => {
      const contracts = { ...lab.deployment.contracts, [name]: { ...lab.deployment.contracts[name], ...change } };
      return { ...lab.deployment, contracts };
    };

    it("with another address", async () => {
      const file = withContract("voucherPicture", { address: lab.deployment.contracts.certificatePicture.address });
      await lab.expectDifferences(
        ["voucherPicture: code", "voucherPicture: codeHash", "voucherPicture: creation", "voucherPicture: address"],
        file,
      );
    });

    it("with another code hash", async () => {
      await lab.expectDifferences(["orders: codeHash"], withContract("orders", { codeHash: `0x${"33".repeat(32)}` }));
    });

    it("with other constructor arguments", async () => {
      await lab.expectDifferences(
        ["manager: constructorArguments"],
        withContract("manager", { constructorArguments: [stranger] }),
      );
    });

    it("with another creating transaction", async () => {
      const { transaction } = lab.deployment.contracts.edition;
      await lab.expectDifferences(["multiSend: creation"], withContract("multiSend", { transaction }));
    });

    it("with a creating transaction that nobody knows", async () => {
      const transaction = `0x${"44".repeat(32)}`;
      await lab.expectDifferences(["multiSend: creation"], withContract("multiSend", { transaction }));
    });

    it("whose plan has other settings", async () => {
      const plan = { ...lab.deployment.plan, settings: { ...lab.deployment.plan.settings, rotationDays: 4 } };
      await lab.expectDifferences(["edition: creation", "edition: constructorArguments", "edition: settings"], {
        ...lab.deployment,
        plan,
      });
    });

    it("whose plan names another official", async () => {
      const districts = lab.deployment.plan.districts.map((district) => {
        return district.key === "wujin"
          ? { ...district, officials: [stranger, ...district.officials.slice(1)] }
          : district;
      });
      await lab.expectDifferences(["safe wujin: address"], {
        ...lab.deployment,
        plan: { ...lab.deployment.plan, districts },
      });
    });

    it("with another owner of a Safe", async () => {
      const wujinSafe = { ...safeOf(lab.deployment, "wujin"), owners: [stranger] };
      await lab.expectDifferences(["safe wujin: owners"], {
        ...lab.deployment,
        safes: { ...lab.deployment.safes, wujin: wujinSafe },
      });
    });

    it("whose plan has one district less", async () => {
      const plan = { ...lab.deployment.plan, districts: lab.deployment.plan.districts.slice(0, 3) };
      const { differences } = await lab.verified({ ...lab.deployment, plan });
      expect(differences.map(({ subject }) => subject)).to.include.members([
        "safe consortium",
        "districts",
        "role 1024",
      ]);
    });

    it("of another chain, and says nothing else", async () => {
      await lab.expectDifferences(["network: genesis"], { ...lab.deployment, genesis: `0x${"55".repeat(32)}` });
    });
  });
});
