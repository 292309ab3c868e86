/** `redeem draft`: from what an operator has in hand to the claims that providers sign. */
import path from "node:path";
import type { Json } from "../../../client/documents/canonical.ts";
import { invoiceNullifier } from "../../../client/documents/nullifier.ts";
import { lastValidSecond, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Claim } from "../../../client/messages.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { referenceTo, withFiles, type FileReference } from "../../documents/attachments.ts";
import { documentsOf } from "../../documents/office.ts";
import { reasonDocument } from "../../documents/readDocument.ts";
import type { Matter } from "../../../client/documents/record.ts";
import { marksOf, openNullifierKeys, type Mark, type NullifierKeys } from "../../nullifiers/marks.ts";
import { standing } from "../../nullifiers/standing.ts";
import { demandUnused } from "../../nullifiers/unused.ts";
import { Directory } from "../../registers/directory.ts";
import { claimTermsText, readClaimTerms, type Invoiced } from "../claimTerms.ts";
import { DAYS_GOOD } from "../moment.ts";
import { placedTerms } from "../placedTerms.ts";
import { demandSeller } from "../partyCodes.ts";
import { claimsInHand, orComplaint, type ClaimInHand } from "./claimsInHand.ts";
import { answerClaims, type DraftedClaim } from "./claimAnswer.ts";
import { demandUsable, draftDiffers, isThere, renewDraft, writeDraft } from "./draftFile.ts";
import { readInvoices, type InvoiceRow } from "./invoiceRows.ts";
import { orderNotOpen } from "../orderState.ts";
import { areTheirs, claimBeside, type ClaimBeside } from "./tell.ts";

export interface DraftClaimsInput {
  readonly files: readonly string[];
  readonly out: string | undefined;
  readonly nullifierPasswordFile: string | undefined;
}

/** An invoice with the marks that it would have under other keys. */
interface Marked extends Invoiced {
  readonly others: readonly Mark[];
}

/** What judging needs besides the claim. */
interface Desk {
  readonly keys: NullifierKeys;
  readonly directory: Directory;
  readonly today: Day;
  /** By the mark of an invoice, the order for which it stands here. */
  readonly seen: Map<string, string>;
}

/**
 * Marks the invoices, commits to the proof of delivery and writes a file a claim. Drafting the same again finds the same file.
 *
 * @throws TongduiError `FileHasComplaints`; as readInvoices, openNullifierKeys, DocumentStore. Then nothing is kept or written.
 */
export async function draftClaims(input: DraftClaimsInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { rows, demandNone } = await readInvoices(input.files, context.io.note);
    const claims = await claimsInHand(open, rows);
    demandNone();
    const desk: Desk = {
      keys: await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile),
      directory: await Directory.open(open),
      today: await open.today(),
      seen: new Map(),
    };
    const judged: Judged[] = [];
    const progress = context.io.progress({ en: "Checking claims", zh: "核对申请" }, claims.length);
    for (const claim of claims) {
      const found = await judge(open, desk, claim, input.out ?? claim.rows[0]?.folder ?? ".");
      if (found) judged.push(found);
      progress.add(1);
    }
    progress.end();
    demandNone();
    const drafted: DraftedClaim[] = [];
    const terms = await placedTerms(
      open,
      judged.map(({ claim }) => claim.order),
    );
    const tell: Tell = async (claim) => claimBeside(open, desk.directory, claim, terms.get(claim.order));
    for (const one of judged) drafted.push(await keep(open, tell, one));
    return answerClaims(open, drafted, desk.directory);
  });
}

type Tell = (claim: ClaimInHand) => Promise<ClaimBeside>;

interface Judged {
  readonly claim: ClaimInHand;
  readonly file: string;
  readonly invoices: readonly Marked[];
  readonly proof: Matter;
  readonly deadline: bigint;
  /** Its file is there already. */
  readonly isBefore: boolean;
}

async function judge(open: Reading, desk: Desk, claim: ClaimInHand, folder: string): Promise<Judged | undefined> {
  const { order, state, rows } = claim;
  const invoices: Marked[] = [];
  for (const row of rows) {
    const invoice = await markedOf(open, desk, claim, row);
    if (invoice) invoices.push(invoice);
  }
  const [first] = rows;
  const proof = await proofOf(claim);
  if (!first || !proof || invoices.length < rows.length) return undefined;
  const file = path.join(folder, `draft-claim-${order.slice(2, 10)}-${state.round}.json`);
  const deadline = claim.deadline ?? BigInt(lastValidSecond(desk.today + DAYS_GOOD));
  const judged = { claim, file, invoices, proof, deadline };
  return orComplaint(first, "order", async () => {
    if (await isThere(file)) {
      if (!(await isSame(open, judged))) throw draftDiffers(file);
      const { claim: drafted } = await readClaimTerms(file);
      if (state.stage === "Placed") demandUsable(file, drafted.deadline, desk.today);
      return { ...judged, isBefore: true };
    }
    if (state.stage !== "Placed") throw orderNotOpen(order, state);
    for (const [i, invoice] of invoices.entries()) {
      const row = rows[i];
      if (row) await orComplaint(row, "number", async () => demandFree(open, invoice));
    }
    return { ...judged, isBefore: false };
  });
}

