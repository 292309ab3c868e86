/** The bank's answer to a payment: typed, or from the file that the command takes as well. */
import type { Need } from "../../../client/queue.ts";
import { isoOfDay } from "../../../client/days.ts";
import { formatFen, parseYuan } from "../../../client/money.ts";
import { useState } from "react";
import { useSay, type Text } from "../app/language.tsx";
import { Field, Select, TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { keepDocument, OfficeRefused } from "./office.ts";
import { useQueue } from "./QueueView.tsx";

type BankNeed = Extract<Need, { need: "bank" }>;

interface Row {
  readonly result: "" | "paid" | "returned";
  readonly receipt: string;
  readonly day: string;
  readonly remark: string;
}

export interface BankGiven {
  /** By references. */
  readonly rows: Readonly<Record<string, Row>>;
}

const EMPTY: Row = { result: "", receipt: "", day: "", remark: "" };

/** The act's items; each line is kept at the office as the command keeps it. @throws OfficeRefused */
export async function receiptsOf({ payment, orders }: BankNeed, { rows }: BankGiven, district: number) {
  const answered = orders.flatMap((one) => {
    const row = rows[one.reference];
    return row && row.result !== "" ? [{ ...one, row }] : [];
  });
  if (answered.length === 0)
    throw wrong({ en: "Enter what the bank did with one order at least.", zh: "请至少填写一笔订单的银行处理结果。" });
  for (const { reference, row } of answered) {
    if (row.receipt.trim() === "" || row.day === "") {
      throw wrong({ en: `${reference}: receipt and date are missing.`, zh: `${reference}：缺少流水号或日期。` });
    }
  }
  return Promise.all(
    answered.map(async ({ order, reference, amount, row: { result, receipt, day, remark } }) => ({
      order,
      paid: result === "paid",
      receipt: await keepDocument(district, {
        purpose: "bank receipt",
        subject: `payment ${payment} order ${order}`,
        document: {
          payment,
          order,
          reference,
          amount,
          result,
          receipt: receipt.trim(),
          day,
          remark: remark === "" ? null : remark,
        },
      }),
    })),
  );
}

const wrong = (sentence: Text) => new OfficeRefused(400, "BankAnswer", sentence);

interface Props {
  readonly need: BankNeed;
  readonly given: BankGiven;
  readonly onChange: (given: BankGiven) => void;
}

export function BankFields({ need, given, onChange }: Props) {
  const say = useSay();
  const { data: queue } = useQueue();
  const [complaint, setComplaint] = useState<Text>();
  const today = queue ? isoOfDay(queue.day) : "";
  const set = (reference: string, row: Partial<Row>) =>
    onChange({ rows: { ...given.rows, [reference]: { ...EMPTY, ...given.rows[reference], ...row } } });

  async function read(file: File) {
    try {
      onChange({ rows: { ...given.rows, ...rowsIn(await file.text(), need, today) } });
      setComplaint(undefined);
    } catch (error) {
      setComplaint(error instanceof OfficeRefused ? error.sentence : UNREADABLE);
    }
  }

  return (
    <>
      <Field
        label={say({ en: "The bank's file (CSV)", zh: "银行回执文件（CSV）" })}
        hint={say({
          en: "With the columns Reference, Amount, Result, Receipt, Date, as tongdui payment settle takes it. Or fill in below.",
          zh: "列名：附言、金额、结果、流水号、交易日期，与 tongdui payment settle 所用文件相同；也可在下方逐笔填写。",
        })}
      >
        {(named) => (
          <input
            {...named}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void read(file);
            }}
          />
        )}
      </Field>
      {complaint && <Notice kind="bad" title={say(complaint)} live />}
      {need.orders.map(({ reference, voucher, provider, amount }) => {
        const row = given.rows[reference] ?? EMPTY;
        return (
          <fieldset key={reference} className="desk-set">
            <legend>
              {reference} · {say({ en: "voucher", zh: "双创券" })} {voucher} · {provider} · {formatFen(BigInt(amount))}
            </legend>
            <Select
              label={say({ en: "What the bank did", zh: "银行处理结果" })}
              options={[
                { value: "", text: say({ en: "No answer yet", zh: "尚无回执" }) },
                { value: "paid", text: say({ en: "Paid", zh: "已付" }) },
                { value: "returned", text: say({ en: "Returned", zh: "退汇" }) },
              ]}
              value={row.result}
              onChange={(event) => set(reference, { result: event.target.value as Row["result"] })}
            />
            {row.result !== "" && (
              <>
                <TextField
                  label={say({ en: "The bank's receipt number", zh: "银行流水号" })}
                  required
                  value={row.receipt}
                  onChange={(event) => set(reference, { receipt: event.target.value })}
                />
                <TextField
                  type="date"
                  label={say({ en: "The bank's date", zh: "交易日期" })}
                  required
                  max={today}
                  value={row.day}
                  onChange={(event) => set(reference, { day: event.target.value })}
                />
              </>
            )}
          </fieldset>
        );
      })}
    </>
  );
}

