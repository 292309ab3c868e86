/** Carries a decision out, once enough have signed. Whoever sends it needs no duty. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { connectSafe, executionOf } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { newestLog } from "../chain/newestLog.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { looksOutdated } from "../deploy/changes.ts";
import { gridText } from "../programs/propose.ts";
import { gather } from "./collect.ts";
import { decisionLines, type Decision } from "./decisionFile.ts";
import { safeNamed } from "./names.ts";
import { isGiven, signaturesGrid, standingOnChain, type Standing } from "./standing.ts";

/**
 * @param file one file with all signatures, or several that have them together.
 * @throws TongduiError `DecisionNumberUsed`, `DecisionEarly`, `SignaturesMissing`; as gather and perform.
 */
export async function executeDecision(
  { file }: { readonly file: readonly string[] },
  context: Context,
): Promise<Answer> {
  return acting(context, async (open) => {
    const decision = await gather(file, open.deployment);
    for (const line of decisionLines(decision)) context.io.note(line);
    const named = safeNamed(decision.safeKey);
    const number = decision.proposal.nonce;
    const title = {
      en: `Carry out decision ${number} of ${named.en}`,
      zh: `执行${named.zh}第 ${number} 号决定`,
    };
    const isDone = async (): Promise<boolean> => (await executedIn(decision, open)) !== undefined;
    if (!(await isDone())) {
      await demandTurn(decision, open);
      const standing = await standingOnChain(decision, open);
      for (const text of strangersText(standing)) context.io.note(text);
      if (!standing.isEnough) throw missing(standing);
      context.io.note(gridText(signaturesGrid(standing)));
      const outcomes = await perform(open, [
        { title, isDone, draft: async () => Promise.resolve(executionOf(decision.proposal, countedOf(standing))) },
      ]);
      const isOutdated = !open.context.dryRun && (await looksOutdated(open.nodes, open.deployment));
      return answer(decision, answerOf(outcomes, { parts: isOutdated ? [OUTDATED] : [] }));
    }
    return answer(decision, answerOf([{ title, end: "before" }]));
  });
}

const OUTDATED: Text = {
  en: "The deployment's file does not say so yet. Whoever keeps it brings it up to date: tongdui deploy update",
  zh: "部署文件尚未反映此变更，请由其保管人更新：tongdui deploy update",
};

function answer(decision: Decision, told: Answer): Answer {
  const data = told.data as { readonly [key: string]: Answer["data"] };
  return { ...told, data: { safe: decision.safeKey, nonce: decision.proposal.nonce, hash: decision.hash, ...data } };
}

/** The block in which this very decision was carried out. */
export async function executedIn(
  { proposal, hash }: Pick<Decision, "proposal" | "hash">,
  { nodes, deployment }: Pick<Reading, "nodes" | "deployment">,
): Promise<number | undefined> {
  const safe = connectSafe(proposal.safe, nodes);
  if ((await safe.nonce()) <= BigInt(proposal.nonce)) return undefined;
  const topics = await safe.filters.ExecutionSuccess(hash).getTopicFilter();
  const log = await newestLog(nodes, {
    address: proposal.safe,
    topics,
    from: deployment.contracts.safeProxyFactory.block,
  });
  return log?.blockNumber;
}

/** A Safe's decisions have their numbers, and are carried out in their order. */
async function demandTurn({ proposal, safeKey }: Decision, { nodes }: Acting): Promise<void> {
  const next = Number(await connectSafe(proposal.safe, nodes).nonce());
  if (next === proposal.nonce) return;
  const { en, zh } = safeNamed(safeKey);
  if (next > proposal.nonce) {
    throw new TongduiError(
      "DecisionNumberUsed",
      {
        en: `Another decision of ${en} has used the number ${proposal.nonce}; this one can never be carried out.`,
        zh: `${zh}的另一项决定已使用编号 ${proposal.nonce}，本决定无法再执行。`,
      },
      {
        hint: {
          en: `If it is still wanted, make it anew: the next number is ${next}.`,
          zh: `如仍需要，请重新制作：下一编号为 ${next}。`,
        },
      },
    );
  }
  throw new TongduiError(
    "DecisionEarly",
    {
      en: `Before this decision, number ${proposal.nonce}, ${en} has to carry out number ${next}.`,
      zh: `本决定编号为 ${proposal.nonce}，${zh}须先执行第 ${next} 号决定。`,
    },
    { hint: { en: "Carry out the earlier ones first.", zh: "请先执行编号在前的决定。" } },
  );
}

/** Of each owner that has agreed, what its Safe looks at; one who has not would make the whole fail. */
function countedOf({ owners }: Standing) {
  return owners.filter(isGiven).flatMap(({ approvals }) => approvals);
}

function strangersText({ strangers }: Standing): Text[] {
  return strangers.map(({ signer }) => ({
    en: `The signature of ${signer} is left out: the Safe does not count that account among its own any more.`,
    zh: `${signer} 的签名不计入：该账户已不是多签账户的签署人。`,
  }));
}

function missing(standing: Standing): TongduiError {
  const { owners, threshold } = standing;
  const given = owners.filter(isGiven).length;
  const waiting = owners.filter((owner) => !isGiven(owner));
  const said = (lang: "en" | "zh"): string =>
    waiting
      .map(({ name, approvals, needed }) => `${name[lang]} ${approvals.length}/${needed}`)
      .join(lang === "en" ? ", " : "、");
  return new TongduiError(
    "SignaturesMissing",
    {
      en: `${given} of ${owners.length} have agreed, and ${threshold} must. Not yet: ${said("en")}.`,
      zh: `共 ${owners.length} 方，已有 ${given} 方同意，须 ${threshold} 方。尚缺：${said("zh")}。`,
    },
    {
      hint: {
        en: "They sign with tongdui safe sign; give all their files together.",
        zh: "请其用 tongdui safe sign 签署，并将所有文件一并给出。",
      },
    },
  );
}
