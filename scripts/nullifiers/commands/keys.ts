import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { wholeText } from "../../../client/files/wholeFile.ts";
import { newPassword, passwordFor } from "../../keys/password.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { readProfile } from "../../profile/profile.ts";
import { newFile } from "../../tables/newFile.ts";
import { keyDiffers, NullifierKeyFolder, type HeldKey, type Use } from "../keyFolder.ts";
import { SealedKey } from "../../../client/documents/sealedKey.ts";

export interface Creating {
  /** From 1; the next number if it is left out. */
  readonly number: number | undefined;
  readonly passwordFile: string | undefined;
}

/**
 * Draws a new key of the consortium.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError `NullifierKeyExists`; as NullifierKeyFolder and passwordFor.
 */
export async function createKey(input: Creating, context: Context, scryptCost?: number): Promise<Answer> {
  const { folder, held } = await heldBy(context);
  const number = input.number ?? (held.at(-1)?.key.number ?? 0) + 1;
  if (held.some(({ key }) => key.number === number)) throw existsAlready(number);
  if (context.dryRun) {
    return {
      data: { number, fingerprint: null, saved: false },
      parts: [
        {
          en: `Nullifier key ${number} would be drawn; nothing was saved.`,
          zh: `将生成 ${number} 号查重密钥，本次未保存。`,
        },
      ],
    };
  }
  const password = await ownPassword(held, context, input.passwordFile);
  const added = await folder.add(await SealedKey.make(number, password, scryptCost));
  return {
    data: { ...dataOf(added), saved: true },
    parts: [
      saved(added),
      {
        en: `Hand it to the other districts: tongdui nullifier key export ${number} --to FILE`,
        zh: `请移交其他各区：tongdui nullifier key export ${number} --to FILE`,
      },
    ],
  };
}

export interface Importing {
  readonly file: string;
  readonly filePasswordFile: string | undefined;
  readonly passwordFile: string | undefined;
}

/**
 * Takes in a key that another district exported.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError `NullifierKeyUnreadable`, `NullifierKeyDiffers`, `PasswordWrong`; as NullifierKeyFolder and passwordFor.
 */
export async function importKey(input: Importing, context: Context, scryptCost?: number): Promise<Answer> {
  const name = shown(input.file);
  const received = SealedKey.parse(await readKeyFile(input.file), name);
  const { folder, held } = await heldBy(context);
  const here = held.find(({ key }) => key.number === received.number);
  if (here && here.key.fingerprint !== received.fingerprint) throw keyDiffers(here.key, received);
  const filePassword = await passwordFor({ en: name, zh: name }, context.io, input.filePasswordFile);
  await received.open(filePassword, name);
  if (here) return { data: { ...dataOf(here), saved: false }, parts: [hereAlready(here)] };
  if (context.dryRun) {
    const { number, fingerprint } = received;
    return {
      data: { number, fingerprint, saved: false },
      parts: [
        {
          en: `Nullifier key ${number} with the fingerprint ${fingerprint} would be taken in; nothing was saved.`,
          zh: `将导入 ${number} 号查重密钥（指纹 ${fingerprint}），本次未保存。`,
        },
      ],
    };
  }
  const password = await ownPassword(held, context, input.passwordFile);
  const added = await folder.add(await received.reseal(filePassword, password, name, scryptCost));
  return { data: { ...dataOf(added), saved: true }, parts: [saved(added), COMPARE] };
}

export interface Exporting {
  readonly number: number;
  readonly to: string;
  readonly passwordFile: string | undefined;
  readonly filePasswordFile: string | undefined;
}

/**
 * Writes a key to a file for another district, sealed with a password of its own.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError `NullifierKeyUnknown`, `PasswordWrong`, `FileExists`, `FileUnwritable`; as newPassword.
 */
