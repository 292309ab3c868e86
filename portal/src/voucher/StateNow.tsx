/** The voucher's state in plain words, its figures, and the picture that the ledger draws of it. */
import type { Head, VoucherPageAnswer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Button } from "../ui/Button.tsx";
import { Figures } from "../ui/Figure.tsx";
import { Picture } from "./Picture.tsx";
import { stateText } from "./stateText.ts";
import { useTexts } from "./useTexts.ts";

interface Props {
  readonly voucher: VoucherPageAnswer;
  readonly head: Head;
  /** The picture shows amounts and whose it is. */
  readonly withPicture: boolean;
  readonly onPrint: () => void;
}

export function StateNow({ voucher, head, withPicture, onPrint }: Props) {
  const say = useSay();
  const texts = useTexts();
  const { tone, first, more } = stateText(voucher, head, texts.district(voucher.district));
  return (
    <>
      <div className={`voucher-now voucher-now-${tone}`}>
        <div>
          <p className="voucher-first">{say(first)}</p>
          {more.map((sentence) => (
            <p key={sentence.en}>{say(sentence)}</p>
          ))}
          <Button onClick={onPrint}>{say({ en: "Print this voucher", zh: "打印本券" })}</Button>
        </div>
        {withPicture && <Picture voucher={voucher} />}
      </div>
      {voucher.face !== null && (
        <Figures
          figures={[
            { name: say({ en: "Face", zh: "面额" }), value: <Amount fen={voucher.face} /> },
            voucher.status === "Active"
              ? { name: say({ en: "Can still be used", zh: "余额" }), value: <Amount fen={voucher.remaining} /> }
              : { name: say({ en: "Back in the budget", zh: "退回预算" }), value: <Amount fen={voucher.returned} /> },
            { name: say({ en: "Set aside for orders", zh: "订单锁定" }), value: <Amount fen={voucher.locked} /> },
            { name: say({ en: "Redeemed", zh: "已核销" }), value: <Amount fen={voucher.redeemed} /> },
            { name: say({ en: "Recorded as paid", zh: "登记拨付" }), value: <Amount fen={voucher.paid} /> },
          ]}
        />
      )}
    </>
  );
}
