/** One reading of all events of a ledger, in order, by which whoever listens sees each of them with what it made of the ledger. */
import { EventReader, type Addresses, type LedgerEvent } from "../../client/replay/events.ts";
import { logsOf, type Range, type Rpc } from "../../client/replay/logs.ts";
import { Rebuilding, type LedgerState, type Rebuilt } from "../../client/replay/replay.ts";

export interface Replayed {
  readonly rebuilt: Rebuilt;
  /** Logs that the ledger's contracts cannot have written. */
  readonly unreadable: readonly UnreadableLog[];
}

export interface UnreadableLog {
  readonly block: number;
  readonly logIndex: number;
}

export interface Listening {
  /** Hears each event when the state has it already. */
  readonly hear?: (event: LedgerEvent, state: LedgerState) => void;
  /** So many more blocks are read. */
  readonly passed?: (blocks: number) => void;
  /** Keeps each voucher's changes. What they made of it is kept either way, and what they take grows for ever. */
  readonly histories?: boolean;
}

/** Replays the blocks of a range, which begins at or before the edition's own. */
export async function replayLedger(
  { rpc, addresses }: { readonly rpc: Rpc; readonly addresses: Addresses },
  range: Range,
  { hear, passed, histories = false }: Listening = {},
): Promise<Replayed> {
  const reader = new EventReader(addresses);
  const rebuilding = new Rebuilding({ histories });
  const unreadable: UnreadableLog[] = [];
  let last = range.fromBlock - 1;
  for await (const logs of logsOf(rpc, Object.values(addresses), range)) {
    for (const { log, origin } of logs) {
      let event: LedgerEvent;
      try {
        event = reader.read(log, origin);
      } catch {
        unreadable.push({ block: origin.block, logIndex: Number(log.logIndex) });
        continue;
      }
      rebuilding.apply(event);
      hear?.(event, rebuilding.state);
    }
    const block = logs.at(-1)?.origin.block ?? last;
    passed?.(block - last);
    last = block;
  }
  passed?.(range.toBlock - last);
  return { rebuilt: rebuilding.end(range.toBlock), unreadable };
}
