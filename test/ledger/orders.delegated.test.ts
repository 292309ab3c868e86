import { expect } from "chai";
import { network } from "hardhat";
import { concat, id } from "ethers";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { keyOf } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { MESSAGE_TYPES, ledgerDomain } from "../../client/messages.ts";
import { digestOf, MESSAGES, ready } from "../support/signed.ts";
import { ethers, makeEdition, networkHelpers, SALT } from "../support/world.ts";

const WORD = "0x1234";
const MESSAGE = id("a message");
/** The code by which an account says that another's code is its own (EIP-7702). */
const designator = (to: string): string => concat(["0xef0100", to]);

describe("An account that has delegated itself to code (EIP-7702)", () => {
  // The next fixture may begin on the chain as it is, with the same keys.
  afterEach(async () => {
    for (const label of ["xiyuan", "sit"]) await networkHelpers.setCode(keyOf(label).address, "0x");
  });

  for (const one of MESSAGES) {
    it(`signs the ${one.signer}'s ${one.kind}, brought by ${one.by}, with its key as before, or by the code that it chose`, async () => {
      const s = await load(one.fixture);
      const p = await ready(one, s);
      const delegate = async (wallet: string) => {
        const code = await (await ethers.deployContract(wallet, s.w.deployer)).getAddress();
        await networkHelpers.setCode(p.key.address, designator(code));
      };
      const before = await networkHelpers.takeSnapshot();
      await delegate("Circle");
      for (const signature of [WORD, "0x"]) await p.expectWrong(p.bring(signature));
      await p.bring(await p.sign());
      await before.restore();
      await delegate("Notebook");
      await p.expectWrong(p.bring(WORD));
      const notebook = await ethers.getContractAt("Notebook", p.key.address, s.w.deployer);
      await notebook.getFunction("note")(p.digest, true);
      await p.bring(WORD);
    });
  }

  /** The ledger on a chain whose rules let a key delegate itself; withdrawing asks for signatures as all else does. */
  async function later() {
    const there = await network.create({ network: "default", override: { hardfork: "prague" } });
    const deployer = await there.ethers.getImpersonatedSigner(keyOf("deployer").address);
    const manager = await new AccessManager__factory(deployer).deploy(deployer);
    const w = await makeEdition(deployer, await manager.getAddress());
    const { chainId } = await there.ethers.provider.getNetwork();
    const domain = ledgerDomain(chainId, await w.orders.getAddress(), SALT);
    const key = keyOf("delegating").connect(there.ethers.provider);
    await there.networkHelpers.setBalance(key.address, 10n ** 18n);
    const withdraw = async (signature: string) => w.orders.withdrawMessage(key, MESSAGE, signature);
    const digest = await digestOf(w, "Withdrawal", { message: MESSAGE });
    const delegate = async (wallet: string) => {
      const address = await (await there.ethers.deployContract(wallet, deployer)).getAddress();
      const nonce = await key.getNonce();
      const authorization = await key.authorize({ address, nonce: nonce + 1, chainId });
      await key.sendTransaction({ type: 4, to: deployer.address, authorizationList: [authorization] });
      expect(await there.ethers.provider.getCode(key)).to.equal(designator(address).toLowerCase());
      return there.ethers.getContractAt(wallet, key.address, deployer);
    };
    const sound = await key.signTypedData(domain, MESSAGE_TYPES.Withdrawal, { message: MESSAGE });
    const expectWrong = async (act: Promise<unknown>) =>
      expectRefused(act, w.orders, "SignatureWrong", [key.address, digest]);
    return { w, key, digest, withdraw, delegate, sound, expectWrong };
  }

  describe("by a transaction of its key, where the chain's rules know of that,", () => {
    it("signs with its key as before, whatever the code would say", async () => {
      const { w, key, withdraw, delegate, sound, expectWrong } = await later();
      await delegate("Circle");
      await expectWrong(withdraw(WORD));
      await withdraw(sound);
      expect(await w.orders.withdrawn(key, MESSAGE)).to.equal(true);
    });

    it("signs by the code that it has chosen too, with the memory that is the account's own", async () => {
      const { w, key, digest, withdraw, delegate, expectWrong } = await later();
      const notebook = await delegate("Notebook");
      await expectWrong(withdraw(WORD));
      await notebook.getFunction("note")(digest, true);
      await withdraw(WORD);
      expect(await w.orders.withdrawn(key, MESSAGE)).to.equal(true);
    });

    it("cannot write by that code, nor find more gas in it than a contract has", async () => {
      const { delegate, withdraw, expectWrong } = await later();
      for (const wallet of ["Circle", "Echo", "Broken"]) {
        await delegate(wallet);
        await expectWrong(withdraw(WORD));
      }
      const reenterer = await delegate("Reenterer");
      await reenterer.getFunction("plan")(
        reenterer,
        reenterer.interface.encodeFunctionData("plan", [reenterer.target, "0x"]),
      );
      await expectWrong(withdraw(WORD));
    });
  });
});
