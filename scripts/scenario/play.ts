import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatVoucher } from "../../client/ids.ts";
import type { Lang } from "../../client/text/text.ts";
import { commitHere } from "../deploy/build.ts";
import { named, nameOf } from "./cast.ts";
import { readScenario } from "./files.ts";
import { admitProviders } from "./chapters/admissions.ts";
import { issueFirstVoucher } from "./chapters/issue.ts";
import { spendFirstVoucher } from "./chapters/order.ts";
import { proveFirstVoucher } from "./chapters/proof.ts";
import { openPrograms } from "./chapters/programs.ts";
import { startLocalNode, type LocalNode } from "./localNode.ts";
import { Refusals } from "./refusals.ts";
import { budgetTable, crossRegionTable, historyTable } from "./report.ts";
import { Stage } from "./stage.ts";
import { Timeline, type Out } from "./timeline.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SCENARIO = path.join(ROOT, "scenarios/first-voucher");
const POLICIES = path.join(ROOT, "policies");
const RUN = path.join(ROOT, "run");

/**
 * Plays the first voucher's story and the story of what must not work, and prints what the chain then holds.
 *
 * @returns the node, which goes on running
 * @throws TongduiError for whatever a person can mend.
 */
export async function play({ out, lang, port }: { out: Out; lang: Lang; port: number }): Promise<LocalNode> {
  const scenario = await readScenario(SCENARIO, POLICIES);
  const node = await startLocalNode(scenario.story.begin, port);
  try {
    await tell(node, scenario, out, lang);
    return node;
  } catch (error) {
    await node.close();
    throw error;
  }
}

async function tell(node: LocalNode, scenario: Awaited<ReturnType<typeof readScenario>>, out: Out, lang: Lang) {
  const timeline = new Timeline(out, lang);
  const deploymentFile = path.join(RUN, "deployments/local.json");
  // The chain is new each time, so is the deployment's record.
  await rm(deploymentFile, { force: true });
  await mkdir(path.dirname(deploymentFile), { recursive: true });

  timeline.say({
    en: "The first cross-district innovation voucher, from budget to bank",
    zh: "首张跨区通兑双创券：从预算到拨付",
  });
  timeline.say({
    en: "Names, districts and 13 December 2019 are the real case's. Amounts, rates and the other days are examples (policies/sample.yaml).",
    zh: "地区、机构名称及 2019-12-13 为真实案例；金额、比例及其余日期均为示例（policies/sample.yaml）。",
  });

  timeline.chapter({ en: "Setting up", zh: "一、筹备" });
  const files = { artifacts: path.join(ROOT, "artifacts"), deployment: deploymentFile, commit: await commitHere() };
  const stage = await Stage.open(scenario, node, timeline, files);
  await openPrograms(stage, POLICIES);

  timeline.chapter({ en: "Admitting the providers", zh: "二、服务机构入库" });
  const providers = await admitProviders(stage);

  timeline.chapter({ en: "Issuing the voucher", zh: "三、发放双创券" });
  const issued = await issueFirstVoucher(stage);

  timeline.chapter({ en: "Spending it in another district", zh: "四、跨区使用" });
  const provider = named(providers, scenario.story.order.provider);
  const spent = await spendFirstVoucher(stage, { voucher: issued.voucher, provider });
  const played = { ...issued, ...spent };

  timeline.chapter({ en: "What the chain holds now (re-read, not remembered)", zh: "五、链上现状（重新读取）" });
  const names = Object.values(stage.cast.districts).map(({ name }) => name[lang]);
  timeline.print(await budgetTable(stage.ledger, names, lang));
  timeline.print(`\n${await crossRegionTable(stage.ledger, names, lang)}`);
  timeline.say({
    en: `\nVoucher ${formatVoucher(played.voucher)}, its whole history:`,
    zh: `\n双创券 ${formatVoucher(played.voucher)} 的完整历史：`,
  });
  timeline.print(
    await historyTable(stage.ledger, played.voucher, (account) => nameOf(stage.cast, account, lang), lang),
  );

  timeline.chapter({ en: "A proof that needs no node", zh: "六、无需节点即可核验的证明" });
  await proveFirstVoucher(stage, timeline, {
    voucher: played.voucher,
    face: scenario.story.voucher.face,
    folder: RUN,
    trustRoot: "deployments/local.trust-root.json",
  });

  timeline.chapter({ en: "What must not work", zh: "七、应予拒绝的操作" });
  const refused = await new Refusals(stage, timeline, played).play();
  await writeFile(path.join(RUN, "papers.json"), `${JSON.stringify(stage.papers, null, 2)}\n`, { mode: 0o600 });

  timeline.say({
    en: `\nAll is well: one voucher paid, ${String(refused)} of ${String(refused)} forbidden acts refused.`,
    zh: `\n一切正常：一张双创券已拨付，${String(refused)} 项不允许的操作全部被拒绝。`,
  });
}
