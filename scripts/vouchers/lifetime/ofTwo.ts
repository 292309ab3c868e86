/** What takes two officers, done to many vouchers: the second one confirms, for each, what the first one proposed. */
import type { ContractTransaction } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import type { Voucher } from "../../../client/voucherWord.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Acting } from "../../chain/acting.ts";
import { agreed } from "../../chain/agreement.ts";
import { performInBatches, type ItemOutcome } from "../../chain/batches.ts";
import { confirmationOf, onlyProposal, openProposals, type Matter, type OpenProposal } from "../../chain/proposals.ts";
import { documentsOf } from "../../documents/office.ts";
import type { Directory } from "../../registers/directory.ts";
import { reasonOf } from "../../registers/papers.ts";
import { vouchersAt } from "../held.ts";
import type { Meant } from "./meant.ts";
import { showMeant, type VoucherRow } from "./rows.ts";

/** The matters of vouchers. */
export type VoucherKind = "revoke" | "freezeAgain";

export interface Second<K extends VoucherKind> {
  readonly kind: K;
  /** The hash of the one that is meant, where there are several. */
  readonly matter: string | undefined;
  /** What it is about, as a part of a sentence: `revoking voucher 3-000017`. */
  readonly what: (written: string) => Text;
  /** `Revoke vouchers` */
  readonly title: Text;
}

interface Proposed<K extends VoucherKind> extends Meant {
  readonly proposal: OpenProposal<K>;
}

type Found<K extends VoucherKind> = Proposed<K> | (Meant & { readonly error: TongduiError });

/**
 * Confirms what stands proposed.
 *
 * @param stands whether the ledger shows the voucher as a confirmed matter made it, where nothing is proposed.
 * @param tell what a proposal says, beside its reason.
 * @throws TongduiError as agreed, performInBatches.
 */
export async function confirmEach<K extends VoucherKind>(
  open: Acting,
  meant: readonly Meant[],
  directory: Directory,
  second: Second<K> & {
    readonly stands: (one: Meant) => Promise<boolean>;
    readonly tell: (says: Matter<K>, voucher: Voucher) => Text | Promise<Text>;
    readonly draft: (says: Matter<K>) => Promise<ContractTransaction>;
  },
): Promise<VoucherRow[]> {
  const { vouchers } = open.ledger;
  const found = await proposalsOf(open, meant, second, () => true);
  const proposed = found.filter(isProposed);
  if (proposed.length > 0) {
    const store = await documentsOf(open);
    const ids = proposed.map(({ id }) => id);
    const told = await agreed(open, VOUCHERS, async (node) => vouchersAt(node, ids));
    const noted = proposed.map(async (one, i) => {
      const words = await reasonOf(store, said(one.proposal.says).reason);
      const voucher = told[i] ?? one.voucher;
      return { ...one, voucher, note: noteOf(await second.tell(one.proposal.says, voucher), words) };
    });
    showMeant(open.context, await Promise.all(noted), directory, second.title);
  }
  const { outcomes } = await performInBatches(open, {
    title: second.title,
    items: proposed,
    size: 1,
    areDone: async (items) =>
      Promise.all(
        items.map(
          async ({ proposal: { matter, block } }) =>
            (await confirmationOf(open, vouchers, matter, block)) !== undefined,
        ),
      ),
    draft: async ([one]) => second.draft((one as Proposed<K>).proposal.says),
  });
  return rowsOf(found, outcomes, second.stands);
}

const VOUCHERS: Text = { en: "the vouchers", zh: "这些双创券" };

/** Takes back one's own proposals. @throws TongduiError as performInBatches. */
export async function takeBackEach<K extends VoucherKind>(
  open: Acting,
  meant: readonly Meant[],
  second: Second<K>,
): Promise<VoucherRow[]> {
  const { vouchers } = open.ledger;
  const found = await proposalsOf(open, meant, second, ({ by }) => by === open.account);
  const { outcomes } = await performInBatches(open, {
    title: second.title,
    items: found.filter(isProposed),
    size: 1,
    areDone: async (items) =>
      Promise.all(items.map(async ({ proposal }) => BigInt((await vouchers.proposals(proposal.matter)).by) === 0n)),
    draft: async ([one]) => vouchers.withdrawProposal.populateTransaction((one as Proposed<K>).proposal.matter),
  });
  return rowsOf(found, outcomes, async () => Promise.resolve(false));
}

/** What both matters say. */
function said<K extends VoucherKind>(says: Matter<K>): Pick<Matter<"revoke">, "id" | "reason"> {
  return says as unknown as Matter<"revoke">;
}

/** For each voucher the one proposal that is meant, or why there is none. */
async function proposalsOf<K extends VoucherKind>(
  open: Acting,
  meant: readonly Meant[],
  { kind, matter, what }: Second<K>,
  isMeant: (proposal: OpenProposal<K>) => boolean,
): Promise<Found<K>[]> {
  const ids = new Set(meant.map(({ id }) => id));
  const all = await openProposals(open, open.ledger.vouchers, kind, (says) => ids.has(said(says).id));
  const wanted = all.filter((one) => isMeant(one) && (matter === undefined || one.matter === matter.toLowerCase()));
  const byVoucher = Map.groupBy(wanted, ({ says }) => said(says).id);
  return meant.map((one) => {
    try {
      return { ...one, proposal: onlyProposal(byVoucher.get(one.id) ?? [], what(formatVoucher(one.id))) };
    } catch (error) {
      if (error instanceof TongduiError) return { ...one, error };
      throw error;
    }
  });
}

/** @param outcomes of those that have a proposal, in their order. */
async function rowsOf<K extends VoucherKind>(
  found: readonly Found<K>[],
  outcomes: readonly ItemOutcome[],
  stands: (one: Meant) => Promise<boolean>,
): Promise<VoucherRow[]> {
  const ends = new Map(found.filter(isProposed).map(({ id }, i) => [id, outcomes[i]]));
  const rows = found.map(async (one): Promise<VoucherRow> => {
    if (isProposed(one)) return { ...one, outcome: ends.get(one.id) ?? { end: "before" } };
    const { error } = one;
    // Nothing is proposed any more where it was confirmed before.
    const isBefore = error.code === "NothingProposed" && (await stands(one));
    return { ...one, outcome: isBefore ? { end: "before" } : { end: "refused", error } };
  });
  return Promise.all(rows);
}

function isProposed<K extends VoucherKind>(one: Found<K>): one is Proposed<K> {
  return "proposal" in one;
}

function noteOf({ en, zh }: Text, reason: string | undefined): Text {
  return reason === undefined
    ? { en: `${en}; this office does not have the words of its reason`, zh: `${zh}；本单位没有理由原文` }
    : { en: `${en}: ${reason}`, zh: `${zh}：${reason}` };
}
