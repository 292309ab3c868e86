/** What commander says, in Chinese: the headings of a help page. */
import type { Lang } from "../../client/text/text.ts";

const HEADINGS: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Global Options:": "通用选项：",
  "Commands:": "命令：",
};

export function heading(title: string, lang: Lang): string {
  return lang === "zh" ? (HEADINGS[title] ?? title) : title;
}

/** How a command is called, as in `tongdui voucher plan [options] <FILE>`. */
export function callForm(form: string, lang: Lang): string {
  return lang === "zh" ? form.replace("[options]", "[选项]").replace("[command]", "[命令]") : form;
}
