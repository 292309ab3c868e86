/**
 * The figures of one run, in a file that a node exporter's textfile collector reads. The run ends long before Prometheus would ask it, so
 * it writes as it goes along; a reader never sees half a file.
 */
import { rename, writeFile } from "node:fs/promises";
import { Counter, Gauge, Registry } from "prom-client";
import type { Facts } from "../../client/observing/log.ts";
import type { Happening } from "../../client/observing/watch.ts";

const EVERY_MILLISECONDS = 5_000;

/** By what became of them. */
const ITEMS: Readonly<Partial<Record<Happening, string>>> = {
  done: "done",
  "done before": "before",
  "set aside": "refused",
  "passed over": "passed over",
};
const TRANSACTIONS: Readonly<Partial<Record<Happening, string>>> = {
  sent: "sent",
  "sent again": "resent",
  "in a block": "included",
  failed: "failed",
};

export class RunFigures {
  readonly #file: string;
  readonly #registry = new Registry();
  readonly #toDo = this.#gauge("tongdui_command_items_to_do", "Items that the run has still to do");
  readonly #items = this.#counter("tongdui_command_items_total", "Items by what became of them", ["end"]);
  readonly #transactions = this.#counter("tongdui_command_transactions_total", "Transactions, by what happened", [
    "what",
  ]);
  readonly #waited = this.#counter("tongdui_command_nodes_waited_seconds_total", "How long no node answered");
  readonly #away = this.#counter("tongdui_command_nodes_away_total", "How often a node did not answer", ["node"]);
  readonly #errors = this.#counter("tongdui_command_errors_total", "What went wrong, by the code of the error", [
    "code",
  ]);
  readonly #updated = this.#gauge("tongdui_command_updated_timestamp_seconds", "When these figures were written");
  readonly #ended = this.#gauge("tongdui_command_ended_timestamp_seconds", "When the run ended; 0 while it goes on");
  readonly #exit = this.#gauge("tongdui_command_exit_code", "Its exit code; -1 while it goes on");
  #writing: Promise<void> = Promise.resolve();
  #wrote = 0;

  constructor(file: string, command: string) {
    this.#file = file;
    this.#registry.setDefaultLabels({ command });
    this.#gauge("tongdui_command_started_timestamp_seconds", "When the run began").set(Date.now() / 1_000);
    this.#ended.set(0);
    this.#exit.set(-1);
    for (const end of Object.values(ITEMS)) this.#items.inc({ end }, 0);
    for (const what of Object.values(TRANSACTIONS)) this.#transactions.inc({ what }, 0);
  }

  take(what: Happening, { items = 0, ms = 0, node = "", code }: Facts): void {
    const end = ITEMS[what];
    if (what === "to do") this.#toDo.inc(Number(items));
    if (end !== undefined) {
      this.#items.inc({ end }, Number(items));
      this.#toDo.dec(Number(items));
    }
    const transaction = TRANSACTIONS[what];
    if (transaction !== undefined) this.#transactions.inc({ what: transaction });
    if (what === "waited for nodes") this.#waited.inc(Number(ms) / 1_000);
    if (what === "node away") this.#away.inc({ node: String(node) });
    if (typeof code === "string") this.#errors.inc({ code });
    if (Date.now() - this.#wrote < EVERY_MILLISECONDS) return;
    // The last writing says whether figures can be written; a run does not end for them.
    void this.write().catch(() => undefined);
  }

  async end(exit: number, code?: string): Promise<void> {
    if (code !== undefined) this.#errors.inc({ code });
    this.#ended.set(Date.now() / 1_000);
    this.#exit.set(exit);
    await this.write().catch(() => undefined);
  }

  /** One after the other, and each whole. @throws Error as the file system. */
  async write(): Promise<void> {
    this.#wrote = Date.now();
    const turn = this.#writing.then(async () => {
      this.#updated.set(Date.now() / 1_000);
      const beside = `${this.#file}.${process.pid}`;
      await writeFile(beside, await this.#registry.metrics(), { mode: 0o644 });
      await rename(beside, this.#file);
    });
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }
}
