/** The decision on which an issue rests: the office's file stays here, the ledger gets a commitment to what was decided. */
import type { Json } from "../../client/documents/canonical.ts";
import { referenceTo } from "../documents/attachments.ts";
import { documentsOf, type Office } from "../documents/office.ts";
import type { Plan } from "./planFile.ts";

/**
 * Keeps a document that ties the decision's file to the list, and commits to it. The same file for the same list has the same
 * commitment, however often the command is run.
 *
 * @param more what the document says besides.
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `AttachmentUnreadable`; as DocumentStore.
 */
export async function commitDecision(
  office: Office,
  { program, batch, items, total }: Plan,
  file: string,
  more: { readonly [name: string]: Json } = {},
): Promise<string> {
  const { name, sha256 } = await referenceTo(file);
  const document = {
    purpose: "announce",
    list: batch,
    program: String(program),
    count: items.length,
    totalFen: String(total),
    ...more,
    files: [{ name, sha256 }],
  };
  const store = await documentsOf(office);
  return store.commitFor({ purpose: "announce", subject: `list ${batch}`, document });
}
