import type { Office, Said } from "./office.ts";

/** Runs commands that send one transaction each, so that all of these come into one block: nobody sees another's beforehand. */
export async function atOnce(office: Office, ...runs: readonly (() => Promise<Said>)[]): Promise<Said[]> {
  const { provider } = office;
  const pending = async (): Promise<number> => {
    const block = (await provider.send("eth_getBlockByNumber", ["pending", false])) as { transactions: string[] };
    return block.transactions.length;
  };
  await provider.send("evm_setAutomine", [false]);
  const said = Promise.all(runs.map(async (run) => run()));
  try {
    while ((await pending()) < runs.length) await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await provider.send("evm_setAutomine", [true]);
    await provider.send("evm_mine", []);
  }
  return said;
}
