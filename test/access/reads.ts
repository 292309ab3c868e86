import { ZeroAddress, ZeroHash } from "ethers";
import type { Contract } from "./rule.ts";
import type { Prepared } from "./prepared.ts";

/** What a view function can be asked so that it has an answer. */
export type Question = (s: Prepared) => readonly unknown[];
type Questions = Readonly<Record<string, Question>>;

const NOTHING: Question = () => [];
const plain = (...names: string[]): Questions => Object.fromEntries(names.map((name) => [name, NOTHING]));

const PART = plain("edition", "manager");
const TWO_OFFICERS: Questions = { ...plain("PROPOSAL_TERM"), proposals: () => [ZeroHash] };
const objections = (subject: (s: Prepared) => string): Questions => {
  return { objections: (s) => [subject(s)], objectionStands: (s) => [subject(s), 1] };
};
const token = (id: (s: Prepared) => bigint): Questions => {
  return {
    ...plain("name", "symbol"),
    ownerOf: (s) => [id(s)],
    balanceOf: (s) => [s.w.stranger],
    getApproved: (s) => [id(s)],
    isApprovedForAll: (s) => [s.w.stranger, s.w.operator],
    locked: (s) => [id(s)],
    tokenURI: (s) => [id(s)],
    supportsInterface: () => ["0x80ac58cd"],
  };
};

