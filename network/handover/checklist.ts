/** CHECKLIST.md of a node, in both languages: what to put where on its machine, and how to see that it is right. */
import type { Lang, Text } from "../../client/text/text.ts";
import { secretsOf, servicesOf } from "../compose/compose.ts";
import { IMAGES } from "../compose/images.ts";
import { listenersBeside, SERVERS } from "../compose/services.ts";
import { nodesOf, type Network, type NetworkNode, type Transition } from "../description.ts";

/** A heading, sentences under it, and lines to type, never of two folders in one block. */
interface Step {
  readonly head: Text;
  readonly say: readonly Text[];
  /** Lines that are typed in the program's folder, before the others. */
  readonly inProgram?: readonly string[];
  /** Lines that are typed in the node's folder, where the checklist lies. */
  readonly type?: readonly string[];
  /** Said after the lines. */
  readonly then?: Text;
}

export function checklistOf(network: Network, node: NetworkNode, lang: Lang): string {
  const title: Text = { en: `${node.name}: checklist`, zh: `${node.name}：核对清单` };
  const intro: Text = {
    en: `For the engineer of the machine at ${node.host}. It is a node of the kind ${node.kind} in the network ${network.name}. The whole way, with what to do when something goes otherwise, is in docs/run-a-node.md.`,
    zh: `供 ${node.host} 这台机器的工程师使用。本节点属网络 ${network.name}，类别为 ${node.kind}。完整步骤及异常处理见 docs/run-a-node.zh-CN.md。`,
  };
  const steps = stepsOf(network, node).map((step, i) => stepText(step, i + 1, lang));
  return `${[`# ${title[lang]}`, intro[lang], ...steps].join("\n\n")}\n`;
}

const IN_PROGRAM: Text = { en: "In the program's folder:", zh: "在本程序文件夹内：" };
const IN_NODES: Text = { en: "In this folder:", zh: "在本文件夹内：" };

function stepText({ head, say, inProgram, type, then }: Step, number: number, lang: Lang): string {
  const lines = [`## ${number}. ${head[lang]}`, ...say.map((text) => text[lang])];
  if (inProgram) lines.push(IN_PROGRAM[lang], blockOf(inProgram));
  if (inProgram && type) lines.push(IN_NODES[lang]);
  if (type) lines.push(blockOf(type));
  if (then) lines.push(then[lang]);
  return lines.join("\n\n");
}

function blockOf(lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join("\n")}\n\`\`\``;
}

function stepsOf(network: Network, node: NetworkNode): Step[] {
  const steps = [machine(), folders(network, node), secrets(network, node), firewall(network, node)];
  if (node.kind !== "validator") steps.push(tls(node), image());
  steps.push(start(node), ...network.transitions.slice(-1).map(anew), see(network, node));
  steps.push(backup(node));
  if (node.kind !== "validator") steps.push(ledger());
  return steps;
}

function machine(): Step {
  return {
    head: { en: "The machine", zh: "机器" },
    say: [
      {
        en: "Linux with Docker and its compose plugin, four processors, 8 GB of memory, an encrypted disk of 200 GB. The clock is set by the network: a validator whose clock is off is not followed by the others.",
        zh: "Linux，已装 Docker 及 compose 插件；四核、8 GB 内存、200 GB 加密磁盘。时钟须由网络校准：验证节点时钟有偏差，其区块不被其他节点接受。",
      },
    ],
    type: ["docker compose version", "timedatectl show -p NTPSynchronized"],
    then: { en: "The last line says `yes`.", zh: "最后一行应为 `yes`。" },
  };
}

function folders(network: Network, node: NetworkNode): Step {
  const names = dataFolders(network, node).filter((name) => name !== "figures");
  return {
    head: { en: "Folders for data", zh: "数据文件夹" },
    say: [
      {
        en: "Account 1000, under which everything runs, owns them. Whoever runs a command may put its figures into the last one. Copy `.env.example` to `.env` and fill it in.",
        zh: "各服务以 1000 号账户运行，文件夹属主为该账户；最后一个文件夹供所有运行命令的人员写入监控指标。将 `.env.example` 复制为 `.env` 并填写。",
      },
    ],
    type: [
      `for folder in ${names.join(" ")}; do sudo install -d -o 1000 -g 1000 -m 700 /var/lib/tongdui/$folder; done`,
      "sudo install -d -o 1000 -g 1000 -m 700 /etc/tongdui-secrets",
      "sudo install -d -o 1000 -g 1000 -m 1777 /var/lib/tongdui/figures",
      "cp .env.example .env",
    ],
  };
}

/** The folders under TONGDUI_DATA that compose.yaml mounts. */
function dataFolders(network: Network, node: NetworkNode): string[] {
  const sources = Object.values(servicesOf(network, node)).flatMap(({ volumes }) =>
    (volumes as { source: string }[]).map(({ source }) => source),
  );
  const [start] = ["${TONGDUI_DATA:?}/"];
  return sources.filter((source) => source.startsWith(start)).map((source) => source.slice(start.length));
}

