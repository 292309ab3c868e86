/**
 * A page to print beside a proof: what it proves, in words and figures, with the hashes by which anybody can check it. It asks nothing
 * of anybody: style and pictures stand in it, no script runs, and pictures are data, which no browser takes for a part of the page.
 */
import { createHash } from "node:crypto";
import { formatFen } from "../../../client/money.ts";
import { codePicture } from "../../../client/qrCode.ts";
import { amountWords } from "../../../client/text/amountWords.ts";
import { inGroups } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { figuresOf, subjectText, type Fact, type NotProved } from "../../../verifier/index.ts";
import type { Subject } from "../said.ts";
import { STYLE } from "./style.ts";

export interface Sheet {
  readonly subject: Subject;
  readonly development: boolean;
  readonly facts: readonly Fact[];
  readonly notProved: readonly NotProved[];
  /** The ledger's own picture as a `data:` address, where it has one. */
  readonly picture: string | undefined;
  /** The proof's hash. */
  readonly hash: string;
  readonly trustRoot: { readonly number: number; readonly hash: string };
  /** What the QR code says. */
  readonly code: string;
}

/** Told elsewhere on the page, or at more length than one page has room for: the file itself has all of it. */
const LEFT_OUT: readonly string[] = [
  ...["development", "ledger", "figures", "budget", "change", "order", "payment", "clawBack"],
  // The hashes at the foot say it.
  "trustRoot",
];

/** The page's text. */
export function sheetPage(sheet: Sheet): string {
  const { subject, development, facts, notProved, hash, trustRoot } = sheet;
  const { en, zh } = subjectText(subject);
  const digest = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const told = facts.filter(
    ({ kind }) => !LEFT_OUT.includes(kind) || (kind === "payment" && subject.kind === "payment"),
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${zh} ${en}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(`通兑 · ${zh} 证明`)}</h1>
<p>${escaped(`Tongdui: proof of ${en}`)}</p>
${development ? practice(facts) : ""}
<div class="top">
${picture(sheet)}
${code(sheet.code)}
</div>
${amounts(sheet)}
${heading(PROVED)}
<ul>
${told.map(item).join("\n")}
</ul>
${heading(NOT_PROVED)}
<ul class="small">
${notProved
  .filter(({ kind }) => !LEFT_OUT.includes(kind))
  .map(item)
  .join("\n")}
</ul>
${heading(CHECK)}
<p class="small">${bilingual(HOW)}</p>
<table class="small">
<tr><th>${bilingual(PROOF_HASH)}</th><td><code>${grouped(hash)}</code></td></tr>
<tr><th>${bilingual({ en: `Trust root ${trustRoot.number}`, zh: `第 ${trustRoot.number} 号信任根` })}</th><td><code>${grouped(trustRoot.hash)}</code></td></tr>
</table>
</body>
</html>
`;
}

/** What stands in a text or between the quotation marks of an attribute, so that none of it is taken for markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An SVG as a `data:` address. */
export function dataAddress(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

function practice(facts: readonly Fact[]): string {
  const said = facts.find(({ kind }) => kind === "development");
  return said ? `<p class="practice">${bilingual(said)}</p>` : "";
}

function picture({ picture: address, subject }: Sheet): string {
  if (address === undefined) return "";
  const { en, zh } = subjectText(subject);
  return `<figure class="picture"><img src="${escaped(address)}" alt="${escaped(`${zh} ${en}`)}"><figcaption>${bilingual(DRAWN)}</figcaption></figure>`;
}

function code(text: string): string {
  return `<figure class="code"><img src="${dataAddress(codePicture(text))}" alt="${escaped(text)}"><figcaption>${escaped(text)}</figcaption></figure>`;
}

function amounts({ facts, subject }: Sheet): string {
  const rows = figuresOf(facts, subject.kind).map(({ name, fen }) => {
    const words = amountWords(fen);
    return `<tr><th>${onOneLine(name)}</th><td class="amount">${escaped(formatFen(fen))}</td><td>${onOneLine(words)}</td></tr>`;
  });
  return rows.length === 0 ? "" : `${heading(AMOUNTS)}\n<table>\n${rows.join("\n")}\n</table>`;
}

function item(said: Text): string {
  return `<li>${bilingual(said)}</li>`;
}

function heading({ en, zh }: Text): string {
  return `<h2>${escaped(zh)} · ${escaped(en)}</h2>`;
}

function bilingual({ en, zh }: Text): string {
  return `<span class="zh" lang="zh-CN">${escaped(zh)}</span><span lang="en">${escaped(en)}</span>`;
}

function onOneLine({ en, zh }: Text): string {
  return `<span lang="zh-CN">${escaped(zh)}</span> <span lang="en">${escaped(en)}</span>`;
}

function grouped(hash: string): string {
  return `0x ${inGroups(hash).map(escaped).join("<br>")}`;
}

const AMOUNTS: Text = { en: "Amounts", zh: "金额" };
const PROVED: Text = { en: "Proved", zh: "已证明" };
const NOT_PROVED: Text = { en: "Not proved", zh: "未证明" };
const CHECK: Text = { en: "How to check", zh: "如何核验" };
const PROOF_HASH: Text = { en: "Hash of the proof", zh: "证明哈希" };
const DRAWN: Text = {
  en: "Drawn by the ledger, as the node gave it. What is proved stands below.",
  zh: "由账本绘制，图样取自节点；已证明的内容见下。",
};
const HOW: Text = {
  en: "This page is a copy; what counts is the proof's file, whose hash stands below. Whoever has it checks it without any node: npx tongdui verify FILE --trust-root TRUST-ROOT. The district that publishes the trust root on its site says there where to get the program. All of it rests on the trust root: compare its hash on the sites of two districts, or with a printed certificate that did not come with the file; not with what the sender of the file says.",
  zh: "本页为副本，以证明文件为准，文件哈希如下。持有该文件者无需节点即可核验：npx tongdui verify 文件 --trust-root 信任根。公布信任根的区在其官方网站说明程序从何处取得。一切以信任根为前提：请将其哈希与两个区官方网站公布的比对，或与并非随文件一同收到的纸质证书比对，切勿以文件发送人的说法为准。",
};
