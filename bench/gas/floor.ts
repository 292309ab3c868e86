/**
 * The floor of a transaction: what the chain charges for what it sends, for the slots that it reads and changes, for its
 * events and for the signatures that it checks, each counted once and at its price. The rest is what the code computes,
 * copies and asks of other contracts. The counts are taken from the node's own trace; nothing of them is assumed.
 */
import { getBytes, type TransactionReceipt } from "ethers";
import { z } from "zod";
import { ethers } from "../../test/support/world.ts";

/** Prices since Cancun, in gas (EIP-2028, EIP-2929, EIP-3529). */
const PRICE = {
  transaction: 21_000n,
  zeroByte: 4n,
  otherByte: 16n,
  slotRead: 2_100n, // the first time in a transaction
  slotFilled: 20_000n, // from zero, besides its reading
  slotChanged: 2_900n, // likewise
  slotCleared: 2_900n - 4_800n, // likewise, with what is given back
  event: 375n, // and as much for each topic
  eventByte: 8n,
  signature: 3_000n,
};

const RECOVER = "0x0000000000000000000000000000000000000001";
const ZERO = `0x${"00".repeat(32)}`;

/** Gas of the four parts, for a whole transaction. */
export type Prices = Record<"sending" | "slots" | "events" | "signatures", bigint>;

const accounts = z.record(z.string(), z.object({ storage: z.record(z.string(), z.string()).optional() }));
const change = z.object({ pre: accounts, post: accounts });
const call = z.object({
  to: z.string().optional(),
  get calls() {
    return z.array(call).optional();
  },
});
type Call = z.infer<typeof call>;

const trace = async (hash: string, tracer: string, tracerConfig = {}): Promise<unknown> =>
  ethers.provider.send("debug_traceTransaction", [hash, { tracer, tracerConfig }]);

const signaturesIn = ({ to, calls = [] }: Call): number =>
  calls.reduce((sum, inner) => sum + signaturesIn(inner), to === RECOVER ? 1 : 0);

function sendingOf(data: string): bigint {
  const price = (byte: number) => (byte === 0 ? PRICE.zeroByte : PRICE.otherByte);
  return getBytes(data).reduce((sum, byte) => sum + price(byte), PRICE.transaction);
}

async function slotsOf(hash: string): Promise<bigint> {
  const touched = accounts.parse(await trace(hash, "prestateTracer"));
  const { pre, post } = change.parse(await trace(hash, "prestateTracer", { diffMode: true }));
  let gas = 0n;
  for (const { storage = {} } of Object.values(touched)) gas += PRICE.slotRead * BigInt(Object.keys(storage).length);
  for (const address of new Set([...Object.keys(pre), ...Object.keys(post)])) {
    const before = pre[address]?.storage ?? {};
    const after = post[address]?.storage ?? {};
    for (const slot of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if ((before[slot] ?? ZERO) === ZERO) gas += PRICE.slotFilled;
      else gas += (after[slot] ?? ZERO) === ZERO ? PRICE.slotCleared : PRICE.slotChanged;
    }
  }
  return gas;
}

export async function pricesOf({ hash, logs }: TransactionReceipt): Promise<Prices> {
  const transaction = await ethers.provider.getTransaction(hash);
  if (transaction === null) throw new Error(`The node has no transaction ${hash}.`);
  const calls = call.parse(await trace(hash, "callTracer"));
  return {
    sending: sendingOf(transaction.data),
    slots: await slotsOf(hash),
    events: logs.reduce(
      (sum, { topics, data }) =>
        sum + PRICE.event * BigInt(1 + topics.length) + PRICE.eventByte * BigInt(getBytes(data).length),
      0n,
    ),
    signatures: PRICE.signature * BigInt(signaturesIn(calls)),
  };
}
