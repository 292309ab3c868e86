/** What the home Bureau does to vouchers by itself: it extends them, and ends the freezes that it ordered. */
import type { ContractTransaction } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { programOf } from "../../../client/ids.ts";
import type { Ledger } from "../../../client/ledger.ts";
import type { Text } from "../../../client/text/text.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches } from "../../chain/batches.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { programAt } from "../../programs/program.ts";
import { Directory } from "../../registers/directory.ts";
import { frozenUntil, vouchersAt } from "../held.ts";
import { vouchersMeant, type Meant, type VouchersGiven } from "./meant.ts";
import { isDoneFor, reasonsFor, type Reasoned } from "./reasons.ts";
import { answerVouchers, showMeant, type Words } from "./rows.ts";
import { demandOneIsOwn } from "./whoseFreeze.ts";

export interface OneOfficerInput extends VouchersGiven {
  readonly reason: string;
}

interface Act {
  readonly purpose: string;
  readonly title: Text;
  readonly words: Words;
  /** Says in better words what the ledger would refuse all of them for. */
  readonly demandMay?: (open: Acting, meant: readonly Meant[]) => Promise<void>;
  /** What the question shows beside a voucher. */
  readonly noteOf?: (open: Acting, one: Meant) => Promise<Text>;
  readonly areDone: (open: Acting, items: readonly Reasoned[]) => Promise<readonly boolean[]>;
  readonly draft: (ledger: Ledger, item: Reasoned) => Promise<ContractTransaction>;
}

/** Gives vouchers the one extension of their program. */
export const extendVouchers = workOf({
  purpose: "extend",
  title: { en: "Extend vouchers", zh: "延长使用期限" },
  words: {
    done: { en: "extended", zh: "已延期" },
    before: { en: "was extended before", zh: "此前已延期" },
    tried: { en: "could be extended", zh: "可以延期" },
  },
  noteOf: async (open, { id, voucher: { extended, useBy } }) => {
    if (extended) return { en: "was extended before", zh: "此前已延期" };
    const { extensionDays } = (await programAt(open, programOf(id))).terms;
    const day = isoOfDay(useBy + Number(extensionDays));
    return { en: `new use-by day: ${day}`, zh: `延期后使用期限至 ${day}` };
  },
  areDone: async (open, items) => {
    const vouchers = await vouchersAt(
      open,
      items.map(({ id }) => id),
    );
    // One that was extended for another reason is left to the ledger, which refuses a second extension.
    return Promise.all(
      items.map(async (item, i) => vouchers[i]?.extended === true && (await isDoneFor(open, item, "Extended"))),
    );
  },
  draft: async ({ vouchers }, { id, reason }) => vouchers.extend.populateTransaction(id, reason),
});

/** Ends freezes early: the Auditor's own, or the home Bureau's. */
export const unfreezeVouchers = workOf({
  purpose: "unfreeze",
  title: { en: "End the freeze of vouchers", zh: "解除冻结" },
  words: {
    done: { en: "its freeze is ended", zh: "已解除冻结" },
    before: { en: "its freeze was ended before", zh: "此前已解除冻结" },
    tried: { en: "its freeze could be ended", zh: "可以解除冻结" },
  },
  demandMay: demandOneIsOwn,
  areDone: async (open, items) => {
    const until = await frozenUntil(open, items);
    const now = (await open.nodes.getBlock("latest"))?.timestamp ?? 0;
    return Promise.all(
      items.map(async (item, i) => (until[i] ?? 0) <= now && (await isDoneFor(open, item, "Unfrozen"))),
    );
  },
  draft: async ({ vouchers }, { id, reason }) => vouchers.unfreeze.populateTransaction(id, reason),
});

/** @throws TongduiError as vouchersMeant, performInBatches; what the only voucher was refused for. */
function workOf({ purpose, title, words, demandMay, noteOf, areDone, draft }: Act) {
  return async (input: OneOfficerInput, context: Context): Promise<Answer> =>
    acting(context, async (open) => {
      const meant = await vouchersMeant(open, input);
      const directory = await Directory.open(open);
      await demandMay?.(open, meant);
      const items = await reasonsFor(open, meant, purpose, input.reason);
      const noted = items.map(async (one) => ({ ...one, ...(noteOf ? { note: await noteOf(open, one) } : {}) }));
      showMeant(context, await Promise.all(noted), directory, title);
      const { outcomes } = await performInBatches(open, {
        title,
        items,
        size: 1,
        areDone: async (some) => areDone(open, some),
        draft: async ([item]) => draft(open.ledger, item as Reasoned),
      });
      const rows = items.map((item, i) => ({ ...item, outcome: outcomes[i] ?? { end: "before" as const } }));
      return answerVouchers(rows, words, directory);
    });
}
