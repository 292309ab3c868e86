import { defineCommand, needed, word, type Declaration } from "../../cli/define.ts";
import { reason, secondOfficer } from "../options.ts";
import { SEAT_WORDS } from "../seats.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "end an objection", zh: "处理异议" },
    more: {
      en: "A district's objection is settled by the home Bureau, who proposes, and the home Approver, who confirms; it lapses by itself after the program's resolve period. The Auditor's is withdrawn by the Auditor alone; the consortium's Safe can overrule it.",
      zh: "区提出的异议由所属区科技局提出处理意见、审批人确认；超过项目规定的处理期限则自动失效。审计机构的异议只能由其自行撤回，联盟多签账户可以否决。",
    },
    arguments: {
      subject: needed("SUBJECT", {
        en: "an order by its id, the beginning of it or its voucher, a list by its id (0x…), or a provider as in P2-1",
        zh: "订单编号、其开头部分或券号，名单编号（0x…），或服务机构编号，例如 P2-1",
      }),
    },
    options: {
      seat: needed(
        "--seat <word>",
        {
          en: "whose objection: auditor, home or provider",
          zh: "哪一方的异议：auditor 审计机构、home 所属区、provider 服务机构所在区",
        },
        word(...SEAT_WORDS),
      ),
      reason,
      ...secondOfficer,
    },
    examples: [
      {
        line: 'tongdui resolve P2-1 --seat home --reason "The new certificate was shown"',
        text: { en: "The Bureau proposes", zh: "科技局提出处理意见" },
      },
      { line: "tongdui resolve P2-1 --seat home --confirm", text: { en: "The Approver confirms", zh: "审批人确认" } },
    ],
    acts: true,
    work: async () => (await import("../../objections/resolve.ts")).resolve,
  }),
];
