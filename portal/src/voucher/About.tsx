/** Who issued the voucher, to whom, and under what. */
import { Link } from "wouter";
import type { VoucherPageAnswer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Day } from "../ui/Day.tsx";
import { Code, Facts } from "../ui/Facts.tsx";
import { holderName, issuerText } from "./partyText.ts";
import { useTexts } from "./useTexts.ts";

interface Props {
  readonly voucher: VoucherPageAnswer;
  /** The districts whose approval the issue needed, too. */
  readonly joint: readonly number[];
}

export function About({ voucher, joint }: Props) {
  const say = useSay();
  const texts = useTexts();
  const settings = useNames().settings(voucher.district);
  const title = texts.program(voucher.program);
  const program = say({ en: `Program ${voucher.program}`, zh: `第 ${voucher.program} 号项目` });
  const contact = texts.contact(voucher.district);
  return (
    <Facts
      facts={[
        [say({ en: "Issued by", zh: "发放地区" }), say(issuerText(voucher.district, joint, texts))],
        [
          say({ en: "Issued to", zh: "持有企业" }),
          say(holderName(voucher.enterprise, settings.enterprises, texts.enterprise)),
        ],
        [
          say({ en: "Program and policy", zh: "项目与政策" }),
          <Link key="program" href={`/programs/${voucher.program}`}>
            {title ? say({ en: `${title.en} (${program})`, zh: `${title.zh}（${program}）` }) : program}
          </Link>,
        ],
        [say({ en: "Issued on", zh: "发放日期" }), <Day key="issued" day={voucher.issuedOn} />],
        [say({ en: "Last day for orders", zh: "下单截止日" }), <Day key="useBy" day={voucher.useBy} />],
        [say({ en: "Announced list", zh: "公示名单" }), <Code key="list">{voucher.list}</Code>],
        ...(contact ? [[say({ en: "Questions and objections to", zh: "咨询与异议" }), say(contact)] as const] : []),
      ]}
    />
  );
}
