/** Whether what was started works, asked from outside as people would. */
import { decodeBudget, type Budget } from "../../client/budgetWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf, formatVoucher } from "../../client/ids.ts";
import { readSecretFile } from "../../client/files/secretFile.ts";
import type { Text } from "../../client/text/text.ts";
import { readTrustRoot, verifyProof } from "../../verifier/index.ts";
import type { Embedded } from "./embedded.ts";
import { untilIndexed } from "./indexed.ts";

const FIGURES = ["approved", "outstanding", "redeemed", "paid", "recovered"] as const satisfies (keyof Budget)[];

/** @param say is told what holds, a line each. @throws TongduiError `CheckFailed`, `IndexBehind`. */
export async function checkEmbedded(embedded: Embedded, say: (text: Text) => void): Promise<void> {
  for (const check of [checkPage, checkIndex, checkDemand, checkProof]) say(await check(embedded));
}

async function checkPage({ servers: { portal } }: Embedded): Promise<Text> {
  const answer = await fetch(portal);
  const page = await answer.text();
  const isPage = answer.ok && page.includes("<html") && answer.headers.has("content-security-policy");
  if (!isPage) throw failed({ en: "the portal does not give its page", zh: "门户网站未返回页面" });
  return { en: "  ✓ The portal gives its page.", zh: "  ✓ 门户网站可以打开。" };
}

/** The index has seen the last block, says that it is ready, and has the figures that the ledger has. */
async function checkIndex(embedded: Embedded): Promise<Text> {
  const { index, indexKey } = embedded.servers;
  const { stage } = embedded.played;
  const head = await untilIndexed(embedded);
  const headers = { authorization: `Bearer ${await readSecretFile(indexKey)}` };
  const { items } = await json<{ items: Record<string, unknown>[] }>(`${index}/programs`, headers);
  const count = Number(await stage.ledger.programs.count());
  for (let program = 1; program <= count; program++) {
    const budget = decodeBudget(await stage.ledger.programs.budgetOf(program));
    const indexed = items?.find((one) => one["program"] === program);
    const differing = FIGURES.find((figure) => String(indexed?.[figure]) !== String(budget[figure]));
    if (differing !== undefined)
      throw failed({
        en: `the index has another ${differing} for program ${program} than the ledger`,
        zh: `索引中项目 ${program} 的数字（${differing}）与账本不符`,
      });
  }
  return {
    en: `  ✓ The index has the ledger's figures of all ${count} programs, through block ${head}.`,
    zh: `  ✓ 索引中 ${count} 个项目的数字均与账本一致，至区块 ${head}。`,
  };
}

/** What the demand asks for is read at the office of the enterprise's district; the index has the match, and the order under it. */
async function checkDemand({ servers: { portal }, played }: Embedded): Promise<Text> {
  const { demand, match, order } = played;
  const home = Number(districtOf(played.enterprise));
  const { title } = await json<{ title: string }>(`${portal}/office/${home}/posts/${demand}`);
  const wanted = played.stage.scenario.story.demand.title;
  if (title?.includes(wanted.zh) !== true)
    throw failed({ en: "the office does not give the text of the demand", zh: "办公系统未提供需求正文" });
  const found = await json<{ match: string }>(`${portal}/index/demands/${demand}`);
  const { recorded } = await json<{ recorded: { order: string }[] }>(`${portal}/index/matches/${match}`);
  if (found.match !== match || recorded?.some((one) => one.order === order) !== true)
    throw failed({
      en: "the index has not the demand's match with the order under it",
      zh: "索引中没有该需求的对接及其订单",
    });
  return {
    en: "  ✓ The office gives the text of the demand, and the index has its match and the order that came of it.",
    zh: "  ✓ 办公系统提供需求正文，索引中有其对接及由此产生的订单。",
  };
}

/** What the home district publishes of the voucher is checked as a reader's browser does it. */
async function checkProof({ servers: { portal }, played }: Embedded): Promise<Text> {
  const voucher = formatVoucher(played.voucher);
  const home = Number(districtOf(played.enterprise));
  const answer = await fetch(`${portal}/office/${home}/proofs/${voucher}`);
  if (!answer.ok)
    throw failed({
      en: `the office does not give the proof of voucher ${voucher}`,
      zh: `办公系统未提供双创券 ${voucher} 的证明`,
    });
  const root = readTrustRoot(await (await fetch(`${portal}/trust-root.json`)).text());
  const verdict = await verifyProof(new Uint8Array(await answer.arrayBuffer()), root);
  if (!verdict.valid)
    throw failed({
      en: `the proof of voucher ${voucher} does not hold: ${verdict.refusal.en}`,
      zh: `双创券 ${voucher} 的证明未通过核验：${verdict.refusal.zh}`,
    });
  const facts = verdict.facts.length;
  return {
    en: `  ✓ The office gives the proof of voucher ${voucher}, and it holds: ${facts} facts.`,
    zh: `  ✓ 办公系统提供的双创券 ${voucher} 证明核验通过，共 ${facts} 项事实。`,
  };
}

async function json<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Partial<T>> {
  return (await (await fetch(url, { headers })).json()) as Partial<T>;
}

function failed(what: Text): TongduiError {
  return new TongduiError("CheckFailed", { en: `Not all of it works: ${what.en}.`, zh: `部分服务异常：${what.zh}。` });
}
