/** The end of a party's last change of wallet, as its events tell it. */
import { newestLog } from "../chain/newestLog.ts";
import type { Reading } from "../chain/reading.ts";
import { contractOf, type Register } from "../registers/register.ts";

export interface EndedRotation {
  readonly end: "confirmed" | "cancelled";
  /** Who confirmed or cancelled it. */
  readonly by: string;
  readonly block: number;
}

/** Undefined where none is at its end: there was none, or it is still open. */
export async function lastRotation(
  { ledger, nodes, deployment }: Reading,
  register: Register,
  id: bigint,
): Promise<EndedRotation | undefined> {
  const contract = contractOf(ledger, register);
  const { interface: abi } = contract;
  const names = ["RotationProposed", "RotationCancelled", "WalletRotated"] as const;
  const [, party] = abi.encodeFilterTopics("WalletRotated", [id]);
  const log = await newestLog(nodes, {
    address: await contract.getAddress(),
    topics: [names.map((name) => abi.getEvent(name).topicHash), party ?? null],
    from: deployment.contracts.edition.block,
  });
  const event = log && abi.parseLog(log);
  if (!log || !event || event.name === "RotationProposed") return undefined;
  const { by } = event.args as unknown as { readonly by: string };
  return { end: event.name === "WalletRotated" ? "confirmed" : "cancelled", by, block: log.blockNumber };
}
