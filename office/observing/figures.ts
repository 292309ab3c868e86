/** An office's figures: how it answers, and what waits at it for somebody, by duty. */
import { ZeroAddress } from "ethers";
import { Gauge } from "prom-client";
import { openFigures, type Figures } from "../../client/observing/figures.ts";
import { faultOf, type Log } from "../../client/observing/log.ts";
import type { WaitingTold } from "../../client/queue.ts";
import type { Office } from "../office.ts";
import type { Kind, Person } from "../people/person.ts";
import { queueOf } from "../queue/queue.ts";

export interface OfficeFigures {
  readonly figures: Figures;
  readonly text: () => Promise<string>;
  /** Looks at the queue no more. */
  readonly close: () => void;
}

/** Index and ledger are asked for the whole queue, so not at every reading. */
const EVERY_MILLISECONDS = 60_000;

/** All duties of an office at once; nobody has them, and nobody is shown what is found. */
function everyOfficer(district: number): Person {
  const kinds: Kind[] = district === 0 ? ["operator", "auditor"] : ["bureau", "approver", "finance"];
  return { account: ZeroAddress, kinds: new Set(kinds), parties: [] };
}

export function officeFigures(office: Office, log: Log): OfficeFigures {
  const figures = openFigures({ district: String(office.district) });
  const { registry } = figures;
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const items = gauge("tongdui_waiting_items", "What waits for somebody of a duty", ["duty"]);
  const oldest = gauge("tongdui_waiting_oldest_days", "How long the oldest of it waits, in days", ["duty"]);
  const late = gauge("tongdui_waiting_overdue_items", "What should have been done by now", ["duty"]);
  const read = gauge("tongdui_waiting_read_timestamp_seconds", "When the queue was looked at last");

  const look = async (): Promise<void> => {
    const person = everyOfficer(office.district);
    const queue = (await queueOf(office, person)) as { readonly day: string; readonly items: readonly WaitingTold[] };
    const waiting = queue.items.filter(({ optional }) => optional !== true);
    for (const one of [items, oldest, late]) one.reset();
    for (const [duty, some = []] of Object.entries(Object.groupBy(waiting, (item) => item.duty))) {
      items.set({ duty }, some.length);
      oldest.set({ duty }, Math.max(...some.map(({ ageDays }) => ageDays)));
      late.set({ duty }, some.filter(({ due }) => due !== null && due < queue.day).length);
    }
    read.set(Date.now() / 1_000);
  };
  let isOpen = true;
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    const began = performance.now();
    try {
      await look();
      log.info("queue read", { ms: Math.round(performance.now() - began) });
    } catch (error) {
      // Without index or node there is no queue; since when, the time of the last reading tells.
      log.warn("queue not read", faultOf(error));
    }
    if (isOpen) timer = setTimeout(() => void again(), EVERY_MILLISECONDS).unref();
  };
  if (office.index) void again();
  return {
    figures,
    text: async () => registry.metrics(),
    close: () => {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}
