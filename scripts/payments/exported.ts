/**
 * What this office exported for the bank before. A list that is written twice may be paid twice, and a payee's account that changed in
 * between is how money is led astray, so both are told. The record holds accounts only as commitments, with a salt of its own.
 */
import path from "node:path";
import { z } from "zod";
import { commit, newSalt } from "../../client/documents/commitment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import { documentsOf } from "../documents/office.ts";
import type { DocumentStore } from "../documents/store.ts";
import { sayMoment } from "../orders/moment.ts";
import type { Payee } from "./payees.ts";

const PURPOSE = "bank list";

const record = z.object({
  ledger: z.string(),
  payment: z.number(),
  file: z.string(),
  /** Of the ledger's newest block, in Unix seconds. */
  time: z.number(),
  accountsSalt: z.string(),
  /** A commitment a payee, by the providers' ids as people write them. */
  accounts: z.record(z.string(), z.string()),
});

type Exported = z.infer<typeof record>;

/** The payees of a list by their providers' ids. */
export type Payees = ReadonlyMap<bigint, Payee>;

export interface ExportedBefore extends Exported {
  /** Providers that were paid into another account then. */
  readonly changed: readonly bigint[];
}

/** The exports of a payment by this office, the oldest first, held against the accounts of now. */
export async function exportedBefore(open: Reading, payment: number, payees: Payees): Promise<ExportedBefore[]> {
  const store = await documentsOf(open);
  const { kept } = await store.list();
  return kept
    .filter(({ purpose }) => purpose === PURPOSE)
    .flatMap(({ document }) => {
      const { success, data } = record.safeParse(document);
      return success && data.ledger === nameOf(open) && data.payment === payment ? [data] : [];
    })
    .sort((a, b) => a.time - b.time)
    .map((one) => ({ ...one, changed: changedSince(one, payees) }));
}

function changedSince({ accounts, accountsSalt }: Exported, payees: Payees): bigint[] {
  return [...payees].flatMap(([provider, payee]) => {
    const then = accounts[formatProvider(provider)];
    return then === undefined || then === sealed(payee, accountsSalt) ? [] : [provider];
  });
}

function sealed({ name, account, bank, bankCode }: Payee, salt: string): string {
  return commit({ name, account, bank, bankCode: bankCode ?? null }, salt);
}

/** Keeps that a payment is exported. It is done before the list is written: what dies in between is told of once too often. */
export async function keepExported(open: Reading, payment: number, file: string, payees: Payees): Promise<void> {
  const accountsSalt = newSalt();
  const store: DocumentStore = await documentsOf(open);
  await store.commitFor({
    purpose: PURPOSE,
    subject: `payment ${payment}`,
    document: {
      ledger: nameOf(open),
      payment,
      file: path.resolve(file),
      time: (await open.nodes.getBlock("latest"))?.timestamp ?? 0,
      accountsSalt,
      accounts: Object.fromEntries(
        [...payees].map(([provider, payee]) => [formatProvider(provider), sealed(payee, accountsSalt)]),
      ),
    },
  });
}

function nameOf({ deployment }: Pick<Reading, "deployment">): string {
  return `${deployment.chainId} ${deployment.contracts.payments.address}`;
}

/**
 * Tells of earlier exports, and asks whether the list is to be written once more.
 *
 * @param accountsChanged whether the officer says that changed accounts are meant.
 * @throws TongduiError `AccountsChanged` where nobody is asked and nobody said so; `NotConfirmed`, `NobodyToAsk`.
 */
export async function demandAgain(
  { context }: Pick<Reading, "context">,
  before: readonly ExportedBefore[],
  accountsChanged: boolean,
): Promise<void> {
  const newest = before.at(-1);
  if (!newest) return;
  for (const one of before) context.io.note(said(one));
  if (context.dryRun) return;
  const isChanged = newest.changed.length > 0;
  if (context.yes) {
    if (isChanged && !accountsChanged) throw changedUnsaid(newest.changed);
    return;
  }
  const question = isChanged
    ? { en: "Write the list once more, with the changed accounts?", zh: "确认按变更后的账户再次导出清单吗？" }
    : { en: "Write the list once more?", zh: "确认再次导出清单吗？" };
  if (await context.io.confirm(question)) return;
  throw new TongduiError("NotConfirmed", { en: "No list was written.", zh: "未生成清单。" });
}

function said({ payment, file, time, changed }: ExportedBefore): Text {
  const when = sayMoment(BigInt(time));
  const accounts =
    changed.length === 0
      ? { en: "the accounts are the same now", zh: "收款账户与现在一致" }
      : {
          en: `the account of ${changed.map(formatProvider).join(", ")} was another one then`,
          zh: `当时 ${changed.map(formatProvider).join("、")} 的收款账户与现在不同`,
        };
  return {
    en: `⚠ Payment ${payment} was exported before, on ${when} (Shanghai), to ${file}; ${accounts.en}.`,
    zh: `⚠ 拨付批次 ${payment} 此前已于北京时间 ${when} 导出至 ${file}；${accounts.zh}。`,
  };
}

function changedUnsaid(changed: readonly bigint[]): TongduiError {
  const [en, zh] = [", ", "、"].map((separator) => changed.map(formatProvider).join(separator));
  return new TongduiError(
    "AccountsChanged",
    {
      en: `The account of ${en} is another one than in the list that was exported before. No list was written.`,
      zh: `${zh} 的收款账户与此前导出的清单不同。未生成清单。`,
    },
    {
      hint: {
        en: "Ask the payee by a telephone number that you have had for long. If the change is right, run it without --yes and answer the question, or add --accounts-changed.",
        zh: "请按原有联系电话向收款单位核实。如变更属实，请不加 --yes 运行并回答提问，或加 --accounts-changed。",
      },
    },
  );
}
