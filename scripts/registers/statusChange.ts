/** The last change of a party's status, as its event tells it. */
import { newestLog } from "../chain/newestLog.ts";
import type { Reading } from "../chain/reading.ts";
import { contractOf, type Register } from "./register.ts";

export interface StatusChange {
  readonly status: bigint;
  /** Commitment of the reason. */
  readonly reason: string;
  readonly by: string;
  readonly block: number;
}

/** Undefined for a party whose status never changed. */
export async function lastStatusChange(
  { ledger, nodes, deployment }: Reading,
  register: Register,
  id: bigint,
): Promise<StatusChange | undefined> {
  const contract = contractOf(ledger, register);
  const { interface: abi } = contract;
  const name = register === "enterprise" ? "EnterpriseStatusChanged" : "ProviderStatusChanged";
  const log = await newestLog(nodes, {
    address: await contract.getAddress(),
    topics: abi.encodeFilterTopics(name, [id]),
    from: deployment.contracts.edition.block,
  });
  if (!log) return undefined;
  const { status, reason, by } = abi.decodeEventLog(name, log.data, log.topics) as unknown as StatusChange;
  return { status, reason, by, block: log.blockNumber };
}
