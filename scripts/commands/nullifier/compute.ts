import { defineCommand, needed, optional } from "../../cli/define.ts";
import { onLedger, passwordFile } from "./options.ts";

const COMPUTED = {
  en: "A mark is made under each key that is in use; the first one is for new entries.",
  zh: "以每把在用密钥各计算一个查重码，第一个用于新登记。",
};

export const contract = defineCommand({
  words: "compute contract",
  text: { en: "compute the mark of a service contract", zh: "计算服务合同的查重码" },
  more: COMPUTED,
  arguments: {
    firstCode: needed("CODE", { en: "credit code of one party", zh: "一方的统一社会信用代码" }),
    secondCode: needed("CODE", { en: "credit code of the other", zh: "另一方的统一社会信用代码" }),
    number: needed("NUMBER", { en: "the contract's number as written on it", zh: "合同上的编号" }),
  },
  options: { onLedger, passwordFile },
  examples: [
    {
      line: "tongdui nullifier compute contract 91320412MA1MXXXX0C 91310110132201234X HT-2026-01 --on-ledger",
      text: { en: "Has this contract been funded before?", zh: "该合同是否已获资助：" },
    },
  ],
  work: async () => (await import("../../nullifiers/commands/computing.ts")).computeContract,
});

export const invoice = defineCommand({
  words: "compute invoice",
  text: { en: "compute the mark of an invoice", zh: "计算发票的查重码" },
  more: COMPUTED,
  arguments: {
    seller: needed("CODE", { en: "the seller's credit code", zh: "销售方的统一社会信用代码" }),
    number: needed("NUMBER", {
      en: "the invoice's number: 20 digits, or 8 with --code",
      zh: "发票号码：20 位，或 8 位并用 --code 提供代码",
    }),
  },
  options: {
    code: optional("--code <code>", {
      en: "the invoice code of 10 or 12 digits, for older invoices",
      zh: "10 或 12 位发票代码（非数电发票）",
    }),
    onLedger,
    passwordFile,
  },
  examples: [
    {
      line: "tongdui nullifier compute invoice 91310110132201234X 24312000000012345678 --on-ledger",
      text: { en: "Was this invoice claimed before?", zh: "该发票是否已核销：" },
    },
  ],
  work: async () => (await import("../../nullifiers/commands/computing.ts")).computeInvoice,
});

export const party = defineCommand({
  words: "compute party",
  text: { en: "compute the mark of an enterprise or provider", zh: "计算企业或服务机构的查重码" },
  more: COMPUTED,
  arguments: {
    creditCode: needed("CODE", { en: "its credit code", zh: "统一社会信用代码" }),
  },
  options: { onLedger, passwordFile },
  examples: [
    {
      line: "tongdui nullifier compute party 91320412MA1MXXXX0C --on-ledger",
      text: { en: "Is this firm registered, and where?", zh: "该企业是否已登记：" },
    },
  ],
  work: async () => (await import("../../nullifiers/commands/computing.ts")).computeParty,
});

export const group = defineCommand({
  words: "compute group",
  text: { en: "compute the mark of an actual controller", zh: "计算实际控制人的查重码" },
  more: {
    en: `${COMPUTED.en} The controller is asked for and not shown, for it may be a person.`,
    zh: `${COMPUTED.zh}实际控制人可能是自然人，因此按提示输入，不显示。`,
  },
  options: {
    controllerFile: optional("--controller-file <file>", {
      en: "a file whose first line is the controller's credit code or identity number, instead of a question",
      zh: "首行为实际控制人统一社会信用代码或身份证号码的文件，代替提问",
    }),
    onLedger,
    passwordFile,
  },
  examples: [
    {
      line: "tongdui nullifier compute group --on-ledger",
      text: { en: "Which group does this controller have?", zh: "该实际控制人属于哪个组：" },
    },
  ],
  work: async () => (await import("../../nullifiers/commands/computing.ts")).computeGroup,
});
