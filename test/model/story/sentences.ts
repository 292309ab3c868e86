import type { Demand } from "../../../client/matching/messages.ts";
import type { Act } from "../rules/act.ts";
import type { Claim } from "../rules/messages.ts";
import { ENTERPRISE_STATUSES } from "../rules/enterprises.ts";
import { PROVIDER_STATUSES } from "../rules/providers.ts";
import type { Placement } from "../rules/placing.ts";
import type { Redemption } from "../rules/claims.ts";
import type { Rules } from "../rules/rules.ts";
import { jointOf } from "../rules/programs.ts";
import { NOBODY, ZERO } from "../rules/town.ts";
import type { Names } from "./names.ts";

/** What somebody does, said after "Wujin's Bureau …". */
type Sentences<Nouns> = {
  readonly [Name in keyof Nouns]: Nouns[Name] extends (a: Act, ...args: infer Args) => void
    ? (n: Names, ...args: Args) => string
    : never;
};

const SEATS = ["the Auditor's", "the home district's", "the provider's district's"];

const and = (parts: readonly string[]): string => (parts.length === 0 ? "nothing" : parts.join(", "));

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const objecting = {
  object: (n: Names, subject: string, seat: number) => `objects to ${n.subject(subject)} in ${SEATS[seat]} seat`,
  resolve: (n: Names, subject: string, seat: number) =>
    `proposes to settle ${SEATS[seat]} objection to ${n.subject(subject)}`,
  confirmResolve: (n: Names, subject: string, seat: number) =>
    `confirms that ${SEATS[seat]} objection to ${n.subject(subject)} is settled`,
  endAuditorsObjection: (n: Names, subject: string) => `ends the Auditor's objection to ${n.subject(subject)}`,
};

const withdrawing = { withdrawProposal: (n: Names, hash: string) => `takes back ${n.matter(hash)}` };

const rotating = (partyOf: (n: Names, id: bigint) => string) => ({
  proposeRotation: (n: Names, id: bigint, wallet: string) =>
    `stops the wallet of ${partyOf(n, id)} and proposes ${wallet === NOBODY ? "none" : "another"}`,
  cancelRotation: (n: Names, id: bigint) => `gives ${partyOf(n, id)} its old wallet back`,
  confirmRotation: (n: Names, id: bigint) => `confirms the new wallet of ${partyOf(n, id)}`,
});

const offices: Sentences<Rules["offices"]> = {
  grantRole: (n, district, duty, account, delay) =>
    `makes ${n.who(account)} ${duty} of ${n.district(district)}${delay > 0 ? ", with a delay" : ""}`,
  revokeRole: (n, district, duty, account) =>
    `takes the duty ${duty} of ${n.district(district)} from ${n.who(account)}`,
};

const districts: Sentences<Rules["districts"]> = {
  add: (_, name) =>
    `adds the district ${JSON.stringify(Buffer.from(name.slice(2), "hex").toString().replaceAll("\0", ""))}`,
  changeProfile: (n, district) => `changes the profile of ${n.district(district)}`,
  retire: (n, district) => `retires ${n.district(district)}`,
  close: () => "closes the edition",
};

const enterprises: Sentences<Rules["enterprises"]> = {
  register: (n, items) => {
    const each = items.map((it) => `${n.party(it.party)} of ${n.district(it.home)} under ${n.group(it.group)}`);
    return `registers ${and(each)}`;
  },
  changeProfile: (n, id) => `changes the profile of ${n.firm(id)}`,
  freeze: (n, id) => `freezes ${n.firm(id)}`,
  unfreeze: (n, id) => `proposes to unfreeze ${n.firm(id)}`,
  confirmUnfreeze: (n, id) => `confirms the unfreezing of ${n.firm(id)}`,
  end: (n, id, status) => `proposes that ${n.firm(id)} is ${ENTERPRISE_STATUSES[status] ?? ""}`,
  confirmEnd: (n, id, status) => `confirms that ${n.firm(id)} is ${ENTERPRISE_STATUSES[status] ?? ""}`,
  regroup: (n, id, group) => `proposes to put ${n.firm(id)} under ${n.group(group)}`,
  confirmRegroup: (n, id, group) => `confirms that ${n.firm(id)} is under ${n.group(group)}`,
  merge: (n, id, into) => `proposes that ${n.firm(id)} went into ${n.firm(into)}`,
  confirmMerge: (n, id, into) => `confirms that ${n.firm(id)} went into ${n.firm(into)}`,
  ...rotating((n, id) => n.firm(id)),
  ...withdrawing,
};

