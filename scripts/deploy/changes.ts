/** What the deployment's file says otherwise than the ledger does now. */
import type { Provider } from "ethers";
import { sayAccounts } from "../../client/deploy/checks.ts";
import { districtsIn, type Deployment } from "../../client/deployment.ts";
import { connectLedger } from "../../client/ledger.ts";
import { connectSafe } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import type { Grid } from "../cli/grid.ts";
import { roleNamed, safeNamed } from "../safe/names.ts";

export interface Change {
  readonly what: Text;
  readonly file: string;
  readonly ledger: string;
}

/** Every place in which a file differs from the one that is up to date. */
export function changesBetween(file: Deployment, current: Deployment): Change[] {
  const safes = Object.entries(current.safes).flatMap(([key, safe]) => {
    const { en, zh } = safeNamed(key);
    const recorded = file.safes[key];
    return [
      change({ en: `address of ${en}`, zh: `${zh}地址` }, recorded?.address, safe.address),
      change(
        { en: `who signs for ${en}`, zh: `${zh}签署人` },
        recorded && sayAccounts(recorded.owners),
        sayAccounts(safe.owners),
      ),
      change(
        { en: `how many must sign for ${en}`, zh: `${zh}门限` },
        recorded && String(recorded.threshold),
        String(safe.threshold),
      ),
    ];
  });
  const roles = Object.entries(current.roles).map(([role, holders]) =>
    change(roleNamed(current, BigInt(role)), sayAccounts(file.roles[role] ?? []), sayAccounts(holders)),
  );
  const joined = districtsIn(current)
    .slice(districtsIn(file).length)
    .map(({ key, name }, i) => {
      const number = districtsIn(file).length + i + 1;
      return change({ en: `district ${number}`, zh: `第 ${number} 区` }, undefined, `${key} (${name})`);
    });
  return [...joined, ...safes, ...roles].filter(({ file: said, ledger }) => said !== ledger);
}

function change(what: Text, file: string | undefined, ledger: string): Change {
  return { what, file: file ?? "–", ledger };
}

/** With a line an account, so that two lists are compared at a glance. */
export function changesGrid(changes: readonly Change[]): Grid {
  return {
    head: [
      { en: "What", zh: "事项" },
      { en: "The file says", zh: "部署文件" },
      { en: "The ledger says", zh: "账本" },
    ],
    rows: changes.flatMap(({ what, file, ledger }) => {
      const [said, now] = [file, ledger].map((list) => list.split(", ")) as [string[], string[]];
      return Array.from({ length: Math.max(said.length, now.length) }, (_, i) => [
        i === 0 ? what : "",
        said[i] ?? "",
        now[i] ?? "",
      ]);
    }),
  };
}

/**
 * Whether a quick look finds the file behind: a Safe's signers or threshold, an account that lost what the file says it holds, or a
 * district more. One that was appointed beside another, only the whole history shows.
 */
export async function looksOutdated(provider: Provider, deployment: Deployment): Promise<boolean> {
  const { manager, districts } = connectLedger(deployment, provider);
  const safes = Object.values(deployment.safes).map(async ({ address, owners, threshold }) => {
    const safe = connectSafe(address, provider);
    const [signers, needed] = await Promise.all([safe.getOwners(), safe.getThreshold()]);
    return sayAccounts(signers) !== sayAccounts(owners) || Number(needed) !== threshold;
  });
  const holders = Object.entries(deployment.roles).flatMap(([role, accounts]) =>
    accounts.map(async (account) => (await manager.getAccess(role, account)).since === 0n),
  );
  const joined = (async () => Number(await districts.count()) > districtsIn(deployment).length)();
  return (await Promise.all([...safes, ...holders, joined])).includes(true);
}
