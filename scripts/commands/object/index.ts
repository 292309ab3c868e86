import { defineCommand, needed, optional, word, type Declaration } from "../../cli/define.ts";
import { SEAT_WORDS } from "../seats.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "object during a public notice (Auditor, Bureau)", zh: "公示期内提出异议（审计机构、科技局）" },
    more: {
      en: "An announced list, a countersigned admission or a redeemed order does not go on while an objection stands. Each seat objects once: the Auditor, the home district, and for an order the provider's district. A member of the public objects to one of these, who records it here. The reason stays in this office; the ledger gets its commitment.",
      zh: "已公示的名单、已会签的入库申请或已核销的订单，在异议处理完毕前不再继续。每一方仅可提出一次：审计机构、所属区，以及订单中服务机构所在的区。公众的异议向上述单位提出，由其在此登记。理由原文留在本单位，账本只记录承诺值。",
    },
    arguments: {
      subject: needed("SUBJECT", {
        en: "an order by its id, the beginning of it or its voucher, a list by its id (0x…), or a provider as in P2-1",
        zh: "订单编号、其开头部分或券号，名单编号（0x…），或服务机构编号，例如 P2-1",
      }),
    },
    options: {
      reason: needed("--reason <text>", { en: "why", zh: "理由" }),
      seat: optional(
        "--seat <word>",
        {
          en: "for whom: auditor, home or provider (default: by the account's duty)",
          zh: "以何身份：auditor 审计机构、home 所属区、provider 服务机构所在区（默认按账户职责）",
        },
        word(...SEAT_WORDS),
      ),
    },
    examples: [
      {
        line: 'tongdui object P2-1 --reason "The certificate of the laboratory has expired"',
        text: { en: "Against an admission", zh: "对入库申请提出异议" },
      },
    ],
    acts: true,
    work: async () => (await import("../../objections/object.ts")).object,
  }),
];
