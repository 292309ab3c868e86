/** Accounts that may sign in to apply for admission, though the ledger does not know them. */
import { useState } from "react";
import { useLang, useSay } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { momentText } from "../ui/dayText.ts";
import { TextField } from "../ui/Field.tsx";
import { Loading } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { askOffice } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";
import { NOT_DONE, useWork } from "./useWork.ts";

interface Told {
  readonly invitations: readonly { readonly account: string; readonly since: string }[];
}

export function Invitations() {
  const say = useSay();
  const lang = useLang();
  const { district } = useSession();
  const { data, error, mutate } = useOffice<Told>("/invitations");
  const [account, setAccount] = useState("");
  const { isBusy, wrong, begin } = useWork(NOT_DONE);
  if (district === 0) return null;

  const set = (which: string, invited: boolean) =>
    begin(async () => {
      await mutate(await askOffice<Told>(district, `/invitations/${which}`, { invited }, "PUT"), { revalidate: false });
      setAccount("");
    });

  return (
    <Section title={say({ en: "Who is invited to apply", zh: "受邀申请的账户" })}>
      <p className="hint">
        {say({
          en: "An institution that is not on the ledger tells you its account; once invited, it signs in here and applies.",
          zh: "尚未登记的机构将其账户告知经办人；受邀后即可登录并申请入库。",
        })}
      </p>
      <form
        className="sheet desk-form"
        onSubmit={(event) => {
          event.preventDefault();
          set(account.trim(), true);
        }}
      >
        <TextField
          label={say({ en: "Account", zh: "账户地址" })}
          hint={say({ en: "0x and 40 digits", zh: "0x 加 40 位字符" })}
          value={account}
          pattern="0x[0-9a-fA-F]{40}"
          required
          onChange={(event) => setAccount(event.target.value)}
          {...(wrong && { error: say(wrong) })}
        />
        <Button look="primary" type="submit" disabled={isBusy}>
          {say({ en: "Invite", zh: "邀请" })}
        </Button>
      </form>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      <ul className="desk-papers">
        {data?.invitations.map(({ account: one, since }) => (
          <li key={one}>
            <code className="code">{one}</code>{" "}
            <span className="hint">{momentText(Date.parse(since) / 1_000, lang)}</span>{" "}
            <Button look="quiet" disabled={isBusy} onClick={() => set(one, false)}>
              {say({ en: `No longer invite ${one.slice(0, 6)}…`, zh: `取消邀请 ${one.slice(0, 6)}…` })}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
