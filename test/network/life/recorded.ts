/** A node that answers as a real one did; see vectors/README.md. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { RawBlock } from "../../../client/proof/node.ts";

type Answer = { readonly result: unknown } | { readonly error: unknown };
export type Moment =
  "healthy" | "threeOfFour" | "outsider" | "connected" | "proposed" | "oneVote" | "twoVotes" | "decided" | "halted";

interface Recorded {
  readonly genesisBlock: RawBlock;
  readonly blocks: readonly RawBlock[];
  readonly moments: Readonly<
    Record<
      Moment,
      {
        readonly at: number;
        readonly height: number;
        readonly nodes: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
      }
    >
  >;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly metrics: string;
}

const FILE = new URL("vectors/besu-25.12.0.json.gz", import.meta.url);
export const recorded = JSON.parse(gunzipSync(await readFile(FILE)).toString()) as Recorded;

export interface RecordedNode {
  readonly url: string;
  /** What it was told to do, in order: the method and its parameters. */
  readonly told: readonly (readonly [method: string, ...params: unknown[]])[];
  readonly close: () => Promise<void>;
}

/** Serves a text, as a node serves its metrics. @returns the port, and how it is closed. */
export async function openMetrics(text: string): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((_, response) => void response.end(text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

interface Serving {
  readonly moment: Moment;
  /** Which of the five nodes; 0 unless another one is named. */
  readonly node?: number;
  /** How far it is; as far as it was at the moment unless it says otherwise. */
  readonly height?: number;
  /** Other answers than the recorded ones, by method; undefined for a method that it does not serve. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Another newest block than the recorded one. */
  readonly newest?: RawBlock;
}

/** What changes something answers as it did, and nothing changes. */
const ACTS: Readonly<Record<string, string>> = {
  qbft_proposeValidatorVote: "voteTaken",
  qbft_discardValidatorVote: "voteDiscarded",
  perm_reloadPermissionsFromFile: "reloaded",
  admin_addPeer: "peerAdded",
  admin_removePeer: "peerRemoved",
};

export async function openRecorded(serving: Serving): Promise<RecordedNode> {
  const told: [string, ...unknown[]][] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const asked = JSON.parse(Buffer.concat(parts).toString()) as Asked | Asked[];
      const answer = ({ id, method, params }: Asked) => {
        if (method in ACTS) told.push([method, ...params]);
        return { jsonrpc: "2.0", id, ...answerTo(serving, method, params) };
      };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    close: async () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

function answerTo(
  { moment, node = 0, height, newest: own, answers = {} }: Serving,
  method: string,
  params: readonly unknown[],
): Answer {
  const at = recorded.moments[moment];
  const newest = height ?? at.height;
  if (method in answers) {
    const result = answers[method];
    return result === undefined ? { error: recorded.answers["notServed"] } : { result };
  }
  if (method === "eth_blockNumber") return { result: `0x${newest.toString(16)}` };
  const isNewest = params[0] === "latest" || Number(params[0]) === newest;
  if (method === "eth_getBlockByNumber" && own && isNewest) return { result: own };
  if (method === "eth_getBlockByNumber") return { result: blockOf(params[0], newest) };
  const act = ACTS[method];
  if (act !== undefined) return { result: recorded.answers[act] };
  return at.nodes[node]?.[method] ?? { error: recorded.answers["notServed"] };
}

function blockOf(which: unknown, newest: number): RawBlock | null {
  const number = which === "latest" ? newest : Number(which);
  if (number > newest) return null;
  return number === 0 ? recorded.genesisBlock : (recorded.blocks[number - 1] ?? null);
}
