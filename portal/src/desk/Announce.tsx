/** Announcing a list: the plan's file, the decision on which it rests, the notice's last day. */
import { useState } from "react";
import useSWR from "swr";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { dayOfIso, isoOfDay } from "../../../client/days.ts";
import { ask } from "../app/api.ts";
import type { Head } from "../app/answers.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { dayText } from "../ui/dayText.ts";
import { Field, TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ActPanel } from "./ActPanel.tsx";
import { digestOf, keepDocument, OfficeRefused } from "./office.ts";
import type { Plan } from "./plan.ts";
import { PlanField } from "./PlanField.tsx";
import { useSession } from "./session.tsx";

interface ProgramTerms {
  readonly noticeFloor: number;
  readonly noticeCeiling: number;
}

export function Announce() {
  const say = useSay();
  const lang = useLang();
  const { me, addresses, district } = useSession();
  const [plan, setPlan] = useState<Plan>();
  const [decision, setDecision] = useState<File>();
  const [noticeEnd, setNoticeEnd] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Text>();
  const [data, setData] = useState<string>();
  const { data: bounds } = useSWR(plan ? ["notice", String(plan.program)] : null, async () => {
    const terms = await ask<ProgramTerms>(`/index/programs/${String(plan?.program)}`);
    const today = dayOfIso((await ask<Head>("/index/head")).day);
    return { earliest: isoOfDay(today + terms.noticeFloor), latest: isoOfDay(today + terms.noticeCeiling) };
  });

  async function prepare(of: Plan, file: File) {
    setBusy(true);
    setWrong(undefined);
    try {
      const { program, list, batch, corrects } = of;
      const commitment = await keepDocument(district, {
        purpose: "announce",
        subject: `list ${batch}`,
        document: {
          purpose: "announce",
          list: batch,
          program: String(program),
          count: list.count,
          totalFen: String(list.total),
          ...(corrects.length > 0 && { corrects }),
          files: [{ name: file.name, sha256: await digestOf(file) }],
        },
      });
      const args = [program, list.chain, list.count, list.total, dayOfIso(noticeEnd), commitment];
      setData(INTERFACES.vouchers.encodeFunctionData("announce", args));
    } catch (error) {
      setWrong(
        error instanceof OfficeRefused ? error.sentence : { en: "This could not be prepared.", zh: "未能生成。" },
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title={say({ en: "Announce a list", zh: "公示名单" })}>
      {data === undefined ? (
        <form
          className="sheet desk-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy && plan && decision) void prepare(plan, decision);
          }}
        >
          <PlanField plan={plan} onPlan={setPlan} />
          <Field
            label={say({ en: "The decision on which it rests", zh: "所依据的决定文件" })}
            hint={say({
              en: "Any file, a scan for instance. It stays on this computer; the office keeps its fingerprint.",
              zh: "任意文件，例如扫描件。文件留在本机，办公系统仅保存其指纹。",
            })}
          >
            {(named) => (
              <input {...named} type="file" required onChange={(event) => setDecision(event.target.files?.[0])} />
            )}
          </Field>
          <TextField
            type="date"
            label={say({ en: "Last day of the public notice", zh: "公示最后一天" })}
            {...(bounds && {
              min: bounds.earliest,
              max: bounds.latest,
              hint: say({
                en: `From ${dayText(bounds.earliest, lang)} to ${dayText(bounds.latest, lang)}. Mind working days and holidays.`,
                zh: `${dayText(bounds.earliest, lang)}至${dayText(bounds.latest, lang)}之间，请注意工作日与节假日。`,
              }),
            })}
            required
            value={noticeEnd}
            onChange={(event) => setNoticeEnd(event.target.value)}
          />
          {wrong && <Notice kind="bad" title={say(wrong)} live />}
          <p className="desk-buttons">
            <Button look="primary" type="submit" disabled={isBusy || !plan || !decision}>
              {say({ en: "Show what will be recorded", zh: "查看将记录的内容" })}
            </Button>
          </p>
        </form>
      ) : (
        <ActPanel
          transaction={{ from: me.account, to: addresses.vouchers, data }}
          onDone={() => undefined}
          onBack={() => setData(undefined)}
        />
      )}
    </Section>
  );
}
