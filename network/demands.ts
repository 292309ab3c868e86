/** What has to hold between the fields of a description. */
import { isoOfDay } from "../client/days.ts";
import type { Text } from "../client/text/text.ts";
import { BESU_VERSIONS } from "./besu/versions.ts";
import { listenersBeside } from "./compose/services.ts";
import { PORTS, type Kind, type Written } from "./written.ts";

type Refuse = (complaint: Text, ...path: (string | number)[]) => void;
type Node = Written["districts"][number]["nodes"][number];
/** A node, and where it stands in the file. */
interface Placed {
  readonly node: Node;
  readonly at: readonly (string | number)[];
}

const PORT_FIELDS = ["port", "rpcPort", "metricsPort"] as const;

export function demandWhole(file: Written, refuse: Refuse): void {
  const all = file.districts.flatMap(({ nodes }, i) =>
    nodes.map((node, j): Placed => ({ node, at: ["districts", i, "nodes", j] })),
  );
  // Where one has left, another may be.
  const present = all.filter(({ node }) => node.left === undefined);
  demandDifferent(file.districts, all, refuse);
  demandFreePorts(present, refuse);
  demandReachable(present, refuse);
  demandInTime(all, refuse);
  demandValidators(all, refuse);
  demandLaterVersion(file, refuse);
  demandTransitions(file, all, refuse);
}

/** Nothing that tells nodes or districts apart stands twice. */
function demandDifferent(districts: Written["districts"], all: readonly Placed[], refuse: Refuse): void {
  const seen = new Map<string, string>();
  const demand = (what: string, whose: string, complaint: (first: string) => Text, ...path: (string | number)[]) => {
    const first = seen.get(what);
    if (first === undefined) seen.set(what, whose);
    else refuse(complaint(first), ...path);
  };
  districts.forEach(({ slug }, i) => demand(`slug ${slug}`, slug, () => TWICE, "districts", i, "slug"));
  for (const { node, at } of all) {
    demand(`name ${node.name}`, node.name, () => TWICE, ...at, "name");
    demand(`key ${node.publicKey}`, node.name, sameKey, ...at, "publicKey");
  }
}

const TWICE: Text = {
  en: "is used twice; give one of the two another name",
  zh: "重复使用，请为其中一个另取名称",
};

function sameKey(first: string): Text {
  return {
    en: `is the key of ${first} too; each node has a key of its own, made with tongdui network key on its machine`,
    zh: `与 ${first} 的公钥相同；每个节点须有各自的密钥，请在该节点的机器上用 tongdui network key 生成`,
  };
}

/** On one machine nobody listens where another node does, or what runs beside a node. */
function demandFreePorts(present: readonly Placed[], refuse: Refuse): void {
  const nodes = new Map<string, string>();
  const servers = new Map<string, Text>();
  for (const { node } of present) {
    for (const { port, server } of listenersBeside(node.kind as Kind)) servers.set(`${node.host}:${port}`, server);
  }
  for (const { node, at } of present) {
    for (const field of PORT_FIELDS) {
      const place = `${node.host}:${node[field] ?? PORTS[field]}`;
      // What is not written stands nowhere: then the address is what both have.
      const isWritten = node[field] !== undefined;
      const written = isWritten ? field : "host";
      const [first, server] = [nodes.get(place), servers.get(place)];
      if (first !== undefined) refuse(samePort(first, place, field, isWritten), ...at, written);
      else if (server) refuse(serversPort(server, place, field, isWritten), ...at, written);
      else nodes.set(place, node.name);
    }
  }
}

type PortField = (typeof PORT_FIELDS)[number];

function samePort(first: string, place: string, field: PortField, isWritten: boolean): Text {
  const taken = takenText(field, isWritten);
  return {
    en: `${taken.en}: ${first} uses ${place} already; give one of them another ${field}`,
    zh: `${taken.zh}：${first} 已使用 ${place}，请为其中一个更换端口（${field}）`,
  };
}

