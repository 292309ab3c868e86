/** What commander says, in Chinese: the headings of a help page, and what is wrong with a call. */
import type { CommanderError } from "commander";
import type { Lang, Text } from "../../client/text/text.ts";

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

const SENTENCES: Readonly<Record<string, string>> = {
  "commander.unknownCommand": "没有这个命令",
  "commander.unknownOption": "没有这个选项",
  "commander.missingArgument": "缺少参数",
  "commander.optionMissingArgument": "选项缺少取值",
  "commander.missingMandatoryOptionValue": "缺少必填选项",
  "commander.excessArguments": "参数过多",
  "commander.invalidArgument": "取值不在可选范围内",
  "commander.conflictingOption": "选项互相冲突",
};

/** One line about a wrong call. What commander quotes, in either language, are the words that were typed. */
export function usageSentence({ code, message }: CommanderError): Text {
  const en = message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");
  const what = SENTENCES[code] ?? "命令用法有误";
  const quoted = [...en.matchAll(/'([^']*)'/g)].map(([, words]) => `“${words ?? ""}”`);
  const meant = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(en)?.[1];
  const guess = meant === undefined ? "" : `您是否想输入 ${meant}？`;
  return {
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)}${/[.?)]$/.test(en) ? "" : "."}`,
    zh: `${what}${quoted.length > 0 ? `：${quoted.join("、")}` : ""}。${guess}`,
  };
}
