/** One run: the ledger and its peers. */
import type { Result } from "./figures.ts";
import { measureLedger } from "./ledger.ts";
import { measurePeers } from "./peers.ts";

const HISTORY = 100_000;

/**
 * @param short leaves at100k out
 * @param tell is told how far it is
 */
export async function measure(short: boolean, tell: (line: string) => void): Promise<Result> {
  const { peers, floors, easAttest } = await measurePeers();
  const ledger = await measureLedger(short ? 0 : HISTORY, (issued) => {
    if (issued % (HISTORY / 10) === 0) {
      tell(`${issued.toLocaleString("en")} of ${HISTORY.toLocaleString("en")} vouchers issued before at100k`);
    }
  });
  return {
    ...ledger,
    peers,
    extras: { ...ledger.extras, easAttest },
    floors: { ...ledger.floors, ...floors },
  };
}
