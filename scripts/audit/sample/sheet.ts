/** The sample as a table: what the Auditor takes along to the documents. */
import { districtOf, formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import { ORDER_STAGES } from "../../../client/orderWord.ts";
import { ORDER_STAGE } from "../../../client/text/states.ts";
import type { Text } from "../../../client/text/text.ts";
import { decodeDistrictName } from "../../../client/deploy/plan.ts";
import { defineSheet, type Entry } from "../../tables/sheet.ts";
import type { Chosen } from "./choose.ts";
import { FLAG_TEXT } from "./flags.ts";

export const SAMPLE = defineSheet({
  title: { en: "Audit sample", zh: "审计样本" },
  columns: {
    number: { heading: { en: "No.", zh: "序号" }, kind: "count" },
    why: { heading: { en: "Why", zh: "入选原因" }, kind: "text" },
    voucher: { heading: { en: "Voucher", zh: "券编号" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    contractValue: { heading: { en: "Contract value", zh: "合同金额" }, kind: "amount" },
    contractDay: { heading: { en: "Contract of", zh: "合同签订日" }, kind: "day" },
    amount: { heading: { en: "Amount", zh: "核销金额" }, kind: "amount" },
    stage: { heading: { en: "Order is", zh: "订单状态" }, kind: "text" },
    payment: { heading: { en: "Payment", zh: "拨付批次" }, kind: "text" },
    order: { heading: { en: "Order", zh: "订单" }, kind: "hash" },
    ticket: { heading: { en: "Ticket", zh: "签号" }, kind: "hash" },
  },
});

/** @param name as the office knows a party; undefined where it does not. */
export function sampleRows(
  chosen: readonly Chosen[],
  { orders, vouchers, districts }: LedgerState,
  name: (register: "enterprise" | "provider", id: bigint) => string | undefined,
): Entry<typeof SAMPLE>[] {
  return chosen.map((one, i) => {
    const record = orders.orders.get(one.order);
    if (!record) return { number: i + 1, why: whyOf(one), order: one.order, ticket: one.ticket };
    const { state, terms } = record;
    const enterprise = vouchers.vouchers.get(state.voucher)?.story.voucher.enterprise ?? 0n;
    const home = districts.districts.get(districtOf(enterprise));
    return {
      number: i + 1,
      why: whyOf(one),
      voucher: formatVoucher(state.voucher),
      district: home && decodeDistrictName(home.name),
      enterprise: [formatEnterprise(enterprise), name("enterprise", enterprise)].filter(Boolean).join(" "),
      provider: [formatProvider(state.provider), name("provider", state.provider)].filter(Boolean).join(" "),
      contractValue: terms.contractValue,
      contractDay: terms.contractDay,
      amount: state.amount,
      stage: ORDER_STAGE[ORDER_STAGES.indexOf(state.stage)],
      payment: state.payment === 0 ? undefined : String(state.payment),
      order: one.order,
      ticket: one.ticket,
    };
  });
}

function whyOf({ drawn, flags }: Chosen): Text {
  const reasons: Text[] = [...(drawn ? [DRAWN] : []), ...flags.map((flag) => FLAG_TEXT[flag])];
  return { en: reasons.map(({ en }) => en).join("; "), zh: reasons.map(({ zh }) => zh).join("；") };
}

const DRAWN: Text = { en: "drawn", zh: "抽中" };
