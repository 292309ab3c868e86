/** What the indexer is started with. `start.ts` reads it from the command line and hands it on in the environment. */
import { readDeployment } from "../client/deploy/fileStore.ts";
import type { Deployment } from "../client/deployment.ts";

export interface Settings {
  readonly deployment: Deployment;
  /** The nodes' addresses; a second one takes over where the first does not answer. */
  readonly nodes: string[];
  /** Where PGlite keeps the tables of this chain; PostgreSQL by DATABASE_URL instead. */
  readonly data: string;
}

/** Names in the environment. */
export const ENV = { deployment: "TONGDUI_DEPLOYMENT", nodes: "TONGDUI_NODES", data: "TONGDUI_INDEX" } as const;

/** Chains that begin anew with the same id: what was fetched from an earlier one must not be taken for this one's. */
const DEVELOPMENT = 31_337;

export function isDevelopment({ chainId }: Pick<Deployment, "chainId">): boolean {
  return chainId === DEVELOPMENT;
}

/** @throws Error where it was not started by `npm run index`; TongduiError `Deployment…`. */
export async function readSettings(): Promise<Settings> {
  const { [ENV.deployment]: file, [ENV.nodes]: nodes, [ENV.data]: data } = process.env;
  if (file === undefined || nodes === undefined || data === undefined) {
    throw new Error(
      "The indexer is started by `npm run index`, which also sees to it that nothing is reported to others.",
    );
  }
  return { deployment: await readDeployment(file), nodes: nodes.split(","), data };
}
