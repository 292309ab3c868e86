/** The file with which an index is started on a bench's ledger: a pilot's, with this ledger's addresses. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Addresses } from "../../client/replay/events.ts";
import { deployPilot } from "../../test/deploy/pilot.ts";
import type { Served } from "../command/ledger/served.ts";

/** @returns the file's path. */
export async function writeDeployment({ chain, addresses }: Served, folder: string): Promise<string> {
  const { deployment } = await deployPilot();
  const contracts = { ...deployment.contracts };
  for (const name of Object.keys(addresses) as (keyof Addresses)[])
    contracts[name] = { ...contracts[name], address: addresses[name], block: 0 };
  const file = path.join(folder, "deployment.json");
  await writeFile(file, JSON.stringify({ ...deployment, ...chain, contracts }));
  return file;
}
