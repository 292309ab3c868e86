/** Applications for vouchers: an enterprise's own, or those that a district's officers answer and put into lists. */
import { useState, type ChangeEvent, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { ApplicationState, ApplicationTold, Wanted } from "../../../client/applications.ts";
import { parseYuan, plainYuan } from "../../../client/money.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Page as Answers, Program } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { useClassNames } from "../providers/useClassNames.ts";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { Select, TextArea, TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ListOfPages } from "../ui/Pages.tsx";
import { Table } from "../ui/Table.tsx";
import { ApplicationLists } from "./ApplicationLists.tsx";
import { APPLICATION_STATE } from "./applicationWords.ts";
import { askOffice, OfficeRefused } from "./office.ts";
import { OldDrafts } from "./OldDrafts.tsx";
import { Refused } from "./QueueView.tsx";
import { useOfficePages, useSession } from "./session.tsx";

interface Listed {
  readonly id: string;
  readonly enterprise: string;
  readonly state: ApplicationState;
  readonly since: string;
  readonly granted: string | null;
  readonly program: number;
  /** Null where it was erased. */
  readonly wanted: Wanted | null;
}

const ERASED: Text = { en: "erased", zh: "已删除" };

const STATES = Object.keys(APPLICATION_STATE) as readonly ApplicationState[];

export function Applications() {
  const say = useSay();
  const { me } = useSession();
  const [state, setState] = useState("");
  const own = me.parties.filter((party) => !party.startsWith("P"));
  const isOfficer = me.kinds.some((kind) => kind === "bureau" || kind === "approver" || kind === "finance");
  const pages = useOfficePages<Listed>(`/applications${state === "" ? "" : `?state=${state}`}`);
  return (
    <>
      {own.length > 0 && me.district !== 0 && <NewApplication enterprises={own} />}
      <Section title={say({ en: "Applications for vouchers", zh: "用券申请" })}>
        <div className="filters">
          <Select
            label={say({ en: "State", zh: "状态" })}
            value={state}
            onChange={(event) => setState(event.target.value)}
            options={[
              { value: "", text: say({ en: "All", zh: "全部" }) },
              ...STATES.map((value) => ({ value, text: say(APPLICATION_STATE[value].text) })),
            ]}
          />
        </div>
        <ListOfPages
          of={pages}
          none={say({ en: "There are none.", zh: "暂无。" })}
          failure={(error, again) => <Refused error={error} again={again} />}
        >
          {(applications) => <List applications={applications} />}
        </ListOfPages>
      </Section>
      {isOfficer && <ApplicationLists changed={pages.again} />}
      {me.kinds.includes("bureau") && <OldDrafts />}
    </>
  );
}

function List({ applications }: { readonly applications: readonly Listed[] }) {
  const say = useSay();
  return (
    <Table
      caption={say({ en: "Applications", zh: "申请" })}
      captionHidden
      rows={applications}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "enterprise",
          head: say({ en: "Enterprise", zh: "企业" }),
          cell: ({ id, enterprise }) => <Link href={`/desk/applications/${id}`}>{enterprise}</Link>,
        },
        { key: "program", head: say({ en: "Program", zh: "项目" }), cell: ({ program }) => program },
        {
          key: "face",
          head: say({ en: "Asked for", zh: "申请金额" }),
          figure: true,
          cell: ({ wanted }) => (wanted === null ? say(ERASED) : <Amount fen={wanted.face} />),
        },
        {
          key: "granted",
          head: say({ en: "Accepted", zh: "通过金额" }),
          figure: true,
          cell: ({ granted }) => (granted === null ? "–" : <Amount fen={granted} />),
        },
        {
          key: "state",
          head: say({ en: "State", zh: "状态" }),
          cell: ({ state }) => <Badge state={APPLICATION_STATE[state]} />,
        },
        { key: "since", head: say({ en: "Since", zh: "自" }), cell: ({ since }) => <Day day={since} /> },
      ]}
    />
  );
}

type Entries = Readonly<Record<"program" | "serviceClass" | "contractValue" | "face" | "provider" | "purpose", string>>;

const NOTHING: Entries = { program: "", serviceClass: "", contractValue: "", face: "", provider: "", purpose: "" };

function NewApplication({ enterprises }: { readonly enterprises: readonly string[] }) {
  const say = useSay();
  const { district } = useSession();
  const [, go] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [enterprise, setEnterprise] = useState(enterprises[0] ?? "");
  return (
    <Section title={say({ en: "Apply for a voucher", zh: "申请双创券" })}>
      <p className="hint">
        {say({
          en: "Say what the voucher is for, add the papers, and hand it in. The Bureau answers here; what is accepted is announced in public before it is issued.",
          zh: "填写用途、上传材料后提交。科技局在此答复；通过的申请经公示后发放。",
        })}{" "}
        <Link href="/what-can-i-get">{say({ en: "What can I get?", zh: "先查我能用什么券" })}</Link>
      </p>
      {!isOpen && (
        <Button look="primary" onClick={() => setOpen(true)}>
          {say({ en: "Begin an application", zh: "填写申请" })}
        </Button>
      )}
      {isOpen && (
        <WantedForm
          start={NOTHING}
          submit={say({ en: "Keep, and add papers", zh: "保存并上传材料" })}
          before={
            enterprises.length > 1 ? (
              <Select
                label={say({ en: "Enterprise", zh: "企业" })}
                value={enterprise}
                onChange={(event) => setEnterprise(event.target.value)}
                options={enterprises.map((value) => ({ value, text: value }))}
              />
            ) : null
          }
          work={async (wanted) => {
            const { id } = await askOffice<ApplicationTold>(district, "/applications", { enterprise, ...wanted });
            go(`/desk/applications/${id}`);
          }}
        />
      )}
    </Section>
  );
}

