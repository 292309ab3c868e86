/** The profile's own files and folders: who can get at them, and whether the holidays can be counted on. */
import { stat } from "node:fs/promises";
import { isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { FOLDERS } from "../init/init.ts";
import { openToOthers, shown } from "../../client/files/secretFile.ts";
import { readHolidayFile } from "../policy/holidays.ts";
import type { Profile } from "../profile/profile.ts";
import { same, type Finding } from "./finding.ts";

/** A notice and its objections reach this far ahead. */
const HOLIDAYS_AHEAD = 60;

/** Every folder of the profile, the files of its key, and the profile itself if there is a password in it. */
export async function lookAtFiles(file: string, profile: Profile): Promise<Finding[]> {
  const { key } = profile;
  const secrets = [
    ...(hasPassword(profile) ? [file] : []),
    ...(key && "keystore" in key ? [key.keystore, ...(key.passwordFile === undefined ? [] : [key.passwordFile])] : []),
  ];
  const folders = FOLDERS.map((name) => profile[name]);
  const looked = await Promise.all([
    ...folders.map(async (folder) => lookAt(folder, "700", STILL_TO_COME)),
    ...secrets.map(async (secret) => lookAt(secret, "600", MISSING)),
  ]);
  const findings = looked.filter((finding) => finding !== undefined);
  if (findings.some(({ state }) => state === "wrong")) return findings;
  const all: Finding = {
    state: "right",
    subject: { en: "files", zh: "文件" },
    found: {
      en: "nobody else can get at the profile's folders and secrets",
      zh: "其他人无法访问配置的文件夹和保密文件",
    },
  };
  return [all, ...findings];
}

/** @param today the chain's day; undefined where no node told it. */
export async function lookAtHolidays({ holidays }: Profile, today: Day | undefined): Promise<Finding[]> {
  if (holidays === undefined) return [];
  const subject = { en: "holiday calendar", zh: "节假日文件" };
  try {
    const { last } = await readHolidayFile(holidays);
    const found = { en: `through ${isoOfDay(last)}`, zh: `截至 ${isoOfDay(last)}` };
    if (today === undefined || last >= today + HOLIDAYS_AHEAD) return [{ state: "right", subject, found }];
    const advice = {
      en: "it ends soon: add the holidays that are announced for the next year.",
      zh: "即将用尽：请补充下一年度公布的节假日安排。",
    };
    return [{ state: last < today ? "wrong" : "told", subject, found, advice }];
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    return [wrongBy(subject, error)];
  }
}

/** What an error of ours says, as a finding. */
export function wrongBy(subject: Text, { sentence, hint }: TongduiError): Finding {
  return { state: "wrong", subject, found: sentence, ...(hint ? { advice: hint } : {}) };
}

const STILL_TO_COME: Pick<Finding, "state" | "found"> = {
  state: "told",
  found: { en: "is not there yet; it is made when it is needed", zh: "尚不存在，需要时自动建立" },
};

const MISSING: Pick<Finding, "state" | "found"> = {
  state: "wrong",
  found: { en: "is not there", zh: "不存在" },
};

async function lookAt(
  file: string,
  mode: string,
  missing: Pick<Finding, "state" | "found">,
): Promise<Finding | undefined> {
  const subject = same(shown(file));
  const found = await stat(file).catch((error: unknown) => (error as NodeJS.ErrnoException).code ?? "");
  if (found === "ENOENT") return { ...missing, subject };
  if (typeof found === "string") {
    return { state: "wrong", subject, found: { en: `cannot be looked at (${found})`, zh: `无法查看（${found}）` } };
  }
  if (!openToOthers(found.mode)) return undefined;
  return {
    state: "wrong",
    subject,
    found: { en: "other users of this computer can get at it", zh: "本机其他用户可以访问" },
    advice: same(`chmod ${mode} "${shown(file)}"`),
  };
}

function hasPassword({ nodes, key }: Profile): boolean {
  const addresses = [...nodes, ...(key && "signer" in key ? [key.signer] : [])];
  return addresses.some((address) => (URL.parse(address)?.password ?? "") !== "");
}
