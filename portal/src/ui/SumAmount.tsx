/** A sum of which some parts may not be shown: a mark then says that it is not the whole, and a note below what the mark means. */
import { useSay } from "../app/language.tsx";
import type { Sum } from "../app/sums.ts";
import { Amount } from "./Amount.tsx";

export function SumAmount({ sum }: { readonly sum: Sum }) {
  return (
    <>
      <Amount fen={sum.fen} />
      {sum.partly && <Mark />}
    </>
  );
}

export function Mark() {
  const say = useSay();
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="visually-hidden">{say({ en: " or more", zh: "（不少于此数）" })}</span>
    </>
  );
}

export function MarkNote() {
  const say = useSay();
  return (
    <p className="hint">
      {say({
        en: "* At least this much. Some districts let a figure move on only with every fifth voucher, so that nobody’s affairs can be read from it.",
        zh: "* 不少于此数。部分地区的数字每满五张双创券方才更新一次，以免据此推知个别企业的情况。",
      })}
    </p>
  );
}
