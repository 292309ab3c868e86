/** One ledger, indexed in both ways, and then read. */
import { spentKindsOf } from "../command/ledger/kinds.ts";
import { serveLedger } from "../command/ledger/served.ts";
import type { Kind } from "./app.ts";
import type { Figures } from "./figures.ts";
import { measureFirstLoad } from "./firstLoad.ts";
import { measureIndexing } from "./indexing.ts";
import { publishAll } from "../published.ts";
import { measureReading } from "./reading.ts";

export interface Size {
  /** Changes of vouchers on the ledger; at least 100. */
  readonly changes: number;
  /** Which index is tried after which; the last one is ours. */
  readonly order: readonly Kind[];
  readonly pages: { readonly alone: number; readonly each: number };
}

const KIBIBYTE = 1_024;
/** The district that issues the ledger's vouchers. */
const HOME = 2;

/** @param folder an empty one, for the tables. */
export async function measureAll(size: Size, folder: string, tell: (line: string) => void): Promise<Figures> {
  tell("building the portal");
  const { bytes, page } = await measureFirstLoad();
  tell(`the page that loads most is ${page}`);
  const { changes } = size;
  tell(`making a ledger of ${changes.toLocaleString("en")} changes`);
  const kinds = spentKindsOf(changes);
  const served = await serveLedger(kinds);
  const office = await publishAll(HOME);
  try {
    const { seconds, index } = await measureIndexing(served, office.url, size.order, folder, tell);
    try {
      tell("reading");
      const asked = { index: index.url, node: served.url, program: 1n, vouchers: kinds.issued, pages: size.pages };
      const { aloneMs, medianMs, p99Ms } = await measureReading(asked);
      return {
        indexRatio: seconds.bare / seconds.ours,
        indexPerSecond: changes / seconds.ours,
        barePerSecond: changes / seconds.bare,
        voucherPageMs: aloneMs,
        readersMedianMs: medianMs,
        readersP99Ms: p99Ms,
        p99Ratio: p99Ms / medianMs,
        firstLoadGzipKiB: bytes / KIBIBYTE,
      };
    } finally {
      await index.end();
    }
  } finally {
    office.close();
    served.end();
  }
}
