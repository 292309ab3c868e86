/** A sum of which some parts may not be shown: a mark then says that it is not the whole, and a note below what the mark means. */
import { useSay } from "../app/language.tsx";
import type { Sum } from "../app/sums.ts";
import { Amount } from "./Amount.tsx";

export function SumAmount({ sum }: { readonly sum: Sum }) {
  return (
    <>
      <Amount fen={sum.fen} />
      {sum.hidden > 0 && <Mark />}
    </>
  );
}

export function Mark() {
  const say = useSay();
  return (
    <>
      <span aria-hidden="true">*</span>
      <span className="visually-hidden">{say({ en: " without what is not shown", zh: "（不含未显示部分）" })}</span>
    </>
  );
}

export function MarkNote() {
  const say = useSay();
  return (
    <p className="hint">
      {say({
        en: "* Without what is not shown: where fewer than five vouchers stand behind a figure, a district may leave it out, so that nobody’s affairs can be read from it.",
        zh: "* 不含未显示部分：涉及不足五张双创券的数字，有关地区可不予显示，以免据此推知个别企业的情况。",
      })}
    </p>
  );
}
