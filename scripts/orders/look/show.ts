/** `order show`: one order, what it waits for, and what happened to it. */
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { reading } from "../../chain/reading.ts";
import type { Grid } from "../../cli/grid.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { documentsOf } from "../../documents/office.ts";
import type { DocumentStore } from "../../documents/store.ts";
import { Directory } from "../../registers/directory.ts";
import { factsGrid, type Fact } from "../../registers/facts.ts";
import { reasonOf } from "../../registers/papers.ts";
import { stageText } from "../orderState.ts";
import { waitsFor, type Standing } from "../waitsFor.ts";
import { isOpen, OrderFinder, type WhichOrder } from "../whichOrder.ts";
import { historyOf, type Happening, type SignedTerms } from "./history.ts";
import { decisionsWaiting } from "./decisions.ts";
import { standingOf } from "./standings.ts";

/** @throws TongduiError as OrderFinder.find and Directory.open. */
export async function showOrder(input: { readonly order: string }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const finder = new OrderFinder(open);
    const directory = await Directory.open(open);
    const all = (await finder.ofVoucher(input.order)) ?? [];
    if (all.length > 1 && all.filter(isOpen).length !== 1) return allOf(all, directory);
    const { order, state } = await finder.find(input.order);
    const store = await documentsOf(open);
    const [enterprise, standing, { happenings, terms }, waiting] = await Promise.all([
      open.ledger.vouchers.enterpriseOf(state.voucher),
      standingOf(open, order, state),
      historyOf(open, order),
      decisionsWaiting(open, order, state),
    ]);
    const words = await Promise.all(happenings.map(async (one) => wordsBehind(store, one)));
    const waits = waitsFor(standing);
    const contractHere = terms !== undefined && (await isHere(store, terms.contractCommitment));
    const facts: Fact[] = [
      [{ en: "Order", zh: "订单编号" }, order],
      [{ en: "Stage", zh: "状态" }, stageText(state.stage)],
      ...(waits ? [[{ en: "Waits for", zh: "等待" }, waits] satisfies Fact] : []),
      [{ en: "Voucher", zh: "双创券" }, formatVoucher(state.voucher)],
      [{ en: "Enterprise", zh: "企业" }, directory.label("enterprise", enterprise)],
      [{ en: "Provider", zh: "服务机构" }, directory.label("provider", state.provider)],
      [amountName(state), formatFen(state.amount)],
      ...termFacts(terms, contractHere),
      [{ en: "Deliver by", zh: "交付期限" }, isoOfDay(deliverBy(standing))],
      [{ en: "Round", zh: "轮次" }, String(state.round)],
    ];
    return {
      data: {
        order,
        stage: state.stage,
        waitsFor: waits ?? null,
        voucher: formatVoucher(state.voucher),
        enterprise: formatEnterprise(enterprise),
        provider: formatProvider(state.provider),
        amountFen: state.amount,
        contractValueFen: terms?.contractValue ?? null,
        contractDay: terms ? isoOfDay(terms.contractDay) : null,
        serviceClass: terms?.serviceClass ?? null,
        contractCommitment: terms?.contractCommitment ?? null,
        deliverBy: isoOfDay(deliverBy(standing)),
        round: state.round,
        ...(all.length > 1 ? { ofVoucher: all.map(({ order: id, state: { stage } }) => ({ order: id, stage })) } : {}),
        payment: state.payment === 0 ? null : state.payment,
        history: happenings.map(({ day, event, what, commitment, by, block, transaction }, i) => ({
          day: isoOfDay(day),
          event,
          what,
          commitment: commitment ?? null,
          reason: words[i] ?? null,
          by: by ?? null,
          block,
          transaction,
        })),
        waiting: waiting.map(({ data }) => data),
      },
      parts: [
        ...(all.length > 1 ? [allGrid(all, directory), ONE_OPEN] : []),
        factsGrid(facts),
        {
          head: [
            { en: "Day", zh: "日期" },
            { en: "What", zh: "事项" },
            { en: "Said of it in this office", zh: "本单位留存的说明" },
          ],
          rows: happenings.map(({ day, what }, i) => [isoOfDay(day), what, words[i] ?? ""]),
        },
        ...waiting.map(({ text }) => text),
      ],
    };
  });
}

const ONE_OPEN: Text = { en: "The one that is open:", zh: "其中未核销的一笔：" };

/** A voucher's orders, where the one that is meant cannot be told. */
function allOf(all: readonly WhichOrder[], directory: Directory): Answer {
  return {
    data: {
      orders: all.map(({ order, state: { stage, voucher, provider, amount } }) => ({
        order,
        stage,
        voucher: formatVoucher(voucher),
        provider: formatProvider(provider),
        amountFen: amount,
      })),
    },
    parts: [
      allGrid(all, directory),
      {
        en: "One of them in full: tongdui order show with its short number as it stands here.",
        zh: "查看其中一笔：tongdui order show 加此处的订单短编号。",
      },
    ],
  };
}

function allGrid(all: readonly WhichOrder[], directory: Directory): Grid {
  const voucher = formatVoucher(all[0]?.state.voucher ?? 0n);
  return {
    title: { en: `Voucher ${voucher} has ${all.length} orders:`, zh: `双创券 ${voucher} 共有 ${all.length} 笔订单：` },
    head: [
      { en: "Order", zh: "订单" },
      { en: "Stage", zh: "状态" },
      { en: "Amount", zh: "券额" },
      { en: "Provider", zh: "服务机构" },
    ],
    rows: all.map(({ order, state: { stage, amount, provider } }) => [
      shortHex(order),
      stageText(stage),
      formatFen(amount),
      directory.label("provider", provider),
    ]),
    figures: [2],
  };
}

function deliverBy({ state, moved }: Standing): number {
  return state.deliverBy + moved;
}

function amountName({ stage }: OrderState): Text {
  if (stage === "Placed" || stage === "Claimed") return { en: "Locked", zh: "锁定券额" };
  return stage === "Cancelled" ? { en: "Was locked", zh: "原锁定券额" } : { en: "Redeemed", zh: "核销金额" };
}

function termFacts(terms: SignedTerms | undefined, isContractHere: boolean): Fact[] {
  if (!terms) return [];
  const { contractValue, contractDay, serviceClass, contractCommitment } = terms;
  return [
    [{ en: "Contract value", zh: "合同金额" }, formatFen(contractValue)],
    [{ en: "Contract dated", zh: "合同日期" }, isoOfDay(contractDay)],
    [{ en: "Service class", zh: "服务类别" }, String(serviceClass)],
    [
      { en: "Contract", zh: "合同" },
      isContractHere
        ? { en: "kept in this office", zh: "本单位留存" }
        : { en: `${contractCommitment} (not here)`, zh: `${contractCommitment}（本单位无原件）` },
    ],
  ];
}

async function wordsBehind(store: DocumentStore, { commitment }: Happening): Promise<string | undefined> {
  return commitment === undefined || BigInt(commitment) === 0n ? undefined : reasonOf(store, commitment);
}

async function isHere(store: DocumentStore, commitment: string): Promise<boolean> {
  const found = await store.find(commitment);
  return found !== undefined && !("erased" in found);
}
