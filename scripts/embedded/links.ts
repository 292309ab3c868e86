import type { Text } from "../../client/text/text.ts";

/** What there is to look at, and how. */
export function linksOf({ portal, voucher }: { readonly portal: string; readonly voucher: string }): Text[] {
  return [
    {
      en: "\nAll of it goes on running, for you to look at. Ctrl+C ends it.",
      zh: "\n以上各项继续运行，可供查看。按 Ctrl+C 结束。",
    },
    { en: `  What was issued, spent and paid    ${portal}/`, zh: `  发放、使用、拨付总览    ${portal}/` },
    {
      en: `  The first voucher's page           ${portal}/v/${voucher}`,
      zh: `  首张双创券的页面        ${portal}/v/${voucher}`,
    },
  ];
}
