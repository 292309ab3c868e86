/** A voucher's page, by its number. */
import { formatVoucher, parseVoucher } from "../../../client/ids.ts";
import type { VoucherPageAnswer } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Page } from "../ui/Page.tsx";
import { voucherState } from "../ui/states.ts";

/** @param number as the address has it. */
export default function VoucherPage({ number }: { readonly number: string }) {
  const voucher = readVoucher(number);
  return voucher === undefined ? <NotFound /> : <Known voucher={voucher} />;
}

function readVoucher(number: string): string | undefined {
  try {
    return formatVoucher(parseVoucher(number));
  } catch {
    return undefined;
  }
}

function Known({ voucher }: { readonly voucher: string }) {
  const say = useSay();
  const answer = useIndex<VoucherPageAnswer>(`/vouchers/${voucher}`);
  return (
    <Page
      title={say({ en: `Voucher ${voucher}`, zh: `双创券 ${voucher}` })}
      beside={answer.data && <Badge state={voucherState(answer.data.status)} />}
    >
      <Answer of={answer}>{(data) => <VoucherFacts voucher={data} />}</Answer>
    </Page>
  );
}

function VoucherFacts({ voucher }: { readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const names = useNames();
  return (
    <Facts
      facts={[
        [say({ en: "Issued by", zh: "发放地区" }), names.district(voucher.district)],
        [say({ en: "To", zh: "持有企业" }), names.enterprise(voucher.enterprise) ?? voucher.enterprise],
        [say({ en: "Issued on", zh: "发放日期" }), <Day key="issued" day={voucher.issuedOn} />],
        [say({ en: "Use by", zh: "使用期限" }), <Day key="useBy" day={voucher.useBy} />],
        [say({ en: "Face value", zh: "面额" }), <Amount key="face" fen={voucher.face} />],
        [say({ en: "Redeemed", zh: "已核销" }), <Amount key="redeemed" fen={voucher.redeemed} />],
        [say({ en: "Paid", zh: "已拨付" }), <Amount key="paid" fen={voucher.paid} />],
      ]}
    />
  );
}