function serversPort(server: Text, place: string, field: PortField, isWritten: boolean): Text {
  const taken = takenText(field, isWritten);
  return {
    en: `${taken.en}: on that machine ${place} is ${server.en}'s; give the node another ${field}`,
    zh: `${taken.zh}：该机器上的${server.zh}使用 ${place}，请为节点更换端口（${field}）`,
  };
}

/** What is said of a port that is written, or of the host where the port is the usual one. */
function takenText(field: PortField, isWritten: boolean): Text {
  if (isWritten) return { en: "is taken", zh: "已被占用" };
  return { en: `has its usual ${field} taken`, zh: `的默认 ${field} 已被占用` };
}

/** A machine's address of its own leads the others to themselves; where all have such a one, all are on one machine. */
function demandReachable(present: readonly Placed[], refuse: Refuse): void {
  const isOwn = ({ node }: Placed) => node.host.startsWith("127.");
  const other = present.find((one) => !isOwn(one))?.node;
  if (!other) return;
  for (const { at } of present.filter(isOwn)) {
    refuse(
      {
        en: `reaches nobody but its own machine, and ${other.name} is at ${other.host}; write the address at which the other nodes reach it`,
        zh: `只能由本机访问，而 ${other.name} 位于 ${other.host}；请写其他节点能够访问的地址`,
      },
      ...at,
      "host",
    );
  }
}

function demandInTime(all: readonly Placed[], refuse: Refuse): void {
  for (const { node, at } of all) {
    const { joined, left } = node;
    if (joined === undefined || left === undefined || left >= joined) continue;
    const day = isoOfDay(joined);
    refuse({ en: `is before the day on which it joined, ${day}`, zh: `早于其加入日期 ${day}` }, ...at, "left");
  }
}

function demandValidators(all: readonly Placed[], refuse: Refuse): void {
  const validators = all.map(({ node }) => node).filter(({ kind }) => kind === "validator");
  if (!validators.some(({ joined }) => joined === undefined)) {
    refuse(
      {
        en: "must have a validator from the beginning: nobody would seal a block",
        zh: "起始时至少应有一个验证节点，否则无人出块",
      },
      "districts",
    );
  } else if (!validators.some(({ left }) => left === undefined)) {
    refuse(
      {
        en: "must have a validator that has not left: nobody would seal a block",
        zh: "至少应有一个未退出的验证节点，否则无人出块",
      },
      "districts",
    );
  }
}

function demandLaterVersion({ besu, upgradingFrom: from }: Written, refuse: Refuse): void {
  const order = Object.keys(BESU_VERSIONS);
  if (from === undefined || order.indexOf(from) > order.indexOf(besu)) return;
  refuse(
    {
      en: `must be an earlier version than ${besu}; leave it out where all nodes run that one`,
      zh: `应早于 ${besu}；所有节点均已运行该版本时请删去此项`,
    },
    "upgradingFrom",
  );
}

/** Later ones follow earlier ones, and name validators of the file, who may have joined or left since. */
function demandTransitions({ transitions = [] }: Written, all: readonly Placed[], refuse: Refuse): void {
  const known = all.filter(({ node }) => node.kind === "validator").map(({ node }) => node.name);
  transitions.forEach(({ block, validators }, i) => {
    const before = transitions[i - 1]?.block ?? 0;
    if (block <= before) refuse(notAfter(before), "transitions", i, "block");
    validators.forEach((name, j) => {
      const at = ["transitions", i, "validators", j] as const;
      if (!known.includes(name)) refuse(noValidator(name, known), ...at);
      else if (validators.indexOf(name) < j) refuse(NAMED_TWICE, ...at);
    });
  });
}

const NAMED_TWICE: Text = { en: "is named twice; once is enough", zh: "重复列出，列一次即可" };

function notAfter(before: number): Text {
  return {
    en: `must be after ${before}, the block of the transition before it`,
    zh: `应大于前一项的区块号 ${before}`,
  };
}

function noValidator(name: string, known: readonly string[]): Text {
  return {
    en: `is no validator of this file: ${name}; those are ${known.join(", ")}`,
    zh: `不是本文件中的验证节点：${name}；其中有：${known.join("、")}`,
  };
}
