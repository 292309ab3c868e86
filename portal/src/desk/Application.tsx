/** One application: what is asked for, its papers, its history, and what can be done with it now. */
import { useState } from "react";
import { Link } from "wouter";
import { stepOf, type ApplicationTold, type StepName } from "../../../client/applications.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatFen, parseYuan, plainYuan } from "../../../client/money.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { dayText, momentText } from "../ui/dayText.ts";
import { Facts } from "../ui/Facts.tsx";
import { TextArea, TextField } from "../ui/Field.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ApplicationPapers } from "./ApplicationPapers.tsx";
import { APPLICATION_STATE, STEP_DOES, STEP_DONE } from "./applicationWords.ts";
import { entriesOf, WantedForm } from "./Applications.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";

export function ApplicationView({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<ApplicationTold>(`/applications/${id}`);
  return (
    <>
      <p className="desk-back">
        <Link href="/desk/applications">{say({ en: "← Applications", zh: "← 返回申请列表" })}</Link>
      </p>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && <Found application={data} changed={(next) => void mutate(next, { revalidate: false })} />}
    </>
  );
}

interface Props {
  readonly application: ApplicationTold;
  readonly changed: (next: ApplicationTold) => void;
}

function Found({ application, changed }: Props) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { me } = useSession();
  const { id, enterprise, state, since, wanted, granted, against } = application;
  const isOwn = me.parties.includes(enterprise);
  const isOpen = isOwn && (state === "draft" || state === "back");
  const { program, face, serviceClass, contractValue, provider, purpose } = wanted;
  return (
    <article className="desk-matter">
      <h2>
        {say({ en: `Application of enterprise ${enterprise}`, zh: `企业 ${enterprise} 的用券申请` })}{" "}
        <Badge state={APPLICATION_STATE[state]} />
      </h2>
      <Facts
        facts={[
          [
            say({ en: "Program", zh: "项目" }),
            names.program(program) ?? say({ en: `Program ${program}`, zh: `项目 ${program}` }),
          ],
          [say({ en: "Service", zh: "服务类别" }), names.serviceClass(serviceClass, program)],
          [say({ en: "Value of the contract", zh: "合同金额" }), formatFen(BigInt(contractValue))],
          [say({ en: "Asked for", zh: "申请券额" }), formatFen(BigInt(face))],
          ...(granted === null
            ? []
            : [[say({ en: "Accepted", zh: "通过金额" }), formatFen(BigInt(granted))] as [string, string]]),
          [say({ en: "Provider", zh: "服务机构" }), provider ?? say({ en: "none chosen yet", zh: "尚未选定" })],
          [say({ en: "What it is for", zh: "服务内容和用途" }), <span className="desk-words">{purpose}</span>],
          [say({ en: "In this state since", zh: "当前状态自" }), dayText(since, lang)],
        ]}
      />
      {against.length > 0 && (
        <Notice
          kind="warning"
          title={say({
            en: "As things stand today, the ledger would not take such a voucher:",
            zh: "按目前情况，账本不会接受该券：",
          })}
        >
          <ul>
            {against.map(({ code, sentence }) => (
              <li key={code}>{say(sentence)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {isOpen && <Amend key={state} application={application} changed={changed} />}
      <ApplicationPapers application={application} isOpen={isOpen} changed={changed} />
      <Steps key={`${id} ${state}`} application={application} changed={changed} />
      <History application={application} />
    </article>
  );
}

function Amend({ application, changed }: Props) {
  const say = useSay();
  const { district } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return <Button onClick={() => setOpen(true)}>{say({ en: "Change what is asked for", zh: "修改申请内容" })}</Button>;
  return (
    <WantedForm
      start={entriesOf(application.wanted)}
      submit={say({ en: "Keep", zh: "保存" })}
      work={async (wanted) => {
        changed(await askOffice<ApplicationTold>(district, `/applications/${application.id}`, wanted, "PUT"));
        setOpen(false);
      }}
    />
  );
}

function Steps({ application: { id, can, wanted }, changed }: Props) {
  const say = useSay();
  const { district } = useSession();
  const [step, setStep] = useState<StepName>();
  const [words, setWords] = useState("");
  const [face, setFace] = useState(plainYuan(BigInt(wanted.face)));
  const [wrong, setWrong] = useState<{ readonly sentence: Text; readonly field?: string | undefined }>();
  const [isBusy, setBusy] = useState(false);
  if (can.length === 0) return null;

  async function take(name: StepName) {
    setBusy(true);
    setWrong(undefined);
    try {
      const isGrant = name === "accept" || name === "grant";
      const body = {
        step: name,
        ...(words.trim() !== "" && { words: words.trim() }),
        ...(isGrant && { face: String(parseYuan(face)) }),
      };
      changed(await askOffice<ApplicationTold>(district, `/applications/${id}/steps`, body));
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
            {say(STEP_DOES[name])}
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
          {(step === "accept" || step === "grant") && (
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
            {say({ en: `Confirm: ${STEP_DOES[step].en.toLowerCase()}`, zh: `确认${STEP_DOES[step].zh}` })}
          </Button>
        </form>
      )}
    </Section>
  );
}

function History({ application: { steps } }: { readonly application: ApplicationTold }) {
  const say = useSay();
  const lang = useLang();
  return (
    <Section title={say({ en: "What happened so far", zh: "办理经过" })}>
      <ol className="desk-lines">
        {steps.map(({ step, at, by, words, face }) => (
          <li key={`${at} ${step}`}>
            <strong>{say(STEP_DONE[step])}</strong>
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
