/** Writes a profile, once every part of it was looked at: nodes, the deployment's file, the key, the holidays. */
import path from "node:path";
import { fileStore } from "../../client/deploy/fileStore.ts";
import type { DeploymentRecord } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { hostOf, otherChain, unreachable, type ChainIdentity } from "../../client/nodes.ts";
import { isSameChain, probe, WANTS_PASSWORD, type Probe } from "../chain/probe.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { disk } from "../../client/files/disk.ts";
import { accountOf } from "../keys/account.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readHolidayFile } from "../policy/holidays.ts";
import { profileSchema, type Profile, type ProfileFile } from "../profile/profile.ts";
import { keyToWrite, type KeyChoice } from "./keyChoice.ts";
import { lookAtProfile, writeProfile } from "./writeProfile.ts";

export interface InitInput extends KeyChoice {
  readonly node: readonly string[];
  /** Where the person stands, as every file that is typed. */
  readonly deployment: string;
  /** The ledger is still to be deployed, so the deployment's file may be missing. */
  readonly newLedger: boolean;
  readonly holidays: string | undefined;
  /** The portal's origin. */
  readonly portal?: string | undefined;
  /** Whose office is asked. */
  readonly district?: number | undefined;
  readonly overwrite: boolean;
}

/** The folders of a profile, which are the office's own. */
export const FOLDERS = [
  "keys",
  "journal",
  "documents",
  "nullifierKeys",
  "directory",
] as const satisfies (keyof Profile)[];

/**
 * @throws TongduiError `NodeAddressUnfit`, `DeploymentMissing`, `DeploymentUnfinished`, `DeploymentUnreadable`,
 * `NodesUnreachable`, `OtherChain`, `ProfileExists`; as {@link keyToWrite} and readHolidayFile.
 */
export async function init(input: InitInput, context: Context): Promise<Answer> {
  const file = path.resolve(context.profile);
  const folder = path.dirname(file);
  input.node.forEach(demandNodeAddress);
  const record = await recordAt(input);
  const key = await keyToWrite(input, folder);
  if (input.holidays !== undefined) await readHolidayFile(path.resolve(input.holidays));
  const probes = await Promise.all(input.node.map(probe));
  demandOneChain(probes, record);

  const content: ProfileFile = {
    nodes: [...input.node],
    deployment: from(folder, input.deployment),
    ...(key === undefined ? {} : { key }),
    ...(input.holidays === undefined ? {} : { holidays: from(folder, input.holidays) }),
    ...(input.portal === undefined ? {} : { portal: input.portal }),
    ...(input.district === undefined ? {} : { district: input.district }),
  };
  const profile = profileSchema.parse(content);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const isThere = (await lookAtProfile(file, text, input.overwrite)) === "before";
  const end = isThere ? "before" : context.dryRun ? "tried" : "written";
  if (end === "written") await writeProfile(file, text, input.overwrite);
  if (!context.dryRun) for (const name of FOLDERS) await disk.makeFolder(path.resolve(folder, profile[name]));

  const account = key === undefined ? null : await accountOf("keystore" in key ? at(folder, key) : key);
  return {
    data: { profile: file, written: end === "written", account, nodes: probes.map(dataOfProbe) },
    parts: [nodesGrid(probes), keySaid(account), { ...OUTCOMES[end](shown(file)) }, ...(end === "tried" ? [] : [NEXT])],
  };
}

/** Paths in a profile are relative to its folder, with the slashes that every system reads. */
function from(folder: string, file: string): string {
  return path.relative(folder, path.resolve(file)).split(path.sep).join("/");
}

function at(folder: string, key: { readonly keystore: string }): { keystore: string } {
  return { keystore: path.resolve(folder, key.keystore) };
}

