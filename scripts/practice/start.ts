/**
 * A ledger to practise on: a chain on this machine, the pilot's four districts deployed on it with their Safes, and a folder in which
 * everybody has a profile and a key. Keys and passwords lie there in the open, so nothing of it is ever to be used for real.
 */
import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { hexlify, id, Wallet } from "ethers";
import type { Artifacts } from "../../client/deploy/artifacts.ts";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { fileStore } from "../../client/deploy/fileStore.ts";
import { safeOf, type Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { approve, executeProposal, proposeOfficers, safePlace } from "../../client/safe.ts";
import { dayOf, isoOfDay, yearOf, type Day } from "../../client/days.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { readBuild } from "../deploy/build.ts";
import { NullifierKeyFolder } from "../nullifiers/keyFolder.ts";
import { SealedKey } from "../../client/documents/sealedKey.ts";
import { startLocalNode, type LocalNode } from "../scenario/localNode.ts";
import { readScenario, type Scenario } from "../scenario/files.ts";
import { handOverProfiles } from "./handOver.ts";
import { PASSWORD, writePerson } from "./person.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DUTIES = ["bureau", "approver", "finance"] as const;
const OFFICIALS = [1, 2, 3];

export interface StartInput {
  readonly folder: string;
  readonly port: number;
}

/** Starts the ledger and leaves it running until it is stopped. @throws TongduiError `FolderNotEmpty`, `BuildMissing`, `PortTaken`. */
export async function startPractice({ folder, port }: StartInput, context: Context): Promise<Answer> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw notEmpty(folder);
  if (context.dryRun) return { data: { folder }, parts: [wouldStart(folder)] };
  const artifacts = await readBuild();
  const scenario = await readScenario(path.join(ROOT, "scenarios/first-voucher"), path.join(ROOT, "policies"));
  // Parties' signatures are held against this computer's clock, so the ledger's calendar is never behind it.
  const begin = dayOf(Math.floor(context.now() / 1_000));
  const node = await startLocalNode(begin, port);
  try {
    const people = peopleOf(scenario);
    const deployment = await deploy(folder, scenario, people, node, artifacts);
    await writeOffices(folder, people, node.url);
    await handOverProfiles(folder, scenario);
    await writeSamples(folder, scenario, people, begin);
    context.io.note({
      en: `The ledger runs at ${node.url}, and its calendar begins on ${isoOfDay(begin)}. Leave this window open; Ctrl+C ends the ledger. Go on in another window, in the folder ${folder}.`,
      zh: `账本运行于 ${node.url}，日历从 ${isoOfDay(begin)} 开始。请保持此窗口打开，按 Ctrl+C 结束。请在另一个窗口进入文件夹 ${folder} 继续。`,
    });
    await stopped(context.signal);
    return {
      data: { folder, url: node.url, edition: deployment.contracts.edition.address },
      parts: [
        {
          en: "The practice ledger has ended, and what was on it is gone.",
          zh: "练习账本已结束，其中的记录不再保留。",
        },
      ],
    };
  } finally {
    await node.close();
  }
}

interface District {
  readonly key: string;
  readonly number: number;
  readonly officials: readonly Wallet[];
  readonly officers: Readonly<Record<(typeof DUTIES)[number], Wallet>>;
}

interface People {
  readonly deployer: Wallet;
  readonly operator: Wallet;
  readonly auditor: Wallet;
  readonly districts: readonly District[];
  /** Firms and service providers that can be registered and then sign. */
  readonly parties: Readonly<Record<string, Wallet>>;
}

const fresh = (): Wallet => new Wallet(hexlify(randomBytes(32)));

function peopleOf({ districts, parties }: Scenario): People {
  return {
    deployer: fresh(),
    operator: fresh(),
    auditor: fresh(),
    districts: Object.keys(districts.districts).map((key, i) => ({
      key,
      number: i + 1,
      officials: OFFICIALS.map(fresh),
      officers: { bureau: fresh(), approver: fresh(), finance: fresh() },
    })),
    parties: Object.fromEntries(
      ["enterprise-1", "enterprise-2", ...Object.keys(parties.providers)].map((key) => [key, fresh()]),
    ),
  };
}

async function deploy(
  folder: string,
  scenario: Scenario,
  people: People,
  node: LocalNode,
  artifacts: Artifacts,
): Promise<Deployment> {
  const { districts, policy } = scenario;
  const deployment = await deployLedger({
    deployer: people.deployer.connect(node.provider),
    plan: {
      network: "practice",
      salt: hexlify(randomBytes(32)),
      predecessor: null,
      settings: {
        admissionNoticeFloor: policy.noticeFloorDays,
        admissionNoticeCeiling: policy.noticeCeilingDays,
        admissionResolveDays: policy.resolveDays,
        rotationDays: policy.rotationDays,
      },
      grantDelayDays: 3,
      districts: Object.entries(districts.districts).map(([key, { name }], i) => ({
        key,
        name: `${name.zh} ${name.en}`,
        profile: id(`${name.zh} ${name.en}`),
        officials: people.districts[i]?.officials.map(({ address }) => address) ?? [],
        threshold: 2,
      })),
      consortium: { threshold: 3 },
      operator: people.operator.address,
      auditor: people.auditor.address,
    },
    artifacts,
    commit: "practice",
    store: fileStore(path.join(folder, "deployment.json")),
  });
  for (const district of people.districts) {
    const place = await safePlace(safeOf(deployment, district.key).address, node.provider);
    const proposal = proposeOfficers(place, {
      district: district.number,
      appoint: DUTIES.map((duty) => ({ duty, account: district.officers[duty].address })),
      manager: deployment.contracts.manager.address,
      multiSend: deployment.contracts.multiSend.address,
    });
    const approvals = await Promise.all(district.officials.slice(0, 2).map(async (one) => approve(proposal, one)));
    await executeProposal(proposal, approvals, people.deployer.connect(node.provider));
  }
  return deployment;
}

