/** What a proof rests on, taken straight from the tests' chain instead of from a file: the meaning can be tried without the seals. */
import { toBeHex, zeroPadValue } from "ethers";
import { bytesOf, type Hex } from "../../../verifier/bytes.ts";
import type { Basis } from "../../../verifier/chainFacts.ts";
import type { Findings } from "../../../verifier/facts.ts";
import { voucherText } from "../../../verifier/ledger/ids.ts";
import type { LedgerPart } from "../../../verifier/ledger/layout.ts";
import type { Block, LedgerEvidence } from "../../../verifier/ledger/ledgerEvidence.ts";
import type { LedgerEvent } from "../../../verifier/ledger/voucherChanged.ts";
import { proveVoucher } from "../../../verifier/voucherProof.ts";
import type { EventPlace } from "../../../verifier/proofFile.ts";
import { ethers, type World } from "../../support/world.ts";
import { rootOf } from "./realRoot.ts";

/** A voucher's events as the chain has them, and all that is needed to prove it. */
export type Case = {
  readonly basis: Basis;
  readonly subject: string;
  events: EventPlace[];
  readonly told: LedgerEvent[];
};

/** The evidence of the newest block, with some blocks before it. */
export async function basisOf(
  w: World,
  earlier: readonly number[] = [],
  told: readonly LedgerEvent[] = [],
): Promise<Basis> {
  const root = await rootOf(w);
  const numbers = [...new Set([...earlier, await ethers.provider.getBlockNumber()])];
  const headers = await Promise.all(numbers.map(blockOf));
  const read = new Map<string, bigint>();
  const evidence: LedgerEvidence = {
    anchor: headers.at(-1)!,
    headers,
    sealed: undefined,
    slot: async (part, slot) => {
      const key = `${part} ${slot}`;
      const word = read.get(key) ?? BigInt(await ethers.provider.getStorage(await w[part].getAddress(), slot));
      read.set(key, word);
      return word;
    },
    event: (index) => Promise.resolve(told[index]!),
  };
  return { evidence, root, edition: root.editions[0]!, codeInEveryBlock: true };
}

/** All that the chain tells of a voucher. */
export async function caseOf(w: World, voucher: bigint): Promise<Case> {
  const topic = zeroPadValue(toBeHex(voucher), 32);
  const { VoucherChanged } = w.vouchers.filters;
  const logs = await w.vouchers.queryFilter(VoucherChanged(voucher));
  const numbers = [...new Set([...logs.map(({ blockNumber }) => blockNumber), await ethers.provider.getBlockNumber()])];
  const told = await Promise.all(
    logs.map(async (log): Promise<LedgerEvent> => {
      if (log.topics[1] !== topic) throw new Error("The node gave another voucher's event.");
      return {
        address: log.address.toLowerCase() as Hex,
        topics: log.topics.map((it) => bytesOf(it as Hex)),
        data: bytesOf(log.data as Hex),
        header: await blockOf(log.blockNumber),
        transaction: log.transactionIndex,
      };
    }),
  );
  const events = logs.map((log) => [numbers.indexOf(log.blockNumber), log.transactionIndex, log.index] as const);
  return { basis: await basisOf(w, numbers.slice(0, -1), told), subject: voucherText(voucher), events, told };
}

export async function proved(w: World, voucher: bigint): Promise<Findings> {
  return prove(await caseOf(w, voucher));
}

export async function prove({ basis, subject, events, told }: Case): Promise<Findings> {
  const evidence = { ...basis.evidence, event: (index: number) => Promise.resolve(told[index]!) };
  return proveVoucher({ ...basis, evidence }, subject, events);
}

async function blockOf(number: number): Promise<Block> {
  const block = (await ethers.provider.getBlock(number))!;
  return { number, time: block.timestamp, hash: bytesOf(block.hash as Hex) };
}

/** A slot of one of the ledger's contracts. */
export type Slot = readonly [part: LedgerPart, slot: bigint];

/** The case with another word in a slot. */
export function withSlot(it: Case, slot: Slot, change: (word: bigint) => bigint): Case {
  return { ...it, basis: withOtherSlot(it.basis, slot, change) };
}

export function withOtherSlot(basis: Basis, [its, slot]: Slot, change: (word: bigint) => bigint): Basis {
  const { evidence } = basis;
  const changed: LedgerEvidence["slot"] = async (part, at) => {
    const word = await evidence.slot(part, at);
    return part === its && at === slot ? change(word) : word;
  };
  return { ...basis, evidence: { ...evidence, slot: changed } };
}

/** The case with another event in one place. */
export function withEvent(it: Case, index: number, over: Partial<LedgerEvent>): Case {
  return { ...it, told: it.told.map((event, i) => (i === index ? { ...event, ...over } : event)) };
}
