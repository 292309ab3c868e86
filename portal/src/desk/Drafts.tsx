/** Drafting orders and claims for the parties to sign: the office keeps the papers, makes the marks and holds the request. */
import { useState, type ChangeEvent } from "react";
import { isoOfDay, dayOfIso, lastValidSecond } from "../../../client/days.ts";
import { parseYuan } from "../../../client/money.ts";
import { parseVoucher, programOf } from "../../../client/ids.ts";
import { creditCode } from "../../../client/documents/creditCode.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { useClassNames } from "../providers/useClassNames.ts";
import { Field, Select, TextField, type Option } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { useMatch } from "./useMatch.ts";
import { askOffice, digestOf, keepDocument, OfficeRefused } from "./office.ts";
import { useQueue } from "./QueueView.tsx";
import { useSession } from "./session.tsx";

/** What was typed, and in which field it is wrong. */
class EntryWrong extends Error {
  readonly field: string;
  readonly sentence: Text;

  constructor(field: string, sentence: Text) {
    super(sentence.en);
    this.field = field;
    this.sentence = sentence;
  }
}

/** Reads what a field has. @throws EntryWrong */
function read<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    const { sentence, hint } = error;
    throw new EntryWrong(field, {
      en: hint ? `${sentence.en} ${hint.en}` : sentence.en,
      zh: hint ? `${sentence.zh}${hint.zh}` : sentence.zh,
    });
  }
}

/** Where the form has what the office names by its own names. */
const FIELD_OF: Readonly<Record<string, string>> = {
  "contract.enterprise": "enterprise",
  "contract.provider": "seller",
  invoices: "amount",
};

/** Which of an invoice's fields an error of its mark is about, or of the claim. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = { InvoiceNumberInvalid: "number", InvoiceUsed: "number" };

/** A signature is good for so many days. */
const GOOD_DAYS = 30;

type Entries = Readonly<Record<string, string>>;

interface Column {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly type?: "date" | "number";
  readonly pattern?: string;
  /** It is one of the service classes. */
  readonly isClass?: true;
}

const ORDER: readonly Column[] = [
  { name: "voucher", label: { en: "Voucher", zh: "双创券编号" }, hint: { en: "as 1-000001", zh: "例如 1-000001" } },
  { name: "provider", label: { en: "Provider", zh: "服务机构编号" }, hint: { en: "as P1-1", zh: "例如 P1-1" } },
  { name: "amount", label: { en: "Drawn on the voucher, in yuan", zh: "使用券额（元）" } },
  { name: "contractValue", label: { en: "The contract's value, in yuan", zh: "合同金额（元）" } },
  { name: "contractDay", label: { en: "The contract's date", zh: "合同签订日" }, type: "date" },
  { name: "serviceClass", label: { en: "Service class", zh: "服务类别" }, isClass: true },
  { name: "deliverBy", label: { en: "To be delivered by", zh: "交付期限" }, type: "date" },
  { name: "number", label: { en: "The contract's number", zh: "合同编号" } },
  { name: "enterprise", label: { en: "Enterprise's credit code", zh: "企业统一社会信用代码" } },
  { name: "seller", label: { en: "Provider's credit code", zh: "服务机构统一社会信用代码" } },
  {
    name: "match",
    label: { en: "The match that it comes of, if of one", zh: "对接编号（由供需对接产生的填写）" },
    hint: { en: "0x and 64 digits", zh: "0x 加 64 位字符" },
    pattern: "0x[0-9a-fA-F]{64}",
  },
];

const CLAIM: readonly Column[] = [
  {
    name: "order",
    label: { en: "Order", zh: "订单编号" },
    hint: { en: "0x and 64 digits", zh: "0x 加 64 位字符" },
    pattern: "0x[0-9a-fA-F]{64}",
  },
  {
    name: "round",
    label: { en: "Round (0 unless a claim was refused or rejected)", zh: "轮次（未被拒绝或退回的填 0）" },
    type: "number",
  },
  { name: "seller", label: { en: "Seller's credit code", zh: "销售方统一社会信用代码" } },
  { name: "code", label: { en: "Invoice code, if it has one", zh: "发票代码（没有的不填）" } },
  { name: "number", label: { en: "Invoice number", zh: "发票号码" } },
  { name: "amount", label: { en: "Invoiced, in yuan", zh: "发票金额（元）" } },
  { name: "proof", label: { en: "What shows the delivery", zh: "交付说明" } },
];