const HEADINGS = {
  reference: ["附言", "reference", "remark"],
  amount: ["金额", "amount"],
  result: ["结果", "交易状态", "result"],
  receipt: ["流水号", "交易流水号", "回单号", "receipt", "bank reference"],
  day: ["交易日期", "日期", "date"],
  remark: ["退汇原因", "备注", "reason", "note"],
} as const;
const RESULTS: Readonly<Record<string, Row["result"]>> = Object.fromEntries([
  ...["成功", "已付", "paid", "success"].map((word) => [word, "paid"]),
  ...["退汇", "失败", "退回", "returned", "failed"].map((word) => [word, "returned"]),
]) as Record<string, Row["result"]>;

/** The rows of the bank's file, each held against the payment. @throws OfficeRefused which names the line. */
export function rowsIn(text: string, { orders, payment }: BankNeed, today: string): Record<string, Row> {
  const [head = [], ...lines] = cellsIn(text.replace(/^\uFEFF/, ""));
  const place = (of: keyof typeof HEADINGS) =>
    head.findIndex((cell) => (HEADINGS[of] as readonly string[]).includes(cell.toLowerCase()));
  const places = Object.fromEntries((Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]).map((of) => [of, place(of)]));
  const rows: Record<string, Row> = {};
  for (const [i, cells] of lines.entries()) {
    const at = (of: keyof typeof HEADINGS) => cells[places[of] ?? -1]?.trim() ?? "";
    const complain = (en: string, zh: string) => wrong({ en: `Line ${i + 2}: ${en}`, zh: `第 ${i + 2} 行：${zh}` });
    const order = orders.find(({ reference }) => reference === at("reference"));
    if (!order)
      throw complain(
        `"${at("reference")}" is no order of payment ${payment} that waits.`,
        `“${at("reference")}”不是拨付批次 ${payment} 中待回执的订单。`,
      );
    if (amountIn(at("amount")) !== BigInt(order.amount))
      throw complain(
        `the amount is not ${formatFen(BigInt(order.amount))}.`,
        `金额应为 ${formatFen(BigInt(order.amount))}。`,
      );
    const result = RESULTS[at("result").toLowerCase()];
    if (!result) throw complain(`"${at("result")}" is neither paid nor returned.`, `“${at("result")}”不是已付或退汇。`);
    const day = at("day").replaceAll("/", "-");
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || day > today)
      throw complain("the date is none, or after today.", "日期有误或晚于今日。");
    if (at("receipt") === "") throw complain("the receipt is missing.", "缺少流水号。");
    if (rows[order.reference]) throw complain(`${order.reference} stands twice.`, `${order.reference} 重复。`);
    rows[order.reference] = { result, receipt: at("receipt"), day, remark: at("remark") };
  }
  return rows;
}

const UNREADABLE: Text = { en: "The file cannot be read.", zh: "无法读取该文件。" };

function amountIn(text: string): bigint | undefined {
  try {
    return parseYuan(text);
  } catch {
    return undefined;
  }
}

/** CSV with commas, quotes as usual; empty lines are left out. */
function cellsIn(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell = ""]) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    );
    rows.push(cells.slice(0, line.endsWith(",") ? undefined : -1).length === 0 ? [line] : cells);
  }
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}