/** A folder an office: its people share documents, directory and nullifier key, and each has a profile and a key. */
async function writeOffices(folder: string, people: People, url: string): Promise<void> {
  const nullifierKey = await SealedKey.make(1, PASSWORD);
  const profile = { nodes: [url], deployment: "../deployment.json", holidays: "../holidays.yaml" };
  const offices: [string, Readonly<Record<string, Wallet>>][] = [
    ["operator", { operator: people.operator }],
    ["auditor", { auditor: people.auditor }],
    ...people.districts.map(({ key, officers, officials }): [string, Record<string, Wallet>] => [
      key,
      { ...officers, ...Object.fromEntries(officials.map((one, i) => [`official-${i + 1}`, one])) },
    ]),
    ["parties", people.parties],
  ];
  for (const [office, members] of offices) {
    const place = path.join(folder, office);
    for (const [name, wallet] of Object.entries(members)) await writePerson(place, name, wallet, profile);
    const keys = new NullifierKeyFolder(path.join(place, "nullifier-keys"));
    if (office !== "parties") await keys.add(nullifierKey);
  }
  await writeFile(path.join(folder, "accounts.csv"), accountsOf(offices));
}

/** What a first day needs: a program, a calendar, and a table of each kind. */
async function writeSamples(folder: string, { parties }: Scenario, people: People, begin: Day): Promise<void> {
  const year = yearOf(begin);
  const policy = await readFile(path.join(ROOT, "policies/sample-program.yaml"), "utf8");
  const [from, through] = [begin, begin + 2 * 365].map(isoOfDay);
  const account = (name: string): string => people.parties[name]?.address ?? "";
  const { enterprise, providers } = parties;
  const table = (head: string, ...rows: readonly (readonly string[])[]): string =>
    `\uFEFF${[head, ...rows.map((cells) => cells.join(","))].join("\r\n")}\r\n`;
  const named = Object.entries(providers);
  const files: Readonly<Record<string, string>> = {
    "program.yaml": policy.replace(/^lastIssueDay: \S+/m, `lastIssueDay: ${year + 1}-12-31`),
    "holidays.yaml": [
      "# For practice: weekends only. A real calendar has the State Council's holidays and make-up days.",
      "source: practice",
      `from: ${year}-01-01`,
      `through: ${year + 2}-12-31`,
      "holidays: []",
      "makeUpDays: []",
      "",
    ].join("\n"),
    "enterprises.csv": table("企业名称,统一社会信用代码,钱包地址,实际控制人标识", [
      enterprise.name.zh,
      enterprise.creditCode,
      account("enterprise-1"),
      enterprise.creditCode,
    ]),
    "providers.csv": table(
      "服务机构名称,统一社会信用代码,钱包地址,实际控制人标识,所属区,服务类别,有效期起,有效期止",
      ...named.map(([key, { name, creditCode, district, serviceClasses }]) => [
        name.zh,
        creditCode,
        account(key),
        creditCode,
        String(people.districts.findIndex((one) => one.key === district) + 1),
        serviceClasses.join("、"),
        from ?? "",
        through ?? "",
      ]),
    ),
    "vouchers.csv": table("企业编号,面额", ["2-1", "100000.00"]),
    "orders.csv": table("双创券编号,服务机构编号,使用券额,合同金额,服务类别,合同编号,合同文件,交付天数,企业信用代码", [
      "1-000001",
      "P1-1",
      "80000.00",
      "160000.00",
      "1",
      "XY-077",
      "program.yaml",
      "60",
      enterprise.creditCode,
    ]),
    "invoices.csv": table("双创券编号,发票号码,发票金额,交付说明", [
      "1-000001",
      "26312000000000000077",
      "150000.00",
      "检测报告已交付",
    ]),
    "payees.csv": table("服务机构编号,收款人户名,收款账号,开户行", [
      "P1-1",
      named[0]?.[1].name.zh ?? "",
      "0000000000000000001",
      "练习银行",
    ]),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

function accountsOf(offices: readonly [string, Readonly<Record<string, Wallet>>][]): string {
  const rows = offices.flatMap(([office, members]) =>
    Object.entries(members).map(([name, { address }]) => `${office},${name},${address}`),
  );
  return `\uFEFF${["office,name,account", ...rows].join("\r\n")}\r\n`;
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    // The node's own server keeps the process alive; this keeps it from ending early where it does not.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => {
      clearInterval(alive);
      resolve();
    });
  });
}

function wouldStart(folder: string): Text {
  return {
    en: `A practice ledger would be started and the folder ${folder} be made.`,
    zh: `将启动练习账本，并生成文件夹 ${folder}。`,
  };
}

function notEmpty(folder: string): TongduiError {
  return new TongduiError(
    "FolderNotEmpty",
    { en: `The folder ${folder} is not empty.`, zh: `文件夹 ${folder} 不为空。` },
    { hint: { en: "Name a new one.", zh: "请指定一个新文件夹。" } },
  );
}