export function Drafts() {
  const say = useSay();
  const { district } = useSession();
  const { data: queue, mutate } = useQueue();
  const deadline = queue ? lastValidSecond(queue.day + GOOD_DAYS) : 0;
  const today = queue ? isoOfDay(queue.day) : "";
  const taken = useMatch();

  async function draftOrder(entries: Entries, file: File | undefined) {
    const of = (name: string) => entries[name]?.trim() ?? "";
    const terms = {
      voucher: of("voucher"),
      provider: of("provider"),
      amount: String(read("amount", () => parseYuan(of("amount")))),
      contractValue: String(read("contractValue", () => parseYuan(of("contractValue")))),
      contractDay: read("contractDay", () => dayOfIso(of("contractDay"))),
      serviceClass: Number(of("serviceClass")),
      deliverBy: read("deliverBy", () => dayOfIso(of("deliverBy"))),
    };
    const match = of("match").toLowerCase();
    const number = of("number");
    const enterprise = read("enterprise", () => creditCode(of("enterprise")));
    const provider = read("seller", () => creditCode(of("seller")));
    const contract = { number, enterprise, provider };
    const contractCommitment = await keepDocument(district, {
      purpose: "contract",
      subject: `voucher ${of("voucher")} with ${of("provider")}`,
      document: {
        kind: "contract",
        number,
        enterprise,
        provider,
        files: file ? [{ sha256: await digestOf(file) }] : [],
      },
    });
    await askOffice(district, "/requests", {
      kind: "order",
      message: {
        ...terms,
        ...(match !== "" && { referenceTo: match }),
        contractCommitment,
        deadline,
      },
      beside: { contract },
    });
    void mutate();
  }

  async function draftClaim(entries: Entries, file: File | undefined) {
    const of = (name: string) => entries[name]?.trim() ?? "";
    const amount = String(read("amount", () => parseYuan(of("amount"))));
    const seller = read("seller", () => creditCode(of("seller")));
    const about = { purpose: "redeem", subject: `order ${of("order").toLowerCase()} round ${of("round")}` };
    const files = file ? [{ name: file.name, sha256: await digestOf(file) }] : [];
    const evidence = await keepDocument(district, {
      ...about,
      document: { ...about, reason: of("proof"), ...(files.length > 0 && { files }) },
    });
    const invoice = { seller, code: of("code"), number: of("number") };
    const { nullifier } = await askOffice<{ nullifier: string }>(district, "/nullifiers/invoice", invoice);
    await askOffice(district, "/requests", {
      kind: "claim",
      message: {
        order: of("order"),
        round: Number(of("round")),
        invoices: [{ nullifier, amount }],
        evidence,
        deadline,
      },
      beside: { invoices: [invoice] },
    });
    void mutate();
  }

  return (
    <>
      <Section title={say({ en: "Draft an order", zh: "起草订单" })}>
        <p className="hint">
          {say({
            en: "Enterprise and provider find it on their desk and sign it. Then it waits here to be brought to the ledger.",
            zh: "企业和服务机构将在各自工作台看到并签署，签署齐备后在待办中提交账本。",
          })}
        </p>
        <Draft
          columns={ORDER}
          file={{ en: "The contract's file", zh: "合同文件" }}
          start={{ ...taken, contractDay: today }}
          fileRequired
          work={draftOrder}
          optional={["match"]}
        />
      </Section>
      <Section title={say({ en: "Draft a claim", zh: "起草核销申请" })}>
        <p className="hint">
          {say({
            en: "The provider signs it, the enterprise accepts it. For several invoices use tongdui redeem draft.",
            zh: "由服务机构签署、企业确认。多张发票请使用 tongdui redeem draft。",
          })}
        </p>
        <Draft
          columns={CLAIM}
          file={{ en: "A file that shows the delivery", zh: "交付证明文件" }}
          start={{ round: "0" }}
          work={draftClaim}
          optional={["code"]}
        />
      </Section>
    </>
  );
}

