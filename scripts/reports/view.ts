/** What every report looks at: the whole ledger, replayed from its events through one block, with the names that the office knows. */
import { dayOf, type Day } from "../../client/days.ts";
import { decodeDistrictName } from "../../client/deploy/plan.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Addresses } from "../../client/replay/events.ts";
import type { Rpc } from "../../client/replay/logs.ts";
import { addressesOf, type LedgerState } from "../../client/replay/replay.ts";
import type { Reading } from "../chain/reading.ts";
import { Directory } from "../registers/directory.ts";
import type { Register } from "../registers/register.ts";
import { replayProgress } from "../replay/progress.ts";
import { replayLedger } from "../replay/replayLedger.ts";
import { listenForDays, type ActDays } from "./acts.ts";

export interface LedgerView extends ActDays {
  /** Through which block, and its time in Unix seconds. */
  readonly block: number;
  readonly time: number;
  /** The Shanghai day of that block: the ledger's own today. */
  readonly today: Day;
  /** Without the vouchers' histories. */
  readonly state: LedgerState;
  /** After how many days a district's objection to an admission lapses. */
  readonly admissionResolveDays: number;
  /** The public name, or the number where there is none. */
  readonly districtName: (district: bigint) => string;
  /** As the office's directory has it; undefined where it has none. */
  readonly partyName: (register: Register, id: bigint) => string | undefined;
}

export interface ViewOptions {
  /** At or before the block of the edition's creation. */
  readonly fromBlock: number;
  readonly admissionResolveDays: number;
  readonly partyName: LedgerView["partyName"];
  readonly passed?: (blocks: number) => void;
}

/**
 * Replays a ledger through the latest block.
 *
 * @throws TongduiError `LedgerUnsound` where the events contradict each other: no report could be right.
 */
export async function viewOf(
  { rpc, addresses }: { readonly rpc: Rpc; readonly addresses: Addresses },
  { fromBlock, admissionResolveDays, partyName, passed }: ViewOptions,
): Promise<LedgerView> {
  const latest = (await rpc.send("eth_getBlockByNumber", ["latest", false])) as { number: string; timestamp: string };
  const [block, time] = [Number(latest.number), Number(latest.timestamp)];
  const { days, hear } = listenForDays();
  const { rebuilt, unreadable } = await replayLedger(
    { rpc, addresses },
    { fromBlock, toBlock: block },
    { hear, ...(passed && { passed }) },
  );
  if (rebuilt.faults.length + unreadable.length > 0) throw unsound();
  const { districts } = rebuilt.state.districts;
  return {
    ...days,
    block,
    time,
    today: dayOf(time),
    state: rebuilt.state,
    admissionResolveDays,
    districtName: (id) => {
      const known = districts.get(id);
      return known ? decodeDistrictName(known.name) : String(id);
    },
    partyName,
  };
}

/** Replays the ledger of a profile, with progress. Errors as {@link viewOf}; `DirectoryOfOtherLedger`. */
export async function openView(open: Reading): Promise<LedgerView> {
  const { nodes, ledger, deployment, context } = open;
  const directory = await Directory.open(open);
  const fromBlock = deployment.contracts.edition.block;
  const height = await nodes.getBlockNumber();
  const progress = replayProgress(context, height - fromBlock + 1);
  try {
    return await viewOf(
      { rpc: nodes, addresses: await addressesOf(ledger) },
      {
        fromBlock,
        admissionResolveDays: deployment.plan.settings.admissionResolveDays,
        partyName: (register, id) => directory.byId(register, id)?.name,
        passed: progress.passed,
      },
    );
  } finally {
    progress.end();
  }
}

/** That no report can be made of what the node gives. */
export function unsound(): TongduiError {
  return new TongduiError(
    "LedgerUnsound",
    {
      en: "The node's events contradict each other, so no report can be made of them.",
      zh: "节点给出的事件互相矛盾，无法据此编制报表。",
    },
    {
      hint: {
        en: "Run tongdui audit: it says what is wrong, and where.",
        zh: "请运行 tongdui audit，查明问题及其位置。",
      },
    },
  );
}
