/** The tests' own chain, as a node that answers over HTTP, with the deployment's file of the ledger on it. */
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { getAddress } from "ethers";
import { PARTS } from "../../../client/deployment.ts";
import type { Office } from "../../scripts/support/office.ts";
import { ethers, type World } from "../../support/world.ts";

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

export interface Served {
  readonly url: string;
  readonly close: () => void;
}

/** Ponder counts on what it sends being answered in the same words; errors are passed on as the node has them. */
export async function serveChain(): Promise<Served> {
  const answered = async ({ id, method, params }: Request): Promise<object> => {
    try {
      return { jsonrpc: "2.0", id, result: (await ethers.provider.send(method, params)) as unknown };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32_000, message: (error as Error).message } };
    }
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<object> => {
      const asked = JSON.parse(await text(request)) as Request | readonly Request[];
      return Array.isArray(asked) ? Promise.all(asked.map(answered)) : answered(asked as Request);
    };
    void answer().then((body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The file of an office's deployment, with the addresses of another ledger. */
export async function writeDeployment(
  w: World,
  { deployment }: Pick<Office, "deployment">,
  folder: string,
): Promise<string> {
  const contracts = { ...deployment.contracts };
  for (const name of ["edition", ...PARTS] as const)
    contracts[name] = { ...contracts[name], address: getAddress(await w[name].getAddress()), block: 0 };
  const genesis = (await ethers.provider.getBlock(0))?.hash;
  const file = path.join(folder, "story.json");
  await writeFile(file, JSON.stringify({ ...deployment, genesis, contracts }));
  return file;
}
