/** Brings the deployment's file up to date, after signers, administrators, the Operator, the Auditor or districts have changed. */
import { currentDeployment } from "../../client/deploy/current.ts";
import { fileStore } from "../../client/deploy/fileStore.ts";
import { demandVerified, verifyDeployment } from "../../client/deploy/verify.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { shown } from "../../client/files/secretFile.ts";
import { gridText } from "../programs/propose.ts";
import { buildFor } from "./build.ts";
import { changesBetween, changesGrid, type Change } from "./changes.ts";

/**
 * Shows what would change, asks, and writes the file whole or not at all. A ledger that differs in anything else is not written down.
 *
 * @throws TongduiError `DeploymentDiffers`, `DeploymentChanged`, `NotConfirmed`, `BuildMissing`, `BuildDiffers`; as currentDeployment.
 */
export async function updateDeployment(_: object, context: Context): Promise<Answer> {
  return reading(context, async ({ nodes, deployment, profile }) => {
    const file = profile.deployment;
    const artifacts = await buildFor(deployment);
    const current = await currentDeployment(nodes, deployment);
    const changes = changesBetween(deployment, current);
    if (changes.length === 0) return answer(file, changes, "before", { en: "is up to date", zh: "已是最新" });

    demandVerified(await verifyDeployment({ provider: nodes, deployment: current, artifacts }));
    context.io.note({
      en: `${shown(file)} beside the ledger, read through ${nodes.host}. Make sure that each was decided:`,
      zh: `${shown(file)} 与账本对照（通过 ${nodes.host} 读取）。请确认每一项均属已作出的决定：`,
    });
    context.io.note(gridText(changesGrid(changes)));
    if (context.dryRun) {
      return answer(file, changes, "tried", { en: "would be brought up to date", zh: "可以更新" });
    }
    if (!context.yes && !(await context.io.confirm({ en: "Write this into the file?", zh: "确认写入部署文件吗？" }))) {
      throw new TongduiError("NotConfirmed", { en: "The file is as it was.", zh: "部署文件未作改动。" });
    }
    const isWritten = await write(file, deployment, current);
    return isWritten
      ? answer(file, changes, "done", { en: "is up to date now", zh: "已更新" })
      : answer(file, changes, "before", { en: "was brought up to date meanwhile", zh: "已由他人更新" });
  });
}

/** @returns false where somebody else has written the same. @throws TongduiError `DeploymentChanged`. */
async function write(file: string, read: Deployment, current: Deployment): Promise<boolean> {
  const store = fileStore(file);
  const now = JSON.stringify(await store.load());
  if (now === JSON.stringify(current)) return false;
  if (now !== JSON.stringify(read)) {
    throw new TongduiError(
      "DeploymentChanged",
      { en: `Somebody changed ${shown(file)} meanwhile.`, zh: `${shown(file)} 在此期间被他人改动。` },
      { hint: { en: "Run the command again, and look at it anew.", zh: "请重新运行该命令并再次核对。" } },
    );
  }
  await store.save(current);
  return true;
}

const MARKS = { done: "✓", before: "✓", tried: "·" } as const;

function answer(file: string, changes: readonly Change[], end: keyof typeof MARKS, { en, zh }: Text): Answer {
  const parts: Part[] = [{ en: `${MARKS[end]} ${shown(file)} ${en}.`, zh: `${MARKS[end]} ${shown(file)} ${zh}。` }];
  if (end === "done") {
    parts.push({
      en: "Give it to everybody who uses this ledger: offices, officials at their own machines, auditors.",
      zh: "请发给使用本账本的各方：各单位、在自己机器上签署的官员、审计人员。",
    });
  }
  return {
    data: {
      file,
      end,
      changes: changes.map(({ what, file: said, ledger }) => ({ what, file: said, ledger })),
    },
    parts,
  };
}
