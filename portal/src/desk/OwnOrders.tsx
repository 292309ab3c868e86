/** A party's orders: with whom, how much, until when, and how each stands. */
import { Link } from "wouter";
import type { VoucherOrder } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { ProviderLink } from "../demands/facts.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { ListOfPages } from "../ui/Pages.tsx";
import { orderState } from "../ui/states.ts";
import { Table, type Column } from "../ui/Table.tsx";
import { Refused } from "./QueueView.tsx";
import { useOfficePages } from "./session.tsx";

interface Order extends VoucherOrder {
  readonly voucher: string;
  /** Null where its district does not publish it. */
  readonly enterprise: string | null;
}

export function OwnOrders({ party }: { readonly party: string }) {
  const say = useSay();
  const names = useNames();
  const isProvider = party.startsWith("P");
  const partner: Column<Order> = isProvider
    ? {
        key: "enterprise",
        head: say({ en: "Enterprise", zh: "企业" }),
        cell: ({ enterprise }) => names.enterprise(enterprise) ?? say({ en: "not published", zh: "未公开" }),
      }
    : {
        key: "provider",
        head: say({ en: "Provider", zh: "服务机构" }),
        cell: ({ provider }) => <ProviderLink provider={provider} />,
      };
  return (
    <ListOfPages
      of={useOfficePages<Order>(`/index/orders?${isProvider ? "provider" : "enterprise"}=${party}`)}
      failure={(error, again) => <Refused error={error} again={again} />}
      none={say({ en: "There are none.", zh: "暂无。" })}
    >
      {(orders) => (
        <Table
          caption={say({ en: "Orders", zh: "订单" })}
          captionHidden
          rows={orders}
          rowKey={({ order }) => order}
          columns={[
            {
              key: "voucher",
              head: say({ en: "Voucher", zh: "双创券" }),
              cell: ({ voucher }) => <Link href={`/v/${voucher}`}>{voucher}</Link>,
            },
            partner,
            {
              key: "state",
              head: say({ en: "State", zh: "状态" }),
              cell: ({ stage }) => <Badge state={orderState(stage)} />,
            },
            {
              key: "deliverBy",
              head: say({ en: "Deliver by", zh: "交付期限" }),
              cell: ({ deliverBy }) => <Day day={deliverBy} />,
            },
            {
              key: "contract",
              head: say({ en: "Contract", zh: "合同金额" }),
              figure: true,
              cell: ({ contractValue }) => <Amount fen={contractValue} />,
            },
            {
              key: "amount",
              head: say({ en: "By voucher", zh: "券额" }),
              figure: true,
              cell: ({ amount }) => <Amount fen={amount} />,
            },
          ]}
        />
      )}
    </ListOfPages>
  );
}
