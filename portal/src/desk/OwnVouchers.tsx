/** A party's own vouchers, and the orders that a provider works on. */
import { useState } from "react";
import { Link } from "wouter";
import type { Page } from "../app/answers.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Day } from "../ui/Day.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty, Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Table } from "../ui/Table.tsx";
import { Refused } from "./QueueView.tsx";
import { askOffice, OfficeRefused } from "./office.ts";
import { save } from "./saveFile.ts";
import { useOffice, useSession } from "./session.tsx";
import { enterpriseStatement, providerStatement, type Ask } from "./statement.ts";

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
      {data && data.items.length > 0 && <Statement party={party} />}
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
      {data && data.items.length > 0 && <Statement party={party} />}
    </Section>
  );
}

/** Saves what there was of the party's vouchers or orders as a table. */
function Statement({ party }: { readonly party: string }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { district } = useSession();
  const [wrong, setWrong] = useState<Text>();
  const [isBusy, setBusy] = useState(false);
  const give = async () => {
    const ask: Ask = async (path) => askOffice(district, `/index${path}`);
    const text = party.startsWith("P")
      ? await providerStatement(ask, party, lang)
      : await enterpriseStatement(ask, party, names.provider, lang);
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), `statement-${party}.csv`);
  };
  const onClick = () => {
    setBusy(true);
    setWrong(undefined);
    give()
      .catch((error: unknown) => setWrong(error instanceof OfficeRefused ? error.sentence : FAILED))
      .finally(() => setBusy(false));
  };
  return (
    <>
      {wrong && (
        <Notice kind="bad" live>
          <p>{say(wrong)}</p>
        </Notice>
      )}
      <p className="more">
        <Button onClick={onClick} disabled={isBusy}>
          {say({ en: "Save the statement (table, CSV)", zh: "下载对账单（CSV 表格）" })}
        </Button>
      </p>
    </>
  );
}

const FAILED: Text = { en: "The statement could not be made. Try again.", zh: "未能生成对账单，请重试。" };
