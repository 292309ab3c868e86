/**
 * The audit of a whole ledger: every event there ever was is replayed, the promises listen, and in the end the node's storage is
 * compared with what the events make of it, slot by slot.
 */
import {
  compareStorage,
  OTHER_SLOT,
  rootsAfter,
  UNSTORABLE,
  type Difference,
  type Layouts,
} from "../../client/replay/compare.ts";
import { PARTS, type Addresses, type LedgerEvent } from "../../client/replay/events.ts";
import type { Fault } from "../../client/replay/faults.ts";
import type { Rpc } from "../../client/replay/logs.ts";
import type { LedgerState } from "../../client/replay/replay.ts";
import { replayLedger, type UnreadableLog } from "../replay/replayLedger.ts";
import type { Finding } from "./finding.ts";
import { promisesHeld } from "./promises/promises.ts";
import { logText } from "./promises/words.ts";
import { sumsOf, type Sums } from "./sums.ts";

export interface Audited {
  /** Through which block, its hash, and its time in Unix seconds. */
  readonly block: number;
  readonly hash: string;
  readonly time: number;
  readonly events: number;
  /** How often a voucher was changed. */
  readonly changes: number;
  readonly counted: { readonly programs: number; readonly vouchers: number; readonly orders: number };
  readonly sums: Sums;
  readonly slots: number;
  /** Whether every contract's root was compared; else only the slots that events tell of were. */
  readonly wholeStorage: boolean;
  /** In the promises' order. */
  readonly findings: readonly Finding[];
}

export interface AuditOptions {
  /** At or before the block of the edition's creation. */
  readonly fromBlock: number;
  readonly passed?: (blocks: number) => void;
}

/**
 * Audits a ledger on a node.
 *
 * @param layouts of the very build that is deployed.
 */
export async function auditLedger(
  { rpc, addresses }: { readonly rpc: Rpc; readonly addresses: Addresses },
  layouts: Layouts,
  { fromBlock, passed }: AuditOptions,
): Promise<Audited> {
  const last = (await rpc.send("eth_getBlockByNumber", ["latest", false])) as BlockHead;
  const block = Number(last.number);
  const roots = await rootsAfter(rpc, addresses, block);
  const findings: Finding[] = [];
  const held = promisesHeld((finding) => void findings.push(finding));
  let changes = 0;
  const hear = (event: LedgerEvent, state: LedgerState): void => {
    if (event.name === "VoucherChanged") changes += 1;
    held.hear(event, state);
  };
  const { rebuilt, unreadable } = await replayLedger(
    { rpc, addresses },
    { fromBlock, toBlock: block },
    { hear, ...(passed && { passed }) },
  );
  held.end(rebuilt.state);
  const { slots, differences, rootsCompared } = await compareStorage(rpc, rebuilt, layouts, addresses, roots);

  findings.push(...rebuilt.faults.map(ofFault), ...unreadable.map(ofLog), ...differences.map(ofDifference));
  findings.sort((a, b) => a.promise - b.promise);
  const { programs, vouchers, orders } = rebuilt.state;
  return {
    block,
    hash: last.hash,
    time: Number(last.timestamp),
    events: rebuilt.events,
    changes,
    counted: { programs: programs.programs.size, vouchers: vouchers.vouchers.size, orders: orders.orders.size },
    sums: sumsOf(rebuilt.state),
    slots,
    wholeStorage: rootsCompared.length === PARTS.length,
    findings,
  };
}

interface BlockHead {
  readonly number: string;
  readonly hash: string;
  readonly timestamp: string;
}

function ofFault({ block, logIndex, event, error }: Fault): Finding {
  const { en, zh } = logText(block, logIndex);
  return { promise: 5, where: { en: `${en} (${event})`, zh: `${zh}（${event}）` }, what: error.sentence };
}

function ofLog({ block, logIndex }: UnreadableLog): Finding {
  return {
    promise: 5,
    where: logText(block, logIndex),
    what: { en: "No contract of the ledger writes such an event.", zh: "账本合约不会产生这样的事件。" },
  };
}

function ofDifference({ part, path, slot, expected, actual }: Difference): Finding {
  if (path === OTHER_SLOT) {
    return {
      promise: 5,
      where: { en: `storage of ${part}`, zh: `${part} 合约存储` },
      what: {
        en: "The node holds something in a slot that no event tells of.",
        zh: "节点在没有任何事件记载的存储槽中存有数据。",
      },
    };
  }
  if (path === UNSTORABLE) {
    return {
      promise: 5,
      where: { en: `storage of ${part}`, zh: `${part} 合约存储` },
      what: {
        en: "The events make a figure that no slot could hold.",
        zh: "按事件得出的数值超出存储槽所能容纳的范围。",
      },
    };
  }
  return {
    promise: 5,
    where: { en: `storage of ${part}, ${path} (slot ${slot})`, zh: `${part} 合约存储，${path}（存储槽 ${slot}）` },
    what: {
      en: `The events make it ${expected}, and the node holds ${actual}.`,
      zh: `按事件应为 ${expected}，而节点中为 ${actual}。`,
    },
  };
}
