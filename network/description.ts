/**
 * The network as people describe it, in one file that holds nothing secret: districts, their nodes, and what the chain is to be
 * like. Everything else is made from it, by anybody, to the byte.
 */
import { isIPv4 } from "node:net";
import { z } from "zod";
import { ledgerDayOfIso, type Day } from "../client/days.ts";
import { both, list, oneOf, parsed, text, whole } from "../client/yaml/fields.ts";
import { readYaml } from "../client/yaml/readYaml.ts";
import type { Text } from "../client/text/text.ts";
import type { Hex } from "../verifier/index.ts";
import { BESU_VERSIONS, type BesuVersionName } from "./besu/versions.ts";
import { addressOf, isOnCurve } from "./publicKey.ts";

/** Who a node is for: it seals blocks; a district's officers and servers ask it; everybody may read of it. */
export const KINDS = { validator: true, operator: true, public: true } as const;
export type Kind = keyof typeof KINDS;

export interface NetworkNode {
  /** Once in the network: names its folder, its containers and its line on a dashboard. */
  readonly name: string;
  readonly kind: Kind;
  /** The slug of its district. */
  readonly district: string;
  /** The IPv4 address at which the other nodes reach it. */
  readonly host: string;
  /** Between nodes. */
  readonly port: number;
  /** JSON-RPC, and figures for Prometheus: both for its own machine only. */
  readonly rpcPort: number;
  readonly metricsPort: number;
  readonly publicKey: Hex;
  readonly address: Hex;
  /** The day on which it joined; undefined for one that was there from the beginning. A founding validator stands in the genesis. */
  readonly joined: Day | undefined;
  /** The day on which it left: it is listed for the genesis' sake, and for nothing else. */
  readonly left: Day | undefined;
}

export interface NetworkDistrict {
  readonly slug: string;
  readonly name: Text;
  readonly nodes: readonly NetworkNode[];
}

export interface Network {
  readonly name: string;
  readonly chainId: number;
  readonly blockPeriodSeconds: number;
  readonly gasLimit: number;
  readonly besu: BesuVersionName;
  /** The version that some nodes still run, while the network passes from it to {@link besu}. */
  readonly upgradingFrom: BesuVersionName | undefined;
  /** The day, in Shanghai, before which there is no block. */
  readonly startsAt: Day;
  readonly districts: readonly NetworkDistrict[];
}

/** What a transaction of a hundred vouchers needs several times over; four nodes of two processors execute half of it a second. */
const GAS_LIMIT = 60_000_000;
const PORTS = { port: 30_303, rpcPort: 8_545, metricsPort: 9_545 } as const;

/** Wallets and tools take a chain of such a number for another one, and signatures could be carried over from there. */
const TAKEN: Readonly<Record<number, string>> = {
  1: "Ethereum",
  10: "Optimism",
  56: "BNB Smart Chain",
  100: "Gnosis",
  137: "Polygon",
  1_337: "Besu's and Ganache's development chain",
  8_453: "Base",
  17_000: "Holesky",
  31_337: "Hardhat's development chain",
  42_161: "Arbitrum",
  43_114: "Avalanche",
  59_144: "Linea",
  560_048: "Hoodi",
  11_155_111: "Sepolia",
};

const WORD = both({
  en: "must be a word of small letters, digits and hyphens, at most 32, beginning with a letter, such as wujin-1",
  zh: "应为小写字母、数字和连字符组成的词，以字母开头，至多 32 个字符，例如 wujin-1",
});
const word = z.string(WORD).regex(/^[a-z][a-z0-9-]{0,31}$/, WORD);

const HOST = both({
  en: "must be an IPv4 address such as 10.11.0.1, not a name: a node is let in by its address",
  zh: "应为 IPv4 地址，例如 10.11.0.1，不能是主机名：节点准入按地址核对",
});
const host = z
  .string(HOST)
  .refine(isIPv4, HOST)
  .refine((address) => !/^(0|22[4-9]|2[3-5]\d)\./.test(address), HOST);

const KEY = both({
  en: "must be a node's public key, 0x and 128 hexadecimal digits, as tongdui network key prints it",
  zh: "应为节点公钥，即 0x 加 128 位十六进制数字，与 tongdui network key 的输出一致",
});
const NO_KEY = both({
  en: "is no public key, so at least one digit is wrong: copy it again from what tongdui network key printed",
  zh: "不是有效的公钥，至少有一位数字有误，请按 tongdui network key 的输出重新复制",
});
const publicKey = z
  .string(KEY)
  .transform((typed) => typed.toLowerCase() as Hex)
  .refine((key) => /^0x[0-9a-f]{128}$/.test(key), { error: KEY, abort: true })
  .refine(isOnCurve, NO_KEY);

// Below 1024 only an administrator may listen, which no node should be.
const port = whole(1_024, 65_535);

const day = parsed({ en: "a date such as 2026-12-01", zh: "日期，例如 2026-12-01" }, ledgerDayOfIso);

const node = z.strictObject(
  {
    name: word,
    kind: oneOf(KINDS),
    host,
    port: port.optional(),
    rpcPort: port.optional(),
    metricsPort: port.optional(),
    publicKey,
    joined: day.optional(),
    left: day.optional(),
  },
  both({
    en: "must be a node with name, kind, host and publicKey",
    zh: "应为一个节点，含 name、kind、host、publicKey",
  }),
);

const district = z.strictObject(
  { slug: word, name: text, nodes: list(node, 1, 16) },
  both({ en: "must be a district with slug, name and nodes", zh: "应为一个区，含 slug、name、nodes" }),
);

