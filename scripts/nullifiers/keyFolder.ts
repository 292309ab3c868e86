/**
 * The nullifier keys that a district holds: a folder for the owner alone.
 *
 *     <number>.json    a key, sealed; all with the district's one password
 *     use.json         which key is the current one, and which are retired
 *
 * RULES
 * - A file of a key is never overwritten and never removed: marks were made under it.
 * - New marks are made under the current key, and looked for under all keys that are not retired.
 *
 * CHANGE OF KEYS. One district makes the new key and hands it to the others; all compare fingerprints; on an agreed day each
 * makes it the current one. From when it holds the new key each district looks for marks under both, so a
 * matter that another district registered under either is seen, whoever changed first. Two districts that register one matter in the same minute
 * under different keys are not: the ledger cannot know. The audit, which recomputes all marks, finds them.
 */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk as realDisk, type Disk } from "../../client/files/disk.ts";
import { prepareFolder } from "../keys/folder.ts";
import { shown } from "../../client/files/secretFile.ts";
import { SealedKey } from "../../client/documents/sealedKey.ts";

/** How a key is used. `waiting` looks for marks like `earlier`: it is newer than the current key. */
export type Use = "current" | "waiting" | "earlier" | "retired";

export interface HeldKey {
  readonly key: SealedKey;
  readonly use: Use;
  readonly file: string;
}

const number = z.int().min(1);
const useFile = z.strictObject({ current: number, retired: z.array(number) });
type UseFile = z.infer<typeof useFile>;

