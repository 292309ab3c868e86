/** Vouchers, narrowed down by district, program, holder and state; and as a table for spreadsheets. */
import { Link } from "wouter";
import { useIndexPages } from "../app/api.ts";
import type { Voucher } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { Day } from "../ui/Day.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { Select, TextField } from "../ui/Field.tsx";
import { Page } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { stateOfVoucher, voucherState } from "../ui/states.ts";
import { Table } from "../ui/Table.tsx";

const STATUSES = ["Active", "Expired", "Revoked"] as const;

export default function VouchersPage() {
  const say = useSay();
  const { values, set } = useFilters(["district", "program", "enterprise", "status"]);
  const path = `/vouchers${queryOf(values)}`;
  const any = { value: "", text: say({ en: "All states", zh: "所有状态" }) };
  return (
    <Page
      title={say({ en: "Vouchers", zh: "双创券查询" })}
      lead={say({
        en: "Every voucher that was issued, whether it still runs or has ended.",
        zh: "已发放的全部双创券，包括有效的和已终止的。",
      })}
    >
      <div className="filters">
        <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
        <Select
          label={say({ en: "State", zh: "状态" })}
          options={[any, ...STATUSES.map((status) => ({ value: status, text: say(voucherState(status).text) }))]}
          value={values.status}
          onChange={(event) => set("status", event.target.value)}
        />
        <Narrow name="program" label={say({ en: "Program, by its number", zh: "项目编号" })} form={/^[1-9]\d{0,4}$/} />
        <Narrow
          name="enterprise"
          label={say({ en: "Enterprise, by its number", zh: "企业编号" })}
          form={/^[1-9]\d{0,4}-[1-9]\d{0,8}$/}
        />
      </div>
      <PagedList
        of={useIndexPages<Voucher>(path)}
        none={say({ en: "No voucher that can be shown fits this choice.", zh: "没有符合条件且可公开的双创券。" })}
      >
        {(items) => <VoucherTable vouchers={items} />}
      </PagedList>
      <CsvLink path={path} />
    </Page>
  );
}

/** Narrows the list down as soon as a whole number is typed. */
function Narrow({ name, label, form }: { name: "program" | "enterprise"; label: string; form: RegExp }) {
  const { values, set } = useFilters([name]);
  return (
    <TextField
      label={label}
      defaultValue={values[name]}
      maxLength={16}
      onChange={({ target: { value } }) => set(name, form.test(value.trim()) ? value.trim() : "")}
    />
  );
}

export function VoucherTable({ vouchers }: { readonly vouchers: readonly Voucher[] }) {
  const say = useSay();
  const names = useNames();
  return (
    <Table
      caption={say({ en: "Vouchers in the order of their numbers", zh: "按券号排列" })}
      captionHidden
      columns={[
        {
          key: "voucher",
          head: say({ en: "Voucher", zh: "券号" }),
          cell: ({ voucher }) => (
            <Link href={`/v/${voucher}`} className="number">
              {voucher}
            </Link>
          ),
        },
        {
          key: "holder",
          head: say({ en: "Enterprise", zh: "企业" }),
          cell: ({ enterprise }) => names.enterprise(enterprise) ?? <Unsaid />,
        },
        {
          key: "state",
          head: say({ en: "State", zh: "状态" }),
          cell: (v) => <Badge state={stateOfVoucher(v)} />,
        },
        { key: "useBy", head: say({ en: "Use by", zh: "使用期限" }), cell: ({ useBy }) => <Day day={useBy} /> },
        {
          key: "face",
          head: say({ en: "Face value", zh: "面额" }),
          figure: true,
          cell: (v) => <Amount fen={v.face} />,
        },
        {
          key: "spent",
          head: say({ en: "Spent", zh: "已核销" }),
          figure: true,
          cell: (v) => <Amount fen={v.redeemed} />,
        },
        { key: "paid", head: say({ en: "Paid", zh: "已拨付" }), figure: true, cell: (v) => <Amount fen={v.paid} /> },
      ]}
      rows={vouchers}
      rowKey={({ voucher }) => voucher}
    />
  );
}

function Unsaid() {
  return <span className="unsaid">{useSay()({ en: "not published", zh: "未公开" })}</span>;
}
