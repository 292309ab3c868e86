import {
  anyone,
  approver,
  bureau,
  finance,
  itself,
  lacking,
  ofItem,
  part,
  SOULBOUND,
  submitter,
  takingBack,
  type Rules,
  type Stop,
} from "../rule.ts";
import { objections } from "./parties.ts";

/** What issuing and placing wait for: a home district that is active in an edition that is open. */
const OPEN: readonly Stop[] = ["home retired", "closed"];
const FINANCE_OR_BUREAU = { may: ["home finance", "home bureau"], refusal: lacking("home", "finance") } as const;

export const PROGRAMS: Rules = {
  propose: bureau({ stops: ["home retired"] }),
  confirm: approver({ finishes: "propose", stops: ["home retired"] }),
  raise: finance({ stops: ["home retired"] }),
  confirmRaise: approver({ finishes: "raise", stops: ["home retired"] }),
  lower: finance(),
  stop: FINANCE_OR_BUREAU,
  restart: FINANCE_OR_BUREAU,
  confirmRestart: approver({ finishes: "restart", stops: ["home retired"] }),
  withdrawProposal: takingBack,
  issue: part("vouchers"),
  giveBack: part("vouchers"),
  redeem: part("vouchers"),
  unredeem: part("vouchers"),
  pay: part("payments"),
  recover: part("payments"),
};

const FREEZER = { may: ["auditor", "home bureau"], refusal: lacking("home", "bureau") } as const;

export const VOUCHERS: Rules = {
  announce: bureau({ stops: OPEN }),
  approveBatch: [
    approver({ use: "for the home district", finishes: "announce", stops: OPEN }),
    approver({ use: "for a joint district", finishes: "announce", stops: OPEN }, "joint"),
  ],
  issue: bureau({ stops: OPEN }),
  withdrawBatch: bureau(),
  ...objections(),
  freeze: FREEZER,
  freezeAgain: FREEZER,
  confirmFreezeAgain: approver({ finishes: "freezeAgain" }),
  unfreeze: [
    { use: "the Auditor's", may: ["auditor", "safe"], refusal: lacking("consortium", "administrator") },
    { use: "the home Bureau's", may: ["home bureau", "safe"], refusal: lacking("consortium", "administrator") },
  ],
  extend: bureau(),
  revoke: bureau(),
  confirmRevoke: approver({ finishes: "revoke" }),
  expire: anyone(),
  withdrawProposal: takingBack,
  lock: part("orders"),
  unlock: part("orders"),
  redeem: part("orders"),
  reopen: part("orders"),
  reject: part("orders"),
  record: part("payments"),
  ...SOULBOUND,
};

const PLACING: readonly Stop[] = [...OPEN, "provider's retired"];
const WRONG = { error: "SignatureWrong", values: ["enterprise", "message"] } as const;

export const ORDERS: Rules = {
  place: ofItem(submitter(["enterprise", "provider"], { stops: PLACING })),
  placeItem: itself({ signed: ["enterprise", "provider"], stops: PLACING }),
  cancel: submitter(["enterprise", "provider"]),
  cancelOverdue: anyone(),
  redeem: ofItem(submitter(["enterprise", "provider"])),
  redeemItem: itself({ signed: ["enterprise", "provider"] }),
  claim: submitter(["provider"]),
  accept: submitter(["enterprise"]),
  refuse: submitter(["enterprise"]),
  decide: bureau(),
  confirmDecide: approver({ finishes: "decide" }),
  reject: bureau(),
  confirmRejectForForm: approver({ finishes: "reject" }),
  confirmRejectForCause: approver({ finishes: "reject" }),
  ...objections(bureau({ use: "for the provider's district" }, "provider's")),
  withdrawMessage: [
    { use: "one's own, without a signature", may: ["its signer"], refusal: WRONG },
    anyone({ use: "an enterprise's, with its signature", signed: ["enterprise"] }),
    anyone({ use: "a provider's, with its signature", signed: ["provider"] }),
  ],
  withdrawProposal: takingBack,
  startPayment: part("payments"),
  endPayment: part("payments"),
};

export const PAYMENTS: Rules = {
  open: bureau(),
  openItem: itself(),
  settle: finance({ finishes: "open" }),
  settleItem: itself(),
  clawBack: bureau(),
  confirmClawBack: approver({ finishes: "clawBack" }),
  recover: finance(),
  writeOff: finance(),
  confirmWriteOff: approver({ finishes: "writeOff" }),
  withdrawProposal: takingBack,
};
