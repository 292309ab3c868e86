/** An official signs a decision, on a machine that may have no network: what it does is read from the decision itself. */
import path from "node:path";
import { readDeployment } from "../../client/deploy/fileStore.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { approve } from "../../client/safe.ts";
import { keyMissing } from "../chain/acting.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { accountOf } from "../keys/account.ts";
import { openSigner } from "../keys/openSigner.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readProfile } from "../profile/profile.ts";
import { newFile } from "../tables/newFile.ts";
import { decisionLines, decisionText, readDecision, type Decision } from "./decisionFile.ts";
import { safeKeyOf, safeNamed } from "./names.ts";
import { placeOf } from "./officials.ts";

export interface SignInput {
  readonly file: string;
  /** The new file; beside the decision's unless it is given. */
  readonly out: string | undefined;
  /** Put the signature into the decision's file itself. */
  readonly append: boolean;
  /** Sign although some of it cannot be told in words. */
  readonly blind: boolean;
}

/**
 * @throws TongduiError `DecisionUnknown` without `blind`; `KeyMissing`, `NotAnOfficial`, `NotConfirmed`, `FileExists`,
 * `SignatureTwoPlaces`; as readDecision and openSigner.
 */
export async function signDecision(input: SignInput, context: Context): Promise<Answer> {
  const { io, dryRun, yes } = context;
  const { append, blind } = input;
  if (append && input.out !== undefined) throw twoPlaces();
  const profile = await readProfile(context.profile);
  const deployment = await readDeployment(profile.deployment);
  const decision = await readDecision(input.file, deployment);
  if (!profile.key) throw keyMissing(context.profile);
  const account = await accountOf(profile.key);
  const onBehalfOf = placeOf(account, decision, deployment);
  const lines = [...decisionLines(decision), asWhom(account, onBehalfOf, deployment)];
  const { network } = deployment;
  io.note({ en: `On the ledger "${network}":`, zh: `在账本“${network}”上：` });
  for (const line of lines) io.note(line);

  if (decision.approvals.some(({ signer }) => signer === account)) {
    return { data: { account, file: path.resolve(input.file), end: "before" }, parts: [SIGNED_BEFORE] };
  }
  if (!blind && decision.effects.some(({ isKnown }) => !isKnown)) throw cannotTell();
  const out = path.resolve(append ? input.file : (input.out ?? besides(input.file, account)));
  if (dryRun)
    return {
      data: { account, file: out, end: "tried" },
      parts: [{ en: `· The signature would go to ${shown(out)}.`, zh: `· 签名将写入 ${shown(out)}。` }],
    };
  if (!yes && !(await io.confirm({ en: "Sign this decision?", zh: "确认签署此决定吗？" }))) throw notSigned();

  const signer = await openSigner(profile.key, { askSecret: io.askSecret });
  const approval = await approve(decision.proposal, signer, onBehalfOf);
  const signed: Decision = { ...decision, approvals: [...decision.approvals, approval] };
  await newFile(out, append, async (add) => add(decisionText(signed, deployment.network)));
  return { data: { account, file: out, end: "done" }, parts: [signedText(out), NEXT] };
}

/** `decision-wujin-3.json` signed by 0x1234… becomes `decision-wujin-3.signed-1234abcd.json`. */
function besides(file: string, account: string): string {
  const { dir, name } = path.parse(file);
  return path.join(
    dir,
    `${name.replace(/\.signed-[0-9a-f]{8}$/, "")}.signed-${account.slice(2, 10).toLowerCase()}.json`,
  );
}

function asWhom(account: string, onBehalfOf: string | null, deployment: Deployment): Part & { en: string; zh: string } {
  if (onBehalfOf === null) return { en: `Signed by ${account}.`, zh: `签署人：${account}。` };
  const safe = safeNamed(safeKeyOf(deployment, onBehalfOf) ?? onBehalfOf);
  return { en: `Signed by ${account} on behalf of ${safe.en}.`, zh: `签署人：${account}，代表${safe.zh}。` };
}

const SIGNED_BEFORE: Part = { en: "✓ Your signature is in this file already.", zh: "✓ 该文件中已有您的签名。" };

function signedText(out: string): Part {
  return { en: `✓ Signed: ${shown(out)}`, zh: `✓ 已签署：${shown(out)}` };
}

const NEXT: Part = {
  en: "Send this file back to whoever collects the signatures: tongdui safe collect, then tongdui safe execute",
  zh: "请将该文件交回汇集签名的人员：先运行 tongdui safe collect，再运行 tongdui safe execute",
};

function cannotTell(): TongduiError {
  return new TongduiError(
    "DecisionUnknown",
    { en: "Some of what this decision does cannot be told in words.", zh: "该决定的部分内容无法用文字说明。" },
    {
      hint: {
        en: "Do not sign it. If you know from elsewhere what it does, and answer for it, add --blind.",
        zh: "请勿签署；如您已从其他途径核实其内容并愿负责，可加上 --blind。",
      },
    },
  );
}

function notSigned(): TongduiError {
  return new TongduiError("NotConfirmed", { en: "Nothing was signed.", zh: "未签署。" });
}

function twoPlaces(): TongduiError {
  return new TongduiError("SignatureTwoPlaces", {
    en: "Give --append or --out, not both.",
    zh: "--append 与 --out 只能选其一。",
  });
}
