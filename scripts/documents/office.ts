import type { Context } from "../cli/context.ts";
import type { Profile } from "../profile/profile.ts";
import { DocumentStore } from "./store.ts";

/** An office in which a command runs; an open ledger is one. */
export interface Office {
  readonly profile: Pick<Profile, "documents">;
  readonly context: Pick<Context, "dryRun" | "now">;
}

/** The office's documents. In a dry run nothing is added to them. @throws TongduiError as DocumentStore.open. */
export async function documentsOf({ profile, context }: Office): Promise<DocumentStore> {
  return DocumentStore.open(profile.documents, { now: context.now, dryRun: context.dryRun });
}
