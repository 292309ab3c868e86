/**
 * Where an office is opened: a node with the pilot's ledger on it and its officers appointed. To make that takes seconds; premises
 * that somebody has left are therefore put back to how they were and given to the next office of this process.
 */
import { JsonRpcProvider } from "ethers";
import { network } from "hardhat";
import { deployLedger } from "../../../client/deploy/deploy.ts";
import { memoryStore, type DeploymentStore } from "../../../client/deploy/store.ts";
import { safeOf, type Deployment } from "../../../client/deployment.ts";
import { approve, executeProposal, proposeOfficers, safePlace } from "../../../client/safe.ts";
import { DEPLOYER, DISTRICTS, officials, OPTIONS, person, type DistrictKey } from "../../deploy/pilot.ts";

const DUTIES = ["bureau", "approver", "finance"] as const;

/** A node, and how it is stopped. */
export interface OpenNode {
  readonly url: string;
  readonly close: () => Promise<void>;
  /** Where the node's clock is not its own to set. */
  readonly goToDay?: (day: number) => Promise<void>;
}

export interface Premises {
  readonly url: string;
  readonly provider: JsonRpcProvider;
  readonly deployment: Deployment;
  /** Closes a node that was brought along; others stay for the next office. */
  readonly leave: () => Promise<void>;
}

/** Premises that nobody is in. */
interface Vacant {
  readonly url: string;
  readonly deployment: Deployment;
  /** The node's name for how they were. */
  readonly state: string;
}

const vacant: Vacant[] = [];

/** Opens a node in this process. Its chain begins on 2030-03-01, as that of the ledger's tests does. */
export async function openNode(): Promise<OpenNode> {
  const initialDate = new Date("2030-03-01T02:00:00Z");
  const server = await network.createServer({ network: "default", override: { initialDate } }, "127.0.0.1", 0);
  const { port } = await server.listen();
  return { url: `http://127.0.0.1:${port}`, close: async () => server.close() };
}

/**
 * @param store where the deployment's record is to be; it may be there already if a node is given.
 * @param node one of one's own, instead of one of this process.
 */
export async function findPremises(store: DeploymentStore, node?: OpenNode): Promise<Premises> {
  if (node) {
    const provider = providerAt(node.url);
    return { url: node.url, provider, deployment: await furnish(provider, store), leave: async () => node.close() };
  }
  const { url, deployment, state } = vacant.pop() ?? (await build());
  const provider = providerAt(url);
  for (const [method, value] of [
    ["evm_revert", state],
    ["evm_setAutomine", true],
  ] as const)
    if ((await provider.send(method, [value])) !== true) throw new Error(`The node does not ${method}.`);
  const again = (await provider.send("evm_snapshot", [])) as string;
  await store.save(deployment);
  const leave = async (): Promise<void> => Promise.resolve(void vacant.push({ url, deployment, state: again }));
  return { url, provider, deployment: structuredClone(deployment), leave };
}

async function build(): Promise<Vacant> {
  const { url } = await openNode();
  const provider = providerAt(url);
  const deployment = await furnish(provider, memoryStore());
  const state = (await provider.send("evm_snapshot", [])) as string;
  provider.destroy();
  return { url, deployment, state };
}

/** Deploys the pilot's ledger and appoints its officers. */
async function furnish(provider: JsonRpcProvider, store: DeploymentStore): Promise<Deployment> {
  const deployer = DEPLOYER.connect(provider);
  const deployment = await deployLedger({ ...OPTIONS, deployer, store });
  for (const [i, key] of (Object.keys(DISTRICTS) as DistrictKey[]).entries())
    await appoint(provider, deployment, key, i + 1);
  return deployment;
}

function providerAt(url: string): JsonRpcProvider {
  return new JsonRpcProvider(url, undefined, {
    cacheTimeout: -1,
    pollingInterval: 20,
    staticNetwork: true,
    batchMaxCount: 1,
  });
}

/** One of a district's officials proposes its officers, two sign. */
async function appoint(
  provider: JsonRpcProvider,
  deployment: Deployment,
  key: DistrictKey,
  district: number,
): Promise<void> {
  const place = await safePlace(safeOf(deployment, key).address, provider);
  const officers = ["", " 2"].flatMap((more) =>
    DUTIES.map((duty) => ({ duty, account: person(`${key} ${duty}${more}`).address })),
  );
  const proposal = proposeOfficers(place, {
    district,
    appoint: officers,
    manager: deployment.contracts.manager.address,
    multiSend: deployment.contracts.multiSend.address,
  });
  const approvals = await Promise.all(
    officials(key)
      .slice(1)
      .map(async (official) => approve(proposal, official)),
  );
  await executeProposal(proposal, approvals, person("messenger").connect(provider));
}