interface DraftProps {
  readonly columns: readonly Column[];
  readonly file: Text;
  readonly fileRequired?: boolean;
  readonly start: Entries;
  readonly optional: readonly string[];
  readonly work: (entries: Entries, file: File | undefined) => Promise<void>;
}

function Draft({ columns, file: fileText, fileRequired = false, start, optional, work }: DraftProps) {
  const say = useSay();
  const [entries, setEntries] = useState<Entries>({});
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<"ready" | "busy" | "made">("ready");
  const [wrong, setWrong] = useState<{ readonly sentence: Text; readonly field?: string | undefined }>();
  // A file's field is emptied by making it anew.
  const [turn, setTurn] = useState(0);
  const isColumn = columns.some(({ name }) => name === wrong?.field);
  const classes = useClasses(entries["voucher"] ?? "");
  const chosen = classes.find(({ value }) => value === (entries["serviceClass"] ?? start["serviceClass"]));
  const whole: Entries = { ...start, ...entries, serviceClass: chosen?.value ?? "" };

  async function make() {
    setState("busy");
    setWrong(undefined);
    try {
      await work(whole, file);
      setState("made");
      setEntries({});
      setFile(undefined);
      setTurn(turn + 1);
    } catch (error) {
      setState("ready");
      setWrong(wrongOf(error));
    }
  }

  return (
    <form
      className="sheet desk-form desk-columns"
      onSubmit={(event) => {
        event.preventDefault();
        if (state !== "busy") void make();
      }}
    >
      {columns.map(({ name, label, hint, type, pattern, isClass }) => {
        const field = {
          label: say(label),
          ...(hint && { hint: say(hint) }),
          ...(wrong?.field === name && { error: say(wrong.sentence) }),
          required: !optional.includes(name),
          value: whole[name] ?? "",
          onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
            setEntries({ ...entries, [name]: event.target.value });
            if (wrong?.field === name) setWrong(undefined);
          },
        };
        if (isClass) return <Select key={name} {...field} options={classes} />;
        return <TextField key={name} {...field} {...(type && { type })} {...(pattern && { pattern })} />;
      })}
      <Field
        label={say(fileText)}
        hint={say({
          en: "It stays on this computer; the office keeps its fingerprint.",
          zh: "文件留在本机，办公系统仅保存其指纹。",
        })}
      >
        {(named) => (
          <input
            {...named}
            key={turn}
            type="file"
            required={fileRequired}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        )}
      </Field>
      {wrong && !isColumn && <Notice kind="bad" title={say(wrong.sentence)} live />}
      {state === "made" && (
        <Notice
          kind="good"
          title={say({ en: "Drafted. The parties are asked to sign.", zh: "已起草，等待双方签署。" })}
          live
        />
      )}
      <p className="desk-buttons">
        <Button look="primary" type="submit" disabled={state === "busy"}>
          {say({ en: "Ask the parties to sign", zh: "提交双方签署" })}
        </Button>
      </p>
    </form>
  );
}

/** The service classes of a voucher's program; those of all programs until a voucher is named. */
function useClasses(voucher: string): readonly Option[] {
  const say = useSay();
  const classes = useClassNames(programIn(voucher));
  return [
    { value: "", text: say({ en: "Choose …", zh: "请选择……" }) },
    ...classes.map(({ number, name }) => ({ value: String(number), text: name })),
  ];
}

function programIn(voucher: string): number | undefined {
  try {
    return Number(programOf(parseVoucher(voucher)));
  } catch {
    // It is still being typed.
    return undefined;
  }
}

function wrongOf(error: unknown): { readonly sentence: Text; readonly field?: string | undefined } {
  if (error instanceof EntryWrong) return error;
  if (error instanceof OfficeRefused) {
    const { sentence, field = "", code } = error;
    return { sentence, field: FIELD_OF_CODE[code] ?? FIELD_OF[field] ?? field };
  }
  return { sentence: { en: "The entries do not fit.", zh: "填写内容有误。" } };
}
