/** One application for admission. */
import { useState } from "react";
import { Link } from "wouter";
import { ADMISSION_PAPERS, type AdmissionTold, type AdmissionWanted } from "../../../client/applications.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { dayText } from "../ui/dayText.ts";
import { Code, Facts } from "../ui/Facts.tsx";
import { Loading } from "../ui/Notice.tsx";
import { AdmissionForm } from "./Admissions.tsx";
import { ApplicationPapers } from "./ApplicationPapers.tsx";
import { ApplicationHistory, ApplicationSteps } from "./ApplicationSteps.tsx";
import { ADMISSION_STATE } from "./applicationWords.ts";
import { Erase, ErasedNote } from "./Erase.tsx";
import { askOffice } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";

export function AdmissionView({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<AdmissionTold>(`/admissions/${id}`);
  return (
    <>
      <p className="desk-back">
        <Link href="/desk/admissions">{say({ en: "← Applications for admission", zh: "← 返回入库申请" })}</Link>
      </p>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && (
        <article className="desk-matter">
          <h2>
            {data.wanted?.name ?? say({ en: "Application for admission", zh: "入库申请" })}{" "}
            <Badge state={ADMISSION_STATE[data.state]} />
          </h2>
          {data.erased && <ErasedNote erased={data.erased} />}
          {data.wanted && (
            <Found admission={data} wanted={data.wanted} changed={(next) => void mutate(next, { revalidate: false })} />
          )}
          <ApplicationHistory steps={data.steps} />
          <Erase at={`/admissions/${id}`} {...data} changed={() => void mutate()} />
        </article>
      )}
    </>
  );
}

interface Props {
  readonly admission: AdmissionTold;
  readonly wanted: AdmissionWanted;
  readonly changed: (next: AdmissionTold) => void;
}

function Found({ admission, wanted, changed }: Props) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { me, district } = useSession();
  const [isChanging, setChanging] = useState(false);
  const { id, account, state, since, papers, missing, steps, can } = admission;
  const isOpen = me.account === account && (state === "draft" || state === "back");
  const at = `/admissions/${id}`;
  const { englishName, creditCode, controller, address, serviceClasses, purpose } = wanted;
  return (
    <>
      <Facts
        facts={[
          [say({ en: "Name in English", zh: "英文名称" }), englishName ?? say({ en: "none", zh: "无" })],
          [say({ en: "Credit code", zh: "统一社会信用代码" }), creditCode],
          [say({ en: "Actual controller", zh: "实际控制人标识" }), controller],
          [say({ en: "Registered address", zh: "注册地址" }), address],
          [
            say({ en: "Services", zh: "服务类别" }),
            serviceClasses.map((one) => names.serviceClass(one)).join(say({ en: ", ", zh: "、" })),
          ],
          [say({ en: "What it can do", zh: "服务能力说明" }), <span className="desk-words">{purpose}</span>],
          [say({ en: "Signs with", zh: "签名账户" }), <Code>{account}</Code>],
          [say({ en: "In this state since", zh: "当前状态自" }), dayText(since, lang)],
        ]}
      />
      {isOpen && !isChanging && (
        <Button onClick={() => setChanging(true)}>{say({ en: "Change what is said", zh: "修改申请内容" })}</Button>
      )}
      {isOpen && isChanging && (
        <AdmissionForm
          start={wanted}
          submit={say({ en: "Keep", zh: "保存" })}
          work={async (next) => {
            changed(await askOffice<AdmissionTold>(district, at, next, "PUT"));
            setChanging(false);
          }}
        />
      )}
      <ApplicationPapers {...{ at, papers, missing, isOpen, changed }} kinds={ADMISSION_PAPERS} forOperator />
      <ApplicationSteps key={`${id} ${steps.length}`} {...{ at, can, changed }} after={steps.length} />
    </>
  );
}
