/** What one click does not do: what it means is read first, and then confirmed or left. */
import { useState } from "react";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { sentenceOf } from "./sending.ts";

interface Props {
  readonly title: Text;
  readonly words: Text;
  /** What the button says that does it. */
  readonly confirm: Text;
  readonly act: () => Promise<unknown>;
  readonly onBack: () => void;
}

export function Confirming({ title, words, confirm, act, onBack }: Props) {
  const say = useSay();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Text>();

  async function go() {
    setBusy(true);
    setWrong(undefined);
    try {
      await act();
    } catch (error) {
      setWrong(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <section className="sheet desk-form">
      <h3>{say(title)}</h3>
      <p>{say(words)}</p>
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button disabled={isBusy} onClick={onBack}>
          {say({ en: "Back", zh: "返回" })}
        </Button>
        <Button look="danger" disabled={isBusy} onClick={() => void go()}>
          {say(confirm)}
        </Button>
      </p>
    </section>
  );
}
