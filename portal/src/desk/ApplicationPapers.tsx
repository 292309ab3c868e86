/** The papers of an application: saving them, and, while it is the enterprise's turn, adding and removing them. */
import { useState } from "react";
import { MOST_PAPER_BYTES, PAPER_NAMES, type PaperKind, type PaperTold } from "../../../client/applications.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Field, Select } from "../ui/Field.tsx";
import { Empty, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { ErasedNote } from "./Erase.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { saveFile } from "./saveFile.ts";
import { useSession } from "./session.tsx";

interface Props<Told> {
  /** Of the office: `/applications/…`. */
  readonly at: string;
  readonly papers: readonly PaperTold[];
  readonly missing: readonly PaperKind[];
  /** Those that there can be. */
  readonly kinds: readonly PaperKind[];
  readonly isOpen: boolean;
  /** Whether the Operator, who answers an admission, reads them too. */
  readonly forOperator?: boolean;
  readonly changed: (next: Told) => void;
}

export function ApplicationPapers<Told>({
  at,
  papers,
  missing,
  kinds,
  isOpen,
  forOperator = false,
  changed,
}: Props<Told>) {
  const say = useSay();
  const { district } = useSession();
  const [kind, setKind] = useState<PaperKind>("licence");
  const [wrong, setWrong] = useState<Text>();
  const [isBusy, setBusy] = useState(false);
  // A file's field is emptied by making it anew.
  const [turn, setTurn] = useState(0);

  const doing = (work: () => Promise<Told | undefined>) => {
    setBusy(true);
    setWrong(undefined);
    work()
      .then((next) => next && changed(next))
      .catch((error: unknown) => setWrong(error instanceof OfficeRefused ? error.sentence : FAILED))
      .finally(() => setBusy(false));
  };
  const add = (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_PAPER_BYTES) {
      setWrong(TOO_LARGE);
      return;
    }
    doing(async () => {
      const content = await base64Of(file);
      const next = await askOffice<Told>(district, `${at}/papers`, {
        kind,
        name: file.name,
        content,
      });
      setTurn(turn + 1);
      return next;
    });
  };

  return (
    <Section title={say({ en: "Papers", zh: "申请材料" })}>
      {papers.length === 0 && <Empty>{say({ en: "None yet.", zh: "暂无。" })}</Empty>}
      <ul className="desk-papers">
        {papers.map((paper) =>
          paper.erased ? (
            <li key={paper.id}>
              <strong>{say(PAPER_NAMES[paper.kind])}</strong>
              <ErasedNote erased={paper.erased} />
            </li>
          ) : (
            <li key={paper.id}>
              <strong>{say(PAPER_NAMES[paper.kind])}</strong> {paper.name}{" "}
              <span className="hint">{sizeText(paper)}</span>{" "}
              <Button
                look="quiet"
                disabled={isBusy}
                onClick={() =>
                  doing(async () => {
                    await saveFile(district, `${at}/papers/${paper.id}`, paper.name);
                    return undefined;
                  })
                }
              >
                {say({ en: `Save ${paper.name}`, zh: `保存 ${paper.name}` })}
              </Button>
              {isOpen && (
                <Button
                  look="quiet"
                  disabled={isBusy}
                  onClick={() => doing(async () => askOffice<Told>(district, `${at}/papers/${paper.id}/remove`, {}))}
                >
                  {say({ en: `Remove ${paper.name}`, zh: `删除 ${paper.name}` })}
                </Button>
              )}
            </li>
          ),
        )}
      </ul>
      {missing.length > 0 && (
        <Notice
          kind="info"
          title={say({
            en: `Still missing: ${missing.map((one) => PAPER_NAMES[one].en.toLowerCase()).join("; ")}.`,
            zh: `尚缺：${missing.map((one) => PAPER_NAMES[one].zh).join("、")}。`,
          })}
        />
      )}
      {isOpen && (
        <div className="sheet desk-form">
          <Select
            label={say({ en: "Which paper", zh: "材料类别" })}
            value={kind}
            onChange={(event) => setKind(event.target.value as PaperKind)}
            options={kinds.map((value) => ({ value, text: say(PAPER_NAMES[value]) }))}
          />
          <Field
            label={say({ en: "File", zh: "文件" })}
            hint={say({
              en: `PDF, PNG or JPEG, at most 4 MiB. It is kept enciphered at the district's office and shown to its officers, to the Auditor${forOperator ? " and to the Operator" : ""}, and to nobody else.`,
              zh: `PDF、PNG 或 JPEG，不超过 4 MiB。文件在本区办公系统加密保存，仅供经办人员、审计机构${forOperator ? "和运营机构" : ""}查看。`,
            })}
          >
            {(named) => (
              <input
                {...named}
                key={turn}
                type="file"
                accept=".pdf,.png,.jpg,.jpeg"
                disabled={isBusy}
                onChange={(event) => add(event.target.files?.[0])}
              />
            )}
          </Field>
        </div>
      )}
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
    </Section>
  );
}

function sizeText({ bytes, type }: Extract<PaperTold, { erased: null }>): string {
  const kib = Math.max(1, Math.round(bytes / 1_024));
  return `${type.replace(/^.*\//, "").toUpperCase()}, ${kib} KiB`;
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  // Not all at once: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

const FAILED: Text = { en: "This was not done.", zh: "操作未成功。" };
const TOO_LARGE: Text = {
  en: "A paper is at most 4 MiB. Scan it with a lower resolution, or divide it.",
  zh: "单份材料不超过 4 MiB，请降低扫描分辨率或拆分后上传。",
};