export class NullifierKeyFolder {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk = realDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** The keys by their numbers. @throws TongduiError `NullifierKeyUnreadable`. */
  async held(): Promise<HeldKey[]> {
    const names = (await this.#disk.list(this.#folder)).filter((name) => /^[1-9]\d*\.json$/.test(name));
    const { current = 0, retired = [] } = (await this.#use()) ?? {};
    const keys: HeldKey[] = [];
    for (const name of names) {
      const file = this.#in(name);
      const key = SealedKey.parse((await this.#disk.read(file)) ?? "", shown(file));
      // A name tells which number it is of, and a renamed file would be taken for another key.
      if (`${key.number}.json` !== name) throw misnamed(file, key.number);
      keys.push({ key, file, use: useOf(key.number, current, retired) });
    }
    return keys.sort((a, b) => a.key.number - b.key.number);
  }

  /** @throws TongduiError `NullifierKeyUnknown`, `NullifierKeyUnreadable`. */
  async one(wanted: number): Promise<HeldKey> {
    const keys = await this.held();
    const found = keys.find(({ key }) => key.number === wanted);
    if (found) return found;
    throw unknown(wanted, this.#folder);
  }

  /**
   * Takes a key in. The first one becomes the current key; a later one waits. Taking in the same key again changes nothing.
   *
   * @returns how it is used now.
   * @throws TongduiError `NullifierKeyDiffers`, `NullifierKeyUnreadable`, and as {@link prepareFolder}.
   */
  async add(key: SealedKey): Promise<HeldKey> {
    await prepareFolder(this.#folder);
    const file = this.#in(`${key.number}.json`);
    const draft = this.#in(`.${key.number}.${randomUUID()}`);
    try {
      await this.#disk.write(draft, key.text());
      await this.#disk.link(draft, file);
    } finally {
      await this.#disk.remove(draft);
    }
    await this.#disk.sync(this.#folder);
    const there = await this.one(key.number);
    if (there.key.fingerprint !== key.fingerprint) throw keyDiffers(there.key, key);
    if ((await this.#use()) !== undefined) return there;
    await this.#setUse({ current: key.number, retired: [] });
    return { ...there, use: "current" };
  }

  /**
   * Makes a key the one for new marks.
   *
   * @throws TongduiError `NullifierKeyUnknown`, `NullifierKeyRetired`.
   */
  async makeCurrent(wanted: number): Promise<void> {
    if ((await this.one(wanted)).use === "retired") throw isRetired(wanted);
    const { retired = [] } = (await this.#use()) ?? {};
    await this.#setUse({ current: wanted, retired });
  }

  /**
   * No longer looks for marks under a key.
   *
   * @throws TongduiError `NullifierKeyUnknown`, `NullifierKeyCurrent`.
   */
  async retire(wanted: number): Promise<void> {
    if ((await this.one(wanted)).use === "current") throw isCurrent(wanted);
    const use = (await this.#use()) ?? { current: 0, retired: [] };
    await this.#setUse({ ...use, retired: [...new Set([...use.retired, wanted])].sort((a, b) => a - b) });
  }

  /** Looks for marks under a retired key again. @throws TongduiError `NullifierKeyUnknown`. */
  async reinstate(wanted: number): Promise<void> {
    await this.one(wanted);
    const use = await this.#use();
    if (use) await this.#setUse({ ...use, retired: use.retired.filter((retired) => retired !== wanted) });
  }

  async #use(): Promise<UseFile | undefined> {
    const file = this.#in("use.json");
    const text = await this.#disk.read(file);
    if (text === undefined) return undefined;
    try {
      return useFile.parse(JSON.parse(text));
    } catch (cause) {
      throw useUnreadable(file, cause);
    }
  }

  async #setUse(use: UseFile): Promise<void> {
    const draft = this.#in(`.use.${randomUUID()}`);
    await this.#disk.write(draft, `${JSON.stringify(use)}\n`);
    await this.#disk.rename(draft, this.#in("use.json"));
    await this.#disk.sync(this.#folder);
  }

  #in(name: string): string {
    return path.join(this.#folder, name);
  }
}

function useOf(key: number, current: number, retired: readonly number[]): Use {
  if (retired.includes(key)) return "retired";
  if (key === current) return "current";
  return key > current ? "waiting" : "earlier";
}

/** Said where a number has two keys: of all districts one holds a wrong one. */
export function keyDiffers(here: SealedKey, other: SealedKey): TongduiError {
  const { number } = here;
  return new TongduiError(
    "NullifierKeyDiffers",
    {
      en: `There is another nullifier key ${number} here: its fingerprint is ${here.fingerprint}, and that of the new one ${other.fingerprint}.`,
      zh: `本单位已有另一把 ${number} 号查重密钥：指纹为 ${here.fingerprint}，而新密钥的指纹为 ${other.fingerprint}。`,
    },
    {
      hint: {
        en: "Nothing was changed. Ask the other districts which fingerprint theirs has.",
        zh: "未作任何更改。请与其他各区核对密钥指纹。",
      },
    },
  );
}

function unknown(number: number, folder: string): TongduiError {
  return new TongduiError(
    "NullifierKeyUnknown",
    {
      en: `There is no nullifier key ${number} in ${shown(folder)}.`,
      zh: `${shown(folder)} 中没有 ${number} 号查重密钥。`,
    },
    {
      hint: {
        en: "tongdui nullifier key list shows those that are there.",
        zh: "可用 tongdui nullifier key list 查看。",
      },
    },
  );
}

function misnamed(file: string, number: number): TongduiError {
  return new TongduiError("NullifierKeyMisnamed", {
    en: `${shown(file)} holds nullifier key ${number}: it was renamed.`,
    zh: `${shown(file)} 中是 ${number} 号查重密钥：文件曾被改名。`,
  });
}

function isRetired(number: number): TongduiError {
  return new TongduiError(
    "NullifierKeyRetired",
    { en: `Nullifier key ${number} is retired.`, zh: `${number} 号查重密钥已停用。` },
    {
      hint: {
        en: `If that was a mistake: tongdui nullifier key reinstate ${number}`,
        zh: `如系误停用：tongdui nullifier key reinstate ${number}`,
      },
    },
  );
}

function isCurrent(number: number): TongduiError {
  return new TongduiError(
    "NullifierKeyCurrent",
    {
      en: `New marks are made under nullifier key ${number}, so it cannot be retired.`,
      zh: `${number} 号查重密钥为当前密钥，不能停用。`,
    },
    {
      hint: {
        en: "Make another one the current key first: tongdui nullifier key use NUMBER",
        zh: "请先启用其他密钥：tongdui nullifier key use 编号",
      },
    },
  );
}

function useUnreadable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "NullifierKeyUseUnreadable",
    {
      en: `${shown(file)}, which says how the nullifier keys are used, cannot be read.`,
      zh: `无法读取记录查重密钥使用状态的 ${shown(file)}。`,
    },
    {
      hint: {
        en: 'It should look like this: {"current":1,"retired":[]}',
        zh: '其内容应类似：{"current":1,"retired":[]}',
      },
      cause,
    },
  );
}
