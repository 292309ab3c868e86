/** For each row of the table, what the function is tried with: something that the right account could do at once. */
import { id, ZeroHash } from "ethers";
import { VoucherPicture__factory } from "../../typechain-types/index.ts";
import { admission, keyOf, terms } from "../support/acts.ts";
import { soon } from "../support/messages.ts";
import { name32, today, type World } from "../support/world.ts";
import { PROPOSED, type Prepared } from "./prepared.ts";
import { parties, SIGNED } from "./trials/signed.ts";
import { MANAGER } from "./trials/manager.ts";

const reason = id("reason");
const inSixDays = async (): Promise<number> => (await today()) + 6;

/** Arguments of one call. */
export type Trial = (s: Prepared) => readonly unknown[] | Promise<readonly unknown[]>;

const firm = (w: World) => {
  return {
    home: w.wujin.id,
    wallet: keyOf("firm").address,
    party: id("firm"),
    group: id("group"),
    profile: id("profile"),
  };
};

const PARTIES: Readonly<Record<string, Trial>> = {
  "edition.make": () => [1, VoucherPicture__factory.bytecode],

  "districts.add": () => [name32("无锡 Wuxi"), reason],
  "districts.changeProfile": ({ w }) => [w.wujin.id, reason],
  "districts.close": () => [],
  "districts.retire": ({ w }) => [w.wujin.id],

  "enterprises.register": ({ w }) => [[firm(w)]],
  "enterprises.registerItem": ({ w }) => [firm(w), w.wujin.bureau],
  "enterprises.changeProfile": ({ enterprise }) => [enterprise.id, reason],
  "enterprises.freeze": ({ enterprise }) => [enterprise.id, reason],
  "enterprises.unfreeze": ({ frozenFirm }) => [frozenFirm, reason],
  "enterprises.confirmUnfreeze": ({ frozenFirm }) => [frozenFirm, PROPOSED],
  "enterprises.end": ({ enterprise }) => [enterprise.id, 4, reason],
  "enterprises.confirmEnd": ({ activeFirm }) => [activeFirm, 4, PROPOSED],
  "enterprises.regroup": ({ enterprise }) => [enterprise.id, reason],
  "enterprises.confirmRegroup": ({ activeFirm }) => [activeFirm, PROPOSED],
  "enterprises.merge": ({ enterprise, activeFirm }) => [enterprise.id, activeFirm],
  "enterprises.confirmMerge": ({ mergingFirm, activeFirm }) => [mergingFirm, activeFirm],
  "enterprises.proposeRotation": ({ w, enterprise }) => [enterprise.id, w.operator],
  "enterprises.cancelRotation": ({ rotatingFirm }) => [rotatingFirm],
  "enterprises.confirmRotation": ({ w, rotatingFirm }) => [rotatingFirm, w.stranger],
  "enterprises.enrol": () => [reason],
  "enterprises.draw": ({ w, list }) => [list, w.wujin.id, 1_000n, 1_000n, 2030],
  "enterprises.giveBack": ({ enterprise }) => [enterprise.id, 100n, 2030],

  "providers.propose": async ({ w }) => [await admission(w.wujin, "institute")],
  "providers.countersign": async ({ proposed }) => [proposed, await inSixDays()],
  "providers.decline": ({ proposed }) => [proposed, reason],
  "providers.admit": ({ admissible }) => [admissible],
  "providers.renew": ({ rotatingProvider }) => [rotatingProvider, 60_000, 0b110n],
  "providers.confirmRenew": ({ rotatingProvider }) => [rotatingProvider, 60_000, 0b10n],
  "providers.suspend": ({ rotatingProvider }) => [rotatingProvider, reason],
  "providers.reinstate": ({ suspended }) => [suspended, reason],
  "providers.confirmReinstate": ({ suspended }) => [suspended, PROPOSED],
  "providers.end": ({ suspended }) => [suspended, 6, reason],
  "providers.confirmEnd": ({ suspended }) => [suspended, 6, PROPOSED],
  "providers.changeProfile": ({ suspended }) => [suspended, reason],
  "providers.proposeRotation": ({ w, suspended }) => [suspended, w.operator],
  "providers.cancelRotation": ({ rotatingProvider }) => [rotatingProvider],
  "providers.confirmRotation": ({ w, rotatingProvider }) => [rotatingProvider, w.stranger],
};

