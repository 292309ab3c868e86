import { ZeroAddress } from "ethers";
import { safeOf } from "../../client/deployment.ts";
import { officials, person } from "./pilot.ts";
import { Lab, safe, stranger } from "./verifying.ts";

/** Creation code of a contract that answers 1 to everything: enough to pass for a guard. */
const YES_SAYER = "0x600a600c600039600a6000f3600160005260206000f3";

describe("Verifying Safes", () => {
  const lab = Lab.inSuite();
  const yesSayer = async (): Promise<string> => {
    const messenger = person("messenger").connect(lab.provider);
    const sent = await messenger.sendTransaction({ data: YES_SAYER, type: 0, gasPrice: 0 });
    return (await sent.wait())?.contractAddress ?? "";
  };

  describe("refuses where a district's Safe", () => {
    it("changed an owner", async () => {
      const [first, second] = officials("wujin");
      await lab.changeSafe(safe.encodeFunctionData("swapOwner", [first.address, second.address, stranger]));
      await lab.expectDifferences(["safe wujin: owners"]);
    });

    it("changed its threshold", async () => {
      await lab.changeSafe(safe.encodeFunctionData("changeThreshold", [1]));
      await lab.expectDifferences(["safe wujin: threshold"]);
    });

    it("enabled a module", async () => {
      await lab.changeSafe(safe.encodeFunctionData("enableModule", [stranger]));
      await lab.expectDifferences(["safe wujin: modules"]);
    });

    it("enabled more modules than fit a page", async () => {
      for (let i = 0; i < 11; ++i)
        await lab.changeSafe(safe.encodeFunctionData("enableModule", [person(`module ${i}`).address]));
      await lab.expectDifferences(["safe wujin: modules"]);
    });

    it("set a guard", async () => {
      await lab.changeSafe(safe.encodeFunctionData("setGuard", [await yesSayer()]));
      await lab.expectDifferences(["safe wujin: guard"]);
    });

    it("set a module guard", async () => {
      await lab.changeSafe(safe.encodeFunctionData("setModuleGuard", [await yesSayer()]));
      await lab.expectDifferences(["safe wujin: moduleGuard"]);
    });

    it("changed its fallback handler", async () => {
      await lab.changeSafe(safe.encodeFunctionData("setFallbackHandler", [ZeroAddress]));
      await lab.expectDifferences(["safe wujin: fallbackHandler"]);
    });

    it("runs another singleton's code", async () => {
      const { safeSingleton } = lab.deployment.contracts;
      const other = "0x00000000000000000000000000000000000000aa";
      await lab.networkHelpers.setCode(other, await lab.provider.getCode(safeSingleton.address));
      await lab.networkHelpers.setStorageAt(safeOf(lab.deployment, "wujin").address, 0, other);
      await lab.expectDifferences(["safe wujin: singleton"]);
    });
  });

  it("accepts another official once the file says so too", async () => {
    const [first, second, third] = officials("wujin");
    await lab.changeSafe(safe.encodeFunctionData("swapOwner", [first.address, second.address, stranger]));
    const owners = [first.address, stranger, third.address];
    const safes = { ...lab.deployment.safes, wujin: { ...safeOf(lab.deployment, "wujin"), owners } };
    await lab.expectNoDifferences({ ...lab.deployment, safes });
  });
});
