/** .env.example: what of a machine compose.yaml cannot know. */
import type { Text } from "../../client/text/text.ts";
import type { Network, NetworkNode } from "../description.ts";
import { nodesOfKind, pagesOf, requestsOf } from "../handover/sites.ts";
import { PLACES } from "../places.ts";
import { SERVERS } from "./services.ts";

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

/** Districts are numbered as the description lists them: the guide has the ledger deployed in that order. Addresses are to be put right. */
function ledgerOf({ districts }: Network, node: NetworkNode): Entry[] {
  const isOwn = (slug: string) => slug === node.district;
  // One that takes transactions, which alone lets other districts' machines in.
  const other = districts.filter(({ slug }) => !isOwn(slug)).flatMap((one) => nodesOfKind(one, "operator"))[0];
  const nodes = other === undefined ? "" : `--node https://${requestsOf(other)}`;
  const offices = districts
    .map(({ slug }, i) => `--office ${i + 1}=${officeOf(slug, i + 1, isOwn(slug) && node)}`)
    .join(" ");
  const pages: Entry[] = [
    {
      why: {
        en: "A further node that the index may ask, and the districts' offices, which say what may be published. The numbers are the ledger's, if it was deployed with the districts in the order of network.yaml: check that.",
        zh: "索引可查询的其他节点，以及说明公开范围的各区办公系统。编号以部署账本时各区的先后为准，按 network.yaml 的先后预填，请核对。",
      },
      line: `TONGDUI_INDEX_OPTIONS=${[nodes, offices].filter((one) => one !== "").join(" ")}`,
    },
    {
      why: { en: "The offices that the pages ask, and the trust root.", zh: "网页访问的各区办公系统，以及信任根。" },
      line: `TONGDUI_PORTAL_OPTIONS=${offices} --trust-root ${PLACES.files}/trust-root.json`,
    },
  ];
  if (node.kind === "public") return pages;
  return [
    {
      why: {
        en: "The district's number on the ledger (0 is the consortium's), and the pages' address as browsers show it.",
        zh: "本区在账本上的编号（0 为联盟），以及浏览器中显示的网页地址。",
      },
      line: `TONGDUI_DISTRICT=${districts.findIndex(({ slug }) => isOwn(slug)) + 1}\nTONGDUI_PORTAL=https://${pagesOf(node)}`,
    },
    {
      why: { en: "A further node that the office may ask.", zh: "办公系统可查询的其他节点。" },
      line: `TONGDUI_OFFICE_OPTIONS=${nodes}`,
    },
    ...pages,
  ];
}

/** The office beside an operator node; any other one is reached through its district's pages. */
function officeOf(slug: string, number: number, own: NetworkNode | false): string {
  if (own !== false && own.kind === "operator") return `http://127.0.0.1:${SERVERS.office.port}`;
  return `https://${pagesOf({ district: slug, kind: "operator" })}/office/${number}`;
}
