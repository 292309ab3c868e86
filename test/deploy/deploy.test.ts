import { expect } from "chai";
import { JsonRpcProvider, keccak256, Wallet } from "ethers";
import { network } from "hardhat";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { CONSORTIUM_KEY, encodeDistrictName } from "../../client/deploy/plan.ts";
import { memoryStore } from "../../client/deploy/store.ts";
import { demandVerified, verifyDeployment } from "../../client/deploy/verify.ts";
import { CONTRACTS, districtIdOf, parseDeployment, PARTS, safeOf } from "../../client/deployment.ts";
import { connectLedger } from "../../client/ledger.ts";
import { refusedWith } from "./refusedWith.ts";
import { ARTIFACTS, DEPLOYER, deployPilot, DISTRICTS, newChain, OPTIONS, PLAN } from "./pilot.ts";

describe("Deploying the ledger", () => {
  let pilot: Awaited<ReturnType<typeof deployPilot>>;
  before(async () => {
    pilot = await deployPilot();
  });

  it("needs no balance where gas costs nothing", async () => {
    expect(await pilot.provider.getBalance(DEPLOYER.address)).to.equal(0n);
    expect(pilot.deployment.completed).to.equal(true);
  });

  it("records where each contract is, with the hash of its code and the transaction that made it", async () => {
    for (const name of CONTRACTS) {
      const { address, codeHash, transaction, block } = pilot.deployment.contracts[name];
      expect(keccak256(await pilot.provider.getCode(address)), name).to.equal(codeHash);
      expect((await pilot.provider.getTransactionReceipt(transaction))?.blockNumber, name).to.equal(block);
    }
  });

  it("writes a file that reads back as it was", () => {
    expect(parseDeployment(JSON.parse(JSON.stringify(pilot.deployment)), "pilot.json")).to.deep.equal(pilot.deployment);
  });

  it("makes the parts where the edition says", async () => {
    const { edition } = connectLedger(pilot.deployment, pilot.provider);
    for (const [i, name] of PARTS.entries()) {
      expect(await edition.part(i + 1)).to.equal(pilot.deployment.contracts[name].address);
    }
  });

  it("adds the districts in the plan's order", async () => {
    const { districts } = connectLedger(pilot.deployment, pilot.provider);
    for (const [key, name] of Object.entries(DISTRICTS)) {
      expect((await districts.districtOf(districtIdOf(pilot.deployment, key))).name).to.equal(encodeDistrictName(name));
    }
  });

  it("hands the highest role to the consortium's Safe and keeps nothing", async () => {
    const { manager } = connectLedger(pilot.deployment, pilot.provider);
    expect((await manager.hasRole(0, safeOf(pilot.deployment, CONSORTIUM_KEY).address)).isMember).to.equal(true);
    expect((await manager.hasRole(0, DEPLOYER.address)).isMember).to.equal(false);
  });

  it("leaves what verifies without a difference", async () => {
    const verification = await verifyDeployment({ ...pilot, artifacts: ARTIFACTS });
    expect(verification.differences).to.deep.equal([]);
    demandVerified(verification);
  });

  it("works through a node's JSON-RPC, with a provider that remembers answers", async () => {
    const server = await network.createServer("node", "127.0.0.1", 0);
    const { address, port } = await server.listen();
    const provider = new JsonRpcProvider(`http://${address}:${String(port)}`);
    try {
      const deployment = await deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(provider), store: memoryStore() });
      demandVerified(await verifyDeployment({ provider, deployment, artifacts: ARTIFACTS }));
    } finally {
      provider.destroy();
      await server.close();
    }
  });

  it("sends nothing when it is run again", async () => {
    const chain = await newChain();
    const options = { ...OPTIONS, deployer: DEPLOYER.connect(chain.provider), store: memoryStore() };
    const first = await deployLedger(options);
    const blocks = await chain.provider.getBlockNumber();
    expect(await deployLedger(options)).to.deep.equal(first);
    expect(await chain.provider.getBlockNumber()).to.equal(blocks);
  });

  it("reports each step once", async () => {
    const chain = await newChain();
    const steps: string[] = [];
    const report = ({ step }: { step: string }): void => void steps.push(step);
    await deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(chain.provider), store: memoryStore(), report });
    expect(new Set(steps).size).to.equal(steps.length);
    expect(steps.at(-1)).to.equal("hand-over");
    expect(await chain.provider.getTransactionCount(DEPLOYER.address)).to.equal(steps.length);
  });

  describe("does not go on with a record", () => {
    const recorded = async () => {
      const chain = await newChain();
      const options = { ...OPTIONS, deployer: DEPLOYER.connect(chain.provider), store: memoryStore() };
      await deployLedger(options);
      return options;
    };

    it("of another plan", async () => {
      const options = await recorded();
      await refusedWith(deployLedger({ ...options, plan: { ...PLAN, grantDelayDays: 4 } }), "DeploymentOfOther");
    });

    it("of another build", async () => {
      const options = await recorded();
      const artifacts = { ...ARTIFACTS, orders: { ...ARTIFACTS.orders, bytecode: ARTIFACTS.vouchers.bytecode } };
      await refusedWith(deployLedger({ ...options, artifacts }), "DeploymentOfOther");
    });

    it("of another chain", async () => {
      const { store } = await recorded();
      const other = await newChain();
      const record = await store.load();
      await store.save({ ...record!, genesis: `0x${"11".repeat(32)}` });
      await refusedWith(
        deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(other.provider), store }),
        "DeploymentOfOther",
      );
    });

    it("of another deployer", async () => {
      const options = await recorded();
      const deployer = Wallet.createRandom(options.deployer.provider);
      await refusedWith(deployLedger({ ...options, deployer }), "DeploymentOfOther");
    });
  });

  it("refuses a deployer who has an office", async () => {
    const chain = await newChain();
    const plan = { ...PLAN, operator: DEPLOYER.address };
    const deployer = DEPLOYER.connect(chain.provider);
    await refusedWith(deployLedger({ ...OPTIONS, plan, deployer, store: memoryStore() }), "DeployerHasOffice");
  });

  it("makes a second edition that knows the first", async () => {
    const { provider, deployment } = pilot;
    const plan = {
      ...PLAN,
      network: "pilot-2",
      salt: `0x${"22".repeat(32)}`,
      predecessor: deployment.contracts.edition.address,
    };
    const second = await deployLedger({ ...OPTIONS, plan, deployer: DEPLOYER.connect(provider), store: memoryStore() });
    expect(await connectLedger(second, provider).edition.predecessor()).to.equal(deployment.contracts.edition.address);
    expect((await verifyDeployment({ provider, deployment: second, artifacts: ARTIFACTS })).differences).to.deep.equal(
      [],
    );
  });
});
