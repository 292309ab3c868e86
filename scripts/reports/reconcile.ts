/** Compares the bank's lines with the ledger's settlements, one by one. */
import { isoOfDay, type Day } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import type { BankLine } from "./bankLines.ts";
import type { LedgerItem } from "./settlements.ts";

/** In the order in which they are listed. */
export const FINDINGS = [
  /** The bank paid or returned what is in no payment of the district. */
  "unknown",
  /** The bank has several lines for one order, which say different things. */
  "several",
  /** One receipt stands for several orders. */
  "receiptTwice",
  /** The bank paid and the ledger says returned, or the reverse. */
  "result",
  "amount",
  /** The receipt that was committed to at settling is another one. */
  "receipt",
  /** The bank has it, and the ledger waits for it. */
  "notOnLedger",
  /** The ledger has it, and the bank's files have not. */
  "notAtBank",
  /** Neither has it yet. */
  "waiting",
  "agrees",
] as const;

export type Finding = (typeof FINDINGS)[number];

/** What is no difference between the two. */
export const AGREEING: readonly Finding[] = ["agrees", "waiting"];

/** Whether the receipt that the ledger holds a commitment of is the bank's. */
export type ReceiptCheck = "same" | "differs" | "not kept";

export interface Compared {
  readonly finding: Finding;
  readonly line: BankLine | undefined;
  readonly item: LedgerItem | undefined;
  /** Missing where there is nothing to compare. */
  readonly receipt: ReceiptCheck | undefined;
  /** Fen that the bank paid, and did not get back later, beyond what the ledger says it paid. */
  readonly difference: bigint;
}

export interface Compare {
  readonly lines: readonly BankLine[];
  readonly items: readonly LedgerItem[];
  /** Settlements of these days are expected in the bank's files. */
  readonly from: Day | undefined;
  readonly through: Day | undefined;
  /** The document that a receipt's commitment opens to; undefined where it is not kept here. */
  readonly documentOf: (commitment: string) => Json | undefined;
}

/** A row a line of the bank and a row an order that the bank has no line of; by findings, and within one as the ledger has them. */
export function compare({ lines, items, from, through, documentOf }: Compare): Compared[] {
  const known = new Map(items.map((item) => [item.reference, item]));
  const byReference = Map.groupBy(lines, ({ reference }) => reference);
  const byReceipt = Map.groupBy(lines, ({ receipt }) => receipt);
  const isShared = ({ receipt, reference }: BankLine): boolean =>
    byReceipt.get(receipt)?.some((other) => other.reference !== reference) === true;

  const bank = [...byReference].flatMap(([reference, some]) => {
    const item = known.get(reference);
    const inTime = some.toSorted((a, b) => a.day - b.day);
    let paid = 0n;
    return inTime.map((line, i): Compared => {
      const before = paid;
      paid = line.result === "paid" ? paid + line.amount : paid > line.amount ? paid - line.amount : 0n;
      // What the ledger paid once is set against the first of several lines, so that the differences add up.
      const difference = paid - before - (i === 0 ? paidByLedger(item) : 0n);
      const receipt = receiptOf(line, item, documentOf);
      const several = some.length > 1;
      const finding = findingOf(line, item, { several, shared: isShared(line), receipt });
      return { finding, line, item, receipt, difference };
    });
  });
  const ledger = items
    .filter(({ reference }) => !byReference.has(reference))
    .filter(({ settledOn }) => settledOn === undefined || isWithin(settledOn, from, through))
    .map((item): Compared => {
      const finding = item.settled === undefined ? "waiting" : "notAtBank";
      return { finding, line: undefined, item, receipt: undefined, difference: -paidByLedger(item) };
    });
  const place = new Map(items.map(({ reference }, i) => [reference, i]));
  const placeOf = ({ item }: Compared): number => (item ? (place.get(item.reference) ?? 0) : -1);
  return [...bank, ...ledger].sort(
    (a, b) => FINDINGS.indexOf(a.finding) - FINDINGS.indexOf(b.finding) || placeOf(a) - placeOf(b),
  );
}

function findingOf(
  line: BankLine,
  item: LedgerItem | undefined,
  { several, shared, receipt }: { several: boolean; shared: boolean; receipt: ReceiptCheck | undefined },
): Finding {
  if (!item) return "unknown";
  if (several) return "several";
  if (shared) return "receiptTwice";
  if (item.settled && item.settled.paid !== (line.result === "paid")) return "result";
  if (item.amount !== line.amount) return "amount";
  if (!item.settled) return "notOnLedger";
  return receipt === "differs" ? "receipt" : "agrees";
}

function receiptOf(
  line: BankLine,
  item: LedgerItem | undefined,
  documentOf: Compare["documentOf"],
): ReceiptCheck | undefined {
  if (!item?.settled) return undefined;
  const document = documentOf(item.settled.receipt);
  if (document === undefined || document === null || typeof document !== "object" || Array.isArray(document)) {
    return "not kept";
  }
  const { receipt, day } = document as Readonly<Record<string, Json>>;
  return receipt === line.receipt && day === isoOfDay(line.day) ? "same" : "differs";
}

export function paidByBank(line: BankLine | undefined): bigint {
  return line?.result === "paid" ? line.amount : 0n;
}

export function paidByLedger(item: LedgerItem | undefined): bigint {
  return item?.settled?.paid === true ? item.amount : 0n;
}

function isWithin(day: Day, from: Day | undefined, through: Day | undefined): boolean {
  return (from === undefined || day >= from) && (through === undefined || day <= through);
}
