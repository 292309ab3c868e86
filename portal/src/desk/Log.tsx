/** Who looked at what in the office, and what came of it. */
import { useLang, useSay } from "../app/language.tsx";
import { momentText } from "../ui/dayText.ts";
import { Code } from "../ui/Facts.tsx";
import { Empty, Loading } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { aboutText, LOG_WORDS } from "./logWords.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice } from "./session.tsx";

interface Access {
  readonly number: number;
  readonly at: string;
  readonly account: string | null;
  readonly what: string;
  readonly about: string;
  readonly outcome: number;
}

function What({ what }: { readonly what: string }) {
  const words = LOG_WORDS[what];
  const say = useSay();
  return words ? say(words) : <Code>{what}</Code>;
}

/** Words, with the codes in them set as such. */
function About({ text }: { readonly text: string }) {
  if (text === "") return "–";
  const parts = text.split(/(0x[0-9a-f]{64})/);
  return parts.map((part, i) => (i % 2 === 1 ? <Code key={i}>{part}</Code> : part));
}

export function Log() {
  const say = useSay();
  const lang = useLang();
  const { data, error, mutate } = useOffice<{ readonly accesses: readonly Access[] }>("/log");
  return (
    <Section title={say({ en: "Who looked at what", zh: "访问记录" })}>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data?.accesses.length === 0 && <Empty>{say({ en: "Nothing yet.", zh: "暂无记录。" })}</Empty>}
      {data && data.accesses.length > 0 && (
        <Table
          caption={say({ en: "Accesses, the newest first", zh: "访问记录（最新在前）" })}
          captionHidden
          rows={data.accesses}
          rowKey={({ number }) => String(number)}
          columns={[
            {
              key: "at",
              head: say({ en: "When", zh: "时间" }),
              cell: ({ at }) => momentText(Date.parse(at) / 1_000, lang),
            },
            {
              key: "account",
              head: say({ en: "Account", zh: "账户" }),
              cell: ({ account }) => <Code>{account ?? "–"}</Code>,
            },
            { key: "what", head: say({ en: "What", zh: "事项" }), cell: ({ what }) => <What what={what} /> },
            {
              key: "about",
              head: say({ en: "About", zh: "对象" }),
              cell: ({ what, about }) => <About text={say(aboutText(what, about))} />,
            },
            {
              key: "outcome",
              head: say({ en: "Outcome", zh: "结果" }),
              cell: ({ outcome }) =>
                outcome < 300
                  ? say({ en: "done", zh: "已办理" })
                  : say({ en: `refused (${outcome})`, zh: `已拒绝（${outcome}）` }),
            },
          ]}
        />
      )}
    </Section>
  );
}
