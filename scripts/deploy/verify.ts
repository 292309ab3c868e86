/** Reads a deployment back from the chain, and tells what differs from its file and from the build. */
import { ASPECTS, type Check, type Fact } from "../../client/deploy/checks.ts";
import { verifyDeployment, type Verification } from "../../client/deploy/verify.ts";
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
    const shown = all ? checks : differences;
    return {
      data: {
        block: block.number,
        blockHash: block.hash,
        node: nodes.host,
        checks: checks.length,
        differences: differences.map((check) => ({ ...check })),
        facts: facts.map(({ subject, text }) => ({ subject, text: text.en })),
      },
      parts: [
        {
          en: `${deployment.network}, chain ${deployment.chainId}, read at block ${block.number} through ${nodes.host}:`,
          zh: `${deployment.network}，链 ${deployment.chainId}，通过 ${nodes.host} 读取于区块 ${block.number}：`,
        },
        ...(shown.length > 0 ? [checksGrid(shown)] : []),
        ...(facts.length > 0 ? [factsGrid(facts)] : []),
        endOf(found),
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

function endOf({ checks, differences }: Verification): Part {
  if (differences.length === 0) {
    return { en: `✓ All ${checks.length} checks hold.`, zh: `✓ ${checks.length} 项核验全部相符。` };
  }
  return {
    en: `✗ ${differences.length} of ${checks.length} checks do not hold: this ledger must not be used until it is known why.`,
    zh: `✗ ${checks.length} 项核验中有 ${differences.length} 项不符：查明原因之前不得使用此账本。`,
  };
}
