import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { defineCommand, defaulting, flag, needed, optional, several, type Declaration } from "../../cli/define.ts";
import { count } from "../options.ts";

/** A short name in files and commands. @throws TongduiError `DistrictKeyUnfit`. */
function districtKey(typed: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(typed) && typed !== "consortium") return typed;
  throw new TongduiError("DistrictKeyUnfit", {
    en: `"${typed}" is no short name: 1 to 20 lower-case letters, digits and hyphens, and not consortium.`,
    zh: `“${typed}”不是有效的代号：应为 1 至 20 位小写字母、数字或连字符，且不得为 consortium。`,
  });
}

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "deploy a ledger by a plan", zh: "按方案部署账本" },
    more: {
      en: `Makes the Safes, the manager of roles, the ledger's contracts and the districts; verifies all of it on the chain; and only then
hands every right to the consortium's Safe. The deployer is an ordinary account that holds no office, and it keeps nothing. The
record goes into the file that the profile names under deployment (tongdui init --new-ledger). A run that was interrupted is
started again with the same words: it goes on from there and does nothing twice.`,
      zh: `依次建立多签账户、权限管理合约、账本合约和各区，在链上逐项核验后，才把全部权限移交联盟多签账户。部署账户为不任职的普通账户，不保留任何权限。
记录写入配置文件 deployment 项所指的文件（tongdui init --new-ledger）。运行中断后重新执行同一命令即可，从中断处继续，不会重复办理。`,
    },
    arguments: { plan: needed("PLAN", { en: "the plan's file (YAML or JSON)", zh: "部署方案文件（YAML 或 JSON）" }) },
    options: {
      keystore: optional("--keystore <file>", {
        en: "the deployer's keystore, if it is not the profile's key",
        zh: "部署账户的密钥文件（如非配置文件中的密钥）",
      }),
      passwordFile: optional("--password-file <file>", {
        en: "a file whose first line is its password",
        zh: "首行为其密码的文件",
      }),
    },
    examples: [
      {
        line: "tongdui deploy pilot.yaml --dry-run",
        text: { en: "Read what would be deployed:", zh: "只查看将要部署的内容：" },
      },
      { line: "tongdui deploy pilot.yaml", text: { en: "Deploy, or go on with it:", zh: "部署，或从中断处继续：" } },
    ],
    acts: true,
    work: async () => (await import("../../deploy/deploy.ts")).deploy,
  }),
  defineCommand({
    words: "plan",
    text: { en: "write a plan's file to fill in", zh: "生成待填写的部署方案" },
    arguments: { file: needed("FILE", { en: "the new file", zh: "新文件" }) },
    options: {
      district: several(
        "--district <key>",
        { en: "a district's short name, in the order of their numbers", zh: "区的代号，按编号顺序" },
        districtKey,
        "needed",
      ),
      network: defaulting(
        "--network <name>",
        { en: "the ledger's name (default: pilot)", zh: "账本名称（默认 pilot）" },
        "pilot",
        (typed) => typed,
      ),
      officials: defaulting(
        "--officials <number>",
        { en: "officials in each district (default: 3)", zh: "每区官员人数（默认 3）" },
        3,
        count(1, 50),
      ),
      overwrite: flag("--overwrite", { en: "replace a file that is there", zh: "覆盖已有文件" }),
    },
    examples: [
      {
        line: "tongdui deploy plan pilot.yaml --district yangpu --district wujin --district nanhu --district hefei",
        text: { en: "For four districts with three officials each:", zh: "四个区，每区三名官员：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../deploy/planTemplate.ts")).writePlanTemplate,
  }),
  defineCommand({
    words: "verify",
    text: { en: "read a deployment back from the chain and compare", zh: "从链上读取并核验部署" },
    more: {
      en: `Compares the chain with the deployment's file and with this program's own build: codes, how they came about, Safes, districts,
roles. Differences end with exit code 5. Signers, administrators and districts that were changed since on purpose show as differences
until the file says so too (tongdui deploy update).
It believes the node that it asks, so ask your own.`,
      zh: `将链上状态与部署文件及本程序自身的编译结果对照：代码及其创建交易、多签账户、各区、权限。有不符时退出码为 5。此后有意变更的签署人、管理员和成员区，在部署文件更新（tongdui deploy update）前也显示为不符。
核验以所询问的节点为准，请使用本单位自己的节点。`,
    },
    options: {
      all: flag("--all", { en: "show every check, not only differences", zh: "显示全部核验项，而不仅是不符项" }),
    },
    examples: [
      {
        line: "tongdui deploy verify",
        text: { en: "Is this the ledger that the file describes?", zh: "核验账本是否与部署文件一致：" },
      },
      { line: "tongdui deploy verify --all", text: { en: "With every single check:", zh: "列出每一项核验：" } },
    ],
    work: async () => (await import("../../deploy/verify.ts")).verifyLedger,
  }),
  defineCommand({
    words: "update",
    text: {
      en: "bring the deployment's file up to date from the ledger",
      zh: "按账本更新部署文件",
    },
    more: {
      en: `After officials, an administrator, the Operator or the Auditor were replaced, or a district joined. Shows each difference between the
file and the ledger and asks; then the file is written whole or not at all. Nothing is written if the ledger differs in anything
else. It believes the node that it asks, so ask your own, and make sure that each change was decided.`,
      zh: `适用于官员、管理员、运营机构或审计机构更换，或有新区加入之后。逐项显示部署文件与账本的差异并询问，确认后一次写入。账本在其他方面有不符时，
不写入任何内容。以所询问的节点为准，请使用本单位自己的节点，并确认每一项变更均属已作出的决定。`,
    },
    examples: [
      {
        line: "tongdui deploy update --dry-run",
        text: { en: "See what has changed:", zh: "只查看变更：" },
      },
      { line: "tongdui deploy update", text: { en: "Look at it, and write it:", zh: "核对并写入：" } },
    ],
    acts: true,
    work: async () => (await import("../../deploy/update.ts")).updateDeployment,
  }),
];
