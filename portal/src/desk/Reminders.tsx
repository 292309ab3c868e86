/** Where a party is reminded of its deadlines, for whoever signs for it to set. */
import { useState } from "react";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Select, TextField } from "../ui/Field.tsx";
import { Empty, Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { askOffice } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";
import { useWork } from "./useWork.ts";

interface Told {
  readonly canRemind: boolean;
  readonly contacts: readonly {
    readonly party: string;
    readonly contact: { readonly email: string; readonly lang: "en" | "zh" } | null;
  }[];
}

export function Reminders() {
  const say = useSay();
  const { data, error, mutate } = useOffice<Told>("/contacts");
  return (
    <Section title={say({ en: "Reminders by e-mail", zh: "邮件提醒" })}>
      <p className="hint">
        {say({
          en: "You are written to thirty days, seven days and one day before a voucher's last day and before what you have to deliver, answer or sign, and when the Bureau asks you something. No amounts are in the message.",
          zh: "双创券到期、交付、答复或签署期限前三十日、七日和一日，以及科技局退回申请时，系统发送邮件提醒。邮件不含金额。",
        })}
      </p>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && !data.canRemind && (
        <Notice
          kind="warning"
          title={say({
            en: "This office has no mail server and reminds nobody.",
            zh: "本区办公系统未配置邮件服务器，不发送提醒。",
          })}
        />
      )}
      {data?.contacts.length === 0 && (
        <Empty>{say({ en: "Your own district's office reminds you.", zh: "请在本单位所属区的办公系统设置。" })}</Empty>
      )}
      {data?.contacts.map((one) => (
        <ContactForm
          key={`${one.party} ${one.contact?.email ?? ""} ${one.contact?.lang ?? ""}`}
          one={one}
          kept={(next) => void mutate(next, { revalidate: false })}
        />
      ))}
    </Section>
  );
}

function ContactForm({ one, kept }: { readonly one: Told["contacts"][number]; readonly kept: (next: Told) => void }) {
  const say = useSay();
  const { district } = useSession();
  const [email, setEmail] = useState(one.contact?.email ?? "");
  const [lang, setLang] = useState<"en" | "zh">(one.contact?.lang ?? "zh");
  const { isBusy, wrong, begin } = useWork(NOT_KEPT);
  const keep = (contact: Told["contacts"][number]["contact"]) =>
    begin(async () => kept(await askOffice<Told>(district, `/contacts/${one.party}`, { contact }, "PUT")));

  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep({ email: email.trim(), lang });
      }}
    >
      <h3>
        {one.party.startsWith("P")
          ? say({ en: `Provider ${one.party}`, zh: `服务机构 ${one.party}` })
          : say({ en: `Enterprise ${one.party}`, zh: `企业 ${one.party}` })}
      </h3>
      <TextField
        type="email"
        label={say({ en: "E-mail address", zh: "邮箱地址" })}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        required
        {...(wrong && { error: say(wrong) })}
      />
      <Select
        label={say({ en: "Language of the messages", zh: "邮件语言" })}
        value={lang}
        onChange={(event) => setLang(event.target.value as "en" | "zh")}
        options={[
          { value: "zh", text: "中文" },
          { value: "en", text: "English" },
        ]}
      />
      <div className="desk-buttons">
        <Button look="primary" type="submit" disabled={isBusy}>
          {say({ en: "Keep", zh: "保存" })}
        </Button>
        {one.contact && (
          <Button look="quiet" disabled={isBusy} onClick={() => keep(null)}>
            {say({ en: "Do not remind any more", zh: "不再提醒" })}
          </Button>
        )}
      </div>
      {one.contact && (
        <p className="hint">
          {say({ en: `Reminders go to ${one.contact.email}.`, zh: `提醒发送至 ${one.contact.email}。` })}
        </p>
      )}
    </form>
  );
}

const NOT_KEPT: Text = { en: "It was not kept.", zh: "未能保存。" };
