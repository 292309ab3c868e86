/** Puts the signatures of several files together, each looked at by itself. */
import path from "node:path";
import { readDeployment } from "../../client/deploy/fileStore.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Approval } from "../../client/safe.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readProfile } from "../profile/profile.ts";
import { newFile } from "../tables/newFile.ts";
import { decisionLines, decisionText, readDecision, type Decision } from "./decisionFile.ts";
import { demandOfficial } from "./officials.ts";
import { signaturesGrid, standingByFile } from "./standing.ts";

export interface CollectInput {
  readonly file: readonly string[];
  readonly out: string;
  readonly overwrite: boolean;
}

/** @throws TongduiError as {@link gather} and newFile. */
export async function collectSignatures(
  { file, out: typed, overwrite }: CollectInput,
  context: Context,
): Promise<Answer> {
  const profile = await readProfile(context.profile);
  const deployment = await readDeployment(profile.deployment);
  const decision = await gather(file, deployment);
  const out = path.resolve(typed);
  const standing = standingByFile(decision, deployment);
  if (!context.dryRun) {
    await newFile(out, overwrite, async (add) => add(decisionText(decision, deployment.network)));
  }
  return {
    data: {
      file: out,
      written: !context.dryRun,
      hash: decision.hash,
      signers: decision.approvals.map(({ signer }) => signer),
      isEnough: standing.isEnough,
    },
    parts: [
      ...decisionLines(decision),
      signaturesGrid(standing),
      context.dryRun
        ? { en: `· They would go to ${shown(out)}.`, zh: `· 将写入 ${shown(out)}。` }
        : { en: `✓ Signatures together: ${shown(out)}`, zh: `✓ 签名已汇集：${shown(out)}` },
    ],
  };
}

/** Reads a decision without signing it. */
export async function readDecisions({ file }: { readonly file: readonly string[] }, context: Context): Promise<Answer> {
  const profile = await readProfile(context.profile);
  const deployment = await readDeployment(profile.deployment);
  const decision = await gather(file, deployment);
  const standing = standingByFile(decision, deployment);
  return {
    data: {
      safe: decision.safeKey,
      nonce: decision.proposal.nonce,
      hash: decision.hash,
      does: decision.effects.map(({ words, isKnown }) => ({ ...words, isKnown })),
      signers: decision.approvals.map(({ signer }) => signer),
      isEnough: standing.isEnough,
    },
    parts: [
      ...decisionLines(decision),
      signaturesGrid(standing),
      { en: `Hash: ${decision.hash}`, zh: `哈希：${decision.hash}` },
    ],
  };
}

/**
 * One decision from several files, with the signatures of all of them.
 *
 * @throws TongduiError `DecisionsDiffer`, `NotAnOfficial`; as readDecision.
 */
export async function gather(files: readonly string[], deployment: Deployment): Promise<Decision> {
  const decisions = await Promise.all(files.map(async (file) => readDecision(file, deployment)));
  const [first, ...others] = decisions;
  if (!first) throw new RangeError("There is no file.");
  others.forEach((decision, i) => {
    if (decision.hash !== first.hash) throw differ(files[0] ?? "", files[i + 1] ?? "");
  });
  const approvals = new Map<string, Approval>();
  for (const approval of decisions.flatMap((decision) => decision.approvals)) {
    demandOfficial(approval, first, deployment);
    // The same signature comes in several files when it was passed on from hand to hand.
    approvals.set(approval.signer, approvals.get(approval.signer) ?? approval);
  }
  return { ...first, approvals: [...approvals.values()] };
}

function differ(one: string, other: string): TongduiError {
  return new TongduiError(
    "DecisionsDiffer",
    {
      en: `${shown(path.resolve(one))} and ${shown(path.resolve(other))} are different decisions; their signatures do not go together.`,
      zh: `${shown(path.resolve(one))} 与 ${shown(path.resolve(other))} 是不同的决定，签名不能合并。`,
    },
    { hint: { en: "Read each with tongdui safe read.", zh: "请用 tongdui safe read 分别查看。" } },
  );
}