/** An objection to one of a contract's subjects, of which one is objected to already. */
const objections = (contract: string, quiet: (s: Prepared) => string, objected: (s: Prepared) => string) => {
  const trials: Record<string, Trial> = {
    "object for the Auditor": (s) => [quiet(s), 0, reason],
    "object for the home district": (s) => [quiet(s), 1, reason],
    resolve: (s) => [objected(s), 1, reason],
    confirmResolve: (s) => [objected(s), 1, PROPOSED],
    endAuditorsObjection: (s) => [objected(s), reason],
  };
  return Object.fromEntries(Object.entries(trials).map(([act, trial]) => [`${contract}.${act}`, trial]));
};

const MONEY: Readonly<Record<string, Trial>> = {
  "programs.propose": async ({ w }) => [await terms(w.wujin), "https://policy.example/3"],
  "programs.confirm": ({ proposedProgram }) => [proposedProgram],
  "programs.raise": ({ program }) => [program, 100_000_000n, 200_000_000n],
  "programs.confirmRaise": ({ program }) => [program, 100_000_000n, 150_000_000n],
  "programs.lower": ({ program }) => [program, 50_000_000n],
  "programs.stop": ({ program }) => [program],
  "programs.restart": ({ stopped }) => [stopped],
  "programs.confirmRestart": ({ starting }) => [starting],
  ...Object.fromEntries(
    ["issue", "giveBack", "redeem", "unredeem", "pay", "recover"].map((act): [string, Trial] => [
      `programs.${act}`,
      ({ program }) => [program, 1n],
    ]),
  ),

  "vouchers.announce": async ({ program }) => [program, reason, 1, 100n, await inSixDays(), reason],
  "vouchers.approveBatch for the home district": ({ w, jointly }) => [jointly, w.wujin.id],
  "vouchers.approveBatch for a joint district": ({ w, jointly }) => [jointly, w.nanhu.id],
  "vouchers.issue": ({ issuable, list }) => [issuable, list, ZeroHash],
  "vouchers.withdrawBatch": ({ announced }) => [announced, reason],
  "vouchers.freeze": ({ voucher }) => [voucher, 10, reason],
  "vouchers.freezeAgain": ({ frozenByAuditor }) => [frozenByAuditor, 10, reason],
  "vouchers.confirmFreezeAgain": ({ frozenByAuditor }) => [frozenByAuditor, 10, PROPOSED, true],
  "vouchers.unfreeze the Auditor's": ({ frozenByAuditor }) => [frozenByAuditor, reason],
  "vouchers.unfreeze the home Bureau's": ({ frozenByBureau }) => [frozenByBureau, reason],
  "vouchers.extend": ({ voucher }) => [voucher, reason],
  "vouchers.revoke": ({ voucher }) => [voucher, reason],
  "vouchers.confirmRevoke": ({ voucher }) => [voucher, PROPOSED],
  "vouchers.expire": ({ due }) => [[due]],
  "vouchers.lock": ({ voucher }) => [voucher, 1n, reason],
  "vouchers.unlock": ({ voucher, placed }) => [voucher, 100_000n, placed],
  "vouchers.redeem": ({ voucher, placed }) => [voucher, 1n, 100_000n, placed],
  "vouchers.reopen": ({ voucher, redeemed }) => [voucher, 1n, redeemed],
  "vouchers.reject": ({ voucher, redeemed }) => [voucher, 1n, redeemed],
  "vouchers.record": ({ voucher, redeemed }) => [voucher, false, 1n, redeemed],

  "orders.cancelOverdue": ({ overdue }) => [overdue],
  "orders.decide": ({ claim }) => [claim, true, reason],
  "orders.confirmDecide": async ({ claim }) => [claim, true, PROPOSED, await inSixDays()],
  "orders.reject": ({ redeemed }) => [redeemed, true, reason],
  "orders.confirmRejectForForm": ({ redeemed, invoices }) => [redeemed, PROPOSED, invoices],
  "orders.confirmRejectForCause": ({ redeemed }) => [redeemed, PROPOSED],
  "orders.object for the provider's district": ({ quietOrder }) => [quietOrder, 2, reason],
  "orders.withdrawMessage one's own, without a signature": ({ enterprise }) => [enterprise.key.address, reason, "0x"],
  "orders.startPayment": ({ reviewed }) => [reviewed, 9],
  "orders.endPayment": ({ inPayment, payment }) => [inPayment, payment, true],

  "payments.open": ({ w, reviewed }) => [w.wujin.id, [reviewed]],
  "payments.openItem": ({ w, reviewed }) => [9, w.wujin.id, reviewed],
  "payments.settle": ({ inPayment, payment }) => [payment, [{ order: inPayment, paid: true, receipt: reason }]],
  "payments.settleItem": ({ inPayment, payment }) => [payment, { order: inPayment, paid: true, receipt: reason }],
  "payments.clawBack": ({ order }) => [order, 50n, reason],
  "payments.confirmClawBack": ({ order }) => [order, 50n, PROPOSED],
  "payments.recover": ({ order }) => [order, 50n, reason],
  "payments.writeOff": ({ order }) => [order, 50n, reason],
  "payments.confirmWriteOff": ({ order }) => [order, 40n, PROPOSED],
};

