/** Days and moments in Shanghai, spelt out. */
import type { Lang } from "../../../client/text/text.ts";

const LOCALE: Readonly<Record<Lang, string>> = { en: "en-GB", zh: "zh-CN" };

/** `13 December 2019`, `2019年12月13日`. @param iso as 2019-12-13. */
export function dayText(iso: string, lang: Lang): string {
  const words = new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: "long", timeZone: "UTC" });
  return words.format(new Date(`${iso}T00:00:00Z`));
}

/** `December 2019`, `2019年12月`. @param iso as 2019-12. */
export function monthText(iso: string, lang: Lang): string {
  const words = new Intl.DateTimeFormat(LOCALE[lang], { year: "numeric", month: "long", timeZone: "UTC" });
  return words.format(new Date(`${iso}-01T00:00:00Z`));
}

/** `13 December 2019 at 10:00`. @param seconds Unix time. */
export function momentText(seconds: number, lang: Lang): string {
  const words = new Intl.DateTimeFormat(LOCALE[lang], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  });
  return words.format(new Date(seconds * 1_000));
}

/** `10:00`, the same in both languages. @param seconds Unix time. */
export function clockText(seconds: number): string {
  const words = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Asia/Shanghai" });
  return words.format(new Date(seconds * 1_000));
}
