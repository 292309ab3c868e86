/** Whether what was started works, asked from outside as people would. */
import { setTimeout as pause } from "node:timers/promises";
import { decodeBudget, type Budget } from "../../client/budgetWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf, formatVoucher } from "../../client/ids.ts";
import { readSecretFile } from "../../client/files/secretFile.ts";
import type { Text } from "../../client/text/text.ts";
import { readTrustRoot, verifyProof } from "../../verifier/index.ts";
import type { Embedded } from "./embedded.ts";

/** A server that has just begun may take so long to catch up with the story. */
const PATIENCE_MS = 60_000;
const FIGURES = ["approved", "outstanding", "redeemed", "paid", "recovered"] as const satisfies (keyof Budget)[];

/** @param say is told what holds, a line each. @throws TongduiError `CheckFailed`. */
export async function checkEmbedded(embedded: Embedded, say: (text: Text) => void): Promise<void> {
  for (const check of [checkPage, checkIndex, checkProof]) say(await check(embedded));
}

async function checkPage({ servers: { portal } }: Embedded): Promise<Text> {
  const answer = await fetch(portal);
  const page = await answer.text();
  const isPage = answer.ok && page.includes("<html") && answer.headers.has("content-security-policy");
  if (!isPage) throw failed({ en: "the portal does not give its page", zh: "门户网站未返回页面" });
  return { en: "  ✓ The portal gives its page.", zh: "  ✓ 门户网站可以打开。" };
}

/** The index has seen the last block, says that it is ready, and has the figures that the ledger has. */
async function checkIndex({ servers: { index, indexKey }, played: { stage } }: Embedded): Promise<Text> {
  const head = await stage.node.provider.getBlockNumber();
  const headers = { authorization: `Bearer ${await readSecretFile(indexKey)}` };
  await until(async () => {
    const { block } = await json<{ block: number }>(`${index}/head`, headers);
    const { ready } = await json<{ ready: boolean }>(`${index}/ready`, headers);
    return ready === true && (block ?? 0) >= head;
  });
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

async function json<T>(url: string, headers: Readonly<Record<string, string>>): Promise<Partial<T>> {
  return (await (await fetch(url, { headers })).json()) as Partial<T>;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw failed({ en: "the index did not catch up with the ledger", zh: "索引未能追上账本" });
    await pause(250);
  }
}

function failed(what: Text): TongduiError {
  return new TongduiError("CheckFailed", { en: `Not all of it works: ${what.en}.`, zh: `部分服务异常：${what.zh}。` });
}
