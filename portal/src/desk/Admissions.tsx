/** Applications for admission: an invited institution's own, or those that Operator and Bureau answer. */
import { useState, type ChangeEvent } from "react";
import { Link, useLocation } from "wouter";
import type { AdmissionTold, AdmissionWanted, ApplicationState } from "../../../client/applications.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useClassNames } from "../providers/useClassNames.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { TextArea, TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ListOfPages } from "../ui/Pages.tsx";
import { Table } from "../ui/Table.tsx";
import { ADMISSION_STATE } from "./applicationWords.ts";
import { Invitations } from "./Invitations.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { OldDrafts } from "./OldDrafts.tsx";
import { Refused } from "./QueueView.tsx";
import { saveFile } from "./saveFile.ts";
import { useOfficePages, useSession } from "./session.tsx";

interface Listed {
  readonly id: string;
  /** Null where it was erased. */
  readonly name: string | null;
  readonly account: string;
  readonly state: ApplicationState;
  readonly since: string;
}

export function Admissions() {
  const say = useSay();
  const { me, district } = useSession();
  const pages = useOfficePages<Listed>("/admissions");
  const [, go] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<Text>();
  const isOperator = me.kinds.includes("operator");
  return (
    <>
      {me.kinds.includes("applicant") && (
        <Section title={say({ en: "Apply for admission", zh: "申请入库" })}>
          <p className="hint">
            {say({
              en: "Say who the institution is and what it can do, add the papers, and hand it in. The account with which you are signed in will sign for it. The Operator answers here; then its Bureau countersigns, a public notice runs, and the certificate is issued for a year.",
              zh: "填写机构信息和服务能力、上传材料后提交。当前登录的账户将代表本机构签名。运营机构在此答复；之后由所在区科技局会签、公示，发放有效期一年的证书。",
            })}
          </p>
          {!isOpen && (
            <Button look="primary" onClick={() => setOpen(true)}>
              {say({ en: "Begin an application", zh: "填写申请" })}
            </Button>
          )}
          {isOpen && (
            <AdmissionForm
              submit={say({ en: "Keep, and add papers", zh: "保存并上传材料" })}
              work={async (wanted) => {
                const { id } = await askOffice<AdmissionTold>(district, "/admissions", wanted);
                go(`/desk/admissions/${id}`);
              }}
            />
          )}
        </Section>
      )}
      <Section title={say({ en: "Applications for admission", zh: "入库申请" })}>
        <ListOfPages
          of={pages}
          none={say({ en: "There are none.", zh: "暂无。" })}
          failure={(error, again) => <Refused error={error} again={again} />}
        >
          {(admissions) => (
            <Table
              caption={say({ en: "Applications for admission", zh: "入库申请" })}
              captionHidden
              rows={admissions}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "name",
                  head: say({ en: "Institution", zh: "机构" }),
                  cell: ({ id, name }) => (
                    <Link href={`/desk/admissions/${id}`}>{name ?? say({ en: "erased", zh: "已删除" })}</Link>
                  ),
                },
                {
                  key: "state",
                  head: say({ en: "State", zh: "状态" }),
                  cell: ({ state }) => <Badge state={ADMISSION_STATE[state]} />,
                },
                { key: "since", head: say({ en: "Since", zh: "自" }), cell: ({ since }) => <Day day={since} /> },
              ]}
            />
          )}
        </ListOfPages>
        {isOperator && (
          <>
            <p className="hint">
              {say({
                en: "The table has all that was accepted. Propose them with tongdui provider import; what is proposed already is not proposed again.",
                zh: "名单包含全部已通过的申请，用 tongdui provider import 提出入库；已提出的不会重复提出。",
              })}
            </p>
            <Button
              onClick={() => {
                setWrong(undefined);
                saveFile(district, "/admission-table", `providers-${district}.csv`).catch((failed: unknown) =>
                  setWrong(failed instanceof OfficeRefused ? failed.sentence : FAILED),
                );
              }}
            >
              {say({ en: "Save the table of accepted institutions", zh: "保存已通过机构名单" })}
            </Button>
          </>
        )}
        {wrong && <Notice kind="bad" title={say(wrong)} live />}
      </Section>
      {(isOperator || me.kinds.includes("bureau")) && <Invitations />}
      {isOperator && <OldDrafts />}
    </>
  );
}

type Entries = Readonly<Record<"name" | "englishName" | "creditCode" | "controller" | "address" | "purpose", string>>;

const NOTHING: Entries = { name: "", englishName: "", creditCode: "", controller: "", address: "", purpose: "" };

const COLUMNS: readonly (readonly [name: keyof Entries, label: Text, isOptional?: true])[] = [
  ["name", { en: "Name in Chinese", zh: "机构名称" }],
  ["englishName", { en: "Name in English (if it has one)", zh: "英文名称（可不填）" }, true],
  ["creditCode", { en: "Unified social credit code", zh: "统一社会信用代码" }],
  [
    "controller",
    {
      en: "Actual controller: credit code, identity or passport number",
      zh: "实际控制人标识（信用代码、身份证号或护照号）",
    },
  ],
  ["address", { en: "Registered address", zh: "注册地址" }],
];

interface FormProps {
  readonly start?: AdmissionWanted;
  readonly submit: string;
  readonly work: (wanted: AdmissionWanted) => Promise<void>;
}

export function AdmissionForm({ start, submit, work }: FormProps) {
  const say = useSay();
  const known = useClassNames();
  const [entries, setEntries] = useState<Entries>(start ? { ...start, englishName: start.englishName ?? "" } : NOTHING);
  const [chosen, setChosen] = useState<readonly number[]>(start?.serviceClasses ?? []);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ readonly sentence: Text; readonly field?: string | undefined }>();
  const classes = [...new Set([...known.map(({ number }) => number), ...chosen])].sort((a, b) => a - b);
  const field = (name: keyof Entries) => ({
    value: entries[name],
    ...(wrong?.field === name && { error: say(wrong.sentence) }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setEntries({ ...entries, [name]: event.target.value });
      if (wrong?.field === name) setWrong(undefined);
    },
  });

  async function hand() {
    setBusy(true);
    setWrong(undefined);
    const { englishName, ...rest } = entries;
    try {
      await work({
        ...rest,
        englishName: englishName.trim() === "" ? null : englishName.trim(),
        serviceClasses: chosen,
      });
    } catch (error) {
      setWrong(error instanceof OfficeRefused ? error : { sentence: FAILED });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void hand();
      }}
    >
      {COLUMNS.map(([name, label, isOptional]) => (
        <TextField key={name} {...field(name)} label={say(label)} required={isOptional !== true} maxLength={300} />
      ))}
      <fieldset className="desk-set">
        <legend>{say({ en: "Services", zh: "服务类别" })}</legend>
        <div className="desk-buttons">
          {classes.map((number) => (
            <label key={number}>
              <input
                type="checkbox"
                checked={chosen.includes(number)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, number] : chosen.filter((one) => one !== number))
                }
              />{" "}
              {known.find((one) => one.number === number)?.name ?? String(number)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        {...field("purpose")}
        label={say({ en: "What the institution can do", zh: "服务能力说明" })}
        maxLength={2_000}
        required
      />
      {wrong && !(wrong.field !== undefined && wrong.field in entries) && (
        <Notice kind="bad" title={say(wrong.sentence)} live />
      )}
      <Button look="primary" type="submit" disabled={isBusy || chosen.length === 0}>
        {submit}
      </Button>
    </form>
  );
}

const FAILED: Text = { en: "This was not done.", zh: "操作未成功。" };