export async function exportKey(input: Exporting, context: Context, scryptCost?: number): Promise<Answer> {
  const { folder } = await heldBy(context);
  const { key, file } = await folder.one(input.number);
  const { number, fingerprint } = key;
  const data = { number, fingerprint, file: input.to };
  if (context.dryRun) {
    return {
      data: { ...data, saved: false },
      parts: [
        {
          en: `Nullifier key ${number} would be written to ${shown(input.to)}; nothing was written.`,
          zh: `将把 ${number} 号查重密钥写入 ${shown(input.to)}，本次未写入。`,
        },
      ],
    };
  }
  const password = await passwordFor(OWN_KEYS, context.io, input.passwordFile);
  await key.open(password, shown(file));
  context.io.note({
    en: "The file gets a password of its own, which you tell the other district by another way than the file.",
    zh: "该文件使用单独的密码，请通过文件以外的途径告知对方。",
  });
  const filePassword = await newPassword(context.io, input.filePasswordFile);
  const sealed = await key.reseal(password, filePassword, shown(file), scryptCost);
  await newFile(input.to, false, async (add) => add(sealed.text()), 0o600);
  return {
    data: { ...data, saved: true },
    parts: [
      {
        en: `${shown(input.to)} holds nullifier key ${number}. Its fingerprint is ${fingerprint}.`,
        zh: `${shown(input.to)} 已写入 ${number} 号查重密钥，指纹为 ${fingerprint}。`,
      },
      {
        en: "Hand it over in confidence, and delete it afterwards. There: tongdui nullifier key import FILE",
        zh: "请按保密要求移交，移交后删除。对方执行：tongdui nullifier key import FILE",
      },
    ],
  };
}

/** Lists the keys with their fingerprints. No password is needed, and none is asked. */
export async function listKeys(_: object, context: Context): Promise<Answer> {
  const { held } = await heldBy(context);
  return { data: held.map(dataOf), parts: held.length === 0 ? [NONE] : [tableOf(held), COMPARE] };
}

/** Makes a key the one for new marks. @throws TongduiError `NullifierKeyUnknown`, `NullifierKeyRetired`, `NotConfirmed`. */
export async function useKey({ number }: { readonly number: number }, context: Context): Promise<Answer> {
  const { folder } = await heldBy(context);
  const { use, key } = await folder.one(number);
  if (use === "current") return { data: { number, changed: false }, parts: [isCurrent(number)] };
  return change(context, number, {
    question: {
      en: `Make nullifier key ${number} (${key.fingerprint}) the one for new marks? All districts should hold it by now.`,
      zh: `将 ${number} 号查重密钥（${key.fingerprint}）设为当前密钥？此前各区均应已导入。`,
    },
    act: async () => folder.makeCurrent(number),
    done: isCurrent(number),
  });
}

/** No longer looks for marks under a key. @throws TongduiError `NullifierKeyUnknown`, `NullifierKeyCurrent`, `NotConfirmed`. */
export async function retireKey({ number }: { readonly number: number }, context: Context): Promise<Answer> {
  const { folder } = await heldBy(context);
  await folder.one(number);
  return change(context, number, {
    question: {
      en: `Retire nullifier key ${number}? A contract, an invoice or a firm that is on the ledger under it alone would no longer be seen when it comes again.`,
      zh: `停用 ${number} 号查重密钥？此后仅以该密钥登记的合同、发票和企业如再次出现，将无法查出。`,
    },
    act: async () => folder.retire(number),
    done: {
      en: `Nullifier key ${number} is retired. Its file stays, for audits.`,
      zh: `${number} 号查重密钥已停用，文件保留备查。`,
    },
  });
}

/** Looks for marks under a retired key again. @throws TongduiError `NullifierKeyUnknown`. */
export async function reinstateKey({ number }: { readonly number: number }, context: Context): Promise<Answer> {
  const { folder } = await heldBy(context);
  await folder.one(number);
  if (!context.dryRun) await folder.reinstate(number);
  return {
    data: { number, changed: !context.dryRun },
    parts: [
      context.dryRun
        ? { en: `Nullifier key ${number} would be in use again.`, zh: `将恢复使用 ${number} 号查重密钥。` }
        : { en: `Marks are looked for under nullifier key ${number} again.`, zh: `已恢复使用 ${number} 号查重密钥。` },
    ],
  };
}