/** How each secret comes to be: drawn on the machine, or brought there. */
function secrets(network: Network, node: NetworkNode): Step {
  const names = secretsOf(servicesOf(network, node));
  const drawn = names.filter((name) => name !== "node-key" && name !== "office-password");
  const put = (name: string) => `sudo install -o 1000 -g 1000 -m 600 /dev/stdin /etc/tongdui-secrets/${name}`;
  const line = (name: string) => {
    const database = /^pgpass-(.+)$/.exec(name)?.[1];
    const text = database === undefined ? "" : `127.0.0.1:${SERVERS.postgres.port}:${database}:${database}:`;
    return text === "" ? `openssl rand -hex 32 | ${put(name)}` : `echo "${text}$(openssl rand -hex 32)" | ${put(name)}`;
  };
  const office = names.includes("office-password") ? ["# office-password: see docs/office.md"] : [];
  return {
    head: { en: "Secrets", zh: "密钥与密码" },
    say: [
      {
        en: `The node's key is the file that \`tongdui network key\` made. Its address is \`${node.address}\`. Its only copy otherwise lies on paper or on a stick in the safe; no other machine ever has it: two nodes with one key harm the network. Once both are there, remove the first file: \`shred -u node-key/node-key\`. A command that asks for \`--node-key\` (\`network backup\`, \`trust-root sign\`) is run with \`sudo\` and \`/etc/tongdui-secrets/node-key\` from then on.`,
        zh: `节点密钥即 \`tongdui network key\` 所生成的文件，地址为 \`${node.address}\`。除此之外只在保险柜内以纸质或介质留存一份；不得放到其他机器上：两个节点共用一个密钥会危害网络。两处均已存好后，请删除原文件：\`shred -u node-key/node-key\`。此后凡需 \`--node-key\` 的命令（\`network backup\`、\`trust-root sign\`）均加 \`sudo\` 运行，并使用 \`/etc/tongdui-secrets/node-key\`。`,
      },
    ],
    inProgram: [`sudo cat node-key/node-key | ${put("node-key")}`],
    ...(drawn.length + office.length === 0
      ? {}
      : { type: [...drawn.map(line), ...office.map(() => put("office-password"))] }),
    then: names.includes("office-password")
      ? {
          en: "The last line waits for the office's password: type it, then Enter and Ctrl-D. Without it nothing that the office keeps can ever be read again.",
          zh: "最后一行等待输入办公系统的密码：输入后按回车，再按 Ctrl-D。丢失该密码，办公系统保存的内容将永远无法读取。",
        }
      : { en: "All files there have mode 600.", zh: "其中文件权限均为 600。" },
  };
}

function firewall(network: Network, node: NetworkNode): Step {
  const hosts = [...new Set(nodesOf(network).map(({ host }) => host))].filter((host) => host !== node.host);
  const https = node.kind === "validator" ? [] : ["sudo ufw allow 443/tcp"];
  return {
    head: { en: "Firewall", zh: "防火墙" },
    say: [
      {
        en: `Between nodes one port is open, ${node.port}, over TCP, and to the other nodes' addresses only. Everything else listens on 127.0.0.1: ${portList(node)}. Add the line by which you yourself reach the machine before the last one.`,
        zh: `节点之间只开放 TCP ${node.port} 一个端口，且只对其他节点的地址开放。其余均只监听 127.0.0.1：${portList(node)}。执行最后一行之前，请先加上您本人的登录规则。`,
      },
    ],
    type: [
      "sudo ufw default deny incoming",
      ...hosts.map((host) => `sudo ufw allow proto tcp from ${host} to any port ${node.port}`),
      ...https,
      "sudo ufw enable",
    ],
    then: {
      en: `Outwards the machine calls the other nodes at their ports: ${callList(network, node)}.`,
      zh: `对外须能访问其他节点的端口：${callList(network, node)}。`,
    },
  };
}

function portList(node: NetworkNode): string {
  const beside = listenersBeside(node.kind).map(({ port }) => port);
  return [node.rpcPort, node.metricsPort, ...beside].join(", ");
}

function callList(network: Network, node: NetworkNode): string {
  const others = nodesOf(network).filter(({ name }) => name !== node.name);
  return others.map(({ name, host, port }) => `${host}:${port} (${name})`).join(", ");
}

function tls(node: NetworkNode): Step {
  const whom: Text =
    node.kind === "public"
      ? { en: "everybody, for reading: this node takes no transactions", zh: "公众，仅供查询：本节点不接受交易" }
      : {
          en: "the district's officers and servers, from the offices' networks",
          zh: "本区工作人员和服务器，限办公网络",
        };
  return {
    head: { en: "TLS", zh: "TLS" },
    say: [
      {
        en: `\`nginx.example.conf\` lets out the node's requests (${whom.en}) and the pages. Names, certificates and networks are the district's own; port 80 stays closed.`,
        zh: `\`nginx.example.conf\` 对外提供节点接口（${whom.zh}）和网页。域名、证书和网段按本区实际填写；不开放 80 端口。`,
      },
    ],
  };
}

