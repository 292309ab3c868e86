/** A party's own vouchers, and the orders that a provider works on. */
import { Link } from "wouter";
import type { Page } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Day } from "../ui/Day.tsx";
import { Empty, Loading } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";

export function OwnVouchers() {
  const { me } = useSession();
  return me.parties.map((party) =>
    party.startsWith("P") ? <Orders key={party} party={party} /> : <Vouchers key={party} party={party} />,
  );
}

interface Voucher {
  readonly voucher: string;
  readonly face: string | null;
  readonly remaining: string | null;
  readonly useBy: string;
}

function Vouchers({ party }: { readonly party: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<Page<Voucher>>(`/index/vouchers?enterprise=${party}&limit=200`);
  return (
    <Section title={say({ en: `Vouchers of enterprise ${party}`, zh: `企业 ${party} 的双创券` })}>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty>{say({ en: "There are none.", zh: "暂无。" })}</Empty>}
      {data && data.items.length > 0 && (
        <Table
          caption={say({ en: "Vouchers", zh: "双创券" })}
          captionHidden
          rows={data.items}
          rowKey={({ voucher }) => voucher}
          columns={[
            {
              key: "voucher",
              head: say({ en: "Voucher", zh: "双创券" }),
              cell: ({ voucher }) => <Link href={`/v/${voucher}`}>{voucher}</Link>,
            },
            {
              key: "face",
              head: say({ en: "Face", zh: "面额" }),
              figure: true,
              cell: ({ face }) => <Amount fen={face} />,
            },
            {
              key: "remaining",
              head: say({ en: "Left", zh: "余额" }),
              figure: true,
              cell: ({ remaining }) => <Amount fen={remaining} />,
            },
            { key: "useBy", head: say({ en: "Use by", zh: "使用期限" }), cell: ({ useBy }) => <Day day={useBy} /> },
          ]}
        />
      )}
    </Section>
  );
}

interface Order {
  readonly order: string;
  readonly voucher: string;
  readonly amount: string | null;
  readonly deliverBy: string;
}

function Orders({ party }: { readonly party: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<Page<Order>>(`/index/orders?provider=${party}&limit=200`);
  return (
    <Section title={say({ en: `Orders of provider ${party}`, zh: `服务机构 ${party} 的订单` })}>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty>{say({ en: "There are none.", zh: "暂无。" })}</Empty>}
      {data && data.items.length > 0 && (
        <Table
          caption={say({ en: "Orders", zh: "订单" })}
          captionHidden
          rows={data.items}
          rowKey={({ order }) => order}
          columns={[
            {
              key: "voucher",
              head: say({ en: "Voucher", zh: "双创券" }),
              cell: ({ voucher }) => <Link href={`/v/${voucher}`}>{voucher}</Link>,
            },
            {
              key: "amount",
              head: say({ en: "Amount", zh: "券额" }),
              figure: true,
              cell: ({ amount }) => <Amount fen={amount} />,
            },
            {
              key: "deliverBy",
              head: say({ en: "Deliver by", zh: "交付期限" }),
              cell: ({ deliverBy }) => <Day day={deliverBy} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
