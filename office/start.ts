/** A district's office as a process: `npm run office -- --district 2 …`; and what keeps it: backup, restore, check. */
import type { FiguresAt } from "../client/observing/figures.ts";
import { begin, both, serverCommand, usageWrong } from "../client/starting/begin.ts";
import { LINE_A_REQUEST, withListening } from "../client/starting/listening.ts";
import { demandGiven, httpAddress, httpAddresses, wholeNumber } from "../client/starting/words.ts";
import type { Running } from "./running.ts";

const COMMAND = serverCommand("office", {
  en: `Serves a district's office; or, with a command, looks after it while it is stopped.
  backup FILE    writes all of it, sealed, and reads it back
  restore FILE   puts a backup into an empty folder
  check          whether documents, requests and the log are whole; exit 5 where they are not
TONGDUI_TRUSTED_PROXY=1 where the portal in front tells who asks.`,
  zh: `运行本区办公系统；或在其停止后运行以下维护命令：
  backup FILE    将全部数据加密备份并回读核对
  restore FILE   将备份恢复到空文件夹
  check          核对文件、请求和访问记录是否完整；不完整时退出码为 5
前置门户说明来访者时，设 TONGDUI_TRUSTED_PROXY=1。`,
})
  .argument("[command]", both({ en: "backup, restore or check", zh: "backup、restore 或 check" }))
  .argument("[file]", both({ en: "the backup", zh: "备份文件" }))
  .option(
    "--district <number>",
    both({ en: "the district's number; 0 for the consortium's office", zh: "区的编号；0 为联盟的办公系统" }),
    wholeNumber("--district", 0, 65_535),
  )
  .option("--deployment <file>", both({ en: "the deployment's file", zh: "部署文件" }))
  .option(
    "--node <url>",
    both({ en: "a node; where one does not answer, the next one is asked", zh: "节点；前一个无应答时改用下一个" }),
    httpAddresses("--node"),
  )
  .option(
    "--data <folder>",
    both({
      en: "folder of the office's key and tables; tables on PostgreSQL, where OFFICE_DATABASE_URL says which",
      zh: "办公系统密钥和数据表所在文件夹；设有 OFFICE_DATABASE_URL 时数据表在该 PostgreSQL 数据库中",
    }),
  )
  .option(
    "--password-file <file>",
    both({
      en: "opens the office's key; what it holds at the first start seals it",
      zh: "打开办公系统密钥的密码文件；首次启动时以其中的密码加密密钥",
    }),
  )
  .option(
    "--portal-origin <url>",
    both({ en: "where people sign in, as their browsers show it", zh: "人员登录的网址，与浏览器所示一致" }),
    httpAddress("--portal-origin"),
  )
  .option(
    "--trust-root <file>",
    both({ en: "under which proofs of vouchers are made", zh: "生成券的证明所依据的信任根" }),
  )
  .option(
    "--index <url>",
    both({ en: "the index, with --index-key-file", zh: "索引服务，须同时指定 --index-key-file" }),
    httpAddress("--index"),
  )
  .option(
    "--smtp <url>",
    both({
      en: "the mail server that reminds parties of their deadlines, as smtp://user@mail.example.gov:587 or smtps://…; with --smtp-from",
      zh: "向企业和服务机构发送期限提醒的邮件服务器，例如 smtp://user@mail.example.gov:587 或 smtps://…，须同时指定 --smtp-from",
    }),
  )
  .option("--smtp-from <address>", both({ en: "whom its messages come from", zh: "提醒邮件的发件地址" }))
  .option("--smtp-password-file <file>", both({ en: "of the mail server's user", zh: "邮件服务器用户的密码文件" }))
  .option("--index-key-file <file>", both({ en: "the key of the index's full face", zh: "索引服务的查询密钥" }))
  .option(
    "--nullifier-key <file>",
    both({
      en: 'a file of "tongdui nullifier key export", to be taken in, with --nullifier-password-file',
      zh: "由“tongdui nullifier key export”导出、待接收的密钥文件，须同时指定 --nullifier-password-file",
    }),
  )
  .option("--nullifier-password-file <file>", both({ en: "opens that key", zh: "打开该密钥的密码文件" }))
  .option("--nullifier-key-current", both({ en: "it is the one for new marks", zh: "新的标记使用该密钥" }), false);

