/**
 * What a voucher is at this moment, in plain words: one sentence that answers what a person came for, and those that go with it. Where
 * the district does not publish amounts, the sentences do without them; none of them takes an amount that is not shown for nothing.
 */
import { counted } from "../../../client/text/counted.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import type { VoucherPageAnswer } from "../app/answers.ts";
import { dayText, momentText } from "../ui/dayText.ts";

export type Tone = "good" | "wait" | "bad" | "plain";

export interface StateText {
  readonly tone: Tone;
  readonly first: Text;
  readonly more: readonly Text[];
}

/** When it is: the ledger's day, of the newest block. */
export interface Now {
  /** As 2019-12-13. */
  readonly day: string;
}

/** @param home the name of the district that issued it. */
export function stateText(voucher: VoucherPageAnswer, now: Now, home: Text): StateText {
  const sums = sumsOf(voucher);
  const frozen = voucher.frozen ? frozenText(voucher.frozenUntil) : undefined;
  const standing = standingOf(voucher, now, sums);
  const first = frozen ?? standing.first;
  return {
    tone: frozen ? "bad" : standing.tone,
    first,
    more: [
      ...(frozen ? [isUsable(voucher, now) ? afterwards(voucher, sums) : standing.first] : []),
      ...standing.more,
      ...(sums ? useOf(sums) : [unpublished(home)]),
      ...pastOf(voucher, frozen !== undefined),
    ],
  };
}

interface Sums {
  readonly face: bigint;
  readonly remaining: bigint;
  readonly locked: bigint;
  readonly redeemed: bigint;
  readonly returned: bigint;
  readonly paid: bigint;
  readonly recovered: bigint;
}

/** Undefined where the district does not publish them. */
function sumsOf(voucher: VoucherPageAnswer): Sums | undefined {
  const { face, remaining, locked, redeemed, returned, paid, recovered } = voucher;
  const all = [face, remaining, locked, redeemed, returned, paid, recovered];
  if (all.includes(null)) return undefined;
  const [a, b, c, d, e, f, g] = all.map((fen) => BigInt(fen ?? 0)) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return { face: a, remaining: b, locked: c, redeemed: d, returned: e, paid: f, recovered: g };
}

function standingOf(voucher: VoucherPageAnswer, now: Now, sums: Sums | undefined): StateText {
  const day = { en: dayText(voucher.useBy, "en"), zh: dayText(voucher.useBy, "zh") };
  switch (voucher.status) {
    case "Active":
      return isUsable(voucher, now) ? usable(day, sums) : past(day, sums);
    case "Expired":
      return ended("plain", sums, {
        en: `This voucher has expired: its last day for orders was ${day.en}.`,
        zh: `该券已过期，下单截止日为${day.zh}。`,
      });
    case "Revoked": {
      const on = voucher.changes.find(({ action }) => action === "Revoked")?.day;
      const when =
        on === undefined ? { en: "", zh: "" } : { en: ` on ${dayText(on, "en")}`, zh: `于${dayText(on, "zh")}` };
      return ended("bad", sums, {
        en: `This voucher was revoked${when.en}: no more orders can be placed on it.`,
        zh: `该券已${when.zh}撤销，不能再登记订单。`,
      });
    }
    default:
      return {
        tone: "plain",
        first: {
          en: `The ledger holds this voucher in the state "${voucher.status}".`,
          zh: `账本所载该券状态为“${voucher.status}”。`,
        },
        more: [],
      };
  }
}

function isUsable({ status, useBy }: VoucherPageAnswer, now: Now): boolean {
  return status === "Active" && now.day <= useBy;
}

/** Of a frozen voucher that can be used again. */
function afterwards({ useBy }: VoucherPageAnswer, sums: Sums | undefined): Text {
  const day = { en: dayText(useBy, "en"), zh: dayText(useBy, "zh") };
  if (sums === undefined) {
    return {
      en: `After that it can be used until ${day.en}, as far as its amount reaches.`,
      zh: `解冻后可在余额内下单，下单截止日为${day.zh}。`,
    };
  }
  const [face, rest] = [formatFen(sums.face), formatFen(sums.remaining)];
  return sums.remaining === 0n
    ? { en: `Nothing of its ${face} is left for new orders.`, zh: `面额 ${face} 已无余额可供新订单使用。` }
    : {
        en: `After that, ${rest} of ${face} can be used until ${day.en}.`,
        zh: `解冻后，面额 ${face} 中尚可使用 ${rest}，下单截止日为${day.zh}。`,
      };
}

