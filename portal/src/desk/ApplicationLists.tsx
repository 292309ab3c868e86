/** What was accepted becomes the file of a list, which the Bureau announces with `tongdui voucher plan` or at this desk. */
import { useState } from "react";
import { dayOf, isoOfDay } from "../../../client/days.ts";
import { formatFen } from "../../../client/money.ts";
import { counted } from "../../../client/text/counted.ts";
import type { Page as Answers, Program } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { Select } from "../ui/Field.tsx";
import { Empty, Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { allPages } from "./allPages.ts";
import { Confirming } from "./Confirming.tsx";
import { askOffice } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { saveFile } from "./saveFile.ts";
import { useOffice, useSession } from "./session.tsx";
import { NOT_DONE, useWork } from "./useWork.ts";

interface List {
  readonly id: string;
  readonly program: number;
  readonly made: string;
  readonly count: number;
  readonly total: string;
  readonly undone: string | null;
}

/** @param changed is told that applications have moved into a list, or out of one. */
export function ApplicationLists({ changed }: { readonly changed: () => void }) {
  const say = useSay();
  const names = useNames();
  const { district, me } = useSession();
  const { data, error, mutate } = useOffice<{ lists: readonly List[] }>("/application-lists");
  const { data: page } = useIndex<Answers<Program>>(`/programs?limit=200&district=${district}`);
  const [program, setProgram] = useState("");
  const [next, setNext] = useState<NextList>();
  const { isBusy, wrong, begin } = useWork(NOT_DONE);
  const programs = (page?.items ?? []).filter((one) => one.district === district);
  const chosen = programs.find((one) => String(one.program) === program) ?? programs[0];

  const refreshing = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } finally {
      void mutate();
      changed();
    }
  };
  const doing = (work: () => Promise<unknown>) => begin(async () => refreshing(work));

  return (
    <Section title={say({ en: "From what was accepted to a list", zh: "通过的申请生成名单" })}>
      <p className="hint">
        {say({
          en: "All that was accepted under a program goes into one file, each application once. Make the plan of it with tongdui voucher plan, then announce it. A list that is announced on the ledger cannot be taken back, unless it was withdrawn there or has lapsed.",
          zh: "项目下已通过的申请汇成一份名单文件，每份申请只列入一次。用 tongdui voucher plan 生成发放计划后公示。已在账本上公示的名单须先在账本上撤回或失效，方可撤销。",
        })}
      </p>
      {me.kinds.includes("bureau") && chosen && (
        <div className="sheet desk-form">
          <Select
            label={say({ en: "Program", zh: "项目" })}
            value={String(chosen.program)}
            onChange={(event) => {
              setProgram(event.target.value);
              setNext(undefined);
            }}
            options={programs.map((one) => ({
              value: String(one.program),
              text: names.program(one.program) ?? String(one.program),
            }))}
          />
          <Button
            look="primary"
            disabled={isBusy}
            onClick={() => begin(async () => setNext(await nextList(district, chosen.program)))}
          >
            {say({ en: "Make the list", zh: "生成名单" })}
          </Button>
        </div>
      )}
      {next?.among.length === 0 && <Notice kind="warning" title={say(NOTHING_WAITS)} live />}
      {next && next.among.length > 0 && (
        <Confirming
          title={{ en: "Make the list", zh: "生成名单" }}
          words={wordsOf(next)}
          confirm={{ en: "Confirm: make it", zh: "确认生成" }}
          act={async () =>
            refreshing(async () => {
              await askOffice(district, "/application-lists", { program: next.program, among: next.among });
              setNext(undefined);
            })
          }
          onBack={() => setNext(undefined)}
        />
      )}
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data?.lists.length === 0 && <Empty>{say({ en: "No list was made yet.", zh: "尚未生成名单。" })}</Empty>}
      {data && data.lists.length > 0 && (
        <Table
          caption={say({ en: "Lists", zh: "名单" })}
          captionHidden
          rows={data.lists}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "made",
              head: say({ en: "Made on", zh: "生成日期" }),
              cell: ({ made }) => <Day day={isoOfDay(dayOf(Math.floor(Date.parse(made) / 1_000)))} />,
            },
            { key: "program", head: say({ en: "Program", zh: "项目" }), cell: (one) => one.program },
            { key: "count", head: say({ en: "Applications", zh: "申请数" }), figure: true, cell: ({ count }) => count },
            {
              key: "total",
              head: say({ en: "Together", zh: "合计" }),
              figure: true,
              cell: ({ total }) => <Amount fen={total} />,
            },
            {
              key: "do",
              head: say({ en: "File", zh: "文件" }),
              cell: ({ id, undone }) =>
                undone !== null ? (
                  say({ en: "taken back", zh: "已撤销" })
                ) : (
                  <span className="desk-buttons">
                    <Button
                      disabled={isBusy}
                      onClick={() =>
                        doing(async () => saveFile(district, `/application-lists/${id}`, `list-${id.slice(0, 8)}.csv`))
                      }
                    >
                      {say({ en: "Save", zh: "保存" })}
                    </Button>
                    {me.kinds.includes("bureau") && (
                      <Button
                        look="quiet"
                        disabled={isBusy}
                        onClick={() => doing(async () => askOffice(district, `/application-lists/${id}/undo`, {}))}
                      >
                        {say({ en: "Take back", zh: "撤销" })}
                      </Button>
                    )}
                  </span>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** What would go into a list. */
interface NextList {
  readonly program: number;
  readonly among: readonly string[];
  readonly total: bigint;
}

/** An office puts so many into one list; those that came first go first. */
const MOST_ITEMS = 5_000;

/** Nothing but what is shown goes into it: what a colleague accepts meanwhile waits for the next. */
async function nextList(district: number, program: number): Promise<NextList> {
  const accepted = await allPages<{ id: string; granted: string | null; wanted: object | null }>(
    async (path) => askOffice(district, path),
    `/applications?state=accepted&program=${program}`,
  );
  const whole = accepted.filter(({ wanted }) => wanted !== null).slice(-MOST_ITEMS);
  const total = whole.reduce((sum, { granted }) => sum + BigInt(granted ?? 0), 0n);
  return { program, among: whole.map(({ id }) => id), total };
}

function wordsOf({ among, total }: NextList): Text {
  return {
    en: `${counted(among.length, "application")} that ${among.length === 1 ? "was" : "were"} accepted, ${formatFen(total)} together. Look through them above, with the state “accepted”.`,
    zh: `已通过的申请 ${among.length} 份，合计 ${formatFen(total)}。可在上方按“已通过”状态逐份查看。`,
  };
}

const NOTHING_WAITS: Text = {
  en: "No application that was accepted under this program waits for a list.",
  zh: "该项目没有已通过、待列入名单的申请。",
};
