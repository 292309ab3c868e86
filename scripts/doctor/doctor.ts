/** Looks at everything that the other commands rely on, and says what to do about what is wrong. */
import path from "node:path";
import { dayOf } from "../../client/days.ts";
import { readDeployment } from "../../client/deploy/fileStore.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { connectLedger } from "../../client/ledger.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT, type ExitCode } from "../cli/exit.ts";
import { looksOutdated } from "../deploy/changes.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readProfile } from "../profile/profile.ts";
import { lookAtClock } from "./clock.ts";
import { lookAtFiles, lookAtHolidays, wrongBy } from "./files.ts";
import { adviceOf, findingData, findingsGrid, type Finding } from "./finding.ts";
import { lookAtKey } from "./key.ts";
import { lookAtNodes, type LiveNode } from "./nodes.ts";

const WATCH_SECONDS = 15;
const POLL_MILLISECONDS = 500;

/**
 * @throws TongduiError `ProfileMissing`, `ProfileUnreadable`.
 */
export async function doctor(_: object, context: Context): Promise<Answer> {
  const file = path.resolve(context.profile);
  const profile = await readProfile(context.profile);
  const { finding, deployment } = await lookAtDeployment(profile.deployment);
  const { findings, live, answered } = await lookAtNodes(profile.nodes, deployment);
  try {
    const [best] = live;
    const ledger = best && deployment ? connectLedger(deployment, best.nodes) : null;
    const all: Finding[] = [
      finding,
      ...findings,
      ...(best && deployment ? await lookAtAge(best, deployment) : []),
      ...(best ? await lookAtClock(best, context.now() / 1_000, async (height) => watch(best, height)) : []),
      ...(await lookAtFiles(file, profile)),
      ...(await lookAtHolidays(profile, best && dayOf(best.newest.timestamp))),
      ...(await lookAtKey(profile, ledger)),
    ];
    const wrong = all.filter(({ state }) => state === "wrong");
    return {
      data: { findings: all.map(findingData), wrong: wrong.length },
      parts: [findingsGrid(all), ...adviceOf(all), endOf(wrong.length)],
      exit: exitOf(wrong.length, answered),
    };
  } finally {
    for (const { nodes } of live) nodes.destroy();
  }
}

function exitOf(wrong: number, answered: number): ExitCode {
  if (answered === 0) return EXIT.network;
  return wrong === 0 ? EXIT.done : EXIT.difference;
}

function endOf(wrong: number) {
  if (wrong === 0) return { en: "✓ All is well.", zh: "✓ 一切正常。" };
  return { en: `✗ To be looked at: ${wrong}.`, zh: `✗ 需要处理：${wrong} 项。` };
}

async function lookAtDeployment(file: string): Promise<{ finding: Finding; deployment: Deployment | null }> {
  const subject = { en: "deployment's file", zh: "部署文件" };
  try {
    const deployment = await readDeployment(file);
    const { network, chainId } = deployment;
    const found = {
      en: `${shown(file)}: ${network}, chain ${chainId}`,
      zh: `${shown(file)}：${network}，链 ${chainId}`,
    };
    return { finding: { state: "right", subject, found }, deployment };
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    return { finding: wrongBy(subject, error), deployment: null };
  }
}

/** Whether signers, administrators or districts were changed since the file was written. */
async function lookAtAge({ nodes }: LiveNode, deployment: Deployment): Promise<Finding[]> {
  // A node that has other contracts, or that fell silent, is told of elsewhere.
  if (!(await looksOutdated(nodes, deployment).catch(() => false))) return [];
  return [
    {
      state: "wrong",
      subject: { en: "age of the deployment's file", zh: "部署文件的时效" },
      found: { en: "out of date", zh: "已过时" },
      advice: {
        en: "signers, administrators or districts were changed since it was written. See what with tongdui deploy update --dry-run.",
        zh: "此后签署人、管理员或成员区有变更。可用 tongdui deploy update --dry-run 查看。",
      },
    },
  ];
}

/** Whether the node gets a block after this one soon. */
async function watch({ nodes }: LiveNode, height: number): Promise<boolean> {
  const end = Date.now() + WATCH_SECONDS * 1_000;
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    const reached = await nodes.getBlockNumber().catch(() => height);
    if (reached > height) return true;
  }
  return false;
}