/** Every function that changes nothing: anyone reads it, and no account is told another thing. */
export const READS: Readonly<Record<Contract, Questions>> = {
  edition: {
    ...plain("PARTS", "chainId", "deployer", "made", "manager", "predecessor", "salt", "settings"),
    part: () => [10],
  },
  districts: {
    ...PART,
    ...plain("closed", "count"),
    demandActive: ({ w }) => [w.wujin.id],
    demandOpen: ({ w }) => [w.wujin.id],
    districtOf: ({ w }) => [w.wujin.id],
  },
  enterprises: {
    ...PART,
    ...TWO_OFFICERS,
    ...plain("MOST_ITEMS", "groupCount"),
    blacklisted: () => [ZeroHash],
    countOf: ({ w }) => [w.wujin.id],
    enterpriseOf: ({ enterprise }) => [enterprise.id],
    enterpriseOfParty: () => [ZeroHash],
    groupOf: () => [ZeroHash],
    issuedIn: () => [ZeroHash, 2030],
    mergedInto: ({ enterprise }) => [enterprise.id],
    rotations: ({ rotatingFirm }) => [rotatingFirm],
    signerOf: ({ enterprise }) => [enterprise.id, true],
    voucherCountOf: ({ enterprise }) => [enterprise.id],
  },
  providers: {
    ...PART,
    ...TWO_OFFICERS,
    ...objections(({ countersigned }) => countersigned),
    ...token(({ provider }) => provider.id),
    blacklisted: () => [ZeroHash],
    countOf: ({ w }) => [w.yangpu.id],
    proposerOf: ({ provider }) => [provider.id],
    providerOf: ({ provider }) => [provider.id],
    providerOfParty: () => [ZeroHash],
    rotations: ({ rotatingProvider }) => [rotatingProvider],
    signerForOrder: ({ provider }) => [provider.id, 1],
    signerOf: ({ provider }) => [provider.id],
  },
  programs: {
    ...PART,
    ...TWO_OFFICERS,
    ...plain("MOST_PROGRAMS", "count"),
    budgetOf: ({ program }) => [program],
    claimByDaysOf: ({ program }) => [program],
    countOf: ({ w }) => [w.wujin.id],
    demandIssue: ({ program }) => [program],
    demandOrder: ({ program }) => [program, 1, 10_000_000n, 1n],
    graceDaysOf: ({ program }) => [program],
    hearingOf: ({ program }) => [program],
    issuersOf: ({ program }) => [program],
    redeemTermsOf: ({ program }) => [program],
    shareOf: ({ program }) => [program, 10_000n],
    statusOf: ({ program }) => [program],
    termsOf: ({ program }) => [program],
  },
  vouchers: {
    ...PART,
    ...TWO_OFFICERS,
    ...objections(({ announced }) => announced),
    ...token(({ voucher }) => voucher),
    ...plain("LAPSE_DAYS", "LAST_ORDER_SEQUENCE", "LAST_PARTY_SEQUENCE", "LONGEST_FREEZE", "MOST_ITEMS"),
    approverOf: ({ w, issuable }) => [issuable, w.wujin.id],
    batchIdOf: ({ program }) => [program, ZeroHash],
    batchOf: ({ issuable }) => [issuable],
    claimBy: ({ voucher }) => [voucher],
    demandNotFrozen: ({ voucher }) => [voucher],
    demandPartyRoom: ({ voucher }) => [voucher],
    enterpriseOf: ({ voucher }) => [voucher],
    freezeOf: ({ frozenByAuditor }) => [frozenByAuditor],
    frozen: ({ frozenByAuditor }) => [frozenByAuditor],
    frozenDays: ({ frozenByAuditor }) => [frozenByAuditor],
    serialOf: ({ program }) => [program],
    wordOf: ({ voucher }) => [voucher],
  },
  orders: {
    ...PART,
    ...TWO_OFFICERS,
    ...objections(({ redeemed }) => redeemed),
    ...plain("MOST_INVOICES", "MOST_ITEMS", "MOST_ROUNDS", "WALLET_GAS", "domainSeparator"),
    claimOf: ({ silent }) => [silent],
    contractUsed: () => [ZeroHash],
    invoiceUsed: () => [ZeroHash],
    lastDayOf: ({ placed }) => [placed],
    orderIdOf: ({ terms }) => [terms],
    orderOfContract: () => [ZeroHash],
    orderOfInvoice: () => [ZeroHash],
    paidOrder: ({ order }) => [order],
    withdrawn: ({ w }) => [w.stranger, ZeroHash],
    wordOf: ({ order }) => [order],
  },
  payments: {
    ...PART,
    ...TWO_OFFICERS,
    ...plain("MOST_ITEMS", "count"),
    clawBackOf: ({ order }) => [order],
    paymentOf: ({ payment }) => [payment],
  },
  matching: {
    ...PART,
    ...plain("LONGEST_POST", "WALLET_GAS", "domainSeparator"),
    demandAnswered: ({ offer }) => [offer],
    demandIdOf: ({ enterprise }) => [[enterprise.id, ZeroHash, 1, 0, 22_000, 2_000_000_000n]],
    demandOf: ({ demand }) => [demand],
    matchIdOf: ({ demand, offer }) => [[demand, offer, 2_000_000_000n]],
    matchOf: ({ match }) => [match],
    matchOfOrder: ({ placed }) => [placed],
    offerIdOf: ({ provider }) => [[provider.id, ZeroHash, ZeroHash, 1, 0, 22_000, 2_000_000_000n]],
    offerOf: ({ offer }) => [offer],
    withdrawn: ({ w }) => [w.stranger, ZeroHash],
  },
  voucherPicture: {
    tokenURI: () => [[1n, ZeroHash, [], 1, 1n, 100n, 0n, 0n, 5_000, 2030, 22_000, 1, false, 1, 1n, ZeroAddress]],
  },
  certificatePicture: {
    tokenURI: () => [[1n, ZeroHash, 22_000, 22_100, 4, 2n, 1n, ZeroAddress]],
  },
  manager: {
    ...plain("ADMIN_ROLE", "PUBLIC_ROLE", "expiration", "minSetback"),
    canCall: ({ w }) => [w.operator, w.districts, "0x12345678"],
    getAccess: ({ w }) => [0, w.safe],
    getNonce: () => [ZeroHash],
    getRoleAdmin: () => [0],
    getRoleGrantDelay: () => [0],
    getRoleGuardian: () => [0],
    getSchedule: () => [ZeroHash],
    getTargetAdminDelay: ({ w }) => [w.districts],
    getTargetFunctionRole: ({ w }) => [w.districts, "0x12345678"],
    hasRole: ({ w }) => [0, w.safe],
    hashOperation: ({ w }) => [w.operator, w.districts, "0x12345678"],
    isTargetClosed: ({ w }) => [w.districts],
  },
};
