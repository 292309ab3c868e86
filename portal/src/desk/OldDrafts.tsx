/** What was begun, never handed in, and left lying: whose it is, and since when. It is erased without being read. */
import { useState } from "react";
import { DRAFT_DAYS } from "../../../client/applications.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { Code } from "../ui/Facts.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { Confirming } from "./Confirming.tsx";
import { askOffice } from "./office.ts";
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
  const [chosen, setChosen] = useState<Draft>();
  if (!data || (data.drafts.length === 0 && chosen === undefined)) return null;

  const erase = async ({ id }: Draft) => {
    try {
      await askOffice(district, `/old-drafts/${id}/erase`, {});
      setChosen(undefined);
    } finally {
      void mutate();
    }
  };

  return (
    <Section title={say({ en: "Old drafts", zh: "长期未提交的草稿" })}>
      <p className="hint">
        {say({
          en: `Begun, never handed in, and not changed for ${DRAFT_DAYS} days. Nobody but who began one sees what is in it. Erasing takes it away unread and for good; they can begin anew.`,
          zh: `已填写但从未提交，且 ${DRAFT_DAYS} 日内没有改动。内容仅填写方可见。删除时不查看内容，删除后不可恢复；对方可重新填写。`,
        })}
      </p>
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
              cell: (one) => (
                <Button look="quiet" onClick={() => setChosen(one)}>
                  {say({ en: "Erase unread", zh: "删除（不查看）" })}
                </Button>
              ),
            },
          ]}
        />
      )}
      {chosen && (
        <Confirming
          key={chosen.id}
          title={{ en: `Erase the draft of ${chosen.owner}`, zh: `删除 ${chosen.owner} 的草稿` }}
          words={{
            en: "It goes unread and for good, with its papers. What stays is that there was one.",
            zh: "不查看内容，连同材料永久删除，不可恢复；仅保留曾有该草稿。",
          }}
          confirm={{ en: "Confirm: erase it", zh: "确认删除" }}
          act={async () => erase(chosen)}
          onBack={() => setChosen(undefined)}
        />
      )}
    </Section>
  );
}