/** As the form shows what was asked for. */
export function entriesOf({ program, serviceClass, contractValue, face, provider, purpose }: Wanted): Entries {
  return {
    program: String(program),
    serviceClass: String(serviceClass),
    contractValue: plainYuan(BigInt(contractValue)),
    face: plainYuan(BigInt(face)),
    provider: provider ?? "",
    purpose,
  };
}

interface FormProps {
  readonly start: Entries;
  readonly submit: string;
  readonly before?: ReactNode;
  readonly work: (wanted: Wanted) => Promise<void>;
}

export function WantedForm({ start, submit, before, work }: FormProps) {
  const say = useSay();
  const names = useNames();
  const { district } = useSession();
  const { data } = useIndex<Answers<Program>>(`/programs?limit=200&district=${district}`);
  const [entries, setEntries] = useState(start);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ readonly sentence: Text; readonly field?: string | undefined }>();
  const programs = (data?.items ?? []).filter((one) => one.district === district);
  const chosen = programs.find((one) => String(one.program) === entries.program) ?? programs[0];
  const classes = useClassNames(chosen?.program);
  const serviceClass = classes.find(({ number }) => String(number) === entries.serviceClass) ?? classes[0];
  const field = (name: keyof Entries) => ({
    value: entries[name],
    ...(wrong?.field === name && { error: say(wrong.sentence) }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => {
      setEntries({ ...entries, [name]: event.target.value });
      if (wrong?.field === name) setWrong(undefined);
    },
  });

  async function hand() {
    setBusy(true);
    setWrong(undefined);
    try {
      await work({
        program: chosen?.program ?? 0,
        serviceClass: serviceClass?.number ?? 0,
        contractValue: fenOf("contractValue", entries.contractValue),
        face: fenOf("face", entries.face),
        provider: entries.provider.trim() === "" ? null : entries.provider.trim().toUpperCase(),
        purpose: entries.purpose.trim(),
      });
    } catch (error) {
      setWrong(wrongOf(error));
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
      {before}
      <Select
        {...field("program")}
        label={say({ en: "Program", zh: "项目" })}
        value={String(chosen?.program ?? "")}
        options={programs.map(({ program }) => ({
          value: String(program),
          text: names.program(program) ?? String(program),
        }))}
      />
      <Select
        {...field("serviceClass")}
        label={say({ en: "Service", zh: "服务类别" })}
        value={String(serviceClass?.number ?? "")}
        options={classes.map(({ number, name }) => ({ value: String(number), text: name }))}
      />
      <TextField
        {...field("contractValue")}
        label={say({ en: "Value of the contract, in yuan", zh: "合同金额（元）" })}
        hint={say({ en: "As in 160,000.00", zh: "例如 160,000.00" })}
        required
      />
      <TextField
        {...field("face")}
        label={say({ en: "Asked for, in yuan", zh: "申请券额（元）" })}
        hint={say({ en: "As in 80,000.00", zh: "例如 80,000.00" })}
        required
      />
      <TextField
        {...field("provider")}
        label={say({ en: "Provider's number (if you have chosen one)", zh: "服务机构编号（如已选定）" })}
        hint={say({ en: "As in P1-1; the catalogue has them.", zh: "例如 P1-1，见服务机构名录。" })}
      />
      <TextArea
        {...field("purpose")}
        label={say({ en: "What the service is for", zh: "服务内容和用途" })}
        maxLength={2_000}
        required
      />
      {wrong !== undefined && !(wrong.field !== undefined && wrong.field in entries) && (
        <Notice kind="bad" title={say(wrong.sentence)} live />
      )}
      <Button look="primary" type="submit" disabled={isBusy || chosen === undefined}>
        {submit}
      </Button>
    </form>
  );
}

class EntryWrong extends Error {
  readonly field: string;
  readonly sentence: Text;

  constructor(field: string, sentence: Text) {
    super(sentence.en);
    this.field = field;
    this.sentence = sentence;
  }
}

/** @throws EntryWrong */
function fenOf(field: string, typed: string): string {
  try {
    return String(parseYuan(typed));
  } catch (error) {
    if (error instanceof TongduiError) throw new EntryWrong(field, error.sentence);
    throw error;
  }
}

function wrongOf(error: unknown): { readonly sentence: Text; readonly field?: string | undefined } {
  if (error instanceof EntryWrong || error instanceof OfficeRefused) return error;
  return { sentence: { en: "The entries do not fit.", zh: "填写内容有误。" } };
}
