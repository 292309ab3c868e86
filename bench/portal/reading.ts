/** How long a voucher's page takes to be answered, through the portal's server, alone and with fifty readers at once. */
import { formatVoucher } from "../../client/ids.ts";
import { startServer } from "../../scripts/embedded/server.ts";

const READERS = 50;
/** Of each reader, before those that count. */
const UNCOUNTED = 4;

export interface Reading {
  /** Median of a page by itself. */
  readonly aloneMs: number;
  /** Of pages with fifty readers at once. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface Asked {
  /** The index's address. */
  readonly index: string;
  /** The node's: blocks go on coming while people read, and with each everything is asked anew. */
  readonly node: string;
  readonly program: bigint;
  /** Of the program, from number 1. */
  readonly vouchers: number;
  /** Pages by one reader, and by each of fifty. */
  readonly pages: { readonly alone: number; readonly each: number };
}

/** @throws Error where an answer is not the voucher's. */
export async function measureReading({ index, node, program, vouchers, pages }: Asked): Promise<Reading> {
  const portal = startServer({
    name: { en: "The portal", zh: "门户网站" },
    file: "portal/serve.ts",
    words: ["--index", index, "--port", "0"],
    environment: { TONGDUI_TRUSTED_PROXY: "1" },
  });
  const [url = ""] = await portal.urls;
  const blocks = setInterval(() => void mine(node), 1_000);
  let turn = 0;
  const page = async (): Promise<number> => {
    turn += 1;
    // Not one after the other, and no page twice.
    return timeOf(url, formatVoucher((program << 32n) | BigInt(1 + ((turn * 7_919) % vouchers))), turn);
  };
  try {
    const alone = await read(page, pages.alone);
    const together = await Promise.all(Array.from({ length: READERS }, async () => read(page, pages.each)));
    const sorted = together.flat().sort((a, b) => a - b);
    return {
      aloneMs: at(
        alone.sort((a, b) => a - b),
        0.5,
      ),
      medianMs: at(sorted, 0.5),
      p99Ms: at(sorted, 0.99),
    };
  } finally {
    clearInterval(blocks);
    await portal.end();
  }
}

async function read(page: () => Promise<number>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = -UNCOUNTED; i < count; i += 1) {
    const time = await page();
    if (i >= 0) times.push(time);
  }
  return times;
}

/** What the page asks when it is opened, at once as a browser does; each reader at another address, as people are. */
async function timeOf(url: string, voucher: string, reader: number): Promise<number> {
  const headers = { "X-Forwarded-For": `10.${reader >> 16}.${(reader >> 8) & 255}.${reader & 255}` };
  const began = performance.now();
  const answers = await Promise.all(
    ["/index/head", "/index/districts?limit=200", `/index/vouchers/${voucher}`].map(async (path) => {
      const response = await fetch(`${url}${path}`, { headers });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} gave ${response.status}: ${text}`);
      return text;
    }),
  );
  const time = performance.now() - began;
  const found = JSON.parse(answers[2] ?? "") as { voucher: string; face: string | null };
  if (found.voucher !== voucher || found.face === null) throw new Error(`${voucher} is not answered: ${answers[2]}`);
  return time;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

async function mine(node: string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "evm_mine", params: [] });
  await fetch(node, { method: "POST", body, headers: { "Content-Type": "application/json" } });
}
