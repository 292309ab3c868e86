import { defineCommand, needed, optional, several } from "../../cli/define.ts";

const passwordFile = optional("--password-file <file>", {
  en: "a file whose first line is the backup's password, instead of a question",
  zh: "首行为备份密码的文件，代替提问",
});

export const backup = defineCommand({
  words: "backup",
  text: {
    en: "keep what a node cannot get again, sealed with a password",
    zh: "备份节点无法重新取得的内容，用密码加密",
  },
  more: {
    en: `The node's key, its configuration, the network's file and the signed trust roots go into one file that only the password opens; it is read back and compared
before it gets its name, and never takes another file's place. Chain data are not in it: a node fetches them from its peers. On the
node's own machine.`,
    zh: `节点密钥、配置、网络文件和已签署的信任根写入一个文件，仅凭密码打开；读回比对无误后才命名，不覆盖任何文件。备份不含链数据，节点可从对等节点同步。请在节点本机运行。`,
  },
  arguments: {
    folder: needed("FOLDER", {
      en: "the node's folder, as tongdui network init made it",
      zh: "节点文件夹，由 tongdui network init 生成",
    }),
  },
  options: {
    nodeKey: needed("--node-key <file>", {
      en: "the file with the node's private key, readable by its owner alone",
      zh: "节点的私钥文件，仅限所有者读取",
    }),
    trustRoot: several("--trust-root <file>", {
      en: "a signed trust root; give each",
      zh: "已签署的信任根，逐一给出",
    }),
    out: needed("--out <file>", { en: "the new file", zh: "新文件" }),
    passwordFile,
  },
  examples: [
    {
      line: "tongdui network backup consortium/nodes/wujin-1 --node-key /etc/tongdui-secrets/node-key --trust-root pilot.trust-root.json --out wujin-1.backup.json",
      text: { en: "Of a validator:", zh: "备份一个验证节点：" },
    },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../network/backup.ts")).backUpNode,
});

export const restore = defineCommand({
  words: "restore",
  text: { en: "put a node's backup into a new folder", zh: "将节点备份恢复到新文件夹" },
  more: {
    en: `Writes node-key, configuration/, trust-roots/, network.yaml and network.json as they were, all or nothing. Only one machine may ever run with a node's key: stop
the old one for good first. Chain data come from the node's peers.`,
    zh: `按原样写入 node-key、configuration/、trust-roots/、network.yaml 和 network.json，要么全部写入，要么不写。同一节点密钥只能由一台机器使用：请先彻底停用旧机器。链数据由节点从对等节点同步。`,
  },
  arguments: { file: needed("FILE", { en: "the backup", zh: "备份文件" }) },
  options: {
    to: needed("--to <folder>", { en: "a folder that does not exist yet, or is empty", zh: "尚不存在或为空的文件夹" }),
    passwordFile,
  },
  examples: [
    {
      line: "tongdui network restore wujin-1.backup.json --to wujin-1",
      text: { en: "On the new machine:", zh: "在新机器上：" },
    },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../network/restore.ts")).restoreNode,
});
