/** network.yaml as it is written: each of its fields by itself. What has to hold between them stands in demands.ts. */
import { isIPv4 } from "node:net";
import { z } from "zod";
import { ledgerDayOfIso } from "../client/days.ts";
import { both, list, oneOf, parsed, text, whole } from "../client/yaml/fields.ts";
import type { Hex } from "../verifier/index.ts";
import { BESU_VERSIONS } from "./besu/versions.ts";
import { isOnCurve } from "./publicKey.ts";

/** Who a node is for: it seals blocks; a district's officers and servers ask it; everybody may read of it. */
const KINDS = { validator: true, operator: true, public: true } as const;
export type Kind = keyof typeof KINDS;

/** What a transaction of a hundred vouchers needs several times over; four nodes of two processors execute half of it a second. */
const GAS_LIMIT = 60_000_000;
/** Where a node listens unless it says otherwise. */
export const PORTS = { port: 30_303, rpcPort: 8_545, metricsPort: 9_545 } as const;

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

/** A chain that makes a block a second has as many after thirty years. */
const MOST_BLOCK = 1_000_000_000;

// Nodes and not districts: whom it names stays the same for good, whatever a district runs later.
const transition = z.strictObject(
  { block: whole(1, MOST_BLOCK), validators: list(word, 1, 512) },
  both({
    en: "must be a transition with block and validators, the names of nodes",
    zh: "应为一项 transition，含 block 和 validators（节点名）",
  }),
);

export const WRITTEN = z.strictObject(
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
    transitions: list(transition, 1, 100).optional(),
  },
  both({
    en: "must hold name, chainId, blockPeriodSeconds, besu, startsAt and districts",
    zh: "应含 name、chainId、blockPeriodSeconds、besu、startsAt、districts",
  }),
);
export type Written = z.infer<typeof WRITTEN>;

function takenBy(id: number): string {
  const chain = TAKEN[id] ?? "";
  return both({
    en: `is the number of ${chain}; choose one that nobody has, such as the day of founding, 20260917`,
    zh: `是 ${chain} 的链编号，请另选无人使用的编号，例如成立日期 20260917`,
  });
}
