import { defineCommand, needed, optional, type Declaration } from "../../cli/define.ts";

const validators = optional("--validators <file>", {
  en: "YAML or JSON: whose each validator is, and from which block each set holds",
  zh: "YAML 或 JSON 文件：各验证节点的归属及每组的起始区块",
});

const previous = optional("--previous <file>", {
  en: "the trust root before it (default: the profile's)",
  zh: "前一个信任根（默认为配置文件所用的信任根）",
});

const file = needed("FILE", { en: "the trust root", zh: "信任根文件" });

/** What `--validators` names: which sets there have been, each from which block. */
const VALIDATORS_FILE = `  validators:
    - from: 0
      members:
        - district: yangpu
          address: "0x25efab79c7713b21a02b610cb6a0fd6af7f08c7c"
        - district: wujin
          address: "0x43e7560eed35693695c948b77870af732fc9d078"`;

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "make",
    text: {
      en: "make the first trust root, against which proofs are checked",
      zh: "生成首个信任根，作为核验证明的依据",
    },
    more: {
      en: `A trust root says which chain and which contracts are the ledger's, and whose validators seal its blocks. It is public, and
its hash is what readers of proofs compare. It is read through every node of the profile, which must tell the same; the contracts'
code must be that of the deployment's file. Where validators seal the blocks, --validators names them. Of each set the first and the last
block are held against it, and the newest block: they must name just these validators and bear the seals of two thirds of them. A
validator that nobody is named for is refused. The blocks between are not read; which district a validator is of, no block says:

${VALIDATORS_FILE}

When the validators have changed, another set with its first block stands below. A development chain has none.`,
      zh: `信任根载明账本所在的链和合约，以及由哪些验证节点为区块签章。信任根公开，其哈希供核验证明的人比对。命令通过配置文件中的每个节点分别读取，
各节点须一致；合约代码须与部署文件相符。由验证节点签章的链，须用 --validators 注明各节点的归属。每组核对其首个和末个区块以及最新区块：
区块所列的验证节点须与该组完全相同，并有其中三分之二以上签章；未注明归属的验证节点不予接受。其间的区块不读取；验证节点归哪个区，区块中并无记载：

${VALIDATORS_FILE}

验证节点有变更的，在下方另列一组及其起始区块。开发用链没有验证节点。`,
    },
    options: {
      validators,
      out: optional("--out <file>", {
        en: "the new file (default: beside the deployment's file, LEDGER.trust-root.json)",
        zh: "新文件（默认在部署文件旁，账本名.trust-root.json）",
      }),
    },
    examples: [
      {
        line: "tongdui trust-root make --validators validators.yaml",
        text: { en: "For the consortium's chain:", zh: "联盟链：" },
      },
      { line: "tongdui trust-root make", text: { en: "For a development chain:", zh: "开发用链：" } },
    ],
    acts: true,
    asks: false,
    work: async () => (await import("../../proofs/trustRoot/make.ts")).makeRoot,
  }),
  defineCommand({
    words: "next",
    text: { en: "make the next trust root, when something has changed", zh: "有变更时生成下一个信任根" },
    more: {
      en: `For new validators, a new district or a new edition of the ledger (with the profile of the new edition and --trust-root for
the present root). It names what has changed and holds it against the chain, as make does. The new root is not signed yet and holds
for nobody: two thirds of the present validators have to sign it first. Proofs that were made under an earlier root stay good.`,
      zh: `用于验证节点变更、新区加入或账本启用新版次（此时使用新版次的配置文件，并用 --trust-root 指定现行信任根）。命令列出变更，并与 make
一样同链上核对。新信任根尚未签署，不生效，须先由现任验证节点三分之二以上签署。依据此前信任根制作的证明仍然有效。`,
    },
    options: {
      validators,
      trustRoot: optional("--trust-root <file>", {
        en: "the present trust root (default: the profile's)",
        zh: "现行信任根（默认为配置文件所用的信任根）",
      }),
      out: optional("--out <file>", {
        en: "the new file (default: beside the present one, with its number)",
        zh: "新文件（默认在现行信任根旁，带编号）",
      }),
    },
    examples: [
      {
        line: "tongdui trust-root next --validators validators.yaml",
        text: { en: "After a validator was added or replaced:", zh: "增加或更换验证节点之后：" },
      },
    ],
    acts: true,
    asks: false,
    work: async () => (await import("../../proofs/trustRoot/next.ts")).nextRoot,
  }),
  defineCommand({
    words: "sign",
    text: {
      en: "sign the next trust root as a validator; needs no node",
      zh: "以验证节点身份签署下一个信任根，无需连接节点",
    },
    more: {
      en: `Shows the whole trust root and what changes, asks, and adds the signature to the file itself. The key is that of a validator's own node; Besu keeps it in
the file key of its data folder, which only its owner may be able to read. Then the file goes to the next validator.`,
      zh: `显示信任根全文和变更内容并询问，确认后将签名加入该文件。密钥为验证节点自身的密钥，Besu 保存在数据目录的 key 文件中，该文件须仅限所有者读取。
签署后将文件交下一个验证节点。`,
    },
    arguments: { file },
    options: {
      nodeKey: needed("--node-key <file>", {
        en: "the file with the validator's private key, readable by its owner alone",
        zh: "验证节点的私钥文件，仅限所有者读取",
      }),
      previous,
    },
    examples: [
      {
        line: "tongdui trust-root sign pilot.trust-root-1.json --node-key /etc/tongdui-secrets/node-key",
        text: { en: "On the validator's machine:", zh: "在验证节点的机器上：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../proofs/trustRoot/sign.ts")).signRoot,
  }),
  defineCommand({
    words: "check",
    text: {
      en: "show a trust root, its hash, and who has signed it; needs no node",
      zh: "查看信任根、其哈希和签署情况，无需连接节点",
    },
    more: {
      en: `Prints the hash in groups that two people can compare by telephone. Of a later root it says what has changed since the one
before, and whether enough of that one's validators have signed. Exit code 0: a first root, which nobody signs, or one that enough have
signed. Exit code 1: not enough yet, or the signatures were not checked, because the root before it was not given. Exit code 5: it does
not follow from the one before, or a stranger has signed it.`,
      zh: `分组显示哈希，便于两人电话比对。对后续信任根，说明与前一个相比的变更，以及前一个的验证节点签名是否足够。退出码 0 表示首个信任根（无需签名）或签名足够；
退出码 1 表示签名不足，或未提供前一个信任根、签名未核对；退出码 5 表示不能承接前一个信任根，或有外人签名。`,
    },
    arguments: { file },
    options: { previous },
    examples: [
      {
        line: "tongdui trust-root check pilot.trust-root-1.json --previous pilot.trust-root.json",
        text: { en: "Does the new one hold?", zh: "新信任根是否生效：" },
      },
    ],
    work: async () => (await import("../../proofs/trustRoot/check.ts")).checkRoot,
  }),
];
