/** Offices that keep registers: each with documents, directory and nullifier keys that its officers share. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Wallet } from "ethers";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { NullifierKeyFolder } from "../../../scripts/nullifiers/keyFolder.ts";
import { SealedKey } from "../../../client/documents/sealedKey.ts";
import { openNullifierKeys, type NullifierKeys } from "../../../scripts/nullifiers/marks.ts";
import { Directory } from "../../../scripts/registers/directory.ts";
import type { ProfileFile } from "../../../scripts/profile/profile.ts";
import { person } from "../../deploy/pilot.ts";
import { COST, PASSWORD } from "../nullifiers/keys.ts";
import { tongdui, type Name, type Office, type Said } from "../support/office.ts";

export interface Bureau {
  /** What the officers share. */
  readonly shared: Pick<ProfileFile, "documents" | "directory" | "nullifierKeys">;
  readonly profile: (name: Name, over?: Partial<ProfileFile>) => Promise<string>;
  /** Runs the command as one of the officers, without asking before it sends. */
  readonly run: (name: Name, ...words: string[]) => Promise<Said>;
  readonly json: (name: Name, ...words: string[]) => Promise<never>;
  /** Writes a table into the office's folder. */
  readonly table: (name: string, content: string | Uint8Array) => Promise<string>;
  readonly directory: () => Promise<Directory>;
  readonly keys: () => Promise<NullifierKeys>;
  readonly keyFolder: NullifierKeyFolder;
  readonly passwordFile: string;
}

/** Opens the office of a district, or the operator's. */
export async function openBureau(office: Office, key: SealedKey, place: string): Promise<Bureau> {
  const folder = path.join(office.folder, `office of ${place}`);
  const shared = {
    documents: path.join(folder, "documents"),
    directory: path.join(folder, "directory"),
    nullifierKeys: path.join(folder, "nullifier-keys"),
  };
  const keyFolder = new NullifierKeyFolder(shared.nullifierKeys);
  await keyFolder.add(key);
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  const profiles = new Map<Name, Promise<string>>();
  const profile = async (name: Name, over?: Partial<ProfileFile>): Promise<string> => {
    if (over) return office.profile(name, { ...shared, ...over });
    const known = profiles.get(name) ?? office.profile(name, shared);
    profiles.set(name, known);
    return known;
  };
  const run = async (name: Name, ...words: string[]): Promise<Said> =>
    tongdui([...words, "--profile", await profile(name)]);
  return {
    shared,
    profile,
    run,
    json: async (name, ...words) => (await run(name, ...words, "--json")).json().data,
    table: async (name, content) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    directory: async () => Directory.open({ profile: shared, deployment: office.deployment }),
    keys: async () =>
      openNullifierKeys(shared.nullifierKeys, { askSecret: async () => Promise.reject(new Error()) }, passwordFile),
    keyFolder,
    passwordFile,
  };
}

/** The consortium's first key. */
export const newKey = async (number: number): Promise<SealedKey> => SealedKey.make(number, PASSWORD, COST);

/** What a table says of a firm; each number is another one. */
export interface Firm {
  readonly name: string;
  readonly creditCode: string;
  readonly wallet: string;
  readonly controller: string;
}

export function firm(number: number, over: Partial<Firm> = {}): Firm {
  const code = creditCodeOf(number);
  return { name: `常州第${number}科技有限公司`, creditCode: code, wallet: walletOf(number), controller: code, ...over };
}

export const creditCodeOf = (number: number): string => {
  const body = `91320412${String(number).padStart(9, "0")}`;
  return body + checkCharacter(body);
};

const walletOf = (number: number): string => person(`firm ${number}`).address;

/** A wallet for which nobody needs a key. */
export const anyWallet = (): string => Wallet.createRandom().address;

export const HEADINGS = ["企业名称", "统一社会信用代码", "钱包地址", "实际控制人标识"];

/** A table as CSV. */
export function csvOf(firms: readonly Firm[], headings: readonly string[] = HEADINGS): string {
  const rows = firms.map(({ name, creditCode, wallet, controller }) => [name, creditCode, wallet, controller]);
  return [headings, ...rows].map((row) => row.join(",")).join("\r\n");
}
