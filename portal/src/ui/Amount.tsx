/** Money as it is spoken of: `¥75,000.00`; what is not published says so in words. */
import { formatFen } from "../../../client/money.ts";
import type { Fen } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";

const NOT_PUBLISHED = { en: "not published", zh: "未公开" };
const NOT_SHOWN = { en: "not shown", zh: "不予显示" };

interface Props {
  /** As digits; null where it is not shown. */
  readonly fen: Fen;
  /**
   * The figure moves on only with every fifth voucher, so that no single one can be read from it: it is at least this much, and null as
   * long as fewer than five stand behind it.
   */
  readonly suppressed?: boolean | undefined;
}

export function Amount({ fen, suppressed = false }: Props) {
  const say = useSay();
  if (fen === null) return <span className="unsaid">{say(suppressed ? NOT_SHOWN : NOT_PUBLISHED)}</span>;
  const amount = <span className="amount">{formatFen(BigInt(fen))}</span>;
  if (!suppressed) return amount;
  return (
    <>
      <span className="unsaid">{say({ en: "at least", zh: "不少于" })}</span> {amount}
    </>
  );
}
