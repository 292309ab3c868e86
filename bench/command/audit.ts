/**
 * How long the audit of a whole ledger takes, beside merely fetching its logs: both in one run, on a ledger that another process
 * serves over HTTP.
 */
import { fileURLToPath } from "node:url";
import type { Addresses } from "../../client/replay/events.ts";
import { loadLayouts } from "../../client/replay/layouts.ts";
import { logsOf, type Rpc } from "../../client/replay/logs.ts";
import { auditLedger } from "../../scripts/audit/auditLedger.ts";
import { verdictOf } from "../../scripts/audit/answer.ts";
import { Nodes } from "../../client/nodes.ts";
import { kindsOf } from "./ledger/kinds.ts";
import { serveLedger } from "./ledger/served.ts";

const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

export interface AuditMeasured {
  /** The audit's time in those of fetching the logs alone. */
  readonly auditRatio: number;
  readonly auditSeconds: number;
  /** Of two fetches, one before and one after the audit. */
  readonly fetchSeconds: number;
  /** Memory at the audit's peak, above what the process took before it. */
  readonly auditMiB: number;
  readonly changes: number;
  readonly events: number;
  readonly slots: number;
}

export interface AuditBench {
  /** How often the ledger's vouchers are to be changed; at least 100. */
  readonly changes: number;
  readonly tell?: (line: string) => void;
}

/**
 * Makes a ledger, and measures.
 *
 * @throws Error where the audit finds anything: a ledger that is not sound was not audited to the end.
 */
export async function measureAudit({ changes, tell = () => undefined }: AuditBench): Promise<AuditMeasured> {
  tell(`making a ledger of ${changes.toLocaleString("en")} changes`);
  const served = await serveLedger(kindsOf(changes));
  const nodes = new Nodes({ urls: [served.url], chain: served.chain });
  try {
    const toBlock = await nodes.getBlockNumber();
    const fetching = async (): Promise<number> => secondsOf(async () => fetchLogs(nodes, served.addresses, toBlock));
    tell("fetching, to warm up");
    await fetching();
    tell("fetching, auditing, fetching");
    const before = await fetching();
    const { audited, seconds, mebibytes } = await auditing(nodes, served.addresses);
    const fetchSeconds = (before + (await fetching())) / 2;
    if (audited.findings.length > 0) throw new Error(verdictOf(audited).en);
    tell(verdictOf(audited).en);
    return {
      auditRatio: seconds / fetchSeconds,
      auditSeconds: seconds,
      fetchSeconds,
      auditMiB: mebibytes,
      changes: audited.changes,
      events: audited.events,
      slots: audited.slots,
    };
  } finally {
    nodes.destroy();
    served.end();
  }
}

async function auditing(rpc: Rpc, addresses: Addresses) {
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const watch = (): void => void (peak = Math.max(peak, process.memoryUsage().rss));
  const started = performance.now();
  const audited = await auditLedger({ rpc, addresses }, await loadLayouts(ARTIFACTS), { fromBlock: 0, passed: watch });
  const seconds = (performance.now() - started) / 1_000;
  watch();
  return { audited, seconds, mebibytes: (peak - idle) / 2 ** 20 };
}

async function fetchLogs(rpc: Rpc, addresses: Addresses, toBlock: number): Promise<void> {
  // The same ranges as an audit's, and nothing done with what comes.
  const reading = logsOf(rpc, Object.values(addresses), { fromBlock: 0, toBlock });
  let done: boolean | undefined = false;
  while (!done) ({ done } = await reading.next());
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}
