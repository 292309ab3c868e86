/** Money as it is spoken of: `¥75,000.00`; what is not published says so in words. */
import { formatFen } from "../../../client/money.ts";
import type { Fen } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";

const NOT_PUBLISHED = { en: "not published", zh: "未公开" };
export const TOO_FEW = { en: "fewer than five vouchers: not shown", zh: "不足五张，不予显示" };

interface Props {
  /** As digits; null where it is not shown. */
  readonly fen: Fen;
  /** It is left out because fewer than five vouchers stand behind it. */
  readonly suppressed?: boolean | undefined;
}

export function Amount({ fen, suppressed = false }: Props) {
  const say = useSay();
  if (fen === null) return <span className="unsaid">{say(suppressed ? TOO_FEW : NOT_PUBLISHED)}</span>;
  return <span className="amount">{formatFen(BigInt(fen))}</span>;
}