async function markedOf(
  { ledger }: Reading,
  { keys, directory, seen }: Desk,
  { order, state: { provider }, contract }: ClaimInHand,
  row: InvoiceRow,
): Promise<Marked | undefined> {
  const seller = row.seller ?? contract?.provider ?? directory.byId("provider", provider)?.creditCode;
  if (seller === undefined) {
    row.complain("seller", sellerUnknown());
    return undefined;
  }
  return orComplaint(row, "number", async () => {
    const { number, code, amount } = row;
    if (amount === 0n) throw invoiceEmpty();
    const { current, others } = marksOf(keys, (key) => invoiceNullifier(key, seller, code, number));
    const first = seen.get(current);
    if (first !== undefined) throw invoiceTwice(first);
    seen.set(current, order);
    await orComplaint(row, "seller", async () => demandSeller(ledger, keys, seller, provider));
    return { seller, code, number, amount, mark: current, others };
  });
}

/** @throws TongduiError `InvoiceUsed`, `UsedUnderOtherKey`. */
async function demandFree({ ledger }: Reading, { mark, others }: Marked): Promise<void> {
  const used = await standing(ledger, "invoice", mark);
  if (used) {
    throw new TongduiError("InvoiceUsed", {
      en: `This invoice is ${used.en}; an invoice serves once.`,
      zh: `该发票${used.zh}，每张发票只能使用一次。`,
    });
  }
  await demandUnused(ledger, "invoice", { current: mark, others });
}

/** The document that shows the delivery: its files, and what is said of it. */
async function proofOf({ order, state: { round }, evidence, reason }: ClaimInHand): Promise<Matter | undefined> {
  const references: FileReference[] = [];
  for (const { file, row } of evidence) {
    const reference = await orComplaint(row, "evidence", async () => referenceTo(file));
    if (reference) references.push(reference);
  }
  if (references.length < evidence.length) return undefined;
  const about = { purpose: "redeem", subject: `order ${order} round ${round}` };
  const words: Json = reason === undefined ? about : reasonDocument(reason, about);
  return { ...about, document: withFiles(words, references) };
}

type Drafting = Omit<Judged, "isBefore">;

/** Whether a file holds this very claim; what the person leaves open is as the file has it. */
async function isSame(open: Reading, { claim, file, invoices, proof }: Drafting): Promise<boolean> {
  const { claim: there } = await readClaimTerms(file);
  const isOurs = (mark: string, amount: bigint): boolean =>
    invoices.some(
      (invoice) =>
        invoice.amount === amount && [invoice.mark, ...invoice.others.map(({ nullifier }) => nullifier)].includes(mark),
    );
  return (
    there.order === claim.order &&
    there.round === claim.state.round &&
    there.invoices.length === invoices.length &&
    there.invoices.every(({ nullifier, amount }) => isOurs(nullifier, amount)) &&
    (claim.deadline === undefined || claim.deadline === there.deadline) &&
    there.evidence === (await commitmentOf(open, proof, true))
  );
}

async function commitmentOf(open: Reading, proof: Matter, dryRun: boolean): Promise<string> {
  return (await documentsOf({ profile: open.profile, context: { ...open.context, dryRun } })).commitFor(proof);
}

async function keep(open: Reading, tell: Tell, judged: Judged): Promise<DraftedClaim> {
  const { claim, file, invoices, proof, deadline, isBefore } = judged;
  const { order, state } = claim;
  const { dryRun } = open.context;
  if (!isBefore && dryRun) return { order, state, file, invoices, evidence: undefined, end: "tried" };
  const beside = await tell(claim);
  if (isBefore) {
    const isStale = await isStaleIn(file, beside.told.parties);
    const { evidence } = isStale && !dryRun ? await renew(judged, beside) : (await readClaimTerms(file)).claim;
    return { order, state, file, invoices, evidence, end: isStale && !dryRun ? "renewed" : "before" };
  }
  const evidence = await commitmentOf(open, proof, false);
  const about = { order, round: state.round, evidence, deadline };
  const isNew = await writeDraft(file, claimTermsText(about, invoices, beside));
  if (!isNew && !(await isSame(open, judged))) throw draftDiffers(file);
  return { order, state, file, invoices, evidence, end: isNew ? "done" : "before" };
}

/** Whether a draft names wallets that sign no more. */
async function isStaleIn(file: string, now: ClaimBeside["told"]["parties"]): Promise<boolean> {
  const { told } = (await readClaimTerms(file)).beside;
  return told !== undefined && !areTheirs(told.parties, now);
}

/** The marks that a draft has may be of an earlier key: they stay, for they are what is signed. */
async function renew({ file, invoices }: Judged, beside: ClaimBeside): Promise<Claim> {
  const { claim } = await readClaimTerms(file);
  const same = invoices.map((invoice): Invoiced => {
    const marks = [invoice.mark, ...invoice.others.map(({ nullifier }) => nullifier)];
    const mark = claim.invoices.find(({ nullifier }) => marks.includes(nullifier))?.nullifier ?? invoice.mark;
    return { ...invoice, mark };
  });
  await renewDraft(file, claimTermsText(claim, same, beside));
  return claim;
}

function sellerUnknown(): TongduiError {
  return new TongduiError(
    "SellerUnknown",
    {
      en: "The seller's credit code is not said, and this office's directory does not know the order's provider.",
      zh: "未填写销售方信用代码，且本单位名录中没有该订单的服务机构。",
    },
    { hint: { en: "Add it in a column seller.", zh: "请增加“销售方信用代码”列。" } },
  );
}

function invoiceEmpty(): TongduiError {
  return new TongduiError("InvoiceEmpty", { en: "The invoice's amount is zero.", zh: "发票金额为零。" });
}

function invoiceTwice(order: string): TongduiError {
  return new TongduiError("InvoiceTwice", {
    en: `This invoice stands here already, for the order ${shortHex(order)}; an invoice serves once.`,
    zh: `该发票已列于订单 ${shortHex(order)} 之下，每张发票只能使用一次。`,
  });
}