const providers: Sentences<Rules["providers"]> = {
  propose: (n, { home, group, party, validThrough }) =>
    `proposes ${n.party(party)} of ${n.district(home)} under ${n.group(group)} as a provider through ${n.day(validThrough)}`,
  countersign: (n, id, end) => `countersigns ${n.provider(id)}, whose notice runs through ${n.day(end)}`,
  decline: (n, id) => `declines ${n.provider(id)}`,
  admit: (n, id) => `admits ${n.provider(id)}`,
  renew: (n, id, through, classes) =>
    `proposes to renew ${n.provider(id)} through ${n.day(through)}, classes ${classes.toString(2)}`,
  confirmRenew: (n, id, through) => `confirms the renewal of ${n.provider(id)} through ${n.day(through)}`,
  suspend: (n, id) => `suspends ${n.provider(id)}`,
  reinstate: (n, id) => `proposes to reinstate ${n.provider(id)}`,
  confirmReinstate: (n, id) => `confirms that ${n.provider(id)} is reinstated`,
  end: (n, id, status) => `proposes that ${n.provider(id)} is ${PROVIDER_STATUSES[status] ?? ""}`,
  confirmEnd: (n, id, status) => `confirms that ${n.provider(id)} is ${PROVIDER_STATUSES[status] ?? ""}`,
  changeProfile: (n, id) => `changes the profile of ${n.provider(id)}`,
  ...objecting,
  ...rotating((n, id) => n.provider(id)),
  ...withdrawing,
};

const programs: Sentences<Rules["programs"]> = {
  propose: (n, terms) => {
    const joint = jointOf(terms).map((district) => n.district(district));
    const amounts = `a share of ${terms.share / 100} %, at most ${n.fen(terms.yearlyCap)} a group and year`;
    const others = joint.length > 0 ? `, jointly with ${joint.join(" and ")}` : "";
    return `proposes a program of ${n.district(terms.home)} with ${amounts}${others}`;
  },
  confirm: (n, id) => `opens ${n.program(id)}`,
  raise: (n, id, from, to) => `proposes to raise the budget of ${n.program(id)} from ${n.fen(from)} to ${n.fen(to)}`,
  confirmRaise: (n, id, from, to) => `confirms the raise of ${n.program(id)} from ${n.fen(from)} to ${n.fen(to)}`,
  lower: (n, id, to) => `lowers the budget of ${n.program(id)} to ${n.fen(to)}`,
  stop: (n, id) => `stops ${n.program(id)}`,
  restart: (n, id) => `proposes to restart ${n.program(id)}`,
  confirmRestart: (n, id) => `confirms the restart of ${n.program(id)}`,
  ...withdrawing,
};

