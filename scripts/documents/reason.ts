import { documentsOf, type Office } from "./office.ts";
import { reasonDocument } from "./readDocument.ts";

/**
 * A reason in words stays in the office's store; what the ledger is given is its commitment. The same words about the same matter
 * have the same one, however often the command is run.
 *
 * @param purpose what is done: `revoke`. @param subject what it is done to: `voucher 3-000017`.
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `ReasonMissing`; as DocumentStore.
 */
export async function commitReason(
  office: Office,
  { purpose, subject, reason }: { readonly purpose: string; readonly subject: string; readonly reason: string },
): Promise<string> {
  const document = reasonDocument(reason, { purpose, subject });
  return (await documentsOf(office)).commitFor({ purpose, subject, document });
}
