import { parseDeploymentRecord, type DeploymentRecord } from "../deployment.ts";

/** Where the deployer keeps its record. A save is whole or not at all, and lasts when it returns. */
export interface DeploymentStore {
  /** The record, or null before the first save. */
  load(): Promise<DeploymentRecord | null>;
  save(record: DeploymentRecord): Promise<void>;
}

/** Keeps the record for as long as the program runs: for chains that do not outlive it either. */
export function memoryStore(): DeploymentStore {
  let text: string | null = null;
  return {
    load: () => Promise.resolve(text === null ? null : parseDeploymentRecord(JSON.parse(text), "the record")),
    save: (record) => {
      text = JSON.stringify(record);
      return Promise.resolve();
    },
  };
}
