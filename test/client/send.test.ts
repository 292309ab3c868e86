import { expect } from "chai";
import { network } from "hardhat";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { Wallet, type BaseContract, type Signer } from "ethers";
import { senderOf, TransactionRefused } from "../../client/send.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { AccessManager__factory, type AccessManager } from "../../typechain-types/index.ts";

const ROLE = (2n << 8n) | 1n;

describe("Sending", () => {
  async function withManager() {
    const { ethers, provider } = await network.create("default");
    const [admin, other] = (await ethers.getSigners()) as [HardhatEthersSigner, HardhatEthersSigner];
    const creation = await new AccessManager__factory(admin).getDeployTransaction(admin.address);
    const { receipt } = await senderOf(admin, { contracts: [] }).send(creation);
    const manager = AccessManager__factory.connect(receipt.contractAddress!, admin);
    const sender = (signer: Signer, contracts: BaseContract[] = [manager]) =>
      senderOf(signer, { contracts, waitSeconds: 1 });
    return { ethers, provider, admin, other, manager, sender };
  }

  const label = (manager: AccessManager, text: string) => manager.labelRole.populateTransaction(ROLE, text);

  async function failureOf(act: Promise<unknown>): Promise<unknown> {
    return act.then(
      () => expect.fail("it should have failed"),
      (error: unknown) => error,
    );
  }

  it("gives the receipt and the events of the contracts that it knows", async () => {
    const { admin, manager, sender } = await withManager();
    const { receipt, events } = await sender(admin).send(label(manager, "Bureau"));
    expect(receipt.status).to.equal(1);
    expect(events.map(({ contract, name, args }) => ({ contract, name, args: [...args] as unknown[] }))).to.deep.equal([
      { contract: await manager.getAddress(), name: "RoleLabel", args: [ROLE, "Bureau"] },
    ]);
    expect((await sender(admin, []).send(label(manager, "Bureau"))).events).to.deep.equal([]);
  });

  it("leaves room beyond the estimate", async () => {
    const { ethers, admin, manager, sender } = await withManager();
    const request = await label(manager, "Bureau");
    const estimate = await ethers.provider.estimateGas({ ...request, from: admin.address });
    const { receipt } = await sender(admin).send(request);
    expect((await receipt.getTransaction()).gasLimit).to.equal((estimate * 125n) / 100n);
  });

  it("costs an empty account nothing where gas is free", async () => {
    const { ethers, admin, manager, sender } = await withManager();
    const poor = Wallet.createRandom(ethers.provider);
    await sender(admin).send(manager.grantRole.populateTransaction(0, poor.address, 0));
    const { receipt } = await sender(poor).send(label(manager, "Bureau"));
    const { type, gasPrice } = await receipt.getTransaction();
    expect({ status: receipt.status, type, gasPrice }).to.deep.equal({ status: 1, type: 0, gasPrice: 0n });
  });

  it("does not send what the contract would refuse, and says why", async () => {
    const { ethers, other, manager, sender } = await withManager();
    const error = await failureOf(sender(other).send(label(manager, "Bureau")));
    expect(error).to.be.instanceOf(TransactionRefused);
    const { code, args, transaction, sentence } = error as TransactionRefused;
    expect({ code, roleId: args["roleId"], transaction }).to.deep.equal({
      code: "AccessManagerUnauthorizedAccount",
      roleId: 0n,
      transaction: undefined,
    });
    expect(sentence.en).to.equal(
      `The account ${other.address} does not hold the duty Administrator of the consortium, which this takes.`,
    );
    expect(sentence.zh).to.contain("联盟管理员");
    expect(await ethers.provider.getTransactionCount(other.address)).to.equal(0);
  });

  it("says why a transaction failed that was overtaken by another", async () => {
    const { ethers, provider, other, manager, sender } = await withManager();
    await manager.grantRole(0, other.address, 0);
    await provider.request({ method: "evm_setAutomine", params: [false] });
    await manager.revokeRole(0, other.address, { gasPrice: 10n });

    const sending = failureOf(sender(other).send({ ...(await label(manager, "Bureau")), gasLimit: 100_000n }));
    while ((await ethers.provider.send("eth_getBlockTransactionCountByNumber", ["pending"])) !== "0x2") continue;
    await provider.request({ method: "evm_mine" });

    const error = (await sending) as TransactionRefused;
    expect(error).to.be.instanceOf(TransactionRefused);
    expect(error.code).to.equal("AccessManagerUnauthorizedAccount");
    expect(error.transaction).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("says that a transaction is in no block yet, so that nobody sends it twice", async () => {
    const { provider, admin, manager, sender } = await withManager();
    await provider.request({ method: "evm_setAutomine", params: [false] });
    const error = (await failureOf(sender(admin).send(label(manager, "Bureau")))) as TongduiError;
    expect(error.code).to.equal("TransactionPending");
    expect(error.hint?.en).to.contain("look it up");
  });

  it("passes on what nobody foresaw, as it is", async () => {
    const { admin, sender } = await withManager();
    const broken = new Error("boom");
    expect(await failureOf(sender(admin).send(Promise.reject(broken)))).to.equal(broken);
  });
});