function image(): Step {
  return {
    head: { en: "The image of our own programs", zh: "自有程序的镜像" },
    say: [
      {
        en: "Built on this machine from the release that the districts agreed on; it asks the npm registry and nobody else.",
        zh: "在本机由各区商定的发布版本构建，只访问 npm 源。",
      },
    ],
    inProgram: [`docker build -t ${IMAGES.tongdui} -f network/compose/Dockerfile .`],
  };
}

function start(node: NetworkNode): Step {
  const bare: Text = {
    en: "The first line looks at every file of the folder that `network init` has made. Its last lines are the network hash: compare it with the other districts before anything is started. `--no-install` keeps npx from fetching a stranger's package of that name where it is typed in another folder.",
    zh: "第一行逐一核对 `network init` 所生成文件夹中的所有文件；末尾为网络哈希，启动前须与其他各区核对一致。`--no-install` 可防止在其他文件夹内误输入时，npx 下载并运行他人发布的同名软件包。",
  };
  return {
    head: { en: "Start", zh: "启动" },
    say: [bare],
    inProgram: ["npx --no-install tongdui network check consortium"],
    type: ["docker compose config --quiet && docker compose up -d", "docker compose ps"],
    then: {
      en: `It comes up by itself after a restart of the machine. ${node.kind === "validator" ? "Blocks come once two thirds of the validators run, not before the first day of the network." : ""}`.trim(),
      zh: `机器重启后会自动启动。${node.kind === "validator" ? "三分之二以上验证节点运行后开始出块，且不早于网络起始日。" : ""}`,
    },
  };
}

/** Who has the genesis of before cannot follow the chain beyond the transition's block. */
function anew({ block, validators }: Transition): Step {
  const names = validators.map(({ name }) => name);
  return {
    head: { en: "A node that ran before the transition", zh: "transition 之前已运行的节点" },
    say: [
      {
        en: `From block ${block} on ${names.join(", ")} seal, by \`genesis.json\` and without a vote. A node that ran with the genesis of before stops at block ${block - 1}; once its new files are here, it is started anew. Its data stay.`,
        zh: `按 \`genesis.json\`，自区块 ${block} 起由 ${names.join("、")} 签章，不经投票。仍使用原创世文件的节点停在区块 ${block - 1}，无法继续；换用新文件后须重新启动，数据保留。`,
      },
    ],
    type: ["docker compose up -d --force-recreate besu"],
  };
}

function see(network: Network, node: NetworkNode): Step {
  const ask = (method: string, params: string) =>
    `curl -s -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}' http://127.0.0.1:${node.rpcPort}; echo`;
  const others = nodesOf(network).length - 1;
  return {
    head: { en: "See that it runs", zh: "检查运行情况" },
    say: [],
    type: [ask("net_peerCount", "[]"), ask("eth_getBlockByNumber", '["0x0",false]'), ask("eth_blockNumber", "[]")],
    then: {
      en: `Up to ${others} (0x${others.toString(16)}) peers; the hash of block 0 is \`genesis\` of network.json; the number of the newest block rises every ${network.blockPeriodSeconds} s. Grafana shows it all at http://127.0.0.1:${SERVERS.grafana.port}, account admin, with the password in grafana-password.`,
      zh: `相连节点至多 ${others} 个（0x${others.toString(16)}）；0 号区块的哈希与 network.json 中的 genesis 一致；最新区块号每 ${network.blockPeriodSeconds} 秒增加。Grafana 在 http://127.0.0.1:${SERVERS.grafana.port}，账户 admin，密码见 grafana-password。`,
    },
  };
}

function backup(node: NetworkNode): Step {
  return {
    head: { en: "Backup", zh: "备份" },
    say: [
      {
        en: "Key and configuration in one file, sealed with a password that is asked. Keep it on another machine, and the password elsewhere.",
        zh: "密钥和配置存入一个文件，用当场输入的密码加密。请存放在另一台机器上，密码另处保管。",
      },
    ],
    inProgram: [
      `sudo env "PATH=$PATH" npx --no-install tongdui network backup consortium/nodes/${node.name} --node-key /etc/tongdui-secrets/node-key --out ${node.name}.backup.json`,
    ],
  };
}

function ledger(): Step {
  return {
    head: { en: "Once there is a ledger", zh: "账本部署之后" },
    say: [
      {
        en: "Put the deployment's file here as `deployment.json`, the trust root as `trust-root.json`, and start the rest.",
        zh: "将部署文件放入本文件夹，命名为 `deployment.json`，信任根命名为 `trust-root.json`，再启动其余服务。",
      },
    ],
    type: ["docker compose --profile ledger up -d"],
  };
}