function usable(day: Text, sums: Sums | undefined): StateText {
  const good = (first: Text): StateText => ({ tone: "good", first, more: [] });
  if (sums === undefined) {
    return good({
      en: `This voucher is valid. Orders can be placed on it until ${day.en}, as far as its amount reaches.`,
      zh: `该券有效，${day.zh}前（含当日）可在余额内下单。`,
    });
  }
  const face = formatFen(sums.face);
  if (sums.remaining === sums.face) {
    return good({
      en: `This voucher is valid. All of its ${face} can be used until ${day.en}.`,
      zh: `该券有效，面额 ${face} 可全额使用，下单截止日为${day.zh}。`,
    });
  }
  if (sums.remaining > 0n) {
    const rest = formatFen(sums.remaining);
    return good({
      en: `This voucher is valid. ${rest} of ${face} can still be used until ${day.en}.`,
      zh: `该券有效，面额 ${face}，尚可使用 ${rest}，下单截止日为${day.zh}。`,
    });
  }
  if (sums.locked > 0n) {
    return {
      tone: "plain",
      first: {
        en: `This voucher is valid until ${day.en}, but nothing of its ${face} is left for new orders at present.`,
        zh: `该券有效期至${day.zh}，但面额 ${face} 目前已无余额可供新订单使用。`,
      },
      more: [],
    };
  }
  return {
    tone: "plain",
    first: { en: `This voucher has been used in full: all of its ${face}.`, zh: `该券面额 ${face} 已全部使用完毕。` },
    more: [],
  };
}

function past(day: Text, sums: Sums | undefined): StateText {
  const first: Text = {
    en: `This voucher can no longer be used for new orders: its last day was ${day.en}.`,
    zh: `该券下单截止日${day.zh}已过，不能再用于新订单。`,
  };
  const rest = sums === undefined ? undefined : sums.remaining;
  const more: Text[] =
    rest === 0n
      ? []
      : [
          {
            en: `Its expiry is not recorded yet; once it is, ${rest === undefined ? "what is unused" : `the unused ${formatFen(rest)}`} goes back to the budget.`,
            zh: `尚未办理过期；办理后，${rest === undefined ? "未使用部分" : `未使用的 ${formatFen(rest)} `}退回预算。`,
          },
        ];
  return { tone: "plain", first, more };
}

function ended(tone: Tone, sums: Sums | undefined, first: Text): StateText {
  if (sums === undefined) return { tone, first, more: [] };
  const [face, returned] = [formatFen(sums.face), formatFen(sums.returned)];
  const more: Text =
    sums.returned === 0n
      ? {
          en: `Nothing of its ${face} was left to go back to the budget.`,
          zh: `面额 ${face} 没有剩余金额退回预算。`,
        }
      : {
          en: `${returned} of its ${face} was not used and has gone back to the budget.`,
          zh: `面额 ${face} 中未使用的 ${returned} 已退回预算。`,
        };
  return { tone, first, more: [more] };
}

/** What its orders made of it. */
function useOf({ locked, redeemed, paid, recovered }: Sums): Text[] {
  const said: Text[] = [];
  if (locked > 0n) {
    said.push({
      en: `${formatFen(locked)} is set aside for orders that are under way.`,
      zh: `进行中的订单已锁定 ${formatFen(locked)}。`,
    });
  }
  if (redeemed > 0n) {
    const payments =
      paid === 0n
        ? { en: "none of it is recorded as paid yet", zh: "尚未登记拨付" }
        : paid === redeemed
          ? { en: "all of it is recorded as paid to the providers", zh: "已全部登记拨付给服务机构" }
          : {
              en: `${formatFen(paid)} of it is recorded as paid to the providers`,
              zh: `其中 ${formatFen(paid)} 已登记拨付给服务机构`,
            };
    said.push({
      en: `${formatFen(redeemed)} was redeemed for services; ${payments.en}.`,
      zh: `已核销服务费用 ${formatFen(redeemed)}，${payments.zh}。`,
    });
  }
  if (recovered > 0n) {
    said.push({
      en: `${formatFen(recovered)} is recorded as paid back by providers.`,
      zh: `服务机构退回 ${formatFen(recovered)}，已登记追回。`,
    });
  }
  return said;
}

function pastOf({ changes }: VoucherPageAnswer, isFrozen: boolean): Text[] {
  const said: Text[] = [];
  const extension = changes.find(({ action }) => action === "Extended");
  if (extension !== undefined) {
    const days = extension.amount === null ? undefined : BigInt(extension.amount);
    said.push({
      en: `Its last day was moved on once${days === undefined ? "" : `, by ${counted(days, "day")}`}.`,
      zh: `该券已延期一次${days === undefined ? "" : `，共 ${days} 天`}。`,
    });
  }
  const freezes = changes.filter(({ action }) => action === "Frozen").length - (isFrozen ? 1 : 0);
  if (freezes > 0) {
    said.push({
      en: `It was frozen ${freezes === 1 ? "once" : counted(freezes, "time")} before; that moved its deadlines on.`,
      zh: `此前曾被冻结 ${freezes} 次，期限相应顺延。`,
    });
  }
  return said;
}

function frozenText(until: number | null): Text {
  const end =
    until === null
      ? { en: "for the time being", zh: "" }
      : {
          en: `until ${momentText(until, "en")}, unless that is ended early`,
          zh: `，至${momentText(until, "zh")}止（提前解冻的除外）`,
        };
  return {
    en: `This voucher is frozen ${end.en}. Meanwhile no order is placed on it, nothing is redeemed and nothing is paid.`,
    zh: `该券处于冻结状态${end.zh}。冻结期间不得登记订单、核销或拨付。`,
  };
}

function unpublished(home: Text): Text {
  return {
    en: `${home.en} does not publish the amounts of its vouchers.`,
    zh: `${home.zh}不公开双创券金额。`,
  };
}
