/** With whom a demand was matched, and the orders that came of it. */
import { Link } from "wouter";
import { shortHex } from "../../../client/text/ids.ts";
import type { MatchAnswer, OrderAnswer } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { Code, Facts } from "../ui/Facts.tsx";
import { Section } from "../ui/Page.tsx";
import { orderState } from "../ui/states.ts";
import { ProviderLink } from "./facts.tsx";

export function MatchMade({ match }: { readonly match: string }) {
  const say = useSay();
  const answer = useIndex<MatchAnswer>(`/matches/${match}`);
  return (
    <Section title={say({ en: "Match and orders", zh: "对接与订单" })}>
      <Answer of={answer}>{(data) => <Made match={data} />}</Answer>
    </Section>
  );
}

function Made({ match: { match, provider, madeOn, orders, recorded } }: { readonly match: MatchAnswer }) {
  const say = useSay();
  return (
    <>
      <Facts
        facts={[
          [say({ en: "Matched with", zh: "对接机构" }), <ProviderLink key="provider" provider={provider} />],
          [say({ en: "On", zh: "对接日期" }), <Day key="on" day={madeOn} />],
          [say({ en: "Number of the match", zh: "对接编号" }), <Code key="match">{match}</Code>],
          [
            say({ en: "Orders recorded under it", zh: "登记的订单" }),
            recorded === null ? (
              say({ en: `${orders} (which ones the district does not publish)`, zh: `${orders} 笔（该区不公开明细）` })
            ) : recorded.length === 0 ? (
              say({ en: "none yet", zh: "暂无" })
            ) : (
              <ul key="orders" className="plain-list">
                {recorded.map(({ order }) => (
                  <li key={order}>
                    <OrderMade order={order} />
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      <p className="screen-only more">
        <Link href={`/desk/drafts?match=${match}`}>
          {say({ en: "Draft the order at the desk", zh: "在工作台起草订单" })}
        </Link>
      </p>
    </>
  );
}

function OrderMade({ order }: { readonly order: string }) {
  const { data } = useIndex<OrderAnswer>(`/orders/${order}`);
  return (
    <>
      {data ? <Link href={`/v/${data.voucher}`}>{data.voucher}</Link> : null} <Code>{shortHex(order)}</Code>{" "}
      {data && <Badge state={orderState(data.stage)} />}
    </>
  );
}
