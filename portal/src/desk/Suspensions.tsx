/** Suspensions: a provider's own, with why and by whom and the way to appeal; and the appeals that its district decides. */
import { Link, useLocation } from "wouter";
import type { ApplicationState } from "../../../client/applications.ts";
import type { SuspensionAppealTold, SuspensionTold } from "../../../client/suspensionAppeals.ts";
import { useLang, useSay } from "../app/language.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { dayText } from "../ui/dayText.ts";
import { Code, Facts } from "../ui/Facts.tsx";
import { Empty, Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { SUSPENSION_STATE } from "./applicationWords.ts";
import { askOffice } from "./office.ts";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";
import { NOT_DONE, useWork } from "./useWork.ts";

interface Listed {
  readonly id: string;
  readonly provider: string;
  readonly state: ApplicationState;
  /** Null where it was erased. */
  readonly suspendedOn: string | null;
  readonly since: string;
}

interface Answer {
  readonly suspensions: readonly SuspensionTold[];
  readonly appeals: readonly Listed[];
}

export function Suspensions() {
  const say = useSay();
  const { me, district } = useSession();
  const { data, error, mutate } = useOffice<Answer>("/suspensions");
  const isProvider = me.parties.some((party) => party.startsWith(`P${district}-`));
  return (
    <>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && isProvider && data.suspensions.length === 0 && (
        <Empty>{say({ en: "None of your providers is suspended.", zh: "您代表的服务机构均未被暂停。" })}</Empty>
      )}
      {data?.suspensions.map((one) => (
        <Own key={one.provider} suspension={one} />
      ))}
      {data && (
        <Section title={say({ en: "Appeals against suspensions", zh: "暂停申诉" })}>
          {data.appeals.length === 0 ? (
            <Empty>{say({ en: "There are none.", zh: "暂无。" })}</Empty>
          ) : (
            <Appeals appeals={data.appeals} />
          )}
        </Section>
      )}
    </>
  );
}

function Own({ suspension }: { readonly suspension: SuspensionTold }) {
  const say = useSay();
  const lang = useLang();
  const { district } = useSession();
  const [, go] = useLocation();
  const { isBusy, wrong, begin } = useWork(NOT_DONE);
  const { provider, appeal, appealThrough } = suspension;

  const appealNow = async () => {
    const { id } = await askOffice<SuspensionAppealTold>(district, "/suspensions", { provider });
    go(`/desk/suspensions/${id}`);
  };

  return (
    <Section title={say({ en: `Provider ${provider} is suspended`, zh: `服务机构 ${provider} 已被暂停` })}>
      <SuspensionFacts suspension={suspension} />
      <p className="hint">
        {say({
          en: `You may appeal once, through ${dayText(appealThrough, lang)}. The district's Approver decides. Orders that exist are delivered, claimed and paid as before.`,
          zh: `可申诉一次，截止日期为 ${dayText(appealThrough, lang)}，由本区审批人决定。已有订单照常履行、核销和拨付。`,
        })}
      </p>
      {appeal === null ? (
        <Button look="primary" disabled={isBusy} onClick={() => begin(appealNow)}>
          {say({ en: "Begin the appeal", zh: "填写申诉" })}
        </Button>
      ) : (
        <Link href={`/desk/suspensions/${appeal}`}>{say({ en: "To your appeal", zh: "查看本次申诉" })}</Link>
      )}
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
    </Section>
  );
}

type Said = Pick<SuspensionTold, "provider" | "reason" | "by" | "on" | "why">;

/** Who, when and why. */
export function SuspensionFacts({ suspension }: { readonly suspension: Said }) {
  const say = useSay();
  const lang = useLang();
  const { provider, reason, by, on, why } = suspension;
  return (
    <Facts
      facts={[
        [say({ en: "Provider", zh: "服务机构" }), provider],
        [say({ en: "Suspended on", zh: "暂停日期" }), dayText(on, lang)],
        [say({ en: "By the account", zh: "经办账户" }), <Code>{by}</Code>],
        [
          say({ en: "Why", zh: "理由" }),
          why === null ? (
            say({ en: "This office has no words for it: ask the Bureau.", zh: "本单位没有理由原文，请向科技局索取。" })
          ) : (
            <span className="desk-words">{why}</span>
          ),
        ],
        [say({ en: "Its commitment on the ledger", zh: "账本上的理由承诺值" }), <Code>{reason}</Code>],
      ]}
    />
  );
}

function Appeals({ appeals }: { readonly appeals: readonly Listed[] }) {
  const say = useSay();
  return (
    <Table
      caption={say({ en: "Appeals against suspensions", zh: "暂停申诉" })}
      captionHidden
      rows={appeals}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "provider",
          head: say({ en: "Provider", zh: "服务机构" }),
          cell: ({ id, provider }) => <Link href={`/desk/suspensions/${id}`}>{provider}</Link>,
        },
        {
          key: "suspended",
          head: say({ en: "Suspended on", zh: "暂停日期" }),
          cell: ({ suspendedOn }) =>
            suspendedOn === null ? say({ en: "erased", zh: "已删除" }) : <Day day={suspendedOn} />,
        },
        {
          key: "state",
          head: say({ en: "State", zh: "状态" }),
          cell: ({ state }) => <Badge state={SUSPENSION_STATE[state]} />,
        },
        { key: "since", head: say({ en: "Since", zh: "自" }), cell: ({ since }) => <Day day={since} /> },
      ]}
    />
  );
}
