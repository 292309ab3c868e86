/**
 * A process that makes a ledger of the changes that it is given, on a chain of its own, and then serves it as a node does, JSON-RPC
 * over HTTP; says where in one line, and ends with the process that started it.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { addressesOf } from "../../../client/replay/replay.ts";
import { ethers } from "../../../test/support/world.ts";
import type { Kinds } from "./kinds.ts";
import { makeLedger } from "./life.ts";

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params?: unknown[];
}

async function answer({ id, method, params = [] }: Request): Promise<object> {
  try {
    return { jsonrpc: "2.0", id, result: (await ethers.provider.send(method, params)) as unknown };
  } catch (error) {
    return { jsonrpc: "2.0", id, error: { code: -32603, message: String(error) } };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Request | Request[]> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Request | Request[];
}

// Whoever started it may end while the ledger is made.
process.stdin.resume().on("end", () => process.exit());
const world = await makeLedger(JSON.parse(process.argv[2] ?? "") as Kinds);
const server = createServer((request, response) => {
  void bodyOf(request)
    .then(async (asked) => (Array.isArray(asked) ? Promise.all(asked.map(answer)) : answer(asked)))
    .then((answered) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(answered)));
});
const addresses = await addressesOf(world);
const [network, first] = await Promise.all([ethers.provider.getNetwork(), ethers.provider.getBlock(0)]);
const chain = { chainId: Number(network.chainId), genesis: first?.hash };
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ url, chain, addresses })}\n`);
});
