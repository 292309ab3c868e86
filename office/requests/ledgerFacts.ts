/** What the ledger says of a message: whose it is, and whether it has been used. */
import { isError } from "ethers";
import { formatEnterprise, formatProvider, formatVoucher, districtOf } from "../../client/ids.ts";
import { orderState } from "../../client/orderState.ts";
import { decodeVoucher } from "../../client/voucherWord.ts";
import { Refusal } from "../http/refusal.ts";
import type { OfficeLedger } from "../ledger.ts";
import { orderOf, type Message } from "./messages.ts";

export interface Concerned {
  readonly voucher: string;
  readonly enterprise: string;
  readonly provider: string;
  /** The voucher's home district. */
  readonly district: number;
}

/** @throws Refusal 400 where the ledger has no such order, voucher or provider. */
export async function concernedBy({ ledger }: Pick<OfficeLedger, "ledger">, message: Message): Promise<Concerned> {
  const order = orderOf(message);
  const about = message.kind === "order" ? message.message : await orderState(ledger, order ?? "");
  if ("stage" in about && about.stage === "None") throw unknown({ en: "no such order", zh: "该订单" });
  const { voucher, provider } = about;
  const enterprise = await holderOf({ ledger }, voucher);
  try {
    await ledger.providers.providerOf(provider);
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION")) throw unknown({ en: "no such provider", zh: "该服务机构" });
    throw error;
  }
  return {
    voucher: formatVoucher(voucher),
    enterprise: formatEnterprise(enterprise),
    provider: formatProvider(provider),
    // Vouchers are issued to enterprises of the home district only.
    district: Number(districtOf(enterprise)),
  };
}

/** The enterprise that a voucher is of. @throws Refusal 400 where there is no such voucher. */
export async function holderOf({ ledger }: Pick<OfficeLedger, "ledger">, voucher: bigint): Promise<bigint> {
  const word = decodeVoucher(await ledger.vouchers.wordOf(voucher).catch(unlessUnknown));
  if (word.status === "None") throw unknown({ en: "no such voucher", zh: "该双创券" });
  return word.enterprise;
}

/** Whether the ledger took the message, or what comes after it. That a node does not have the order, which it may have yet to hear of, is no sign of it. */
export async function isUsed(
  { ledger }: Pick<OfficeLedger, "ledger">,
  message: Message,
  digest: string,
): Promise<boolean> {
  const { stage, round } = await orderState(ledger, orderOf(message) ?? digest);
  if (stage === "None") return false;
  switch (message.kind) {
    case "order":
      return true;
    case "claim":
      return stage !== "Placed" || round > message.message.round;
    case "acceptance":
      return (stage !== "Placed" && stage !== "Claimed") || round > message.message.claim.round;
    case "refusal":
      return (stage !== "Placed" && stage !== "Claimed") || round > message.message.round;
    case "cancellation":
      return stage !== "Placed" && stage !== "Claimed";
  }
}

function unlessUnknown(error: unknown): bigint {
  if (isError(error, "CALL_EXCEPTION")) return 0n;
  throw error;
}

function unknown({ en, zh }: { en: string; zh: string }): Refusal {
  return new Refusal(400, "NotOnLedger", { en: `The ledger has ${en}.`, zh: `账本中没有${zh}。` });
}
