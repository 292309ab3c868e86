/** The ledger's own part: the consortium's Safe decides, by files that officials sign (district add, safe sign, safe execute). */
import { CONSORTIUM_KEY, encodeDistrictName } from "../../../client/deploy/plan.ts";
import { districtsIn, safeOf } from "../../../client/deployment.ts";
import { connectSafe, removeOwner, type Call } from "../../../client/safe.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Reading } from "../../chain/reading.ts";
import { looksOutdated } from "../../deploy/changes.ts";
import { addDistrict } from "../../districts/decide.ts";
import { districtsOf } from "../../districts/names.ts";
import { makeDecision } from "../../safe/makeDecision.ts";
import { demandMajority } from "../../safe/ownersChange.ts";
import type { Facts } from "./facts.ts";
import type { Step } from "./step.ts";

/** What the office that makes the decision has to say. */
export interface LedgerInput {
  /** The new district's Safe, and the commitment of its public profile. */
  readonly safe: string | undefined;
  readonly profile: string | undefined;
  /** How many districts must agree from then on. */
  readonly threshold: number | undefined;
  /** The decision's new file; where the person stands, under the decision's own name, unless it is given. */
  readonly out: string | undefined;
}

export async function joinsLedger(facts: Facts, input: LedgerInput): Promise<Step> {
  const title = { en: "The consortium adds the district on the ledger", zh: "联盟决定在账本上登记该区" };
  const { open, district } = facts;
  if (!open) return { key: "ledger", title, state: "unknown", found: NO_PROFILE };
  const [first] = district;
  const slug = first?.district.slug ?? "";
  const number = districtsIn(open.deployment).findIndex(({ key }) => key === slug) + 1;
  if (number > 0) {
    const found = { en: `It is district ${number}.`, zh: `已登记为第 ${number} 区。` };
    return { key: "ledger", title, state: "done", found };
  }
  if (await looksOutdated(open.nodes, open.deployment)) {
    return { key: "ledger", title, state: "open", found: FILE_OLD, next: UPDATE };
  }
  const found = { en: `The ledger has no district "${slug}".`, zh: `账本上没有区“${slug}”。` };
  const name = nameFor(first?.district.name ?? { en: slug, zh: slug });
  const { safe, profile, threshold, out } = input;
  if (safe === undefined || profile === undefined || threshold === undefined) {
    return { key: "ledger", title, state: "open", found, next: PREPARE(slug, facts) };
  }
  const what = {
    en: `The decision of the consortium's Safe that adds ${name} is written to a file, for officials to sign.`,
    zh: `生成联盟多签账户登记${name}的决定文件，供官员签署。`,
  };
  const act = async () =>
    addDistrict({ name, key: slug, safe, profile, threshold, out, nonce: undefined }, open.context);
  return { key: "ledger", title, state: "open", found, next: SIGN, mine: { what, act, then: SIGN } };
}

export async function leavesLedger(facts: Facts, { threshold, out }: LedgerInput): Promise<Step> {
  const title = {
    en: "The consortium retires the district, and its Safe signs no more",
    zh: "联盟决定该区退出，其多签账户不再签署",
  };
  const { open, district } = facts;
  if (!open) return { key: "ledger", title, state: "unknown", found: NO_PROFILE };
  const { deployment, nodes } = open;
  const slug = district[0]?.district.slug ?? "";
  const number = districtsIn(deployment).findIndex(({ key }) => key === slug) + 1;
  if (number === 0) {
    const found = {
      en: `The deployment's file has no district "${slug}".`,
      zh: `部署文件中没有区“${slug}”。`,
    };
    return { key: "ledger", title, state: "unknown", found, next: UPDATE };
  }
  const consortium = safeOf(deployment, CONSORTIUM_KEY).address;
  const [districts, owners] = await Promise.all([districtsOf(open), connectSafe(consortium, nodes).getOwners()]);
  const isRetired = districts[number - 1]?.isRetired === true;
  const safe = safeOf(deployment, slug).address;
  const signs = owners.includes(safe);
  if (isRetired && !signs) {
    const found = { en: `District ${number} is retired.`, zh: `第 ${number} 区已退出。` };
    return { key: "ledger", title, state: "done", found };
  }
  const found = standsText(number, isRetired, signs);
  if (threshold === undefined && signs) return { key: "ledger", title, state: "open", found, next: SAY_THRESHOLD };
  const what = {
    en: "The decision of the consortium's Safe is written to a file, for officials to sign.",
    zh: "生成联盟多签账户的决定文件，供官员签署。",
  };
  const calls = leavingCalls(open, { number, isRetired, owners: signs ? owners : undefined, safe, threshold });
  return {
    key: "ledger",
    title,
    state: "open",
    found,
    next: SIGN,
    mine: { what, act: async () => makeDecision(open, CONSORTIUM_KEY, calls(), { out, nonce: undefined }), then: SIGN },
  };
}

