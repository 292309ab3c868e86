/** Where a commitment stands on the ledger: every event that bears it, from the first block on. */
import { AbiCoder } from "ethers";
import { dayOf, type Day } from "../../client/days.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../client/ids.ts";
import { EventReader, PARTS, type Addresses, type LedgerEvent } from "../../client/replay/events.ts";
import { logsOf } from "../../client/replay/logs.ts";
import { shortHex } from "../../client/text/ids.ts";
import { VOUCHER_ACTION } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";

export interface Place {
  readonly block: number;
  readonly day: Day;
  readonly transaction: string;
  /** The event's name in the contracts. */
  readonly event: string;
  readonly what: Text;
  /** The id of what the event is about, as people write it. */
  readonly about: string;
}

/** The newest last. */
export async function placesOf(
  { nodes, deployment }: Pick<Reading, "nodes" | "deployment">,
  commitment: string,
): Promise<Place[]> {
  const addresses = Object.fromEntries(PARTS.map((part) => [part, deployment.contracts[part].address])) as Addresses;
  const reader = new EventReader(addresses);
  const range = { fromBlock: deployment.contracts.edition.block, toBlock: await nodes.getBlockNumber() };
  const wanted = commitment.slice(2);
  const places: Place[] = [];
  for await (const logs of logsOf(nodes, Object.values(addresses), range)) {
    for (const { log, origin } of logs) {
      // Values stand in an event's data and topics as they are, 32 bytes each.
      if (![log.data, ...log.topics].some((words) => words.includes(wanted))) continue;
      const event = reader.read(log, origin);
      const { block, time, transaction } = origin;
      places.push({
        block,
        day: dayOf(time),
        transaction,
        event: event.name,
        what: said(event),
        about: aboutOf(event),
      });
    }
  }
  return places;
}

/** Events that bear commitments. */
const WHAT: Readonly<Partial<Record<LedgerEvent["name"], Text>>> = {
  DistrictAdded: { en: "district added", zh: "新增成员区" },
  DistrictProfileChanged: { en: "district's profile changed", zh: "成员区资料变更" },
  EnterpriseRegistered: { en: "enterprise registered", zh: "企业登记" },
  EnterpriseProfileChanged: { en: "enterprise's profile changed", zh: "企业资料变更" },
  EnterpriseStatusChanged: { en: "enterprise's status changed", zh: "企业状态变更" },
  ProviderProposed: { en: "provider proposed", zh: "推荐服务机构" },
  ProviderProfileChanged: { en: "provider's profile changed", zh: "服务机构资料变更" },
  ProviderStatusChanged: { en: "provider's status changed", zh: "服务机构状态变更" },
  BatchWithdrawn: { en: "list withdrawn", zh: "撤回发放名单" },
  OrderPlaced: { en: "order placed", zh: "登记订单" },
  OrderClaimed: { en: "claim recorded", zh: "提交核销申请" },
  ClaimRefused: { en: "claim refused", zh: "拒绝核销申请" },
  OrderRedeemed: { en: "order redeemed", zh: "核销" },
  OrderReopened: { en: "rejected for form", zh: "退回补正" },
  OrderRejected: { en: "rejected for cause", zh: "驳回核销" },
  OrderSettled: { en: "payment settled", zh: "拨付结算" },
  ClawBackOrdered: { en: "money ordered back", zh: "追回资金" },
  ClawBackRecovered: { en: "money recovered", zh: "资金已追回" },
  ClawBackWrittenOff: { en: "written off", zh: "核销坏账" },
  Objected: { en: "objection", zh: "提出异议" },
  ObjectionEnded: { en: "objection ended", zh: "异议处理完毕" },
  DemandPosted: { en: "demand posted", zh: "发布需求" },
  OfferPosted: { en: "offer posted", zh: "发布供给" },
  PostWithdrawn: { en: "demand or offer withdrawn", zh: "撤回需求或供给" },
  MatchMade: { en: "demand and offer matched", zh: "需求与供给对接" },
  OrderRecorded: { en: "order recorded under its match", zh: "订单登记在其对接之下" },
};

function said(event: LedgerEvent): Text {
  if (event.name === "VoucherChanged") {
    const action = VOUCHER_ACTION[Number(event.args.action)];
    if (action) return { en: `voucher ${action.en}`, zh: `双创券${action.zh}` };
  }
  if (event.name === "MatterProposed") {
    const [what] = AbiCoder.defaultAbiCoder().decode(["string"], event.args.what) as unknown as [string];
    return { en: `proposed: ${what}`, zh: `提议：${what}` };
  }
  return WHAT[event.name] ?? { en: event.name, zh: event.name };
}

function aboutOf({ args }: LedgerEvent): string {
  const named = args as unknown as Readonly<Record<string, unknown>>;
  const { voucher, enterprise, provider, district, order, batch, subject, matter } = named;
  if (typeof order === "string") return shortHex(order);
  if (typeof voucher === "bigint") return formatVoucher(voucher);
  if (typeof enterprise === "bigint") return formatEnterprise(enterprise);
  if (typeof provider === "bigint") return formatProvider(provider);
  if (typeof district === "bigint") return district.toString();
  const hash = [batch, subject, matter].find((value) => typeof value === "string");
  return hash === undefined ? "" : shortHex(hash);
}
