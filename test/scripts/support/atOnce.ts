/** Two who do the same at the same moment. */
import type { Office, Said } from "./office.ts";

type Run = () => Promise<Said>;

/** How long whoever comes second is given, once the first one's transaction is on its way. */
const PATIENCE_MILLISECONDS = 1_000;

/**
 * Runs commands that send one transaction each, and makes the block only when all of these are there, or when who comes later has
 * had the time to see the first one on its way.
 */
export async function atOnce(office: Office, ...runs: readonly Run[]): Promise<Said[]> {
  return withoutBlocks(office, async (pending) => {
    const said = runs.map(async (run) => run());
    await until(async () => (await pending()) > 0);
    const end = Date.now() + PATIENCE_MILLISECONDS;
    await until(async () => (await pending()) === runs.length || Date.now() > end);
    return said;
  });
}

/** The second command begins when the first one's transaction is on its way and in no block yet. */
export async function oneBehind(office: Office, first: Run, second: Run): Promise<Said[]> {
  return withoutBlocks(office, async (pending) => {
    const one = first();
    await until(async () => (await pending()) > 0);
    const other = second();
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
    return [one, other];
  });
}

async function withoutBlocks(
  { provider }: Office,
  begin: (pending: () => Promise<number>) => Promise<Promise<Said>[]>,
): Promise<Said[]> {
  const pending = async (): Promise<number> => {
    const block = (await provider.send("eth_getBlockByNumber", ["pending", false])) as { transactions: string[] };
    return block.transactions.length;
  };
  await provider.send("evm_setAutomine", [false]);
  const said = await begin(pending).finally(async () => {
    await provider.send("evm_mine", []);
    await provider.send("evm_setAutomine", [true]);
  });
  return Promise.all(said);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
