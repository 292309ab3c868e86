/**
 * A node of a consortium chain, as far as anybody can tell from outside: Hardhat's node behind a line on which validators of ours seal
 * each header after block 0, as Besu's QBFT does. State and receipts stay as they are.
 */
import { concat, encodeRlp, keccak256, SigningKey, toBeArray, Wallet } from "ethers";
import { openProxy, type Proxy } from "../support/proxy.ts";
import { person } from "../support/office.ts";

/** The validators from a block on. */
export interface Sealers {
  readonly from: number;
  readonly keys: readonly Wallet[];
}

/** Validators' keys, in the order of their addresses, as headers list them. */
export function validators(...names: readonly string[]): Wallet[] {
  return names
    .map((name) => person(`validator ${name}`))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
}

const QBFT = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const NUMBERS = [
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "baseFeePerGas",
  "blobGasUsed",
  "excessBlobGas",
];
const FIELDS = [
  ...["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty"],
  ...[
    "number",
    "gasLimit",
    "gasUsed",
    "timestamp",
    "extraData",
    "mixHash",
    "nonce",
    "baseFeePerGas",
    "withdrawalsRoot",
  ],
  ...["blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash"],
];

type Header = Record<string, unknown>;
type Extra = (string | string[])[];

/**
 * Opens the line to a node.
 *
 * @param sets in the order of their first blocks, the first from block 0; may be changed while the node is open.
 */
export async function openSealedNode(node: string, sets: readonly Sealers[]): Promise<Proxy> {
  const proxy = await openProxy(node);
  const sealAll = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sealAll);
    if (typeof value !== "object" || value === null) return value;
    if ("extraData" in value) {
      const header = value as Header;
      return Number(header["number"]) === 0 ? header : sealed(header, sets);
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sealAll(inner)]));
  };
  const asked = (methods: readonly string[]): boolean => methods.some((one) => one.startsWith("eth_getBlockBy"));
  proxy.fault = (methods) =>
    asked(methods) ? { change: (answer) => JSON.stringify(sealAll(JSON.parse(answer))) } : "pass";
  return proxy;
}

/** The header as these validators would have sealed it; all but the last of more than three sign. */
function sealed(header: Header, sets: readonly Sealers[]): Header {
  const block = Number(header["number"]);
  const keys = sets.findLast(({ from }) => from <= block)?.keys ?? [];
  const own = { ...header, mixHash: QBFT };
  const [vanity, round] = [`0x${"00".repeat(32)}`, "0x"];
  const members = keys.map(({ address }) => address.toLowerCase());
  const withExtra = (...extra: Extra): string => encoded({ ...own, extraData: encodeRlp(extra) });
  const digest = keccak256(withExtra(vanity, members, [], round, []));
  const signing = keys.length > 3 ? keys.slice(0, -1) : keys;
  const seals = signing.map(({ privateKey }) => {
    const { r, s, yParity } = new SigningKey(privateKey).sign(digest);
    return concat([r, s, yParity === 0 ? "0x00" : "0x01"]);
  });
  const extraData = encodeRlp([vanity, members, [], round, seals]);
  return { ...own, extraData, hash: keccak256(withExtra(vanity, members, [], "0x", [])) };
}

function encoded(header: Record<string, unknown>): string {
  const fields = FIELDS.flatMap((name) => {
    const value = header[name];
    if (typeof value !== "string") return [];
    return [NUMBERS.includes(name) ? toBeArray(BigInt(value)) : value];
  });
  return encodeRlp(fields);
}