const MATCHING: Readonly<Record<string, Trial>> = {
  "matching.withdrawPost one's own, without a signature": async ({ demand }) => [demand, await soon(), "0x"],
  "matching.recordOrder": ({ match, matchedTerms }) => [match, matchedTerms],
  "matching.withdrawMessage one's own, without a signature": ({ enterprise }) => [enterprise.key.address, reason, "0x"],
};

const TWO_OFFICERS = ["enterprises", "providers", "programs", "vouchers", "orders", "payments"] as const;

/** The newest proposal that a contract was told of, which the proposer can take back. */
const proposals = TWO_OFFICERS.map((contract): [string, Trial] => [
  `${contract}.withdrawProposal`,
  async ({ w }) => {
    const told = await (w[contract] as World["programs"]).queryFilter(w.programs.filters.MatterProposed);
    return [told.at(-1)!.args.matter];
  },
]);

/** Tokens that exist, with accounts that could be meant. */
const tokens = (["providers", "vouchers"] as const).flatMap((contract) => {
  const token = (s: Prepared): bigint => (contract === "vouchers" ? s.voucher : s.provider.id);
  const between = async (s: Prepared) => [await s.w[contract].ownerOf(token(s)), s.w.stranger, token(s)];
  const trials: Record<string, Trial> = {
    approve: (s) => [s.w.stranger, token(s)],
    setApprovalForAll: ({ w }) => [w.stranger, true],
    transferFrom: between,
    "safeTransferFrom(address,address,uint256)": between,
    "safeTransferFrom(address,address,uint256,bytes)": async (s) => [...(await between(s)), "0x"],
  };
  return Object.entries(trials).map(([act, trial]): [string, Trial] => [`${contract}.${act}`, trial]);
});

const signed = Object.entries(SIGNED).map(([key, trial]): [string, Trial] => [key, async (s) => trial(s, parties(s))]);

/** One call a row, or several where a rule is about several roles. */
export const TRIALS: Readonly<Record<string, readonly Trial[]>> = Object.fromEntries([
  ...[
    ...Object.entries(PARTIES),
    ...Object.entries(MONEY),
    ...Object.entries(MATCHING),
    ...Object.entries(
      objections(
        "providers",
        (s) => s.quietProvider,
        (s) => s.countersigned,
      ),
    ),
    ...Object.entries(
      objections(
        "vouchers",
        (s) => s.quietBatch,
        (s) => s.announced,
      ),
    ),
    ...Object.entries(
      objections(
        "orders",
        (s) => s.quietOrder,
        (s) => s.redeemed,
      ),
    ),
    ...proposals,
    ...tokens,
    ...signed,
  ].map(([key, trial]): [string, readonly Trial[]] => [key, [trial]]),
  ...Object.entries(MANAGER),
]);
