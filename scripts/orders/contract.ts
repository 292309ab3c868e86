/** The contract behind an order: its document, which is only committed to. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { documentsOf, type Office } from "../documents/office.ts";
import { shown } from "../../client/files/secretFile.ts";
import { digestOf } from "../tables/sourceFile.ts";
import type { ContractFacts } from "./signature.ts";

/**
 * Commits to a contract: its number, the parties' credit codes and the file itself, which goes in by its SHA-256. The same contract
 * for the same voucher has one commitment, however often this is done.
 *
 * @param office whose store keeps it.
 * @throws TongduiError `ContractUnreadable`; as DocumentStore.
 */
export async function commitContract(
  office: Office,
  {
    voucher,
    provider,
    contract,
    file,
  }: { readonly voucher: bigint; readonly provider: bigint; readonly contract: ContractFacts; readonly file: string },
): Promise<string> {
  const sha256 = await sha256Of(file);
  const store = await documentsOf(office);
  const subject = `voucher ${formatVoucher(voucher)} with ${formatProvider(provider)}`;
  const { number, enterprise, provider: seller } = contract;
  return store.commitFor({
    purpose: "contract",
    subject,
    document: { kind: "contract", number, enterprise, provider: seller, files: [{ sha256 }] },
  });
}

/** @returns true. @throws TongduiError `ContractUnreadable`. */
export async function demandReadable(file: string): Promise<true> {
  await sha256Of(file);
  return true;
}

async function sha256Of(file: string): Promise<string> {
  return digestOf(file).catch((cause: unknown) => {
    throw contractUnreadable(file, cause);
  });
}

function contractUnreadable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "ContractUnreadable",
    { en: `The contract ${shown(file)} cannot be read.`, zh: `无法读取合同 ${shown(file)}。` },
    { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
  );
}
