/** What the district lets the public see, for its Bureau to decide; each change is kept with who made it. */
import { useState } from "react";
import { publishesProofs, type Conditions, type Publication } from "../../../client/publication.ts";
import { useSay, type Text } from "../app/language.tsx";
import { momentText } from "../ui/dayText.ts";
import { useLang } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Field, Select, TextField } from "../ui/Field.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ProgramConditions } from "./ProgramConditions.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";

interface Version {
  readonly version: number;
  readonly since: string | null;
  readonly changedBy: string | null;
  readonly settings: Publication;
  readonly contact?: Text;
  readonly programs: Readonly<Record<string, Conditions>>;
}

export function Settings() {
  const say = useSay();
  const { data, error, mutate } = useOffice<Version>("/settings");
  // The form begins anew with each version that is kept.
  const [isKept, setKept] = useState(false);
  return (
    <Section title={say({ en: "What the district publishes", zh: "本区公开设置" })}>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && (
        <SettingsForm
          key={data.version}
          now={data}
          onTouched={() => setKept(false)}
          onKept={() => (setKept(true), void mutate())}
        />
      )}
      {isKept && (
        <Notice
          kind="good"
          title={say({
            en: "Kept. The public pages follow within a minute.",
            zh: "已保存，公开页面将在一分钟内更新。",
          })}
          live
        />
      )}
    </Section>
  );
}

interface FormProps {
  readonly now: Version;
  readonly onTouched: () => void;
  readonly onKept: () => void;
}

function SettingsForm({ now, onTouched, onKept }: FormProps) {
  const say = useSay();
  const lang = useLang();
  const { district } = useSession();
  const [settings, setSettings] = useState(now.settings);
  const [programs, setPrograms] = useState(now.programs);
  const [contact, setContact] = useState(now.contact ?? { en: "", zh: "" });
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Text>();
  const [missing, setMissing] = useState<"en" | "zh">();
  const set = (change: Partial<Publication>) => {
    onTouched();
    const next = { ...settings, ...change };
    // A proof tells the amounts and whose the voucher is.
    setSettings({ ...next, proofs: publishesProofs(next) });
  };

  const write = (words: Partial<Text>) => {
    onTouched();
    setMissing(undefined);
    setContact({ ...contact, ...words });
  };

  async function keep() {
    const isSaid = contact.en.trim() !== "" && contact.zh.trim() !== "";
    // The public pages are in both languages: half a contact would be shown to nobody.
    if (!isSaid && contact.en.trim() !== contact.zh.trim()) {
      setMissing(contact.en.trim() === "" ? "en" : "zh");
      return;
    }
    setBusy(true);
    setWrong(undefined);
    const { version } = now;
    try {
      await askOffice(district, "/settings", { version, settings, ...(isSaid && { contact }), programs }, "PUT");
      onKept();
    } catch (error) {
      onTouched();
      setWrong(error instanceof OfficeRefused ? error.sentence : { en: "It was not kept.", zh: "未能保存。" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void keep();
      }}
    >
      <p className="hint">
        {now.since === null
          ? say({ en: "Nothing was set yet: the strictest holds.", zh: "尚未设置，按最严格的方式执行。" })
          : say({
              en: `Version ${now.version}, set on ${momentText(Date.parse(now.since) / 1_000, "en")} by ${now.changedBy ?? ""}.`,
              zh: `第 ${now.version} 版，${momentText(Date.parse(now.since) / 1_000, lang)}由 ${now.changedBy ?? ""} 设置。`,
            })}
      </p>
      <Select
        label={say({ en: "Enterprises are shown", zh: "企业显示方式" })}
        options={[
          { value: "name", text: say({ en: "with their names", zh: "显示名称" }) },
          { value: "pseudonym", text: say({ en: "by their numbers only", zh: "仅显示编号" }) },
          { value: "none", text: say({ en: "not at all", zh: "不显示" }) },
        ]}
        value={settings.enterprises}
        onChange={(event) => set({ enterprises: event.target.value as Publication["enterprises"] })}
      />
      <Tick
        label={{ en: "Amounts of single vouchers, orders and payments", zh: "公开单张双创券、订单和拨付的金额" }}
        value={settings.amounts}
        onChange={(amounts) => set({ amounts })}
      />
      <Tick
        label={{ en: "Do not break down figures of fewer than five vouchers", zh: "不足五张的合计数不细分显示" }}
        value={settings.smallCells}
        onChange={(smallCells) => set({ smallCells })}
      />
      <Tick
        label={{
          en: "Proofs of vouchers, for everybody (a proof tells amounts and the enterprise's number: only where both are shown)",
          zh: "公开双创券证明（证明中含金额和企业编号，须同时公开金额和企业）",
        }}
        value={settings.proofs}
        disabled={!settings.amounts || settings.enterprises === "none"}
        hint={{
          en: "Has no effect, and is taken off, while amounts or enterprises are not shown.",
          zh: "未公开金额或企业时不生效，并自动取消勾选。",
        }}
        onChange={(proofs) => set({ proofs })}
      />
      <TextField
        label={say({ en: "How to object, in English", zh: "异议联系方式（英文）" })}
        hint={say({ en: "Address and telephone of the Bureau as an office.", zh: "填写科技局办公地址和电话。" })}
        maxLength={500}
        {...(missing === "en" && { error: say(BOTH_LANGUAGES) })}
        value={contact.en}
        onChange={(event) => write({ en: event.target.value })}
      />
      <TextField
        label={say({ en: "How to object, in Chinese", zh: "异议联系方式（中文）" })}
        maxLength={500}
        {...(missing === "zh" && { error: say(BOTH_LANGUAGES) })}
        value={contact.zh}
        onChange={(event) => write({ zh: event.target.value })}
      />
      {Object.entries(programs).map(([program, conditions]) => (
        <ProgramConditions
          key={program}
          program={Number(program)}
          conditions={conditions}
          set={(next) => {
            onTouched();
            setPrograms({ ...programs, [program]: next });
          }}
        />
      ))}
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button look="primary" type="submit" disabled={isBusy}>
          {say({ en: "Keep these settings", zh: "保存设置" })}
        </Button>
      </p>
    </form>
  );
}

const BOTH_LANGUAGES: Text = {
  en: "Fill in both languages, or neither: the public pages are in both.",
  zh: "请同时填写中英文，或都不填写：公开页面为双语。",
};

interface TickProps {
  readonly label: Text;
  readonly hint?: Text;
  readonly value: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: boolean) => void;
}

function Tick({ label, hint, value, disabled = false, onChange }: TickProps) {
  const say = useSay();
  return (
    <div className="desk-tick">
      <Field label={say(label)} hint={hint && say(hint)}>
        {(named) => (
          <input
            {...named}
            type="checkbox"
            checked={value}
            disabled={disabled}
            onChange={(event) => onChange(event.target.checked)}
          />
        )}
      </Field>
    </div>
  );
}