const SCHEMA = z
  .strictObject(
    {
      name: word,
      chainId: whole(1, 4_503_599_627_370_476).refine((id) => TAKEN[id] === undefined, {
        error: (issue) => takenBy(issue.input as number),
      }),
      blockPeriodSeconds: whole(1, 60),
      gasLimit: whole(30_000_000, 1_000_000_000).default(GAS_LIMIT),
      besu: oneOf(BESU_VERSIONS),
      upgradingFrom: oneOf(BESU_VERSIONS).optional(),
      startsAt: day,
      districts: list(district, 1, 32),
    },
    both({
      en: "must hold name, chainId, blockPeriodSeconds, besu, startsAt and districts",
      zh: "应含 name、chainId、blockPeriodSeconds、besu、startsAt、districts",
    }),
  )
  .superRefine((file, context) => {
    const refuse = (complaint: Text, ...path: (string | number)[]): void => {
      context.addIssue({ code: "custom", message: both(complaint), path });
    };
    demandDifferent(file.districts, refuse);
    const from = file.upgradingFrom;
    const order = Object.keys(BESU_VERSIONS);
    if (from !== undefined && order.indexOf(from) <= order.indexOf(file.besu)) {
      refuse(
        {
          en: `must be an earlier version than ${file.besu}; leave it out where all nodes run that one`,
          zh: `应早于 ${file.besu}；所有节点均已运行该版本时请删去此项`,
        },
        "upgradingFrom",
      );
    }
    const isFounder = ({ kind, joined }: { kind: string; joined?: unknown }) =>
      kind === "validator" && joined === undefined;
    if (!file.districts.some(({ nodes }) => nodes.some(isFounder))) {
      refuse(
        {
          en: "must have a validator from the beginning: nobody would seal a block",
          zh: "起始时至少应有一个验证节点，否则无人出块",
        },
        "districts",
      );
    }
  })
  .transform(({ districts, ...file }): Network => ({
    ...file,
    besu: file.besu as BesuVersionName,
    upgradingFrom: file.upgradingFrom as BesuVersionName | undefined,
    districts: districts.map(({ slug, name, nodes }) => ({
      slug,
      name,
      nodes: nodes.map((one) => ({
        ...one,
        port: one.port ?? PORTS.port,
        rpcPort: one.rpcPort ?? PORTS.rpcPort,
        metricsPort: one.metricsPort ?? PORTS.metricsPort,
        joined: one.joined,
        left: one.left,
        kind: one.kind as Kind,
        district: slug,
        address: addressOf(one.publicKey),
      })),
    })),
  }));

type Written = readonly z.infer<typeof district>[];
type Refuse = (complaint: Text, ...path: (string | number)[]) => void;

/** Nothing that tells nodes or districts apart stands twice. */
function demandDifferent(districts: Written, refuse: Refuse): void {
  const seen = new Map<string, string>();
  const demand = (what: string, whose: string, complaint: (first: string) => Text, ...path: (string | number)[]) => {
    const first = seen.get(what);
    if (first === undefined) seen.set(what, whose);
    else refuse(complaint(first), ...path);
  };
  districts.forEach(({ slug, nodes }, i) => {
    demand(`slug ${slug}`, slug, () => TWICE, "districts", i, "slug");
    nodes.forEach((one, j) => {
      const at = ["districts", i, "nodes", j] as const;
      demand(`name ${one.name}`, one.name, () => TWICE, ...at, "name");
      demand(`key ${one.publicKey}`, one.name, sameKey, ...at, "publicKey");
      // Where one has left, another may be.
      if (one.left !== undefined) return;
      for (const field of ["port", "rpcPort", "metricsPort"] as const) {
        const number = one[field] ?? PORTS[field];
        // What is not written stands nowhere: then the address is what both have.
        const written = one[field] === undefined ? "host" : field;
        demand(`${one.host}:${number}`, one.name, samePort(one.host, number), ...at, written);
      }
    });
  });
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

function samePort(host: string, port: number) {
  return (first: string): Text => ({
    en: `is taken: ${first} uses ${host}:${port} already; give one of them another port`,
    zh: `已被占用：${first} 已使用 ${host}:${port}，请为其中一个更换端口`,
  });
}

function takenBy(id: number): string {
  const chain = TAKEN[id] ?? "";
  return both({
    en: `is the number of ${chain}; choose one that nobody has, such as the day of founding, 20260917`,
    zh: `是 ${chain} 的链编号，请另选无人使用的编号，例如成立日期 20260917`,
  });
}

/**
 * Reads a description.
 *
 * @throws TongduiError as readYaml, with line and column of the first thing that does not fit.
 */
export async function readNetwork(file: string): Promise<Network> {
  return readYaml(file, SCHEMA);
}

/** The nodes that are in the network, in the order of the file. */
export function nodesOf({ districts }: Pick<Network, "districts">): NetworkNode[] {
  return districts.flatMap(({ nodes }) => nodes).filter(({ left }) => left === undefined);
}

/** Those of them that seal, or are to be voted in. */
export function validatorsOf(network: Pick<Network, "districts">): NetworkNode[] {
  return nodesOf(network).filter(({ kind }) => kind === "validator");
}

/** The addresses of those that sealed the first blocks, whether they still do or not, in ascending order as the chain keeps them. */
export function foundersOf({ districts }: Pick<Network, "districts">): Hex[] {
  const all = districts.flatMap(({ nodes }) => nodes);
  return all
    .filter(({ kind, joined }) => kind === "validator" && joined === undefined)
    .map(({ address }) => address)
    .sort();
}

/** How Besu names a node. */
export function enodeOf({ publicKey, host, port }: NetworkNode): string {
  return `enode://${publicKey.slice(2)}@${host}:${port}`;
}