withListening(COMMAND, 8_200, LINE_A_REQUEST).action(run);

/** As commander gives them. */
interface Words {
  readonly district?: number;
  readonly deployment?: string;
  readonly node?: string[];
  readonly data?: string;
  readonly passwordFile?: string;
  readonly portalOrigin?: string;
  readonly trustRoot?: string;
  readonly index?: string;
  readonly indexKeyFile?: string;
  readonly smtp?: string;
  readonly smtpFrom?: string;
  readonly smtpPasswordFile?: string;
  readonly nullifierKey?: string;
  readonly nullifierPasswordFile?: string;
  readonly nullifierKeyCurrent: boolean;
  readonly port: number;
  readonly host: string;
  readonly log: boolean;
  readonly metrics?: FiguresAt;
}

const KEEPING = ["backup", "restore", "check"];

/** The build makes what the work needs, and who only asks for help has none yet. */
async function run(command: string | undefined, file: string | undefined, words: Words): Promise<void> {
  const { data, passwordFile } = words;
  if (command !== undefined && !KEEPING.includes(command)) throw commandUnknown(command);
  demandGiven({ "--data": data, "--password-file": passwordFile });
  const kept = { data: data ?? "", passwordFile: passwordFile ?? "" };
  switch (command) {
    case undefined: {
      const running = runningOf(words, kept);
      return (await import("./running.ts")).serve(running);
    }
    case "check":
      if (file !== undefined) throw tooMany(file);
      return (await import("./keeping/commands.ts")).checkKept(kept);
    default: {
      demandGiven({ FILE: file });
      const { backUpInto, restoreFrom } = await import("./keeping/commands.ts");
      return (command === "backup" ? backUpInto : restoreFrom)(file ?? "", kept);
    }
  }
}

function runningOf(words: Words, kept: Running["kept"]): Running {
  const { district, deployment, node, portalOrigin, index, indexKeyFile, nullifierKey, nullifierPasswordFile } = words;
  const { smtp, smtpFrom, smtpPasswordFile } = words;
  demandGiven({
    "--district": district,
    "--deployment": deployment,
    "--node": node,
    "--portal-origin": portalOrigin,
    ...((index ?? indexKeyFile) !== undefined && { "--index": index, "--index-key-file": indexKeyFile }),
    ...((smtp ?? smtpFrom ?? smtpPasswordFile) !== undefined && { "--smtp": smtp, "--smtp-from": smtpFrom }),
    ...((nullifierKey ?? nullifierPasswordFile) !== undefined && {
      "--nullifier-key": nullifierKey,
      "--nullifier-password-file": nullifierPasswordFile,
    }),
  });
  const mail = smtp !== undefined && smtpFrom !== undefined;
  const { nullifierKeyCurrent: current, trustRoot, port, host, log, metrics } = words;
  return {
    ...{ kept, trustRoot, port, host, log, figures: metrics },
    district: district ?? 0,
    deployment: deployment ?? "",
    nodes: node ?? [],
    portalOrigin: portalOrigin ?? "",
    index: index !== undefined && indexKeyFile !== undefined ? { url: index, keyFile: indexKeyFile } : undefined,
    mail: mail ? { url: smtp, from: smtpFrom, passwordFile: smtpPasswordFile } : undefined,
    nullifierKey:
      nullifierKey !== undefined && nullifierPasswordFile !== undefined
        ? { file: nullifierKey, passwordFile: nullifierPasswordFile, current }
        : undefined,
  };
}

function tooMany(word: string): ReturnType<typeof usageWrong> {
  return usageWrong({ en: `check takes no "${word}".`, zh: `check 之后不应有“${word}”。` });
}

function commandUnknown(command: string): ReturnType<typeof usageWrong> {
  return usageWrong({
    en: `There is no command "${command}"; there are ${KEEPING.join(", ")}.`,
    zh: `没有命令“${command}”，可用命令为 ${KEEPING.join("、")}。`,
  });
}

await begin(COMMAND);
