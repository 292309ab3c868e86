/** What a demand or an offer says: what everybody reads, and, set apart, whom to ask. */
import { useState, type ChangeEvent, type ReactNode } from "react";
import { Link } from "wouter";
import { ZeroHash } from "ethers";
import { dayOfIso, isoOfDay, lastValidSecond } from "../../../../client/days.ts";
import { TongduiError } from "../../../../client/errors/tongduiError.ts";
import { parseEnterprise, parseProvider } from "../../../../client/ids.ts";
import type { PostDraft } from "../../../../client/matching/draft.ts";
import { LONGEST, type PostKind } from "../../../../client/matching/texts.ts";
import { shortHex } from "../../../../client/text/ids.ts";
import type { DemandAnswer } from "../../app/answers.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { useNames } from "../../app/names.tsx";
import { useClassNames } from "../../providers/useClassNames.ts";
import { Button } from "../../ui/Button.tsx";
import { Select, TextArea, TextField } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { FIELD_NAMES, kindOf, partyName } from "./postWords.ts";

export const NOTHING = {
  ...{ party: "", serviceClass: "", district: "", through: "", title: "", text: "" },
  ...{ name: "", phone: "", mail: "", details: "" },
};
export type Entries = Readonly<typeof NOTHING>;

/** The ledger takes no later last day. */
const LONGEST_DAYS = 366;

interface Props {
  readonly kind: PostKind;
  readonly parties: readonly string[];
  /** The one that an offer answers. */
  readonly demand: DemandAnswer | undefined;
  /** The ledger's day. */
  readonly today: number;
  readonly entries: Entries;
  readonly onChange: (entries: Entries) => void;
  readonly onWritten: () => void;
}

export function PostForm({ kind, parties, demand, today, entries, onChange, onWritten }: Props) {
  const say = useSay();
  const names = useNames();
  const classes = useClassNames();
  const [wrong, setWrong] = useState<{ readonly field?: keyof Entries; readonly sentence: Text }>();
  const field = (name: keyof Entries) => ({
    value: entries[name],
    ...(wrong?.field === name && { error: say(wrong.sentence) }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => {
      onChange({ ...entries, [name]: event.target.value });
      setWrong(undefined);
    },
  });

  function look() {
    const blank = (["title", "text"] as const).find((name) => entries[name].trim() === "");
    if (blank) {
      setWrong({ field: blank, sentence: BLANK });
      return;
    }
    try {
      onWritten();
    } catch (error) {
      setWrong({ sentence: error instanceof TongduiError ? error.sentence : NOT_FIT });
    }
  }

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      {parties.length > 1 && (
        <Select
          {...field("party")}
          label={say({ en: "For whom", zh: "发布单位" })}
          options={parties.map((party) => ({ value: party, text: say(partyName(party)) }))}
        />
      )}
      {demand && (
        <p>
          {say({ en: "It answers this demand alone: ", zh: "仅应答以下需求：" })}
          <Link href={`/demands/${demand.demand}`}>{shortHex(demand.demand)}</Link>
        </p>
      )}
      <Part title={{ en: "Public: everybody will read this", zh: "公开部分：所有人可见" }} hint={PUBLIC}>
        <Select
          {...field("serviceClass")}
          label={say({ en: "Service class", zh: "服务类别" })}
          required
          disabled={demand !== undefined}
          options={[
            { value: "", text: say({ en: "Choose …", zh: "请选择……" }) },
            ...classes.map(({ number, name }) => ({ value: String(number), text: name })),
          ]}
        />
        <Select
          {...field("district")}
          label={say(
            kind === "demand"
              ? { en: "District in which a provider is sought", zh: "意向服务机构所在区" }
              : { en: "District to whose enterprises it is offered", zh: "面向企业所在区" },
          )}
          options={[
            { value: "", text: say({ en: "any district", zh: "不限" }) },
            ...(names.districts ?? []).map((one) => ({
              value: String(one.district),
              text: names.district(one.district),
            })),
          ]}
        />
        <TextField
          {...field("through")}
          type="date"
          label={say({ en: "Last day on which it can be matched", zh: "对接截止日" })}
          hint={say({ en: "at most 366 days from today", zh: "自今日起不超过 366 天" })}
          min={isoOfDay(today)}
          max={isoOfDay(today + LONGEST_DAYS)}
          required
        />
        <TextField {...field("title")} label={say(FIELD_NAMES[kind].title)} maxLength={LONGEST.title} required />
        <TextArea {...field("text")} label={say(FIELD_NAMES[kind].text)} maxLength={LONGEST.text} rows={8} required />
      </Part>
      <Part title={{ en: "Private: whom to ask", zh: "非公开部分：联系方式" }} hint={PRIVATE}>
        <TextField {...field("name")} label={say({ en: "Name", zh: "联系人" })} maxLength={LONGEST.contact} />
        <TextField {...field("phone")} label={say({ en: "Telephone", zh: "电话" })} maxLength={LONGEST.contact} />
        <TextField {...field("mail")} label={say({ en: "E-mail", zh: "邮箱" })} maxLength={LONGEST.contact} />
        <TextArea
          {...field("details")}
          label={say({ en: "Details that are not for everybody", zh: "不宜公开的说明" })}
          maxLength={LONGEST.details}
        />
      </Part>
      {wrong && wrong.field === undefined && <Notice kind="bad" title={say(wrong.sentence)} live />}
      <p className="desk-buttons">
        <Button look="primary" type="submit">
          {say({ en: "Look it over before signing", zh: "签署前核对" })}
        </Button>
      </p>
    </form>
  );
}

function Part(props: { readonly title: Text; readonly hint: Text; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <fieldset className="desk-set desk-form">
      <legend>{say(props.title)}</legend>
      <p className="hint">{say(props.hint)}</p>
      {props.children}
    </fieldset>
  );
}

/** @param answers the demand that an offer answers. @throws TongduiError for what is no day. */
export function draftOf(entries: Entries, answers: string | undefined): PostDraft {
  const of = (name: keyof Entries): string | undefined => entries[name].trim() || undefined;
  const { party } = entries;
  const through = dayOfIso(entries.through);
  return {
    party: kindOf(party) === "offer" ? parseProvider(party) : parseEnterprise(party),
    answers: answers ?? ZeroHash,
    title: entries.title.trim(),
    text: entries.text.trim(),
    serviceClass: Number(entries.serviceClass),
    district: Number(entries.district),
    through,
    deadline: BigInt(lastValidSecond(through)),
    contact: { name: of("name"), phone: of("phone"), mail: of("mail") },
    details: of("details"),
  };
}

const PUBLIC: Text = {
  en: "No telephone numbers, no mail addresses, no names of people. Your number is shown only as far as your district publishes it.",
  zh: "请勿写入电话、邮箱和个人姓名。本单位编号是否公开，以所在区的公开设置为准。",
};
const PRIVATE: Text = {
  en: "Kept sealed at your district's office. Its officers and the Auditor can read it, and the other party once you are matched; nobody else.",
  zh: "加密保存在所在区办公系统，仅该区经办人员、审计机构和对接成功的另一方可见。",
};
const BLANK: Text = { en: "Write something here.", zh: "请填写。" };
const NOT_FIT: Text = { en: "The entries do not fit: look at their length.", zh: "填写内容有误，请检查篇幅。" };
