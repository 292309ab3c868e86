/** `order draft`: from a table of contracts to the terms that enterprises and providers sign. */
import path from "node:path";
import { lastValidSecond, type Day } from "../../../client/days.ts";
import { normalise } from "../../../client/documents/normalise.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { orderIdOf, type Order } from "../../../client/messages.ts";
import type { OrderStage } from "../../../client/orderWord.ts";
import { asked } from "../../chain/asked.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { commitContract, demandReadable } from "../contract.ts";
import { DAYS_GOOD } from "../moment.ts";
import { orderState } from "../../../client/orderState.ts";
import type { ContractFacts } from "../signature.ts";
import { readTerms, termsText } from "../terms.ts";
import type { Told } from "../told.ts";
import { demandUsable, draftDiffers, isThere, renewDraft, writeDraft } from "./draftFile.ts";
import { referenceOf } from "./matchBehind.ts";
import { answerOrders, type DraftedOrder } from "./orderAnswer.ts";
import {
  codeOf,
  contractTwice,
  demandContractDay,
  demandCovered,
  demandDeliverBy,
  demandLiving,
  demandNotFunded,
} from "./orderChecks.ts";
import { readOrders, type Field, type OrderRow, type OrderRows } from "./orderRows.ts";
import { areTheirs, partiesNow } from "./tell.ts";

export interface DraftOrdersInput {
  readonly file: string;
  readonly out: string | undefined;
}

interface Judged {
  readonly row: OrderRow;
  readonly file: string;
  readonly enterprise: bigint;
  readonly contract: ContractFacts;
  /** Its contract's commitment is what is still to come, unless the file is there already. */
  readonly order: Order;
  readonly isBefore: boolean;
  readonly told: Told;
  /** It is there, and names wallets that sign no more. */
  readonly isStale: boolean;
  /** Of an order that is placed. */
  readonly stage: OrderStage | undefined;
}

/**
 * Fills in what the ledger and the office know, commits to the contracts and writes a file an order. Drafting the same again finds
 * the same file.
 *
 * @throws TongduiError `FileHasComplaints`; as readOrders, Directory.open, DocumentStore. Then nothing is kept or written.
 */
export async function draftOrders(input: DraftOrdersInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => draftRows(open, await readOrders(input.file, context.io.note), input.out));
}

/** The same, for contracts that came from elsewhere than a table. */
export async function draftRows(
  open: Reading,
  { rows, demandNone }: OrderRows,
  folder: string | undefined,
): Promise<Answer> {
  const directory = await Directory.open(open);
  const today = await open.today();
  const judged: Judged[] = [];
  const progress = open.context.io.progress({ en: "Checking contracts", zh: "核对合同" }, rows.length);
  const files = new Set<string>();
  for (const row of rows) {
    const out = folder ?? row.folder;
    if (files.has(fileOf(row, out))) row.complain("contractNumber", contractTwice());
    files.add(fileOf(row, out));
    const found = await judge(open, row, { directory, today, out });
    if (found) judged.push(found);
    progress.add(1);
  }
  progress.end();
  demandNone();
  const drafted: DraftedOrder[] = [];
  for (const one of judged) drafted.push(await keep(open, one));
  return answerOrders(drafted, directory);
}

interface Desk {
  readonly directory: Directory;
  readonly today: Day;
  readonly out: string;
}

