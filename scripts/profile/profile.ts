/** The profile: which nodes, which ledger, which key, and where this office keeps its files. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { originOf } from "../atOffice/portalAddress.ts";
import { keySettings } from "../keys/settings.ts";

const file = z.string().min(1);

const NO_PORTAL =
  "must be the portal's address, as in https://voucher.example.org\n应为门户网站地址，例如 https://voucher.example.org";

/** As it is written: paths are relative to the profile's folder. */
export const profileSchema = z.strictObject({
  /** JSON-RPC over HTTP, in the order in which they are tried. */
  nodes: z.array(z.url({ protocol: /^https?$/ })).min(1),
  /** The deployment's file. */
  deployment: file,
  /** Whoever only reads has none. */
  key: keySettings.optional(),
  /** Keystores. */
  keys: file.default("keys"),
  /** What is about to be sent. */
  journal: file.default("journal"),
  /** Documents with their salts. */
  documents: file.default("documents"),
  /** The consortium's nullifier keys. */
  nullifierKeys: file.default("nullifier-keys"),
  /** Names behind the ids of enterprises and providers, which the ledger does not hold. */
  directory: file.default("directory"),
  /** The trust root against which proofs are made and checked; beside the deployment's file unless it is named. */
  trustRoot: file.optional(),
  /** A holiday calendar, from which the ends of public notices are counted. */
  holidays: file.optional(),
  /** The portal's address, through which offices are asked. */
  portal: z
    .string()
    .refine((text) => originOf(text) !== undefined, NO_PORTAL)
    .transform((text) => originOf(text) ?? text)
    .optional(),
  /** Whose office is asked where nobody says otherwise: a party's own, an officer's. */
  district: z.number().int().min(0).max(65_535).optional(),
});

export type ProfileFile = z.input<typeof profileSchema>;

/** With paths as they are to be opened. */
export type Profile = z.output<typeof profileSchema> & { readonly folder: string };

/**
 * Reads a profile.
 *
 * @throws TongduiError `ProfileMissing`, `ProfileUnreadable`.
 */
export async function readProfile(name: string): Promise<Profile> {
  let text: string;
  try {
    text = await readFile(name, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw missing(name);
    throw unreadable(name, (error as Error).message);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(name, whyNoJson((error as Error).message));
  }
  const parsed = profileSchema.safeParse(value);
  if (parsed.success) return inFolder(parsed.data, path.dirname(path.resolve(name)));
  const other = KINDS.find(({ fields }) => fields.every((field) => isObject(value) && field in value));
  if (other) throw otherKind(name, other);
  const issue = parsed.error.issues[0];
  throw unreadable(name, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function inFolder(profile: z.output<typeof profileSchema>, folder: string): Profile {
  const at = (name: string): string => path.resolve(folder, name);
  const { key, holidays, trustRoot } = profile;
  return {
    ...profile,
    folder,
    deployment: at(profile.deployment),
    keys: at(profile.keys),
    journal: at(profile.journal),
    documents: at(profile.documents),
    nullifierKeys: at(profile.nullifierKeys),
    directory: at(profile.directory),
    ...(trustRoot === undefined ? {} : { trustRoot: at(trustRoot) }),
    ...(holidays === undefined ? {} : { holidays: at(holidays) }),
    ...(key && "keystore" in key
      ? {
          key: {
            keystore: at(key.keystore),
            ...(key.passwordFile === undefined ? {} : { passwordFile: at(key.passwordFile) }),
          },
        }
      : {}),
  };
}

/** The address of a signer may hold a password, so what JSON.parse quotes of the file is not told. */
function whyNoJson(message: string): string {
  return message.endsWith("is not valid JSON") ? "it is not JSON\n不是 JSON 格式" : message;
}

interface OtherKind {
  readonly fields: readonly string[];
  readonly is: Text;
}

/** Files that lie beside the profiles, and are named in their place. */
const KINDS: readonly OtherKind[] = [
  { fields: ["crypto", "version"], is: { en: "a key", zh: "密钥文件" } },
  { fields: ["Crypto", "version"], is: { en: "a key", zh: "密钥文件" } },
  { fields: ["contracts", "genesis"], is: { en: "a deployment", zh: "部署文件" } },
];

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function otherKind(name: string, { is }: OtherKind): TongduiError {
  return new TongduiError(
    "ProfileUnreadable",
    { en: `${name} is ${is.en}, not a profile.`, zh: `${name} 是${is.zh}，不是配置文件。` },
    {
      hint: {
        en: "A profile is the file that tongdui init made; it names the key and the deployment.",
        zh: "配置文件由 tongdui init 生成，其中指定密钥和部署文件。",
      },
    },
  );
}

function missing(name: string): TongduiError {
  return new TongduiError(
    "ProfileMissing",
    { en: `There is no profile ${name}.`, zh: `没有配置文件 ${name}。` },
    {
      hint: {
        en: "Make one with tongdui init, or name another with --profile.",
        zh: "请用 tongdui init 生成，或用 --profile 指定其他配置文件。",
      },
    },
  );
}

function unreadable(name: string, why: string): TongduiError {
  // A key's setting is said in both languages, each on a line of its own.
  const [en = "", zh = en] = why.split("\n");
  return new TongduiError("ProfileUnreadable", {
    en: `The profile ${name} cannot be read: ${en}.`,
    zh: `无法读取配置文件 ${name}：${zh}。`,
  });
}
