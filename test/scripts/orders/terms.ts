/** An order and a claim, as files say them and as the ledger takes them. */
import { id } from "ethers";
import { dayOfIso, lastValidSecond } from "../../../client/days.ts";
import type { Order } from "../../../client/messages.ts";
import { INSTITUTE } from "./party.ts";

export const TERMS = {
  voucher: "2-000001",
  provider: "P1-1",
  amount: "80,000.00",
  contractValue: "160000",
  contractDay: "2130-03-10",
  serviceClass: "1",
  deliverBy: "2130-06-30",
  contractCommitment: id("contract"),
  deadline: "2130-03-31",
};

export const ORDER: Order = {
  voucher: (2n << 32n) | 1n,
  provider: (1n << 32n) | 1n,
  amount: 8_000_000n,
  contractValue: 16_000_000n,
  contractDay: dayOfIso("2130-03-10"),
  serviceClass: 1,
  deliverBy: dayOfIso("2130-06-30"),
  contractCommitment: id("contract"),
  referenceTo: `0x${"00".repeat(32)}`,
  deadline: BigInt(lastValidSecond(dayOfIso("2130-03-31"))),
};

export const claimTerms = (order: string) => ({
  file: "claim",
  order,
  round: "0",
  invoices: [
    { seller: INSTITUTE, code: "", number: "26312000000012345678", amount: "100,000.00", mark: `0x${"22".repeat(32)}` },
    { seller: INSTITUTE, code: "3100234130", number: "00012345", amount: "50000.50", mark: `0x${"11".repeat(32)}` },
  ],
  evidence: id("evidence"),
  deadline: "2130-07-31",
});
