/** What one click does not do: what it means is read first, and then confirmed or left. */
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useWork } from "./useWork.ts";

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
  const { isBusy, wrong, begin } = useWork();
  return (
    <section className="sheet desk-form">
      <h3>{say(title)}</h3>
      <p>{say(words)}</p>
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button disabled={isBusy} onClick={onBack}>
          {say({ en: "Back", zh: "返回" })}
        </Button>
        <Button look="danger" disabled={isBusy} onClick={() => begin(act)}>
          {say(confirm)}
        </Button>
      </p>
    </section>
  );
}