/** Holds a row against the ledger and the office; what is wrong is complained of, and then there is no order. */
async function judge(open: Reading, row: OrderRow, { directory, today, out }: Desk): Promise<Judged | undefined> {
  let isGood = true;
  const good = async <T>(field: Field, work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      row.complain(field, error);
      isGood = false;
      return undefined;
    }
  };
  const { ledger } = open;
  const file = fileOf(row, out);
  const isOld = await isThere(file);
  const enterprise = await good("voucher", async () =>
    asked(open, ledger.vouchers, ledger.vouchers.enterpriseOf(row.voucher)),
  );
  const provider = await good("provider", async () => {
    const id = directory.idOf("provider", row.provider);
    await asked(open, ledger.providers, ledger.providers.providerOf(id));
    return id;
  });
  const isReadable = await good("contractFile", async () => demandReadable(row.contractFile));
  if (!isOld && provider !== undefined)
    await good("serviceClass", async () =>
      asked(open, ledger.providers, ledger.providers.signerForOrder(provider, row.serviceClass)),
    );
  if (
    !isOld &&
    enterprise !== undefined &&
    (await good("voucher", async () => demandLiving(open, row.voucher, today)))
  ) {
    const [voucher, { contractDay, deliverBy }] = [row.voucher, daysOf(row, undefined, today)];
    await good("amount", async () => demandCovered(open, row));
    await good("contractDay", async () => demandContractDay(open, voucher, contractDay, today));
    await good("deliverBy", async () => demandDeliverBy(open, voucher, deliverBy, today));
  }
  if (enterprise === undefined || provider === undefined) return undefined;
  const reference = await good("match", async () => referenceOf(open, row, { enterprise, provider }));
  const enterpriseCode = await good("enterpriseCode", () =>
    codeOf(row.enterpriseCode, directory.byId("enterprise", enterprise)?.creditCode),
  );
  const providerCode = await good("providerCode", () =>
    codeOf(row.providerCode, directory.byId("provider", provider)?.creditCode),
  );
  if (enterpriseCode === undefined || providerCode === undefined || isReadable !== true) return undefined;
  if (reference === undefined) return undefined;

  const contract = { number: row.contractNumber, enterprise: enterpriseCode, provider: providerCode };
  return good("contractNumber", async () => {
    // A contract that is not kept yet gets a commitment here that is forgotten again.
    const commitment = await commitmentTo(open, { row, provider, contract }, true);
    const there = isOld ? await readTerms(file, open) : undefined;
    const order = filled({ row, provider, commitment, reference, today }, there?.order);
    const parties = await partiesNow(open, directory, { enterprise, provider });
    const told = { parties, ...(row.className === undefined ? {} : { className: row.className }) };
    const judged = { row, file, enterprise, contract, order, told, isStale: false, stage: undefined };
    if (!there) {
      await demandNotFunded(open, row.voucher, commitment);
      return isGood ? { ...judged, isBefore: false } : undefined;
    }
    const id = orderIdOf(open.domain, there.order);
    const isSame = id === orderIdOf(open.domain, order) && sameContract(there.beside.contract, contract);
    if (!isSame) throw draftDiffers(file);
    const { stage } = await orderState(ledger, id);
    if (stage === "None") demandUsable(file, order.deadline, today);
    const isStale =
      stage === "None" && there.beside.told !== undefined && !areTheirs(there.beside.told.parties, parties);
    return { ...judged, isBefore: true, isStale, stage: stage === "None" ? undefined : stage };
  });
}

function fileOf(row: OrderRow, out: string): string {
  return path.join(out, `draft-order-${formatVoucher(row.voucher)}-${tame(row.contractNumber)}.json`);
}

/** What the row leaves open is as an earlier draft of it has it, or counted from today. */
function daysOf(
  { contractDay, deliverBy, deliverDays }: OrderRow,
  before: Order | undefined,
  today: Day,
): { readonly contractDay: Day; readonly deliverBy: Day } {
  return {
    contractDay: contractDay ?? before?.contractDay ?? today,
    deliverBy: deliverBy ?? before?.deliverBy ?? today + (deliverDays ?? 0),
  };
}

/** The order of a row. */
function filled(
  {
    row,
    provider,
    commitment,
    reference,
    today,
  }: {
    readonly row: OrderRow;
    readonly provider: bigint;
    readonly commitment: string;
    readonly reference: string;
    readonly today: Day;
  },
  before: Order | undefined,
): Order {
  return {
    voucher: row.voucher,
    provider,
    amount: row.amount,
    contractValue: row.contractValue,
    serviceClass: row.serviceClass,
    ...daysOf(row, before, today),
    contractCommitment: commitment,
    referenceTo: reference,
    deadline: row.deadline ?? before?.deadline ?? BigInt(lastValidSecond(today + DAYS_GOOD)),
  };
}

async function commitmentTo(
  open: Reading,
  { row, provider, contract }: { readonly row: OrderRow; readonly provider: bigint; readonly contract: ContractFacts },
  dryRun: boolean,
): Promise<string> {
  const office = { profile: open.profile, context: { ...open.context, dryRun } };
  return commitContract(office, { voucher: row.voucher, provider, contract, file: row.contractFile });
}

function sameContract(a: ContractFacts | undefined, b: ContractFacts): boolean {
  return (
    a !== undefined &&
    (["number", "enterprise", "provider"] as const).every((name) => normalise(a[name]) === normalise(b[name]))
  );
}

/** What a file's name can hold of a contract's number on every system. */
function tame(number: string): string {
  return number.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
}

async function keep(open: Reading, judged: Judged): Promise<DraftedOrder> {
  const { row, file, enterprise, contract, order, isBefore, told, isStale, stage } = judged;
  if (isStale && !open.context.dryRun) {
    await renewDraft(file, termsText(order, contract, told));
    return { order, enterprise, file, end: "renewed" };
  }
  const end = isBefore ? "before" : "tried";
  if (isBefore || open.context.dryRun) return { order, enterprise, file, end, stage };
  const { provider } = order;
  const whole = { ...order, contractCommitment: await commitmentTo(open, { row, provider, contract }, false) };
  if (await writeDraft(file, termsText(whole, contract, told))) return { order: whole, enterprise, file, end: "done" };
  const there = await readTerms(file, open);
  if (orderIdOf(open.domain, there.order) !== orderIdOf(open.domain, whole)) throw draftDiffers(file);
  return { order: whole, enterprise, file, end: "before" };
}
