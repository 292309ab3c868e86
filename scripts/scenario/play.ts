import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatVoucher } from "../../client/ids.ts";
import type { Item } from "../../client/list.ts";
import type { Lang } from "../../client/text/text.ts";
import { commitHere } from "../deploy/build.ts";
import { named, nameOf } from "./cast.ts";
import { readScenario } from "./files.ts";
import { admitProviders } from "./chapters/admissions.ts";
import { consultPolicy } from "./chapters/consultation.ts";
import { issueFirstVoucher } from "./chapters/issue.ts";
import { findProvider } from "./chapters/matching.ts";
import { spendFirstVoucher } from "./chapters/order.ts";
import { proveFirstVoucher, publishTrustRoot } from "./chapters/proof.ts";
import { openPrograms } from "./chapters/programs.ts";
import { registerEnterprise } from "./chapters/registration.ts";
import { startLocalNode, type LocalNode } from "./localNode.ts";
import { Refusals } from "./refusals.ts";
import { budgetTable, crossRegionTable, historyTable } from "./report.ts";
import { Stage, type Paper } from "./stage.ts";
import { Timeline, type Out } from "./timeline.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SCENARIO = path.join(ROOT, "scenarios/first-voucher");
const POLICIES = path.join(ROOT, "policies");
const RUN = path.join(ROOT, "run");

/** Where the trust root of the story's ledger is written, in the run's folder. */
export const TRUST_ROOT = "deployments/local.trust-root.json";

/** A ledger as soon as there is one. */
export interface Chain {
  readonly node: string;
  /** The deployment's file. */
  readonly deployment: string;
  /** Their numbers. */
  readonly districts: readonly number[];
  /** The consortium's nullifier key, sealed. */
  readonly nullifierKey: string;
}

/** Who wants a voucher of which program, for an order with whom. */
export interface Applying {
  readonly stage: Stage;
  readonly enterprise: bigint;
  readonly program: bigint;
  readonly provider: bigint;
}

export interface Playing {
  readonly out: Out;
  readonly lang: Lang;
  /** Of the node; 0 for any free one. */
  readonly port: number;
  /** Where everything is written that is made. */
  readonly folder?: string;
  /** As soon as there is a ledger, while the story still goes on. */
  readonly deployed?: (chain: Chain) => void;
  /** Where there is an office: the enterprise applies there, and what is accepted is the list. */
  readonly apply?: (applying: Applying) => Promise<readonly Item[]>;
}

export interface Played {
  readonly stage: Stage;
  /** The ids of what the enterprise looked for, of its match, and of the order that came of it. */
  readonly demand: string;
  readonly match: string;
  readonly order: string;
  readonly voucher: bigint;
  readonly enterprise: bigint;
  readonly providers: Readonly<Record<string, bigint>>;
}

/**
 * Plays the first voucher's story and the story of what must not work, and prints what the chain then holds.
 *
 * @returns what there is now; the stage's node goes on running
 * @throws TongduiError for whatever a person can mend.
 */
export async function play(playing: Playing): Promise<Played> {
  const scenario = await readScenario(SCENARIO, POLICIES);
  const node = await startLocalNode(scenario.story.begin, playing.port);
  try {
    return await tell(node, scenario, playing);
  } catch (error) {
    await node.close();
    throw error;
  }
}

async function tell(
  node: LocalNode,
  scenario: Awaited<ReturnType<typeof readScenario>>,
  { out, lang, folder = RUN, deployed, apply }: Playing,
): Promise<Played> {
  const timeline = new Timeline(out, lang);
  const deploymentFile = path.join(folder, "deployments/local.json");
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
  const root = await publishTrustRoot(stage, path.join(folder, TRUST_ROOT));
  const districts = Object.values(stage.cast.districts).map(({ number }) => number);
  deployed?.({ node: node.url, deployment: deploymentFile, districts, nullifierKey: stage.sealedKey.text() });
  await openPrograms(stage, POLICIES);

  timeline.chapter({ en: "Admitting the providers", zh: "二、服务机构入库" });
  const providers = await admitProviders(stage);

  timeline.chapter({ en: "A demand finds its provider", zh: "三、供需对接" });
  const provider = named(providers, scenario.story.order.provider);
  const enterprise = await registerEnterprise(stage);
  const { demand, match } = await findProvider(stage, { enterprise, provider });

  timeline.chapter({ en: "Asking what there is, and applying", zh: "四、政策咨询与申请" });
  await consultPolicy(stage, timeline, { enterprise, provider });
  const program = BigInt(named(stage.cast.districts, scenario.parties.enterprise.district).number);
  const items = (await apply?.({ stage, enterprise, program, provider })) ?? [
    { enterprise, face: scenario.story.voucher.face },
  ];

  timeline.chapter({ en: "Issuing the voucher", zh: "五、发放双创券" });
  const voucher = await issueFirstVoucher(stage, { program, items });

  timeline.chapter({ en: "Spending it in another district", zh: "六、跨区使用" });
  const spent = await spendFirstVoucher(stage, { voucher, provider, match });
  const played = { enterprise, program, voucher, ...spent };

  timeline.chapter({ en: "What the chain holds now (re-read, not remembered)", zh: "七、链上现状（重新读取）" });
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

  timeline.chapter({ en: "A proof that needs no node", zh: "八、无需节点即可核验的证明" });
  await proveFirstVoucher(stage, timeline, {
    voucher: played.voucher,
    face: scenario.story.voucher.face,
    folder,
    root,
    trustRoot: TRUST_ROOT,
  });

  timeline.chapter({ en: "What must not work", zh: "九、应予拒绝的操作" });
  const refused = await new Refusals(stage, timeline, played).play();
  await writeFile(path.join(folder, "papers.json"), papersText(stage.papers), { mode: 0o600 });

  timeline.say({
    en: `\nAll is well: one voucher paid, ${String(refused)} of ${String(refused)} forbidden acts refused.`,
    zh: `\n一切正常：一张双创券已拨付，${String(refused)} 项不允许的操作全部被拒绝。`,
  });
  return { stage, demand, match, order: spent.claim.order, voucher, enterprise, providers };
}

function papersText(papers: readonly Paper[]): string {
  const rows = papers.map(({ keeper, document }) => ({ keeper, ...(JSON.parse(document.text()) as object) }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