const vouchers: Sentences<Rules["vouchers"]> = {
  announce: (n, program, _chain, count, total, end) =>
    `announces a list of ${many(count, "voucher")}, ${n.fen(total)}, under ${n.program(program)}; its notice runs through ${n.day(end)}`,
  approveBatch: (n, id, district) => `approves ${n.list(id)} for ${n.district(district)}`,
  withdrawBatch: (n, id) => `withdraws ${n.list(id)}`,
  issue: (n, id, items) => {
    const each = items.map(({ enterprise, face }) => `${n.fen(face)} to ${n.firm(enterprise)}`);
    return `issues from ${n.list(id)}: ${and(each)}`;
  },
  freeze: (n, id, length) => `freezes ${n.voucher(id)} for ${many(length, "day")}`,
  freezeAgain: (n, id, length) => `proposes to freeze ${n.voucher(id)} again, for ${many(length, "day")}`,
  confirmFreezeAgain: (n, id, length, _reason, byAuditor) =>
    `confirms a further freeze of ${n.voucher(id)} for ${many(length, "day")}, which ${byAuditor ? "the Auditor" : "the Bureau"} asked for`,
  unfreeze: (n, id) => `ends the freeze of ${n.voucher(id)}`,
  extend: (n, id) => `extends ${n.voucher(id)}`,
  revoke: (n, id) => `proposes to revoke ${n.voucher(id)}`,
  confirmRevoke: (n, id) => `confirms that ${n.voucher(id)} is revoked`,
  expire: (n, ids) => `expires ${ids.length > 3 ? `${ids.length} vouchers` : and(ids.map((id) => n.voucher(id)))}`,
  ...objecting,
  ...withdrawing,
};

const said = ({ order, ...it }: Placement, n: Names): string => {
  const contract = `a contract of ${n.fen(order.contractValue)} of ${n.day(order.contractDay)}`;
  const known = n.contract(it.contractNullifier);
  const what = `${n.fen(order.amount)} on ${n.voucher(order.voucher)} for ${contract}${known} with ${n.provider(order.provider)}`;
  return `${what}, class ${order.serviceClass}, to be delivered by ${n.day(order.deliverBy)}${flaws(n, it.enterpriseSignature, it.providerSignature)}`;
};

function flaws(n: Names, ...signatures: readonly { readonly signer: string; readonly digest: string }[]): string {
  const odd = signatures.find(
    ({ signer, digest }) => digest === ZERO || n.wallet(signer) === "a wallet that is nobody's",
  );
  return odd ? " (with a signature that is not theirs)" : "";
}

const claimed = (n: Names, { order, invoices, round }: Claim): string => {
  const each = invoices.map(({ amount, nullifier }) => `${n.fen(amount)}${n.invoice(nullifier)}`);
  return `${n.order(order)} (round ${round}, ${each.length === 1 ? "invoice" : "invoices"} of ${and(each)})`;
};

const redeemed = (n: Names, { claim, noticeEnd, ...it }: Redemption): string =>
  `${claimed(n, claim)}, with a notice through ${n.day(noticeEnd)}${flaws(n, it.enterpriseSignature, it.providerSignature)}`;

const verdict = (accepted: boolean): string => (accepted ? "accepted" : "refused");

const orders: Sentences<Rules["orders"]> = {
  place: (n, items) => `places an order: ${items.map((item) => said(item, n)).join("; and ") || "none"}`,
  cancel: (n, id, _deadline, ...signatures) => `cancels ${n.order(id)} for both parties${flaws(n, ...signatures)}`,
  cancelOverdue: (n, id) => `cancels ${n.order(id)} as overdue`,
  redeem: (n, items) => `redeems ${items.map((item) => redeemed(n, item)).join("; and ") || "nothing"}`,
  claim: (n, claim, signature) => `records the provider's claim on ${claimed(n, claim)}${flaws(n, signature)}`,
  accept: (n, claim, _deadline, signature, end) =>
    `redeems, as the firm accepts, ${claimed(n, claim)}, with a notice through ${n.day(end)}${flaws(n, signature)}`,
  refuse: (n, id, _reason, _deadline, signature) =>
    `records that the firm refuses the claim on ${n.order(id)}${flaws(n, signature)}`,
  decide: (n, claim, accepted) =>
    `proposes that the claim on ${claimed(n, claim)} is ${verdict(accepted)} in the firm's stead`,
  confirmDecide: (n, claim, accepted, _reason, end) =>
    `confirms that the claim on ${claimed(n, claim)} is ${verdict(accepted)} in the firm's stead, with a notice through ${n.day(end)}`,
  reject: (n, id, forCause) => `proposes to reject ${n.order(id)} for ${forCause ? "cause" : "form"}`,
  confirmRejectForForm: (n, id, _reason, invoices) =>
    `confirms that ${n.order(id)} is rejected for form, and frees ${many(invoices.length, "invoice")}`,
  confirmRejectForCause: (n, id) => `confirms that ${n.order(id)} is rejected for cause`,
  withdrawMessage: (n, signer, _message, signature) =>
    `withdraws a message that ${n.wallet(signer)} signed${flaws(n, signature)}`,
  ...objecting,
  ...withdrawing,
};

