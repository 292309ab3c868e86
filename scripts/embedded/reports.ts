/** The public report of each year of the story, made by the command itself, which holds it against the ledger. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { yearOf } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { REPORTS, type Embedded } from "./embedded.ts";
import { untilIndexed } from "./indexed.ts";

const COMMAND = path.resolve(import.meta.dirname, "../tongdui.ts");

/** What the command answers for programs. */
interface Made {
  readonly data: { readonly figures: number; readonly block: number };
}

/** @param say is told of each, with its file. @throws TongduiError `IndexBehind`, `ReportFailed`. */
export async function writeReports(embedded: Embedded, lang: Lang, say: (line: Text) => void): Promise<void> {
  const { played, servers, folder } = embedded;
  const { stage } = played;
  await untilIndexed(embedded);
  const reports = path.join(folder, REPORTS);
  await mkdir(reports, { recursive: true });
  const [first, last] = [yearOf(stage.scenario.story.begin), yearOf(await stage.today())];
  for (let year = first; year <= last; year += 1) {
    const file = path.join(reports, `${year}.html`);
    const { figures, block } = await made([
      ...["report", "public", "--year", String(year), "--index", servers.index, "--out", file],
      ...["--profile", path.join(folder, "people/auditor/auditor.json"), "--lang", lang, "--json"],
    ]);
    say({
      en: `  ✓ ${year}: ${figures} figures of the index agree with the ledger at block ${block}, to the fen. ${shown(file)}`,
      zh: `  ✓ ${year} 年：索引的 ${figures} 项数据与账本（区块 ${block}）一致，分毫不差。${shown(file)}`,
    });
  }
}

async function made(words: readonly string[]): Promise<Made["data"]> {
  const child = spawn(process.execPath, [COMMAND, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const [answer, complaint, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (exit !== 0) throw failed(words, complaint || answer);
  return (JSON.parse(answer) as Made).data;
}

function failed(words: readonly string[], said: string): TongduiError {
  return new TongduiError("ReportFailed", {
    en: `The public report is not made: tongdui ${words.join(" ")}: ${said.trim()}`,
    zh: `未能生成公开报告：tongdui ${words.join(" ")}：${said.trim()}`,
  });
}
