/** What can be done with an application now, and what was. */
import { useState } from "react";
import { stepOf, type StepName, type StepTold } from "../../../client/applications.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatFen, parseYuan, plainYuan } from "../../../client/money.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { momentText } from "../ui/dayText.ts";
import { TextArea, TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { STEP_DOES, STEP_DONE } from "./applicationWords.ts";
import { askOffice, OfficeRefused } from "./office.ts";
import { useSession } from "./session.tsx";

interface Props<Told> {
  /** Of the office: `/applications/…`. */
  readonly at: string;
  readonly can: readonly StepName[];
  /** How many steps are shown: what came after them is not decided on. */
  readonly after: number;
  /** Fen that were asked for, where what is accepted is an amount. */
  readonly face?: string;
  /** What a step is called here, where that is something else. */
  readonly names?: Partial<Readonly<Record<StepName, Text>>>;
  readonly changed: (next: Told) => void;
}

export function ApplicationSteps<Told>({ at, can, after, face: asked, names = {}, changed }: Props<Told>) {
  const say = useSay();
  const { district } = useSession();
  const [step, setStep] = useState<StepName>();
  const [words, setWords] = useState("");
  const [face, setFace] = useState(asked === undefined ? "" : plainYuan(BigInt(asked)));
  const [wrong, setWrong] = useState<{ readonly sentence: Text; readonly field?: string | undefined }>();
  const [isBusy, setBusy] = useState(false);
  if (can.length === 0) return null;

  const does = (name: StepName): Text => names[name] ?? STEP_DOES[name];
  const takesFace = (name: StepName) => asked !== undefined && (name === "accept" || name === "grant");

  async function take(name: StepName) {
    setBusy(true);
    setWrong(undefined);
    try {
      const isGrant = takesFace(name);
      const body = {
        step: name,
        after,
        ...(words.trim() !== "" && { words: words.trim() }),
        ...(isGrant && { face: String(parseYuan(face)) }),
      };
      changed(await askOffice<Told>(district, `${at}/steps`, body));
    } catch (error) {
      if (error instanceof TongduiError) setWrong({ sentence: error.sentence, field: "face" });
      else setWrong(error instanceof OfficeRefused ? error : { sentence: FAILED });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title={say({ en: "What you can do", zh: "可办理" })}>
      <div className="desk-buttons">
        {can.map((name) => (
          <Button
            key={name}
            look={name === step ? "primary" : "secondary"}
            aria-pressed={name === step}
            disabled={isBusy}
            onClick={() => {
              setStep(name);
              setWrong(undefined);
            }}
          >
            {say(does(name))}
          </Button>
        ))}
      </div>
      {step && (
        <form
          className="sheet desk-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) void take(step);
          }}
        >
          {takesFace(step) && (
            <TextField
              label={say({ en: "Accepted, in yuan", zh: "通过金额（元）" })}
              value={face}
              onChange={(event) => setFace(event.target.value)}
              required
              {...(wrong?.field === "face" && { error: say(wrong.sentence) })}
            />
          )}
          <TextArea
            label={say(
              stepOf(step).says
                ? { en: "Why, in words that the other side reads", zh: "理由（对方可见）" }
                : { en: "Words along with it (optional)", zh: "附言（选填）" },
            )}
            value={words}
            maxLength={2_000}
            required={stepOf(step).says}
            onChange={(event) => setWords(event.target.value)}
          />
          {wrong && wrong.field !== "face" && <Notice kind="bad" title={say(wrong.sentence)} live />}
          <Button look="primary" type="submit" disabled={isBusy}>
            {say({ en: `Confirm: ${does(step).en.toLowerCase()}`, zh: `确认${does(step).zh}` })}
          </Button>
        </form>
      )}
    </Section>
  );
}

interface HistoryProps {
  readonly steps: readonly StepTold[];
  /** What a step that was taken is called here, where that is something else. */
  readonly names?: Partial<Readonly<Record<StepTold["step"], Text>>>;
}

export function ApplicationHistory({ steps, names = {} }: HistoryProps) {
  const say = useSay();
  const lang = useLang();
  return (
    <Section title={say({ en: "What happened so far", zh: "办理经过" })}>
      <ol className="desk-lines">
        {steps.map(({ step, at, by, words, face }) => (
          <li key={`${at} ${step}`}>
            <strong>{say(names[step] ?? STEP_DONE[step])}</strong>
            {face !== null && ` ${formatFen(BigInt(face))}`}
            <br />
            <span className="hint">
              {momentText(Date.parse(at) / 1_000, lang)} · <code className="code">{by}</code>
            </span>
            {words !== null && <p className="desk-words">{words}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

const FAILED: Text = { en: "This was not done.", zh: "操作未成功。" };
