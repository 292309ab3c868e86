/** Reads a deployment back from the chain, and tells what differs from its file and from the build. */
import { ASPECTS, type Check, type Fact } from "../../client/deploy/checks.ts";
import { currentDeployment } from "../../client/deploy/current.ts";
import { verifyDeployment, type Verification, type VerifyOptions } from "../../client/deploy/verify.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { roleText } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { buildFor } from "./build.ts";

/** @throws TongduiError `BuildMissing`, `BuildDiffers`; as reading. */
export async function verifyLedger({ all }: { readonly all: boolean }, context: Context): Promise<Answer> {
  return reading(context, async ({ nodes, deployment }) => {
    const artifacts = await buildFor(deployment);
    const found = await verifyDeployment({ provider: nodes, deployment, artifacts });
    const { checks, differences, facts, block } = found;
    const isOutdated = differences.length > 0 && (await isOnlyOutdated({ provider: nodes, deployment, artifacts }));
    const shown = all ? checks : differences;
    return {
      data: {
        block: block.number,
        blockHash: block.hash,
        node: nodes.host,
        checks: checks.length,
        isOutdated,
        differences: differences.map((check) => ({ ...check })),
        facts: facts.map(({ subject, text }) => ({ subject, text })),
      },
      parts: [
        {
          en: `${deployment.network}, chain ${deployment.chainId}, read at block ${block.number} through ${nodes.host}:`,
          zh: `${deployment.network}，链 ${deployment.chainId}，通过 ${nodes.host} 读取于区块 ${block.number}：`,
        },
        ...(shown.length > 0 ? [checksGrid(shown)] : []),
        ...(facts.length > 0 ? [factsGrid(facts)] : []),
        endOf(found, isOutdated),
      ],
      exit: differences.length === 0 ? EXIT.done : EXIT.difference,
    };
  });
}

function checksGrid(checks: readonly Check[]): Part {
  return {
    head: [
      { en: "", zh: "" },
      { en: "Of", zh: "对象" },
      { en: "What", zh: "事项" },
      { en: "Should be", zh: "应为" },
      { en: "Is", zh: "实为" },
    ],
    rows: checks.map(({ subject, aspect, expected, actual }) => [
      expected === actual ? "✓" : "✗",
      subjectText(subject),
      ASPECTS[aspect],
      expected,
      actual,
    ]),
  };
}

function factsGrid(facts: readonly Fact[]): Part {
  return {
    title: { en: "What its owners may change as they like:", zh: "以下事项可由其所有者自行变更，仅供知悉：" },
    head: [
      { en: "Of", zh: "对象" },
      { en: "Is now", zh: "现状" },
    ],
    rows: facts.map(({ subject, text }) => [subjectText(subject), text]),
  };
}

/** `role 513` and the like, as people call it. */
function subjectText(subject: string): Text {
  const role = /^role (\d+)$/.exec(subject)?.[1];
  if (role !== undefined) return { en: roleText(BigInt(role), "en"), zh: roleText(BigInt(role), "zh") };
  const safe = /^safe (.+)$/.exec(subject)?.[1];
  if (safe !== undefined) return { en: `Safe of ${safe}`, zh: `${safe} 多签账户` };
  return { en: subject, zh: subject };
}

/** Whether the chain is as a file that is up to date would say. */
async function isOnlyOutdated(options: VerifyOptions): Promise<boolean> {
  try {
    const deployment = await currentDeployment(options.provider, options.deployment);
    return (await verifyDeployment({ ...options, deployment })).differences.length === 0;
  } catch (error) {
    // A district or a Safe that no file can say is a difference like any other.
    if (error instanceof TongduiError && UNSAYABLE.includes(error.code)) return false;
    throw error;
  }
}

const UNSAYABLE: readonly string[] = ["DistrictUnclear", "SafeMadeOtherwise"];

function endOf({ checks, differences }: Verification, isOutdated: boolean): Part {
  if (differences.length === 0) {
    return { en: `✓ All ${checks.length} checks hold.`, zh: `✓ ${checks.length} 项核验全部相符。` };
  }
  if (isOutdated) {
    return {
      en: `✗ The deployment's file is out of date: the ${differences.length} of ${checks.length} checks that do not hold are signers, administrators, Operator, Auditor or districts that were changed since. If all of that was decided, bring it up to date: tongdui deploy update`,
      zh: `✗ 部署文件已过时：${checks.length} 项核验中不符的 ${differences.length} 项均为此后变更的签署人、管理员、运营机构、审计机构或成员区。如均属已作出的决定，请更新：tongdui deploy update`,
    };
  }
  return {
    en: `✗ ${differences.length} of ${checks.length} checks do not hold: this ledger must not be used until it is known why.`,
    zh: `✗ ${checks.length} 项核验中有 ${differences.length} 项不符：查明原因之前不得使用此账本。`,
  };
}
