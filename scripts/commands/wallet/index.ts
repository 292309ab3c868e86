import { parseEnterprise, parseProvider } from "../../../client/ids.ts";
import { defineCommand, needed, type Declaration } from "../../cli/define.ts";

const party = needed(
  "PARTY",
  { en: "an enterprise as in 2-15, or a provider as in P2-1", zh: "企业编号（如 2-15）或服务机构编号（如 P2-1）" },
  (typed) =>
    /^\s*[pPｐＰ]/.test(typed)
      ? { register: "provider" as const, id: parseProvider(typed) }
      : { register: "enterprise" as const, id: parseEnterprise(typed) },
);

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "rotate",
    text: { en: "stop a party's wallet and propose another (Bureau)", zh: "停用原钱包并提出新钱包（科技局）" },
    more: {
      en: "For a party that lost its key or fears for it. The old wallet stops at once, and nobody signs for the party until an Approver of its home district confirms the new one, after the ledger's waiting time. Ask the party in person, not by the channel that the request came through. Its vouchers and orders stay where they are.",
      zh: "适用于密钥丢失或可能泄露的企业、服务机构。原钱包立即停用；须经等待期后由所属区审批人确认，期间无人可代其签名。请当面核实，不要只通过收到申请的同一渠道核实。其双创券和订单不受影响。",
    },
    arguments: { party },
    options: { to: needed("--to <account>", { en: "the new wallet", zh: "新钱包账户" }) },
    examples: [
      {
        line: "tongdui wallet rotate 2-15 --to 0x52908400098527886E0F7030069857D2E4169EE7",
        text: { en: "The enterprise has a new key:", zh: "企业更换了密钥：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../wallets/rotation.ts")).rotateWallet,
  }),
  defineCommand({
    words: "confirm",
    text: { en: "put the proposed wallet in place (Approver)", zh: "确认新钱包（审批人）" },
    arguments: { party },
    examples: [{ line: "tongdui wallet confirm 2-15", text: { en: "After the waiting time:", zh: "等待期满后：" } }],
    acts: true,
    work: async () => (await import("../../wallets/rotation.ts")).confirmWallet,
  }),
  defineCommand({
    words: "cancel",
    text: { en: "give the old wallet back (Bureau or Approver)", zh: "取消更换，恢复原钱包（科技局或审批人）" },
    arguments: { party },
    examples: [{ line: "tongdui wallet cancel 2-15", text: { en: "The key was found:", zh: "密钥已找回：" } }],
    acts: true,
    work: async () => (await import("../../wallets/rotation.ts")).cancelRotation,
  }),
  defineCommand({
    words: "show",
    text: { en: "show who signs for a party", zh: "查看当事方的签名钱包" },
    arguments: { party },
    examples: [{ line: "tongdui wallet show P2-1", text: { en: "Of a provider:", zh: "查看服务机构：" } }],
    work: async () => (await import("../../wallets/rotation.ts")).showWallet,
  }),
];
