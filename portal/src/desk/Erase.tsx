/** Erasing an application, or one of its papers, for good; and what stays of what was erased. */
import { useState } from "react";
import { PAPER_NAMES, type ErasureTold, type PaperTold } from "../../../client/applications.ts";
import { whyErased } from "../../../client/text/applicationWords.ts";
import { useLang, useSay } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { momentText } from "../ui/dayText.ts";
import { Select, TextArea } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { askOffice } from "./office.ts";
import { useSession } from "./session.tsx";
import { NOT_DONE, useWork } from "./useWork.ts";

interface Props {
  /** Of the office: `/applications/…`. */
  readonly at: string;
  readonly papers: readonly PaperTold[];
  readonly canErase: boolean;
  readonly changed: () => void;
}

interface Erased {
  readonly backups: readonly { readonly file: string; readonly made: string }[];
}

const ALL = "";

/** For whoever may. What still holds it is told afterwards, also when nothing is left to erase. */
export function Erase({ at, papers, canErase, changed }: Props) {
  const say = useSay();
  const { district } = useSession();
  const [paper, setPaper] = useState(ALL);
  const [reason, setReason] = useState("");
  const { isBusy, wrong, begin } = useWork(NOT_DONE);
  const [done, setDone] = useState<Erased>();
  if (!canErase && done === undefined) return null;

  const erase = async () => {
    const path = paper === ALL ? `${at}/erase` : `${at}/papers/${paper}/erase`;
    setDone(await askOffice<Erased>(district, path, { reason: reason.trim() }));
    setPaper(ALL);
    setReason("");
    changed();
  };

  return (
    <Section title={say({ en: "Erase", zh: "永久删除" })}>
      {done && <Done erased={done} />}
      {canErase && (
        <form
          className="sheet desk-form"
          onSubmit={(event) => {
            event.preventDefault();
            begin(erase);
          }}
        >
          <p className="hint">
            {say({
              en: "What is erased is gone for good. What stays is that there was one, how it went, and who erased it, when and why.",
              zh: "删除后不可恢复，仅保留曾有该申请、办理经过以及删除人、时间和理由。",
            })}
          </p>
          <Select
            label={say({ en: "What", zh: "删除范围" })}
            value={paper}
            onChange={(event) => setPaper(event.target.value)}
            options={[
              {
                value: ALL,
                text: say({ en: "All of it: entries, words and papers", zh: "全部：填写内容、文字和材料" }),
              },
              ...papers.flatMap((one) =>
                one.erased ? [] : [{ value: one.id, text: `${say(PAPER_NAMES[one.kind])}: ${one.name}` }],
              ),
            ]}
          />
          <TextArea
            label={say({ en: "Why it is erased", zh: "删除理由" })}
            hint={say({ en: "It stays, so name nobody in it.", zh: "理由将保留，请勿写入个人信息。" })}
            value={reason}
            maxLength={2_000}
            required
            onChange={(event) => setReason(event.target.value.replaceAll(/[\r\n]+/g, " "))}
          />
          {wrong && <Notice kind="bad" title={say(wrong)} live />}
          <Button type="submit" disabled={isBusy || reason.trim() === ""}>
            {say({ en: "Erase for good", zh: "确认永久删除" })}
          </Button>
        </form>
      )}
    </Section>
  );
}

function Done({ erased: { backups } }: { readonly erased: Erased }) {
  const say = useSay();
  return (
    <Notice kind="good" title={say({ en: "Erased.", zh: "已删除。" })} live>
      {backups.length > 0 && (
        <>
          <p>
            {say({
              en: "These backups still hold it; destroy them when your rules say so:",
              zh: "下列备份中仍有该内容，请按规定期限销毁：",
            })}
          </p>
          <ul>
            {backups.map(({ file }) => (
              <li key={file}>
                <code className="code">{file}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

/** In the place of what was erased. */
export function ErasedNote({ erased: { at, by, why } }: { readonly erased: ErasureTold }) {
  const say = useSay();
  const lang = useLang();
  return (
    <Notice
      kind="info"
      title={say({
        en: `Erased on ${momentText(Date.parse(at) / 1_000, lang)}: ${whyErased(why).en}`,
        zh: `已于 ${momentText(Date.parse(at) / 1_000, lang)} 删除：${whyErased(why).zh}`,
      })}
    >
      <p>
        <code className="code">{by}</code>
      </p>
    </Notice>
  );
}