const payments: Sentences<Rules["payments"]> = {
  open: (n, home, ids) => `opens a payment of ${n.district(home)} with ${and(ids.map((id) => n.order(id)))}`,
  settle: (n, id, items) => {
    const each = items.map(({ order, paid, receipt }) => {
      return `${n.order(order)} ${paid ? "paid" : "returned"}${receipt === ZERO ? " without a receipt" : ""}`;
    });
    return `settles payment ${id}: ${and(each)}`;
  },
  clawBack: (n, id, amount) => `proposes to claw ${n.fen(amount)} of ${n.order(id)} back`,
  confirmClawBack: (n, id, amount) => `confirms that ${n.fen(amount)} of ${n.order(id)} is clawed back`,
  recover: (n, id, amount, receipt) =>
    `records that ${n.fen(amount)} of ${n.order(id)} came back${receipt === ZERO ? ", without a receipt" : ""}`,
  writeOff: (n, id, amount) => `proposes to write off ${n.fen(amount)} of the claw-back of ${n.order(id)}`,
  confirmWriteOff: (n, id, amount) =>
    `confirms that ${n.fen(amount)} of the claw-back of ${n.order(id)} is written off`,
  ...withdrawing,
};

const wanted = (n: Names, post: Pick<Demand, "serviceClass" | "district" | "through" | "content">): string => {
  const where = post.district === 0 ? "anywhere" : `in ${n.district(post.district)}`;
  const text = post.content === ZERO ? ", without a text" : "";
  return `class ${post.serviceClass}, ${where}, through ${n.day(post.through)}${text}`;
};

const matching: Sentences<Rules["matching"]> = {
  postDemand: (n, demand, signature) =>
    `posts what ${n.firm(demand.enterprise)} looks for: ${wanted(n, demand)}${flaws(n, signature)}`,
  postOffer: (n, offer, signature) => {
    const whom = offer.demand === ZERO ? "everybody" : n.post(offer.demand);
    return `posts what ${n.provider(offer.provider)} offers to ${whom}: ${wanted(n, offer)}${flaws(n, signature)}`;
  },
  withdrawPost: (n, id, _deadline, signature) => `withdraws ${n.post(id)} for its party${flaws(n, signature)}`,
  matchUp: (n, { demand, offer }, ...signatures) =>
    `matches ${n.post(demand)} with ${n.post(offer)}${flaws(n, ...signatures)}`,
  recordOrder: (n, id, terms) =>
    `records the order on ${n.voucher(terms.voucher)} with ${n.provider(terms.provider)} under ${n.match(id)}`,
  withdrawMessage: (n, signer, _message, signature) =>
    `withdraws a message for a match that ${n.wallet(signer)} signed${flaws(n, signature)}`,
};

const closed: Sentences<Rules["closed"]> = {
  sibling: (_, name) => `calls ${name}, which is another contract's to call`,
  itself: (_, name) => `calls ${name}, which is the contract's own to call`,
  make: (_, number) => `makes part ${number} of the edition`,
};

export const SENTENCES: { readonly [Noun in keyof Rules]: Sentences<Rules[Noun]> } = {
  offices,
  districts,
  enterprises,
  providers,
  programs,
  vouchers,
  orders,
  payments,
  matching,
  closed,
};
