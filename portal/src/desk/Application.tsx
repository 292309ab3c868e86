/** One application: what is asked for, its papers, its history, and what can be done with it now. */
import { useState } from "react";
import { Link } from "wouter";
import { VOUCHER_PAPERS, type ApplicationTold, type Wanted } from "../../../client/applications.ts";
import { formatFen } from "../../../client/money.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { dayText } from "../ui/dayText.ts";
import { Facts } from "../ui/Facts.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { ApplicationPapers } from "./ApplicationPapers.tsx";
import { ApplicationHistory, ApplicationSteps } from "./ApplicationSteps.tsx";
import { APPLICATION_STATE } from "./applicationWords.ts";
import { entriesOf, WantedForm } from "./Applications.tsx";
import { Erase, ErasedNote } from "./Erase.tsx";
import { askOffice } from "./office.ts";
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
      {data && (
        <article className="desk-matter">
          <h2>
            {say({
              en: `Application of enterprise ${data.enterprise}`,
              zh: `企业 ${data.enterprise} 的用券申请`,
            })}{" "}
            <Badge state={APPLICATION_STATE[data.state]} />
          </h2>
          {data.erased && <ErasedNote erased={data.erased} />}
          {data.wanted && (
            <Found
              application={data}
              wanted={data.wanted}
              changed={(next) => void mutate(next, { revalidate: false })}
            />
          )}
          <ApplicationHistory steps={data.steps} />
          <Erase at={`/applications/${id}`} {...data} changed={() => void mutate()} />
        </article>
      )}
    </>
  );
}

interface Props {
  readonly application: ApplicationTold;
  readonly wanted: Wanted;
  readonly changed: (next: ApplicationTold) => void;
}

function Found({ application, wanted, changed }: Props) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { me } = useSession();
  const { id, enterprise, state, since, granted, against } = application;
  const isOwn = me.parties.includes(enterprise);
  const isOpen = isOwn && (state === "draft" || state === "back");
  const { program, face, serviceClass, contractValue, provider, purpose } = wanted;
  return (
    <>
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
      {isOpen && <Amend key={state} {...{ application, wanted, changed }} />}
      <ApplicationPapers
        at={`/applications/${id}`}
        papers={application.papers}
        missing={application.missing}
        kinds={VOUCHER_PAPERS}
        isOpen={isOpen}
        changed={changed}
      />
      <ApplicationSteps
        key={`${id} ${application.steps.length}`}
        after={application.steps.length}
        at={`/applications/${id}`}
        can={application.can}
        face={wanted.face}
        changed={changed}
      />
    </>
  );
}

function Amend({ application, wanted: start, changed }: Props) {
  const say = useSay();
  const { district } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return <Button onClick={() => setOpen(true)}>{say({ en: "Change what is asked for", zh: "修改申请内容" })}</Button>;
  return (
    <WantedForm
      start={entriesOf(start)}
      submit={say({ en: "Keep", zh: "保存" })}
      work={async (wanted) => {
        changed(await askOffice<ApplicationTold>(district, `/applications/${application.id}`, wanted, "PUT"));
        setOpen(false);
      }}
    />
  );
}
