/** The decision on which an issue rests: the office's file stays here, the ledger gets a commitment to what was decided. */
import { formatVoucher } from "../../client/ids.ts";
import { referenceTo } from "../documents/attachments.ts";
import { documentsOf, type Office } from "../documents/office.ts";
import type { Plan } from "./planFile.ts";

/**
 * Keeps a document that ties the decision's file to the list, and commits to it. The same file for the same list has the same
 * commitment, however often the command is run. Of a list that corrects vouchers it says which.
 *
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `AttachmentUnreadable`; as DocumentStore.
 */
export async function commitDecision(
  office: Office,
  { program, batch, items, total, corrects }: Plan,
  file: string,
): Promise<string> {
  const { name, sha256 } = await referenceTo(file);
  const document = {
    purpose: "announce",
    list: batch,
    program: String(program),
    count: items.length,
    totalFen: String(total),
    ...(corrects.length === 0 ? {} : { corrects: corrects.map(formatVoucher) }),
    files: [{ name, sha256 }],
  };
  const store = await documentsOf(office);
  return store.commitFor({ purpose: "announce", subject: `list ${batch}`, document });
}
