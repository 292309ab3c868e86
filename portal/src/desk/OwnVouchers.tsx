/** What is a party's own: an enterprise's vouchers, and the orders of either side as they stand. */
import { Link } from "wouter";
import type { Voucher } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { Section } from "../ui/Page.tsx";
import { ListOfPages } from "../ui/Pages.tsx";
import { stateOfVoucher } from "../ui/states.ts";
import { Table } from "../ui/Table.tsx";
import { OwnOrders } from "./OwnOrders.tsx";
import { Refused } from "./QueueView.tsx";
import { SaveStatement } from "./SaveStatement.tsx";
import { useOfficePages, useSession } from "./session.tsx";
import { partyText } from "./words.ts";

export function OwnVouchers() {
  const { me } = useSession();
  return me.parties.map((party) => <OwnOf key={party} party={party} />);
}

function OwnOf({ party }: { readonly party: string }) {
  const say = useSay();
  const whose = say(partyText(party, useNames()));
  return (
    <>
      {!party.startsWith("P") && (
        <Section title={say({ en: `Vouchers: ${whose}`, zh: `${whose}：双创券` })}>
          <Vouchers party={party} />
        </Section>
      )}
      <Section title={say({ en: `Orders: ${whose}`, zh: `${whose}：订单` })}>
        <OwnOrders party={party} />
      </Section>
      <SaveStatement party={party} />
    </>
  );
}

function Vouchers({ party }: { readonly party: string }) {
  const say = useSay();
  return (
    <ListOfPages
      of={useOfficePages<Voucher>(`/index/vouchers?enterprise=${party}`)}
      failure={(error, again) => <Refused error={error} again={again} />}
      none={say({ en: "There are none.", zh: "暂无。" })}
    >
      {(vouchers) => (
        <Table
          caption={say({ en: "Vouchers", zh: "双创券" })}
          captionHidden
          rows={vouchers}
          rowKey={({ voucher }) => voucher}
          columns={[
            {
              key: "voucher",
              head: say({ en: "Voucher", zh: "双创券" }),
              cell: ({ voucher }) => <Link href={`/v/${voucher}`}>{voucher}</Link>,
            },
            { key: "state", head: say({ en: "State", zh: "状态" }), cell: (v) => <Badge state={stateOfVoucher(v)} /> },
            { key: "useBy", head: say({ en: "Use by", zh: "使用期限" }), cell: ({ useBy }) => <Day day={useBy} /> },
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
          ]}
        />
      )}
    </ListOfPages>
  );
}