/** What is typed stays in the shell's history and is seen by others of the computer, so no password is taken from it. */
function demandNodeAddress(address: string): void {
  const url = URL.parse(address);
  const fits = url !== null && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  if (fits) return;
  throw new TongduiError(
    "NodeAddressUnfit",
    {
      en: `${hostOf(address)} is not the address of a node, or has a password in it.`,
      zh: `${hostOf(address)} 不是节点地址，或地址中带有密码。`,
    },
    {
      hint: {
        en: "Write it as in http://127.0.0.1:8545. A password is written into the profile's file afterwards.",
        zh: "请按 http://127.0.0.1:8545 的格式书写；如需密码，请在生成后写入配置文件。",
      },
    },
  );
}

async function recordAt({ deployment, newLedger }: InitInput): Promise<DeploymentRecord | null> {
  const record = await fileStore(path.resolve(deployment)).load();
  if (newLedger || record?.completed === true) return record;
  const [code, en, zh] = record
    ? ["DeploymentUnfinished", `The deployment in ${deployment} is not finished.`, `${deployment} 中的部署尚未完成。`]
    : ["DeploymentMissing", `There is no deployment file ${deployment}.`, `没有部署文件 ${deployment}。`];
  throw new TongduiError(
    code,
    { en, zh },
    {
      hint: {
        en: "Whoever deployed the ledger publishes it. If it is still to be deployed, add --new-ledger.",
        zh: "该文件由账本部署方公布；如账本尚待部署，请加上 --new-ledger。",
      },
    },
  );
}

/** One node has to answer, and none may be on another chain than the deployment's file or than the first of them. */
function demandOneChain(probes: readonly Probe[], record: DeploymentRecord | null): void {
  let expected: ChainIdentity | null = record;
  for (const found of probes) {
    if (!("chain" in found)) continue;
    if (expected && !isSameChain(found.chain, expected)) throw otherChain(found.host, expected, found.chain);
    expected ??= found.chain;
  }
  if (probes.some((found) => "chain" in found || found.reason === WANTS_PASSWORD)) return;
  throw unreachable(new Map(probes.map((found) => [found.host, "reason" in found ? found.reason : ""])));
}

function dataOfProbe(found: Probe): { node: string; answers: boolean; reason: string | null } {
  const answers = "chain" in found;
  return { node: found.host, answers, reason: answers ? null : found.reason };
}

function nodesGrid(probes: readonly Probe[]): Part {
  return {
    head: [
      { en: "Node", zh: "节点" },
      { en: "Answer", zh: "应答" },
    ],
    rows: probes.map((found) => {
      if ("chain" in found) {
        return [found.host, { en: `✓ chain ${found.chain.chainId}`, zh: `✓ 链 ${found.chain.chainId}` }];
      }
      if (found.reason === WANTS_PASSWORD) return [found.host, PASSWORD_WANTED];
      return [found.host, { en: `✗ no answer (${found.reason})`, zh: `✗ 无应答（${found.reason}）` }];
    }),
  };
}

const PASSWORD_WANTED = {
  en: "✗ asks for a password: write it into its address in the profile, as in https://name:password@…",
  zh: "✗ 需要密码：请写入配置文件中该节点的地址，例如 https://用户名:密码@…",
};

function keySaid(account: string | null): Part {
  if (account !== null) return { en: `The key is that of ${account}.`, zh: `密钥对应账户 ${account}。` };
  return {
    en: "No key: this profile reads and does not send. To get one: tongdui key create, then tongdui init --overwrite.",
    zh: "未指定密钥：本配置只能查询，不能发送。如需发送：先运行 tongdui key create，再运行 tongdui init --overwrite。",
  };
}

const OUTCOMES = {
  written: (file: string) => ({ en: `✓ ${file} is written.`, zh: `✓ 已生成 ${file}。` }),
  before: (file: string) => ({ en: `✓ ${file} said just this before.`, zh: `✓ ${file} 此前已是此内容。` }),
  tried: (file: string) => ({ en: `· ${file} would be written.`, zh: `· 将生成 ${file}。` }),
} as const;

const NEXT: Part = {
  en: "Now look whether all is well: tongdui doctor",
  zh: "接下来请检查各项是否正常：tongdui doctor",
};
