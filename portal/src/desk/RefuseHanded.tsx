/** Refusing what a party has handed in to be brought to the ledger, with the reason that it reads. */
import { useState } from "react";
import { useSay } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { askOffice } from "./office.ts";
import { useSession } from "./session.tsx";
import { useWork } from "./useWork.ts";

/** @param at the office: `/handed/0x…/refuse`. */
export function RefuseHanded({ at, onDone }: { readonly at: string; readonly onDone: () => void }) {
  const say = useSay();
  const { district } = useSession();
  const [reason, setReason] = useState("");
  const { isBusy, wrong, begin } = useWork();
  const refuse = async () => {
    await askOffice(district, at, { reason: reason.trim() });
    onDone();
  };

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        begin(refuse);
      }}
    >
      <h3>{say({ en: "Or refuse it", zh: "或不予受理" })}</h3>
      <TextArea
        label={say({ en: "Why it is refused, in words that its sender reads", zh: "不予受理的理由（提交单位可见）" })}
        hint={say({
          en: "It leaves every queue, and nothing is recorded. Its sender may write it anew.",
          zh: "不予受理后从所有待办中移除，不作记录；提交单位可重新填写。",
        })}
        value={reason}
        maxLength={2_000}
        required
        onChange={(event) => setReason(event.target.value)}
      />
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button look="danger" type="submit" disabled={isBusy || reason.trim() === ""}>
          {say({ en: "Refuse with this reason", zh: "确认不予受理" })}
        </Button>
      </p>
    </form>
  );
}