async function change(
  context: Context,
  number: number,
  { question, act, done }: { question: Text; act: () => Promise<void>; done: Text },
): Promise<Answer> {
  if (context.dryRun) return { data: { number, changed: false }, parts: [question] };
  if (!context.yes && !(await context.io.confirm(question))) {
    throw new TongduiError("NotConfirmed", { en: "Nothing was changed.", zh: "未作任何更改。" });
  }
  await act();
  return { data: { number, changed: true }, parts: [done] };
}

async function heldBy(context: Context): Promise<{ folder: NullifierKeyFolder; held: HeldKey[] }> {
  const { nullifierKeys } = await readProfile(context.profile);
  const folder = new NullifierKeyFolder(nullifierKeys);
  return { folder, held: await folder.held() };
}

/** One password seals all keys of an office: that of the keys that are here, or a new one for the first. */
async function ownPassword(
  held: readonly HeldKey[],
  context: Context,
  passwordFile: string | undefined,
): Promise<string> {
  const [first] = held;
  if (!first) return newPassword(context.io, passwordFile);
  const password = await passwordFor(OWN_KEYS, context.io, passwordFile);
  await first.key.open(password, shown(first.file));
  return password;
}

async function readKeyFile(file: string): Promise<string> {
  return wholeText(file).catch((cause: unknown) => {
    throw new TongduiError(
      "FileUnreadable",
      { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
      { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
    );
  });
}

const OWN_KEYS: Text = { en: "this office's nullifier keys", zh: "本单位查重密钥" };

const USES: Readonly<Record<Use, Text>> = {
  current: { en: "current: new marks are made under it", zh: "当前：新查重码使用该密钥" },
  waiting: { en: "waiting to become the current one", zh: "待启用" },
  earlier: { en: "earlier: marks are looked for under it", zh: "以往：仍用于查重" },
  retired: { en: "retired", zh: "已停用" },
};

const NONE: Text = {
  en: "There is no nullifier key here. To take in the consortium's: tongdui nullifier key import FILE",
  zh: "此处没有查重密钥。导入联盟的密钥：tongdui nullifier key import FILE",
};

const COMPARE: Text = {
  en: "Compare the fingerprint with the other districts: all must have the same.",
  zh: "请与其他各区核对指纹，须完全一致。",
};

function tableOf(held: readonly HeldKey[]): Part {
  return {
    head: [
      { en: "Key", zh: "编号" },
      { en: "Fingerprint", zh: "指纹" },
      { en: "Use", zh: "使用状态" },
    ],
    rows: held.map(({ key, use }) => [String(key.number), key.fingerprint, USES[use]]),
    figures: [0],
  };
}

function dataOf({ key, use }: HeldKey): { number: number; fingerprint: string; use: Use } {
  return { number: key.number, fingerprint: key.fingerprint, use };
}

function saved({ key, use, file }: HeldKey): Text {
  const { number, fingerprint } = key;
  return {
    en: `Nullifier key ${number} is saved in ${shown(file)}. Its fingerprint is ${fingerprint}. It is ${USES[use].en}.`,
    zh: `${number} 号查重密钥已保存于 ${shown(file)}，指纹为 ${fingerprint}，状态为“${USES[use].zh}”。`,
  };
}

function hereAlready({ key: { number, fingerprint } }: HeldKey): Text {
  return {
    en: `Nullifier key ${number} is here already, with the same fingerprint ${fingerprint}.`,
    zh: `本单位已有 ${number} 号查重密钥，指纹相同：${fingerprint}。`,
  };
}

function isCurrent(number: number): Text {
  return {
    en: `New marks are made under nullifier key ${number}; they are looked for under all keys that are not retired.`,
    zh: `新查重码使用 ${number} 号查重密钥；查重仍使用全部未停用的密钥。`,
  };
}

function existsAlready(number: number): TongduiError {
  return new TongduiError(
    "NullifierKeyExists",
    { en: `There is a nullifier key ${number} here already.`, zh: `本单位已有 ${number} 号查重密钥。` },
    { hint: { en: "Leave --number away for the next number.", zh: "不指定 --number 即使用下一个编号。" } },
  );
}
