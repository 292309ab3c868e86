import type { Text } from "../../client/text/text.ts";

export interface Linked {
  readonly portal: string;
  readonly voucher: string;
  readonly index: string;
  /** The file of the key to all that the index has. */
  readonly indexKey: string;
  /** The folder of the public reports. */
  readonly reports: string;
}

/** What there is to look at, and how. */
export function linksOf({ portal, voucher, index, indexKey, reports }: Linked): Text[] {
  const desk = (person: string): string => `npx tongdui desk --portal ${portal} --profile run/people/${person}.json`;
  const sheet = `curl -H "Authorization: Bearer $(cat ${indexKey})" '${index}/vouchers?format=csv'`;
  return [
    {
      en: "\nAll of it goes on running, for you to look at. Ctrl+C ends it.",
      zh: "\n以上各项继续运行，可供查看。按 Ctrl+C 结束。",
    },
    {
      en: `  What was issued, spent and paid:  ${portal}/`,
      zh: `  发放、使用、拨付总览：  ${portal}/?lang=zh`,
    },
    {
      en: `  The first voucher, to verify:     ${portal}/v/${voucher}`,
      zh: `  首张双创券，可核验：    ${portal}/v/${voucher}?lang=zh`,
    },
    {
      en: `  The public report of each year, to read in a browser or print:  ${reports}`,
      zh: `  各年度公开报告，可用浏览器打开或打印：  ${reports}`,
    },
    {
      en: `  The officers' desk, in another window, as the Bureau of Wujin:\n    ${desk("wujin/bureau")}`,
      zh: `  工作台，请在另一个窗口以武进区科技局的身份打开：\n    ${desk("wujin/bureau")} --lang zh`,
    },
    {
      en: `  The index, for whoever reckons it up; with the key in ${indexKey} it shows everything:\n    ${sheet}`,
      zh: `  索引服务，供核算使用；持 ${indexKey} 中的查询密钥可查看全部内容：\n    ${sheet}`,
    },
    {
      en: "  Other people's profiles, with keys that everybody knows, are in run/people; the deployment is run/deployments/local.json.",
      zh: "  其他人员的配置文件（所用密钥为公开的开发密钥）位于 run/people；部署文件为 run/deployments/local.json。",
    },
  ];
}
