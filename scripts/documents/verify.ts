/** Whether a document is what a commitment was made of. */
import type { Json } from "../../client/documents/canonical.ts";
import { isObject } from "./attachments.ts";
import type { Source } from "./readDocument.ts";
import { KeptDocument, type ErasedDocument } from "../../client/documents/record.ts";
import type { DocumentStore } from "./store.ts";

export type Verdict =
  /** The document and its salt open it. */
  | { readonly verdict: "opens"; readonly commitment: string; readonly kept: KeptDocument }
  /** There is a salt, and it is of another document. */
  | { readonly verdict: "differs"; readonly commitment: string; readonly kept: KeptDocument }
  /** The salt is gone for good. */
  | { readonly verdict: "erased"; readonly commitment: string; readonly left: ErasedDocument }
  /** There is no salt to try; without a commitment, none of all that are here is of this document. */
  | { readonly verdict: "unknown"; readonly commitment: string | undefined };

/** A document that was handed over with its salt, against the commitment that it should open. */
export function verifyHandedOver(kept: KeptDocument, commitment = kept.commitment): Verdict {
  return { verdict: kept.commitment === commitment ? "opens" : "differs", commitment, kept };
}

/** A document against one commitment, with the salt of the store. */
export async function verifyAgainst(store: DocumentStore, source: Source, commitment: string): Promise<Verdict> {
  const found = await store.find(commitment);
  if (found === undefined) return { verdict: "unknown", commitment };
  if (!(found instanceof KeptDocument)) return { verdict: "erased", commitment, left: found };
  return { verdict: isOf(found, source) ? "opens" : "differs", commitment, kept: found };
}

/** All commitments of the store that a document opens; one `unknown` if there is none. */
export async function verifyAmongAll(store: DocumentStore, source: Source): Promise<Verdict[]> {
  const { kept } = await store.list();
  const opened = kept.filter((one) => isOf(one, source));
  if (opened.length === 0) return [{ verdict: "unknown", commitment: undefined }];
  return opened.map((one) => ({ verdict: "opens", commitment: one.commitment, kept: one }));
}

/**
 * Whether a kept document is made of a source. References to files that were added when it was committed to are not in the
 * source; the files themselves are held against them elsewhere.
 */
export function isOf(kept: KeptDocument, source: Source): boolean {
  const document = source(kept);
  if (kept.isOf(document)) return true;
  const files = filesOf(kept.document);
  return files !== undefined && isObject(document) && !("files" in document) && kept.isOf({ ...document, files });
}

function filesOf(document: Json): Json | undefined {
  return isObject(document) ? document["files"] : undefined;
}
