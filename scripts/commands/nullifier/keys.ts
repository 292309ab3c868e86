import { defineCommand, needed, optional } from "../../cli/define.ts";
import { keyNumber, number, passwordFile } from "./options.ts";

const keyFilePassword = {
  en: "a file whose first line is the exported file's own password, instead of a question",
  zh: "首行为导出文件密码的文件，代替提问",
};

export const create = defineCommand({
  words: "key create",
  text: { en: "draw a new key of the consortium", zh: "生成联盟的新查重密钥" },
  more: {
    en: `One district does this, hands the key to the others, and all compare fingerprints. The first key is in use at once; a later
one waits until tongdui nullifier key use. Meanwhile, and afterwards, every new contract, invoice and firm is looked up under all keys.`,
    zh: "由一个区生成并移交其他各区，各区核对指纹。首把密钥立即使用，后续密钥待 tongdui nullifier key use 启用。启用前后，新的合同、发票和企业均以全部密钥查重。",
  },
  options: {
    number: optional(
      "--number <number>",
      { en: "the key's number (default: the next one)", zh: "密钥编号（默认为下一个）" },
      keyNumber,
    ),
    passwordFile,
  },
  examples: [
    {
      line: "tongdui nullifier key create",
      text: { en: "Draw the consortium's first key:", zh: "生成联盟首把密钥：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).createKey,
});

export const exporting = defineCommand({
  words: "key export",
  text: { en: "write a key to a file for another district", zh: "导出密钥，移交其他区" },
  arguments: { number },
  options: {
    to: needed("--to <file>", { en: "a new file", zh: "新文件名" }),
    passwordFile,
    filePasswordFile: optional("--file-password-file <file>", keyFilePassword),
  },
  examples: [
    {
      line: "tongdui nullifier key export 1 --to for-yangpu.json",
      text: { en: "Sealed with a password of its own:", zh: "使用单独的密码加密：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).exportKey,
});

export const importing = defineCommand({
  words: "key import",
  text: { en: "take in a key that another district exported", zh: "导入其他区移交的密钥" },
  arguments: {
    file: needed("FILE", { en: "the exported key", zh: "移交的密钥文件" }),
  },
  options: {
    filePasswordFile: optional("--file-password-file <file>", keyFilePassword),
    passwordFile,
  },
  examples: [
    {
      line: "tongdui nullifier key import from-wujin.json",
      text: { en: "It asks for the file's password, then for this office's:", zh: "依次输入文件密码和本单位密码：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).importKey,
});

export const list = defineCommand({
  words: "key list",
  text: { en: "list the keys with their fingerprints", zh: "列出密钥及其指纹" },
  examples: [
    {
      line: "tongdui nullifier key list",
      text: { en: "Do all districts hold the same?", zh: "与其他各区核对：" },
    },
  ],
  work: async () => (await import("../../nullifiers/commands/keys.ts")).listKeys,
});

export const use = defineCommand({
  words: "key use",
  text: { en: "make a key the one for new marks", zh: "启用密钥" },
  more: {
    en: "On a day on which the districts agreed, and once all of them hold the key. The earlier key stays in use for looking up.",
    zh: "在各区约定之日、且均已导入后执行。以往的密钥仍用于查重。",
  },
  arguments: { number },
  examples: [{ line: "tongdui nullifier key use 2", text: { en: "The change of keys:", zh: "更换密钥：" } }],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).useKey,
});

export const retire = defineCommand({
  words: "key retire",
  text: { en: "no longer look for marks under a key", zh: "停用密钥" },
  more: {
    en: "Only once nothing that is on the ledger under this key alone can come again. The key's file stays.",
    zh: "仅当以该密钥登记的内容不会再次出现时方可停用。密钥文件保留。",
  },
  arguments: { number },
  examples: [
    { line: "tongdui nullifier key retire 1", text: { en: "It asks before it does so:", zh: "停用前会要求确认：" } },
  ],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).retireKey,
});

export const reinstate = defineCommand({
  words: "key reinstate",
  text: { en: "look for marks under a retired key again", zh: "恢复已停用的密钥" },
  arguments: { number },
  examples: [
    {
      line: "tongdui nullifier key reinstate 1",
      text: { en: "If it was retired by mistake:", zh: "误停用时：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../nullifiers/commands/keys.ts")).reinstateKey,
});
