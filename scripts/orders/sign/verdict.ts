/** Whether a signature is good, as far as that can be said without a node. */
import type { Text } from "../../../client/text/text.ts";
import { sayMoment } from "../moment.ts";
import type { Read } from "../signature.ts";

/** @param deadline in Unix seconds; @param now in milliseconds since 1970. */
export function verdictOf(
  { signer, isPlain }: Pick<Read, "signer" | "isPlain">,
  deadline: bigint | undefined,
  now: number,
): Text {
  if (!isPlain) {
    return {
      en: `  ✗ This is no plain signature of ${signer}. If that is a wallet with a contract of its own, only the ledger can tell.`,
      zh: `  ✗ 这不是 ${signer} 的普通签名。若该账户为合约钱包，只有账本能够验证。`,
    };
  }
  if (deadline !== undefined && deadline * 1_000n <= BigInt(now)) {
    return {
      en: `  ! Signed by ${signer}, and good only through ${sayMoment(deadline)}: that is over by this computer's clock.`,
      zh: `  ! 由 ${signer} 签署，有效期至 ${sayMoment(deadline)}，按本机时钟已过期。`,
    };
  }
  return { en: `  ✓ Signed by ${signer}.`, zh: `  ✓ 由 ${signer} 签署。` };
}
