/**
 * The index's figures for Prometheus: how far it is behind, whether its totals are the ledger's, what is left of each budget, and when each
 * validator was last at work. Amounts are in it, so it has an address of its own, which is not the public's.
 */
import { db, publicClients } from "ponder:api";
import * as tables from "ponder:schema";
import { count } from "ponder";
import { Gauge } from "prom-client";
import { openFigures } from "../../../client/observing/figures.ts";
import { faultOf } from "../../../client/observing/log.ts";
import type { RawBlock } from "../../../client/proof/node.ts";
import { indexLog } from "../../ponderLog.ts";
import { LastSeals } from "../../seals.ts";
import { isDevelopment, readSettings } from "../../settings.ts";
import { indexedBlock } from "./height.ts";
import { comparison, readiness } from "./readiness.ts";

const settings = await readSettings();

export const log = indexLog(settings);
export const figures = openFigures();

const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
  new Gauge({ name, help, labelNames, registers: [figures.registry] });

const nodeBlock = gauge("tongdui_node_block", "The newest block of the node");
const nodeTime = gauge("tongdui_node_block_timestamp_seconds", "When the newest block of the node was made");
const block = gauge("tongdui_index_block", "The block that the tables are of");
const lagBlocks = gauge("tongdui_index_lag_blocks", "How far the tables are behind the node, in blocks");
const lagSeconds = gauge(
  "tongdui_index_lag_seconds",
  "How far the tables are behind the node, in the blocks' own time",
);
const ready = gauge("tongdui_index_ready", "1 where the tables can be relied on");
const agree = gauge(
  "tongdui_index_totals_agree",
  "1 where the sums in the tables were the ledger's at the last comparison",
);
const comparedAt = gauge("tongdui_index_compared_timestamp_seconds", "When tables and ledger were compared last");
const budget = gauge("tongdui_program_budget_fen", "A program's figures on the ledger", [
  ...["program", "district", "figure"],
]);
const used = gauge("tongdui_program_budget_used_ratio", "What part of a program's budget is committed or spent", [
  ...["program", "district"],
]);
const vouchers = gauge("tongdui_vouchers", "Vouchers by status", ["status"]);
const orders = gauge("tongdui_orders", "Orders by stage", ["stage"]);
const seals = gauge(
  "tongdui_validator_last_seal_timestamp_seconds",
  "When the last block was made that a validator sealed or proposed",
  ["validator"],
);

const FIGURES = ["approved", "outstanding", "redeemed", "paid", "recovered"] as const;

/** All figures as they are now; what cannot be asked stays as it was. */
export async function figuresNow(): Promise<string> {
  for (const [what, read] of [
    ["node", readNode],
    ["tables", readTables],
  ] as const) {
    try {
      await read();
    } catch (error) {
      figures.failed(what === "node" ? "NodeNotRead" : "TablesNotRead");
      log.warn(`${what} not read`, faultOf(error));
    }
  }
  return figures.registry.metrics();
}

async function readNode(): Promise<void> {
  const { number, timestamp } = await publicClients.ledger.getBlock({ blockTag: "latest" });
  nodeBlock.set(Number(number));
  nodeTime.set(Number(timestamp));
  const height = await indexedBlock();
  if (height === undefined) return;
  block.set(height.block);
  lagBlocks.set(Math.max(0, Number(number) - height.block));
  lagSeconds.set(Math.max(0, Number(timestamp) - height.time));
}

async function readTables(): Promise<void> {
  ready.set(readiness().ready ? 1 : 0);
  const { agrees, at } = comparison();
  if (agrees !== undefined) agree.set(agrees ? 1 : 0);
  comparedAt.set(at);
  if ((await indexedBlock()) === undefined) return;
  for (const row of await db.select().from(tables.program)) {
    const labels = { program: String(row.id), district: String(row.district) };
    for (const figure of FIGURES) budget.set({ ...labels, figure }, Number(row[figure]));
    const committed = Number(row.outstanding + row.redeemed);
    used.set(labels, row.approved === 0n ? 0 : committed / Number(row.approved));
  }
  const { voucher, order } = tables;
  vouchers.reset();
  for (const row of await db.select({ status: voucher.status, of: count() }).from(voucher).groupBy(voucher.status))
    vouchers.set({ status: row.status }, row.of);
  orders.reset();
  for (const row of await db.select({ stage: order.stage, of: count() }).from(order).groupBy(order.stage))
    orders.set({ stage: row.stage }, row.of);
}

const FOLLOWING_MILLISECONDS = 5_000;

/** Follows the validators until the process ends; a development chain has none. */
export function keepFollowing(): void {
  if (isDevelopment(settings.deployment)) return;
  const last = new LastSeals(async (number) => {
    const which = number === undefined ? "latest" : (`0x${number.toString(16)}` as const);
    const block = await publicClients.ledger.request({ method: "eth_getBlockByNumber", params: [which, false] });
    return block as unknown as RawBlock | null;
  });
  const again = async (): Promise<void> => {
    try {
      await last.follow();
      seals.reset();
      for (const [validator, time] of last.all) seals.set({ validator }, time);
    } catch (error) {
      figures.failed("SealsNotRead");
      log.warn("seals not read", faultOf(error));
    }
    setTimeout(() => void again(), FOLLOWING_MILLISECONDS).unref();
  };
  void again();
}
