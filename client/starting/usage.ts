/** What commander says of a wrong call, in both languages. */
import type { CommanderError } from "commander";
import type { Text } from "../text/text.ts";

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
