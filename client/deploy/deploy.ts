/**
 * Deploys the ledger: the Safes, the manager of roles, the Edition with its ten parts, the districts; then hands every role over and
 * keeps nothing.
 *
 * A run that was killed at any point is simply started again: it first waits for what is still in flight, then looks at its record
 * and at the chain for each step, and sends only what is missing.
 */
import { Districts__factory } from "../../typechain-types/index.ts";
import { deploymentOf, FOUNDATION, PARTS, type Deployment } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { isHolding } from "./checks.ts";
import { makeContract, makePart, makeSafe } from "./makers.ts";
import { replayManager } from "./managerState.ts";
import { addressOf, safeKeys } from "./made.ts";
import { encodeDistrictName } from "./plan.ts";
import {
  ADMIN_ROLE,
  consortiumRoles,
  districtRoles,
  grantDelaySeconds,
  handOverCalls,
  missingCalls,
  plannedHolders,
  together,
} from "./roles.ts";
import { verifyDeployment } from "./verify.ts";
import { roleSubject } from "./verifyRoles.ts";
import { beginWork, type DeployOptions, type Work } from "./work.ts";

export type { DeployOptions } from "./work.ts";

/**
 * @returns the finished deployment, which is in the store as well.
 * @throws TongduiError of many kinds, each saying what to do; after any of them the run can be repeated.
 */
export async function deployLedger(options: DeployOptions): Promise<Deployment> {
  const work = await beginWork(options);
  if (work.record.completed) return deploymentOf(work.record);
  await work.outbox.settle();
  for (const name of FOUNDATION) await makeContract(work, name);
  for (const key of safeKeys(work.record)) await makeSafe(work, key);
  for (const name of PARTS) await makePart(work, name);
  await addDistricts(work);
  await appoint(work);
  await handOver(work);
  await work.save({ completed: true, sending: null });
  return deploymentOf(work.record);
}

async function addDistricts(work: Work): Promise<void> {
  const districts = Districts__factory.connect(addressOf(work.record, "districts"), work.provider);
  const present = Number(await districts.count({ blockTag: await work.outbox.newestBlock() }));
  for (const { key, name, profile } of work.record.plan.districts.slice(present)) {
    const data = districts.interface.encodeFunctionData("add", [encodeDistrictName(name), profile]);
    await work.outbox.send(`district ${key}`, { to: addressOf(work.record, "districts"), data });
    work.report({ step: `district ${key}`, address: null });
  }
}

/** Labels, admins, first holders and grant delays, one transaction a district and one for the consortium. */
async function appoint(work: Work): Promise<void> {
  const { record } = work;
  await work.save({ roles: plannedHolders(record) });
  const state = await managerState(work);
  const offices = [
    { step: "roles consortium", roles: consortiumRoles(record) },
    ...record.plan.districts.map(({ key }, i) => ({ step: `roles ${key}`, roles: districtRoles(record, i + 1) })),
  ];
  for (const { step, roles } of offices) {
    await callManager(work, step, missingCalls(state, roles, grantDelaySeconds(record)));
  }
}

/** The one step that cannot be mended afterwards, so everything else is verified before it. */
async function handOver(work: Work): Promise<void> {
  const { record, provider, artifacts, outbox } = work;
  const { checks } = await verifyDeployment({
    provider,
    artifacts,
    deployment: deploymentOf(record),
    block: await outbox.newestBlock(),
  });
  const wrong = checks.filter((check) => !isHolding(check) && check.subject !== roleSubject(ADMIN_ROLE));
  if (wrong[0]) {
    const { subject, aspect, expected, actual } = wrong[0];
    throw new TongduiError("HandOverRefused", {
      en: `Nothing is handed over, because ${subject} has another ${aspect} than planned: ${actual} instead of ${expected}.`,
      zh: `${subject} 的 ${aspect} 与方案不符（应为 ${expected}，实为 ${actual}），因此不予移交。`,
    });
  }
  await callManager(work, "hand-over", handOverCalls(await managerState(work), record));
}

async function callManager(work: Work, step: string, calls: string[]): Promise<void> {
  if (calls.length === 0) return;
  await work.outbox.send(step, { to: addressOf(work.record, "manager"), data: together(calls) });
  work.report({ step, address: null });
}

async function managerState({ provider, record, outbox }: Work) {
  const first = record.contracts.manager?.block ?? 0;
  return replayManager(provider, addressOf(record, "manager"), first, await outbox.newestBlock());
}
