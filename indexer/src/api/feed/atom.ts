/** Atom, as RFC 4287 has it. */
import type { Lang } from "../../../../client/text/text.ts";

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  /** Unix seconds. */
  readonly updated: number;
  /** What kind of thing it tells of, for readers that sort by it. */
  readonly category: string;
  /** Where the matter stands, from the site's root. */
  readonly link: string;
}

export interface Feed {
  readonly lang: Lang;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  /** Unix seconds. */
  readonly updated: number;
  readonly entries: readonly Entry[];
}

export const ATOM = "application/atom+xml";

const LANGUAGES: Readonly<Record<Lang, string>> = { en: "en", zh: "zh-CN" };

/** Links are relative, so that they lead to whichever portal the feed is read through. */
export function atomOf({ lang, id, title, subtitle, author, updated, entries }: Feed): string {
  const other: Lang = lang === "en" ? "zh" : "en";
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${LANGUAGES[lang]}">`,
    element("id", id),
    element("title", title),
    element("subtitle", subtitle),
    element("updated", timeText(updated)),
    `<author>${element("name", author)}</author>`,
    `<link rel="self" type="${ATOM}" href="feed.atom?lang=${lang}"/>`,
    `<link rel="alternate" type="${ATOM}" hreflang="${LANGUAGES[other]}" href="feed.atom?lang=${other}"/>`,
    '<link rel="alternate" type="text/html" href="/results"/>',
    ...entries.map(entryOf),
    "</feed>",
    "",
  ].join("\n");
}

function entryOf({ id, title, content, updated, category, link }: Entry): string {
  return [
    "<entry>",
    element("id", id),
    element("title", title),
    element("updated", timeText(updated)),
    `<category term="${escaped(category)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(link)}"/>`,
    element("content", content),
    "</entry>",
  ].join("\n");
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function timeText(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Signs that no XML may have, however written, are left out: a district's name is whatever the ledger was given. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"'\r]/g, (sign) => SIGNS[sign] ?? "");
}
