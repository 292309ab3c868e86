/** Where a ledger's trust root lies, and how its file is read and written. */
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { readTrustRoot, Refusal, trustRootHash, type TrustRoot } from "../../../verifier/index.ts";
import type { Context } from "../../cli/context.ts";
import { wholeText } from "../../../client/files/wholeFile.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { Profile } from "../../profile/profile.ts";

/** Beside the deployment's file, named after the ledger: `deployments/pilot.trust-root.json`; unless the profile names another. */
export function rootPlace({ trustRoot, deployment }: Profile, network: string): string {
  return trustRoot ?? path.join(path.dirname(deployment), `${network}.trust-root.json`);
}

/** What `trust-root next` writes unless it is told otherwise: `pilot.trust-root-1.json`, beside the present one. */
export function nextPlace(present: string, number: number): string {
  const { dir, name, ext } = path.parse(present);
  return path.join(dir, `${name.replace(/-\d+$/, "")}-${number}${ext}`);
}

/**
 * The file of the trust root that a person named, or of the one that the profile's ledger has.
 *
 * @throws TongduiError `TrustRootUnnamed` where nothing is named and there is no profile; as readProfile and readDeployment.
 */
export async function rootFileFor(
  typed: string | undefined,
  context: Pick<Context, "profile">,
  option = "--trust-root",
): Promise<string> {
  if (typed !== undefined) return typed;
  // Whoever checks a proof needs no profile; it is looked for only here.
  const { readProfile } = await import("../../profile/profile.ts");
  const { readDeployment } = await import("../../../client/deploy/fileStore.ts");
  const profile = await readProfile(context.profile).catch((error: unknown) => {
    throw error instanceof TongduiError && error.code === "ProfileMissing" ? unnamed(option) : error;
  });
  if (profile.trustRoot !== undefined) return profile.trustRoot;
  return rootPlace(profile, (await readDeployment(profile.deployment)).network);
}

/**
 * @param hint what to do where there is no such file: a reader of proofs must never make one himself.
 * @throws TongduiError `TrustRootMissing`, `TrustRootUnreadable`.
 */
export async function readRoot(file: string, hint = GET_IT): Promise<TrustRoot> {
  return parseRoot(await rootText(file, hint), file);
}

/** @throws TongduiError `TrustRootMissing`, `TrustRootUnreadable`. */
export async function rootText(file: string, hint = GET_IT): Promise<string> {
  return wholeText(file).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? missing(file, hint) : unreadable(file);
  });
}

/** @throws TongduiError `TrustRootUnreadable`. */
export function parseRoot(text: string, file: string): TrustRoot {
  try {
    return readTrustRoot(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new TongduiError(
      "TrustRootUnreadable",
      {
        en: `${shown(path.resolve(file))} is not a trust root that can be used: ${error.en}`,
        zh: `${shown(path.resolve(file))} 不是可用的信任根：${error.zh}`,
      },
      { hint: { en: "Get the file anew from where it is published.", zh: "请从公布处重新获取该文件。" } },
    );
  }
}

/**
 * The root before another: the one that a person named, or else the profile's present one.
 *
 * @throws TongduiError `FirstTrustRoot`, `NotThePrevious`; as rootFileFor and readRoot.
 */
export async function previousOf(
  { number, ancestors }: TrustRoot,
  named: string | undefined,
  context: Pick<Context, "profile">,
): Promise<TrustRoot> {
  if (number === 0) throw firstRoot();
  const file = await rootFileFor(named, context, "--previous");
  const previous = await readRoot(file);
  if (trustRootHash(previous) === ancestors.at(-1)) return previous;
  throw notThePrevious(file, number);
}

function unnamed(option: string): TongduiError {
  const sentence =
    option === "--previous"
      ? { en: "It is not said which trust root comes before this one.", zh: "未指明该信任根的前一个信任根。" }
      : { en: "It is not said against which trust root to check.", zh: "未指明依据哪个信任根核验。" };
  return new TongduiError("TrustRootUnnamed", sentence, {
    hint: {
      en: `Give the file with ${option}; each district publishes it, and its hash, on its own site.`,
      zh: `请用 ${option} 指定文件；各区在官方网站公布该文件及其哈希。`,
    },
  });
}

/** For whoever reads proofs, or signs. */
const GET_IT: Text = {
  en: "Check the name. Whoever has no trust root gets it from a district's own site, and compares its hash on the site of another district.",
  zh: "请检查文件名。没有信任根的，请从任一区的官方网站取得，并与另一区官方网站公布的哈希比对。",
};

/** For an office of the ledger. */
export const MAKE_IT: Text = {
  en: "tongdui trust-root make makes the first one. Whoever has it already: name it with --trust-root, or in the profile as trustRoot.",
  zh: "首个信任根由 tongdui trust-root make 生成；已有文件的，请用 --trust-root 指定，或写入配置文件的 trustRoot 项。",
};

function missing(file: string, hint: Text): TongduiError {
  return new TongduiError(
    "TrustRootMissing",
    {
      en: `There is no trust root ${shown(path.resolve(file))}.`,
      zh: `没有信任根文件 ${shown(path.resolve(file))}。`,
    },
    { hint },
  );
}

function unreadable(file: string): TongduiError {
  return new TongduiError("TrustRootUnreadable", {
    en: `${shown(path.resolve(file))} is no file that can be read.`,
    zh: `${shown(path.resolve(file))} 不是可读取的文件。`,
  });
}

function firstRoot(): TongduiError {
  return new TongduiError(
    "FirstTrustRoot",
    {
      en: "This is the first trust root: none is before it, and nobody signs it.",
      zh: "这是首个信任根，在它之前没有信任根，也无需签名。",
    },
    {
      hint: {
        en: "Compare its hash on the sites of two districts.",
        zh: "请与两个区官方网站公布的哈希比对。",
      },
    },
  );
}

function notThePrevious(file: string, number: number): TongduiError {
  return new TongduiError(
    "NotThePrevious",
    {
      en: `${shown(path.resolve(file))} is not the trust root from which number ${number} was made.`,
      zh: `${shown(path.resolve(file))} 不是制作第 ${number} 号信任根所依据的信任根。`,
    },
    {
      hint: {
        en: "Name the one before it with --previous FILE.",
        zh: "请用 --previous 指定前一个信任根。",
      },
    },
  );
}
