/** What was begun, never handed in, and left lying: whose it is, and since when. It is erased without being read. */
import { useState } from "react";
import { DRAFT_DAYS } from "../../../client/applications.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { Code } from "../ui/Facts.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { useOffice, useSession } from "./session.tsx";

interface Draft {
  readonly id: string;
  readonly kind: keyof typeof KINDS;
  readonly owner: string;
  readonly since: string;
}

const KINDS = {
  voucher: { en: "Application for a voucher", zh: "用券申请" },
  admission: { en: "Application for admission", zh: "入库申请" },
  suspension: { en: "Appeal against a suspension", zh: "暂停申诉" },
} as const satisfies Readonly<Record<string, Text>>;

/** For whoever may erase them; nothing where there are none. */
export function OldDrafts() {
  const say = useSay();
  const { district } = useSession();
  const { data, mutate } = useOffice<{ readonly drafts: readonly Draft[] }>("/old-drafts");
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Text>();
  if (!data || (data.drafts.length === 0 && wrong === undefined)) return null;

  const erase = (id: string) => {
    setBusy(true);
    setWrong(undefined);
    askOffice(district, `/old-drafts/${id}/erase`, {})
      .catch((failed: unknown) => setWrong(failed instanceof OfficeRefused ? failed.sentence : FAILED))
      .finally(() => {
        setBusy(false);
        void mutate();
      });
  };

  return (
    <Section title={say({ en: "Old drafts", zh: "长期未提交的草稿" })}>
      <p className="hint">
        {say({
          en: `Begun, never handed in, and not changed for ${DRAFT_DAYS} days. Nobody but who began one sees what is in it. Erasing takes it away unread and for good; they can begin anew.`,
          zh: `已填写但从未提交，且 ${DRAFT_DAYS} 日内没有改动。内容仅填写方可见。删除时不查看内容，删除后不可恢复；对方可重新填写。`,
        })}
      </p>
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      {data.drafts.length > 0 && (
        <Table
          caption={say({ en: "Old drafts", zh: "长期未提交的草稿" })}
          captionHidden
          rows={data.drafts}
          rowKey={({ id }) => id}
          columns={[
            { key: "what", head: say({ en: "What", zh: "类别" }), cell: ({ kind }) => say(KINDS[kind]) },
            {
              key: "owner",
              head: say({ en: "Whose", zh: "填写方" }),
              cell: ({ owner }) => (owner.startsWith("0x") ? <Code>{owner}</Code> : owner),
            },
            {
              key: "since",
              head: say({ en: "Not changed since", zh: "最后改动" }),
              cell: ({ since }) => <Day day={since} />,
            },
            {
              key: "do",
              head: say({ en: "Erase", zh: "删除" }),
              cell: ({ id }) => (
                <Button look="quiet" disabled={isBusy} onClick={() => erase(id)}>
                  {say({ en: "Erase unread", zh: "删除（不查看）" })}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

const FAILED: Text = { en: "This was not done.", zh: "操作未成功。" };
