import { expect } from "chai";
import type { Provider, TransactionRequest } from "ethers";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { memoryStore } from "../../client/deploy/store.ts";
import { demandVerified, verifyDeployment } from "../../client/deploy/verify.ts";
import type { Deployment } from "../../client/deployment.ts";
import { Killed, mortal, type Death } from "./mortal.ts";
import { ARTIFACTS, DEPLOYER, deployPilot, newChain, OPTIONS } from "./pilot.ts";

/** What must be the same, whatever happened on the way. Blocks, genesis and transactions are the chain's own. */
const outcome = ({ contracts, safes, completed, sending }: Deployment) => ({
  contracts: Object.entries(contracts).map(([name, { address, codeHash }]) => [name, address, codeHash]),
  safes: Object.entries(safes).map(([key, { address, owners }]) => [key, address, owners]),
  completed,
  sending,
});

describe("Resuming a deployment", () => {
  let undisturbed: Deployment;
  let transactions: number;
  before(async () => {
    const { provider, deployment } = await deployPilot();
    undisturbed = deployment;
    transactions = await provider.getTransactionCount(DEPLOYER.address);
  });

  const expectSame = async (provider: Provider, deployment: Deployment): Promise<void> => {
    expect(outcome(deployment)).to.deep.equal(outcome(undisturbed));
    expect(await provider.getTransactionCount(DEPLOYER.address)).to.equal(transactions);
    demandVerified(await verifyDeployment({ provider, deployment, artifacts: ARTIFACTS }));
  };

  /** Runs the deployment again and again, each run dying at its first transaction. */
  const live = async (
    provider: Provider,
    death: Death,
    revive: () => Promise<void> = () => Promise.resolve(),
  ): Promise<number> => {
    const store = memoryStore();
    let deaths = 0;
    for (;;) {
      const run = deployLedger({ ...OPTIONS, ...mortal(DEPLOYER, provider, store, death) });
      const [result] = await Promise.allSettled([run, revive()]);
      if (result.status === "fulfilled") {
        await expectSame(provider, result.value);
        return deaths;
      }
      if (!(result.reason instanceof Killed)) throw result.reason;
      deaths += 1;
    }
  };

  it("finishes although it is killed after each transaction, and does nothing twice", async () => {
    const { provider } = await newChain();
    expect(await live(provider, "after sending")).to.equal(transactions);
  });

  it("waits for a transaction that was sent but is in no block yet", async () => {
    const { provider } = await newChain();
    await provider.send("evm_setAutomine", [false]);
    const mineSoon = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await provider.send("evm_mine", []);
    };
    expect(await live(provider, "after sending", mineSoon)).to.equal(transactions);
  });

  it("finishes although it is killed before each transaction once, having written it down", async () => {
    const { provider } = await newChain();
    const store = memoryStore();
    for (let done = 0; done < transactions; ++done) {
      const doomed = deployLedger({ ...OPTIONS, ...mortal(DEPLOYER, provider, store, "before sending") });
      expect(await doomed.catch((error: unknown) => error)).to.be.instanceOf(Killed);
      expect(await provider.getTransactionCount(DEPLOYER.address)).to.equal(done);
      const lucky = deployLedger({ ...OPTIONS, ...mortal(DEPLOYER, provider, store, "after sending") });
      expect(await lucky.catch((error: unknown) => error)).to.be.instanceOf(Killed);
    }
    await expectSame(provider, await deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(provider), store }));
  });

  it("goes on when a node takes a transaction and its answer is lost", async () => {
    const { provider } = await newChain();
    const deployer = DEPLOYER.connect(provider);
    const send = deployer.sendTransaction.bind(deployer);
    deployer.sendTransaction = async (request: TransactionRequest) => {
      await send(request);
      throw new Error("connection reset");
    };
    await expectSame(provider, await deployLedger({ ...OPTIONS, deployer, store: memoryStore() }));
  });

  it("sends a step again whose nonce another transaction used", async () => {
    const { provider } = await newChain();
    const store = memoryStore();
    const doomed = deployLedger({ ...OPTIONS, ...mortal(DEPLOYER, provider, store, "before sending") });
    await doomed.catch(() => undefined);
    const foreign = await DEPLOYER.connect(provider).sendTransaction({ to: DEPLOYER.address, type: 0, gasPrice: 0 });
    await foreign.wait();
    const deployment = await deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(provider), store });
    expect(await provider.getTransactionCount(DEPLOYER.address)).to.equal(transactions + 1);
    demandVerified(await verifyDeployment({ provider, deployment, artifacts: ARTIFACTS }));
  });
});
