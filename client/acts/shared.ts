/** What several contracts have: objections, proposals that are taken back, wallets that are replaced, registers' endings. */
import type { Kind } from "../errors/values.ts";
import type { ActsOfPart, ActWords, ArgumentKind } from "./form.ts";

export const withdrawProposal = {
  title: { en: "Take back a proposal", zh: "撤回提议" },
  args: { matter: "hash" },
  en: "Your proposal {matter} is taken back; nobody can confirm it any more.",
  zh: "撤回您的提议 {matter}，此后无人可再确认。",
} as const;

/** Objections to lists, admissions and redeemed orders. */
export const OBJECTIONS = {
  object: {
    title: { en: "Object", zh: "提出异议" },
    args: { subject: "subject", seat: "seat", reason: "hash" },
    en: "An objection to {subject} is recorded for the seat “{seat}”; until it is ended the matter stands still. Its reason is kept as {reason}.",
    zh: "以“{seat}”席位对 {subject} 提出异议；异议处理完毕前，该事项不再推进。理由以 {reason} 留存。",
  },
  resolve: {
    title: { en: "Propose to end an objection", zh: "提出了结异议" },
    args: { subject: "subject", seat: "seat", reason: "hash" },
    en: "It is proposed that the objection of the seat “{seat}” to {subject} is settled; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出了结“{seat}”席位对 {subject} 的异议，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmResolve: {
    title: { en: "Confirm that an objection is ended", zh: "确认了结异议" },
    args: { subject: "subject", seat: "seat", reason: "hash" },
    en: "The objection of the seat “{seat}” to {subject} is settled, and no longer stands in its way. The reason is kept as {reason}.",
    zh: "“{seat}”席位对 {subject} 的异议了结，不再构成阻碍。理由以 {reason} 留存。",
  },
  endAuditorsObjection: {
    title: { en: "Withdraw the Auditor's objection", zh: "撤回审计机构的异议" },
    args: { subject: "subject", reason: "hash" },
    en: "The Auditor's objection to {subject} is ended. The reason is kept as {reason}.",
    zh: "审计机构对 {subject} 的异议撤回。理由以 {reason} 留存。",
  },
} as const satisfies ActsOfPart;

/** The wallets that sign for enterprises, or for providers. */
export function walletActs(party: ArgumentKind, { en, zh }: { readonly en: string; readonly zh: string }) {
  return {
    proposeRotation: {
      title: { en: "Replace a wallet", zh: "更换钱包" },
      args: { party, wallet: "account" },
      en: `The wallet of ${en} {party} is stopped at once, and {wallet} is proposed in its place; the Approver confirms it after the waiting time.`,
      zh: `${zh} {party} 的钱包立即停用，拟更换为 {wallet}；等待期满后由审批人确认。`,
    },
    cancelRotation: {
      title: { en: "Give the old wallet back", zh: "恢复原钱包" },
      args: { party },
      en: `The proposed wallet of ${en} {party} is dropped; the wallet of before signs for it again.`,
      zh: `${zh} {party} 的拟更换钱包作废，恢复使用原钱包签署。`,
    },
    confirmRotation: {
      title: { en: "Confirm a new wallet", zh: "确认更换钱包" },
      args: { party, wallet: "account" },
      en: `From now on {wallet} alone signs for ${en} {party}.`,
      zh: `此后仅由 {wallet} 代表${zh} {party} 签署。`,
    },
  } as const satisfies ActsOfPart;
}

/** A party's signature, taken back before it is used: contracts/base/Signatures.sol. */
export const withdrawMessage = {
  title: { en: "Make a signature useless", zh: "撤回签名" },
  args: { signer: "account", message: "hash", signature: "unsaid" },
  en: "What {signer} signed as {message} can no longer be used.",
  zh: "{signer} 所签 {message} 此后不得使用。",
} as const satisfies ActWords;

/** Ending an enterprise or a provider for good. */
export function endActs(status: Kind, party: Kind, { en, zh }: { readonly en: string; readonly zh: string }) {
  return {
    end: {
      title: { en: `Propose to end ${en}`, zh: `提出终止${zh}` },
      args: { id: party, status, reason: "hash" },
      en: `It is proposed that ${en} {id} is {status}, for good; the Approver has to confirm it. The reason is kept as {reason}.`,
      zh: `提出将${zh} {id} 永久变更为“{status}”，须经审批人确认。理由以 {reason} 留存。`,
    },
    confirmEnd: {
      title: { en: `Confirm the end of ${en}`, zh: `确认终止${zh}` },
      args: { id: party, status, reason: "hash" },
      en: `${en.charAt(0).toUpperCase()}${en.slice(1)} {id} is {status}, for good. The reason is kept as {reason}.`,
      zh: `${zh} {id} 永久变更为“{status}”。理由以 {reason} 留存。`,
    },
  } as const satisfies ActsOfPart;
}
