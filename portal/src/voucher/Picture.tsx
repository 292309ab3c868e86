/** The picture that the ledger itself draws of a voucher; the index fetches it from there. */
import { useState } from "react";
import type { VoucherPageAnswer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";

export function Picture({ voucher: { voucher, sequence } }: { readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const [missing, setMissing] = useState(false);
  if (missing) return null;
  return (
    <figure className="voucher-picture">
      <img
        src={`/index/vouchers/${voucher}/picture`}
        // Drawn anew after each change.
        key={sequence}
        alt={say({ en: `Voucher ${voucher} as the ledger draws it`, zh: `账本绘制的双创券 ${voucher} 券面` })}
        onError={() => setMissing(true)}
      />
    </figure>
  );
}
