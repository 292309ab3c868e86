/** Until the index has what happened: the last block of the story, and what each district publishes. */
import { setTimeout as pause } from "node:timers/promises";
import { readSecretFile } from "../../client/files/secretFile.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Embedded } from "./embedded.ts";

/** An index that has just begun may take so long to catch up with the story. */
const PATIENCE_MS = 60_000;

/** @returns the block that the index has. @throws TongduiError `IndexBehind`. */
export async function untilIndexed({ servers: { index, indexKey }, played: { stage } }: Embedded): Promise<number> {
  const head = await stage.node.provider.getBlockNumber();
  const headers = { authorization: `Bearer ${await readSecretFile(indexKey)}` };
  const ask = async <T>(path: string): Promise<Partial<T>> =>
    (await (await fetch(`${index}${path}`, { headers })).json()) as Partial<T>;
  const published = Object.values(stage.scenario.districts.districts).map(({ publication }) => publication);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { block = 0 } = await ask<{ block: number }>("/head");
    const { ready } = await ask<{ ready: boolean }>("/ready");
    const { items = [] } = await ask<{ items: { published: object }[] }>("/districts");
    const told = items.map((district) => district.published);
    if (ready === true && block >= head && isSame(told, published)) return block;
    if (Date.now() > end) throw behind();
    await pause(250);
  }
}

function isSame(told: readonly object[], published: readonly object[]): boolean {
  const sorted = (all: readonly object[]): string => JSON.stringify(all.map((one) => Object.entries(one).sort()));
  return sorted(told) === sorted(published);
}

function behind(): TongduiError {
  return new TongduiError("IndexBehind", {
    en: "The index did not catch up with the ledger and the offices.",
    zh: "索引未能追上账本和各区办公系统。",
  });
}
