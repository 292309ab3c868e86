import { defineCommand, flag, needed, optional, several, type Declaration } from "../../cli/define.ts";
import { portalAddress } from "../../atOffice/portalAddress.ts";
import { count } from "../options.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "write the profile: nodes, deployment, key", zh: "生成配置文件：节点、部署文件、密钥" },
    more: {
      en: `The profile says which nodes to ask, which ledger is meant, and which key sends. Every node is asked for its chain, which
must be that of the deployment's file; a node that does not answer at the moment is written down all the same. Without
--keystore the only key in the folder keys beside the profile is taken, if there is one. A profile that is there is never
overwritten without --overwrite. The folders keys, journal, documents, nullifier-keys and directory are made beside it.`,
      zh: `配置文件说明使用哪些节点、哪个账本、用哪个密钥发送。命令会逐一询问各节点所在的链，该链须与部署文件一致；暂时无应答的节点同样写入。未指定
--keystore 时，如配置文件旁的 keys 文件夹中只有一个密钥，则采用该密钥。已有的配置文件不会被覆盖，除非加上 --overwrite。同时在旁边建立
keys、journal、documents、nullifier-keys、directory 文件夹。`,
    },
    options: {
      node: several(
        "--node <url>",
        { en: "a node's address; several are tried in their order", zh: "节点地址；可给多个，按顺序尝试" },
        (typed) => typed,
        "needed",
      ),
      deployment: needed("--deployment <file>", {
        en: "the deployment's file, which whoever deployed the ledger publishes",
        zh: "账本部署方公布的部署文件",
      }),
      keystore: optional("--keystore <file>", { en: "the keystore of your key", zh: "您的密钥文件" }),
      passwordFile: optional("--password-file <file>", {
        en: "a file whose first line is its password; without it you are asked",
        zh: "首行为密码的文件；不指定则每次询问",
      }),
      signer: optional("--signer <url>", {
        en: "an external signer instead of a keystore",
        zh: "外部签名服务的地址，代替密钥文件",
      }),
      account: optional("--account <account>", {
        en: "the account that the external signer signs for",
        zh: "外部签名服务所用的账户",
      }),
      holidays: optional("--holidays <file>", {
        en: "a holiday calendar, from which the ends of public notices are counted",
        zh: "节假日文件，用于计算公示截止日",
      }),
      portal: optional(
        "--portal <address>",
        { en: "the portal's address, through which offices are asked", zh: "门户网站地址，经其联系办公系统" },
        portalAddress,
      ),
      district: optional(
        "--district <number>",
        { en: "whose office is asked where nobody says otherwise", zh: "未另行指定时，向哪个区的办公系统办理" },
        count(0, 65_535),
      ),
      newLedger: flag("--new-ledger", {
        en: "this ledger is still to be deployed, by you or another district: its deployment's file may be missing",
        zh: "账本尚待部署（由您或其他区办理）：部署文件可以尚不存在",
      }),
      overwrite: flag("--overwrite", { en: "replace the profile that is there", zh: "覆盖已有的配置文件" }),
    },
    examples: [
      {
        line: "tongdui init --node http://127.0.0.1:8545 --deployment pilot.json",
        text: { en: "One node, and the only key in the folder keys:", zh: "一个节点，使用 keys 文件夹中唯一的密钥：" },
      },
      {
        line: "tongdui init --node https://a.example --node https://b.example --deployment pilot.json --holidays 2026.yaml",
        text: { en: "A second node that is asked when the first is silent:", zh: "第一个节点无应答时改用第二个：" },
      },
      {
        line: "tongdui init --node https://a.example --deployment pilot.json --portal https://voucher.example.org --district 2",
        text: { en: "With the portal, for what is done at an office:", zh: "另指定门户网站，用于在办公系统办理：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../init/init.ts")).init,
  }),
];
