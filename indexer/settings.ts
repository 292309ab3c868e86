/** What the indexer is started with. `start.ts` reads it from the command line and hands it on in the environment. */
import { z } from "zod";
import { readDeployment } from "../client/deploy/fileStore.ts";
import type { Deployment } from "../client/deployment.ts";

const settingsSchema = z.object({
  /** The deployment's file. */
  deployment: z.string(),
  /** The nodes' addresses; a second one takes over where the first does not answer. */
  nodes: z.array(z.string()).min(1),
  /** Where PGlite keeps the tables of this chain (PostgreSQL by DATABASE_URL instead), and what offices said last. */
  data: z.string(),
  host: z.string(),
  /** 0 for any that is free. */
  port: z.number().int().min(0).max(65_535),
  /** By the district: where its office says what it publishes. */
  offices: z.record(z.string(), z.string()),
  /** Of the key to the full face; nobody has it where there is none. */
  fullKeyFile: z.string().optional(),
  /** Requests of one address a minute. */
  rate: z.number().int().min(1),
  /** Whether X-Forwarded-For tells the visitor, as where only one's own proxy can come here. */
  trustedProxy: z.boolean(),
  /** Whether it tells of its work. */
  log: z.boolean(),
  /** Where its figures are to be read; nowhere unless it is said. */
  figures: z.object({ host: z.string(), port: z.number().int().min(0).max(65_535) }).optional(),
});

export type Start = z.infer<typeof settingsSchema>;

export type Settings = Omit<Start, "deployment"> & { readonly deployment: Deployment };

const NAME = "TONGDUI_INDEX";

/** Chains that begin anew with the same id: what was fetched from an earlier one must not be taken for this one's. */
const DEVELOPMENT = 31_337;

export function isDevelopment({ chainId }: Pick<Deployment, "chainId">): boolean {
  return chainId === DEVELOPMENT;
}

/** Hands settings on to what Ponder loads in this process. */
export function handOn(start: Start): void {
  process.env[NAME] = JSON.stringify(start);
}

/** @throws Error where it was not started by `npm run index`; TongduiError `Deployment…`. */
export async function readSettings(): Promise<Settings> {
  const { [NAME]: given } = process.env;
  if (given === undefined) {
    throw new Error(
      "The indexer is started by `npm run index`, which also sees to it that nothing is reported to others.",
    );
  }
  const { deployment, ...rest } = settingsSchema.parse(JSON.parse(given));
  return { ...rest, deployment: await readDeployment(deployment) };
}