function leavingCalls(
  { deployment, ledger }: Reading,
  of: {
    readonly number: number;
    readonly isRetired: boolean;
    /** Where the district's Safe is still among them. */
    readonly owners: readonly string[] | undefined;
    readonly safe: string;
    readonly threshold: number | undefined;
  },
): () => Call[] {
  const { number, isRetired, owners, safe, threshold = 0 } = of;
  const retire = {
    to: deployment.contracts.districts.address,
    data: ledger.districts.interface.encodeFunctionData("retire", [number]),
  };
  return () => {
    if (owners) demandMajority(threshold, owners.length - 1);
    const consortium = safeOf(deployment, CONSORTIUM_KEY).address;
    return [...(isRetired ? [] : [retire]), ...(owners ? [removeOwner(consortium, owners, safe, threshold)] : [])];
  };
}

function standsText(number: number, isRetired: boolean, signs: boolean): Text {
  if (isRetired) {
    return {
      en: `District ${number} is retired, and its Safe still signs for the consortium.`,
      zh: `第 ${number} 区已退出，但其多签账户仍为联盟签署方。`,
    };
  }
  const also = signs
    ? { en: ", and its Safe signs for the consortium", zh: "，其多签账户为联盟签署方" }
    : { en: "", zh: "" };
  return { en: `District ${number} is active${also.en}.`, zh: `第 ${number} 区仍在联盟中${also.zh}。` };
}

/** As the ledger has districts' names: both languages where 32 bytes hold them. */
function nameFor({ en, zh }: Text): string {
  const both = `${zh} ${en}`;
  try {
    encodeDistrictName(both);
    return both;
  } catch {
    return zh;
  }
}

const NO_PROFILE: Text = {
  en: "Not asked: there is no profile here. An office sees it.",
  zh: "未查询：此处没有配置文件，请由办公单位查看。",
};
const FILE_OLD: Text = {
  en: "The deployment's file is behind the ledger.",
  zh: "部署文件落后于账本。",
};
const UPDATE: Text = {
  en: "Whoever keeps the deployment's file: tongdui deploy update",
  zh: "请部署文件的保管人运行：tongdui deploy update",
};
const SIGN: Text = {
  en: "Officials sign the file (tongdui safe sign), one carries it out (tongdui safe execute), and the deployment's file is brought up to date (tongdui deploy update).",
  zh: "请官员签署该文件（tongdui safe sign），由一人执行（tongdui safe execute），并更新部署文件（tongdui deploy update）。",
};
const PREPARE = (slug: string, { file }: Facts): Text => ({
  en: `An office makes the district's Safe (tongdui safe create --key ${slug} …), and then runs: tongdui network add-district ${file} ${slug} --safe ACCOUNT --profile-commitment COMMITMENT --threshold NUMBER`,
  zh: `请由办公单位建立该区多签账户（tongdui safe create --key ${slug} …），然后运行：tongdui network add-district ${file} ${slug} --safe 账户 --profile-commitment 承诺值 --threshold 数字`,
});
const SAY_THRESHOLD: Text = {
  en: "An office says how many districts must agree from then on, with --threshold NUMBER.",
  zh: "请由办公单位用 --threshold 指定此后须同意的区数。",
};
