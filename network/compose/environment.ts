/** .env.example: what of a machine compose.yaml cannot know. */
import type { Text } from "../../client/text/text.ts";
import type { Network, NetworkNode } from "../description.ts";

interface Entry {
  readonly why: Text;
  readonly line: string;
}

export function environmentOf(network: Network, node: NetworkNode): string {
  const entries = node.kind === "validator" ? [...MACHINE] : [...MACHINE, ...ledgerOf(network, node)];
  const head = "# Copy to .env and fill in. 复制为 .env 并填写。";
  return `${[head, ...entries.map(({ why, line }) => `# ${why.en}\n# ${why.zh}\n${line}`)].join("\n\n")}\n`;
}

const MACHINE: readonly Entry[] = [
  {
    why: {
      en: "Folders of this machine, both outside of this one: data, and secrets. Account 1000 owns them (mode 700).",
      zh: "本机上的数据文件夹和密钥文件夹，均不在本文件夹内，属主为 1000 号账户（权限 700）。",
    },
    line: "TONGDUI_DATA=/var/lib/tongdui\nTONGDUI_SECRETS=/etc/tongdui-secrets",
  },
  {
    why: { en: "Memory for Besu: half of the machine's.", zh: "Besu 可用内存，取本机内存的一半。" },
    line: "BESU_MEMORY=4g",
  },
];

function ledgerOf({ districts }: Network, node: NetworkNode): Entry[] {
  const others: Entry[] = [
    {
      why: {
        en: "Further nodes that the index may ask, and the districts' offices, which say what may be published.",
        zh: "索引可查询的其他节点，以及说明公开范围的各区办公端。",
      },
      line: "TONGDUI_INDEX_OPTIONS=--node https://node.other.example --office 2=https://office.other.example",
    },
    {
      why: { en: "The offices that the pages ask, and the trust root.", zh: "网页访问的各区办公端，以及信任根。" },
      line: "TONGDUI_PORTAL_OPTIONS=--office 1=http://127.0.0.1:8200 --trust-root /etc/tongdui/trust-root.json",
    },
  ];
  if (node.kind === "public") return others;
  const number = districts.findIndex(({ slug }) => slug === node.district) + 1;
  return [
    {
      why: {
        en: "The district's number on the ledger (0 is the consortium's), and the pages' address as browsers show it.",
        zh: "本区在账本上的编号（0 为联盟），以及浏览器中显示的网页地址。",
      },
      line: `TONGDUI_DISTRICT=${number}\nTONGDUI_PORTAL=https://voucher.${node.district}.example`,
    },
    {
      why: { en: "A further node that the office may ask.", zh: "办公端可查询的其他节点。" },
      line: "TONGDUI_OFFICE_OPTIONS=--node https://node.other.example",
    },
    ...others,
  ];
}
