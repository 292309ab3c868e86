/** The offices of Wujin, Yangpu and the consortium with the index behind them, and what waits there for whom. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { OfficeOptions } from "../../../office/serve.ts";
import { startIndexer } from "../../indexer/support/indexer.ts";
import { openOffice, type Name, type Office } from "../../scripts/support/office.ts";
import { openDistrict, type DistrictOffice, type Visitor } from "./district.ts";

export interface Item {
  readonly kind: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly due: string | null;
  readonly since: string;
  readonly ageDays: number;
  readonly optional?: boolean;
  readonly post?: string;
  readonly match?: string;
  readonly refusal?: string;
  readonly offers: readonly { readonly part: string; readonly name: string; readonly args: readonly unknown[] }[];
}

export interface Queues {
  readonly office: Office;
  /** The index's address. */
  readonly index: string;
  /** By the offices' districts. */
  readonly offices: Readonly<Record<number, DistrictOffice>>;
  /** What waits for somebody at an office, once the index has caught up. */
  readonly of: (name: Name, district: number) => Promise<readonly Item[]>;
  /** Waits until the index has the newest block. */
  readonly caughtUp: () => Promise<void>;
  /** For each of some people the kinds of what has to be done: `wujin bureau: issueList`. */
  readonly duties: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const KEY = "a key to everything that is long enough";
const PEOPLE: readonly (readonly [Name, number])[] = [
  ["wujin bureau", 2],
  ["wujin approver", 2],
  ["wujin finance", 2],
  ["yangpu bureau", 1],
  ["yangpu approver", 1],
  ["yangpu finance", 1],
  ["operator", 0],
  ["auditor", 0],
];

/** @param over of the offices, by their districts; of one that is given a port the index asks what the district publishes. */
export async function openQueues(over: Readonly<Record<number, Partial<OfficeOptions>>> = {}): Promise<Queues> {
  const office = await openOffice();
  const data = await mkdtemp(path.join(tmpdir(), "queues-"));
  const fullKeyFile = path.join(data, "key");
  await writeFile(fullKeyFile, KEY, { mode: 0o600 });
  const publishing = Object.entries(over).flatMap(([district, { port }]) =>
    port === undefined || district === "0" ? [] : [[district, `http://127.0.0.1:${port}`]],
  );
  const published = Object.fromEntries(publishing) as Record<string, string>;
  const { deploymentFile: deployment, url } = office;
  const indexer = startIndexer({ deployment, nodes: [url], data, fullKeyFile, offices: published });
  const index = { url: await indexer.url, key: KEY };
  const offices: Record<number, DistrictOffice> = {};
  for (const district of [0, 1, 2])
    offices[district] = await openDistrict(office, { district, index, ...over[district] });
  const visitors = new Map<string, Visitor>();

  async function caughtUp(): Promise<void> {
    await indexer.through(await office.provider.getBlockNumber());
  }

  async function of(name: Name, district: number): Promise<readonly Item[]> {
    await caughtUp();
    const key = `${name} ${district}`;
    const visitor = visitors.get(key) ?? (await (offices[district] as DistrictOffice).as(name));
    visitors.set(key, visitor);
    const { status, body } = await visitor.get("/queue");
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return (body as { items: Item[] }).items;
  }

  return {
    office,
    index: index.url,
    offices,
    of,
    caughtUp,
    duties: async () => {
      const all: string[] = [];
      for (const [name, district] of PEOPLE) {
        const items = await of(name, district);
        all.push(...items.filter(({ optional }) => !optional).map(({ kind }) => `${name}: ${kind}`));
      }
      return all;
    },
    close: async () => {
      for (const one of Object.values(offices)) await one.close();
      await indexer.end("SIGTERM");
      await office.close();
      await rm(data, { recursive: true });
    },
  };
}
