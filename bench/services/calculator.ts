/** How long a policy consultation takes: by itself, and at the index, whose node is ended before it is asked anything. */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { consult } from "../../client/eligibility/consult.ts";
import { spawnIndex } from "../../indexer/process.ts";
import { openOffice } from "../../test/scripts/support/office.ts";
import { openNode } from "../../test/scripts/support/premises.ts";
import { openProgram } from "../../test/scripts/support/scene.ts";
import { publishAll } from "../published.ts";
import { p95 } from "./figures.ts";
import { addressOf, DISTRICTS, factsOf, questionOf, termsOf, type Question } from "./terms.ts";

/** Before those that count. */
const UNCOUNTED = 30;

export interface Calculator {
  readonly calculatorMs: number;
  readonly calculatorPureMs: number;
  readonly calculatorPrograms: number;
}

/** @param folder an empty one, for the tables. @throws Error where an answer is not what the calculator makes of the terms. */
export async function measureCalculator(
  { programs, questions }: { readonly programs: number; readonly questions: number },
  folder: string,
  tell: (line: string) => void,
): Promise<Calculator> {
  tell(`opening ${programs} programs`);
  const node = await openNode();
  const office = await openOffice({ url: node.url, close: async () => Promise.resolve() });
  const day = await office.today();
  const lastIssueDay = day + 300;
  for (let place = 0; place < programs; place += 1) {
    const { classes, ...terms } = termsOf(place);
    const mask = classes.reduce((bits, one) => bits | (1n << BigInt(one)), 0n);
    await openProgram(office, { ...terms, classes: mask, lastIssueDay });
  }
  const publishing = await Promise.all(DISTRICTS.map(async (_, i) => publishAll(i + 1)));
  const offices = Object.fromEntries(publishing.map(({ url }, i) => [String(i + 1), url]));
  const { deploymentFile: deployment, url } = office;
  const data = path.join(folder, "data");
  const index = spawnIndex({ deployment, nodes: [url], data, offices, rate: 1_000_000 });
  let nodeEnded: Promise<void> | undefined;
  try {
    const at = await index.url;
    await caughtUp(at, await office.provider.getBlockNumber());
    // Whatever is answered from now on, no chain was asked for.
    nodeEnded = node.close();
    await nodeGone(at);
    const facts = Array.from({ length: programs }, (_, place) => factsOf(place, lastIssueDay));
    const pure = (question: Question): string[] =>
      consult(facts, question.asker, question.wish)
        .slice(0, 200)
        .map(({ program, offer }) => `${program} ${offer?.amount ?? "-"}`);
    tell(`asking ${questions} questions`);
    const [atIndex, alone] = [[] as number[], [] as number[]];
    for (let turn = -UNCOUNTED; turn < questions; turn += 1) {
      const question = questionOf(turn + UNCOUNTED, day);
      const [asked, answered] = await timed(async () => answerOf(at, question));
      const [worked, own] = await timed(async () => Promise.resolve(pure(question)));
      if (answered.join() !== own.join()) throw new Error(`${addressOf(question)} gave other programs or amounts.`);
      if (turn < 0) continue;
      atIndex.push(asked);
      alone.push(worked);
    }
    return { calculatorMs: p95(atIndex), calculatorPureMs: p95(alone), calculatorPrograms: programs };
  } finally {
    await index.end("SIGTERM");
    // It ends only when nobody is connected to it any more.
    await (nodeEnded ?? node.close());
    await office.close();
    for (const { close } of publishing) close();
  }
}

async function answerOf(index: string, question: Question): Promise<string[]> {
  const response = await fetch(`${index}${addressOf(question)}`);
  if (!response.ok) throw new Error(`${addressOf(question)} gave ${response.status}: ${await response.text()}`);
  const { items } = (await response.json()) as { items: { program: number; amount: string | null }[] };
  return items.map(({ program, amount }) => `${program} ${amount ?? "-"}`);
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

/** Waits until the index says that no node answers. */
async function nodeGone(index: string): Promise<void> {
  for (;;) {
    const { awaySince } = (await (await fetch(`${index}/head`)).json()) as { awaySince: number | null };
    if (awaySince !== null) return;
    await pause(200);
  }
}

/** Waits until the index has a block, and has heard from all offices, whose programs' budgets it then counts. */
async function caughtUp(index: string, block: number): Promise<void> {
  for (;;) {
    const head = (await (await fetch(`${index}/head`)).json()) as { block?: number };
    const districts = await (await fetch(`${index}/districts`)).text();
    if ((head.block ?? -1) >= block && districts.split('"amounts":true').length > DISTRICTS.length) return;
    await pause(200);
  }
}
