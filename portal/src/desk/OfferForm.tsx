/** What a person has to give for an act, and then the act itself. */
import { useState } from "react";
import type { Offer } from "../../../client/queue.ts";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { ActPanel } from "./ActPanel.tsx";
import { NeedField, needsIn, withGiven, type Given } from "./needs.tsx";
import { useSession } from "./session.tsx";
import { useWork } from "./useWork.ts";

export function OfferForm({ offer, onDone }: { readonly offer: Offer; readonly onDone: () => void }) {
  const say = useSay();
  const { me, addresses, district } = useSession();
  const needs = needsIn(offer.args);
  const [given, setGiven] = useState<Given>({});
  const { isBusy, wrong, begin } = useWork(NOT_FIT);
  const [data, setData] = useState(() => (needs.length === 0 ? calldataOf(offer, offer.args) : undefined));
  const part = offer.part;
  if (data !== undefined) {
    return (
      <ActPanel
        transaction={{ from: me.account, to: addresses[part], data }}
        onDone={onDone}
        {...(needs.length > 0 && { onBack: () => setData(undefined) })}
      />
    );
  }

  const prepare = async () => setData(calldataOf(offer, await withGiven(offer.args, given, district)));

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        begin(prepare);
      }}
    >
      {needs.map((need) => (
        <NeedField key={need.need} need={need} given={given} onChange={setGiven} />
      ))}
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button look="primary" type="submit" disabled={isBusy}>
          {say({ en: "Show what will be recorded", zh: "查看将记录的内容" })}
        </Button>
      </p>
    </form>
  );
}

const NOT_FIT: Text = {
  en: "What was entered does not make an act of the ledger. Check the entries.",
  zh: "所填内容无法构成账本事项，请检查。",
};

export function calldataOf({ part, name }: Pick<Offer, "part" | "name">, args: readonly unknown[]): string {
  return INTERFACES[part].encodeFunctionData(name, args);
}
