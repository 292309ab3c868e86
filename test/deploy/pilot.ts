/** A pilot of four districts for the tests of deployment: its accounts, its plan, and its Safes' signatures. */
import { fileURLToPath } from "node:url";
import { id, Wallet, type Provider, type TransactionReceipt } from "ethers";
import { network } from "hardhat";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { readHardhatArtifacts } from "../../client/deploy/hardhatArtifacts.ts";
import { CONSORTIUM_KEY, parsePlan } from "../../client/deploy/plan.ts";
import { memoryStore } from "../../client/deploy/store.ts";
import { safeOf, type Deployment } from "../../client/deployment.ts";
import {
  approve,
  executeProposal,
  proposeCall,
  safePlace,
  type Approval,
  type SafeProposal,
} from "../../client/safe.ts";

export const ARTIFACTS = await readHardhatArtifacts(fileURLToPath(new URL("../../artifacts", import.meta.url)));

/** An account without a balance. */
export const person = (name: string): Wallet => new Wallet(id(`tongdui.test ${name}`));

export const DISTRICTS = {
  yangpu: "上海杨浦 Yangpu",
  wujin: "常州武进 Wujin",
  nanhu: "嘉兴南湖 Nanhu",
  hefei: "合肥高新 Hefei",
};
export type DistrictKey = keyof typeof DISTRICTS;

export const DEPLOYER = person("deployer");

export const officials = (key: DistrictKey): [Wallet, Wallet, Wallet] => [
  person(`${key} director`),
  person(`${key} deputy`),
  person(`${key} secretary`),
];

/** What a plan's file says: plain values. */
export const PLAN_FILE = {
  network: "pilot",
  salt: id("tongdui.test"),
  predecessor: null,
  settings: { admissionNoticeFloor: 5, admissionNoticeCeiling: 30, admissionResolveDays: 15, rotationDays: 3 },
  grantDelayDays: 3,
  districts: Object.entries(DISTRICTS).map(([key, name]) => ({
    key,
    name,
    profile: id(`profile ${key}`),
    officials: officials(key as DistrictKey).map(({ address }) => address),
    threshold: 2,
  })),
  consortium: { threshold: 3 },
  operator: person("operator").address,
  auditor: person("auditor").address,
};

export const PLAN = parsePlan(PLAN_FILE);

export const OPTIONS = { plan: PLAN, artifacts: ARTIFACTS, commit: "0123456" };

/** A chain of its own, where gas costs nothing. */
export async function newChain() {
  const { ethers, networkHelpers } = await network.create("default");
  return { provider: ethers.provider, networkHelpers };
}

/** The pilot, deployed on a chain of its own. */
export async function deployPilot() {
  const chain = await newChain();
  const deployment = await deployLedger({
    ...OPTIONS,
    deployer: DEPLOYER.connect(chain.provider),
    store: memoryStore(),
  });
  return { ...chain, deployment };
}

/** Two of a district's officials decide a call of their Safe. */
export async function districtCalls(
  provider: Provider,
  deployment: Deployment,
  key: DistrictKey,
  to: string,
  data: string,
) {
  const place = await safePlace(safeOf(deployment, key).address, provider);
  return carryOut(provider, proposeCall(place, { to, data }), [key], null);
}

/** Two officials of each of three districts decide a call of the consortium's Safe. */
export async function consortiumCalls(provider: Provider, deployment: Deployment, to: string, data: string) {
  const place = await safePlace(safeOf(deployment, CONSORTIUM_KEY).address, provider);
  return carryOut(provider, proposeCall(place, { to, data }), ["yangpu", "nanhu", "hefei"], deployment);
}

/** Signatures of two officials each; on behalf of their districts' Safes if a deployment is given. */
export async function approvalsOf(
  proposal: SafeProposal,
  keys: readonly DistrictKey[],
  nestedIn: Deployment | null,
): Promise<Approval[]> {
  const signing = keys.flatMap((key) => {
    const onBehalfOf = nestedIn ? safeOf(nestedIn, key).address : null;
    return officials(key)
      .slice(1)
      .map((official) => approve(proposal, official, onBehalfOf));
  });
  return Promise.all(signing);
}

async function carryOut(
  provider: Provider,
  proposal: SafeProposal,
  keys: readonly DistrictKey[],
  nestedIn: Deployment | null,
): Promise<TransactionReceipt> {
  const approvals = await approvalsOf(proposal, keys, nestedIn);
  return executeProposal(proposal, approvals, person("messenger").connect(provider));
}
