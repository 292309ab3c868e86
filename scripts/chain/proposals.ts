/**
 * Matters that wait for a second officer. The ledger keeps only the hash of a matter; what it says is in the event of its proposal,
 * so that the second officer confirms the very same words and types none of them again.
 */
import { keccak256, type BaseContract } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matterOf, PROPOSAL_SECONDS, readMatter, type Kind, type Matter } from "../../client/matters.ts";
import type { Text } from "../../client/text/text.ts";
import { logsBack } from "./logsBack.ts";
import type { Reading } from "./reading.ts";

export { matterOf, type Kind, type Matter };

export interface OpenProposal<K extends Kind> {
  /** Its hash, by which it is withdrawn. */
  readonly matter: string;
  readonly by: string;
  /** Unix seconds. It lapses 30 days later. */
  readonly time: number;
  /** The block in which it was made. */
  readonly block: number;
  readonly says: Matter<K>;
}

/** A matter that a second officer confirmed. */
export interface ConfirmedMatter<K extends Kind> {
  readonly matter: string;
  /** Who confirmed it. */
  readonly by: string;
  readonly block: number;
  readonly says: Matter<K>;
}

/** A contract in which one officer proposes and another confirms. */
type TwoOfficers = Pick<Reading["ledger"], "programs">["programs"] | Pick<Reading["ledger"], "vouchers">["vouchers"];

/**
 * The proposals of a kind that can still be confirmed, the newest first.
 *
 * @param about which of them are meant.
 */
export async function openProposals<K extends Kind>(
  reading: Pick<Reading, "nodes" | "deployment">,
  contract: BaseContract,
  kind: K,
  about: (says: Matter<K>) => boolean,
): Promise<OpenProposal<K>[]> {
  const two = contract as unknown as TwoOfficers;
  const now = (await reading.nodes.getBlock("latest"))?.timestamp ?? 0;
  const found = new Map<string, OpenProposal<K>>();
  for await (const { matter, says, block } of proposed(reading, contract, kind, about)) {
    if (found.has(matter)) continue;
    const { by, time } = await two.proposals(matter);
    const isOpen = BigInt(by) !== 0n && now <= Number(time) + PROPOSAL_SECONDS;
    if (isOpen) found.set(matter, { matter, by, time: Number(time), block, says });
  }
  return [...found.values()];
}

/** The matter of a kind that was confirmed last, of those that were proposed in the last 30 days. */
export async function lastConfirmed<K extends Kind>(
  reading: Pick<Reading, "nodes" | "deployment">,
  contract: BaseContract,
  kind: K,
  about: (says: Matter<K>) => boolean,
): Promise<ConfirmedMatter<K> | undefined> {
  let last: ConfirmedMatter<K> | undefined;
  for await (const { matter, says, block } of proposed(reading, contract, kind, about)) {
    const confirmed = await confirmationOf(reading, contract, matter, block);
    if (confirmed && confirmed.block > (last?.block ?? -1)) last = { matter, says, ...confirmed };
  }
  return last;
}

/** The last confirmation of a matter from a block on. */
export async function confirmationOf(
  { nodes }: Pick<Reading, "nodes">,
  contract: BaseContract,
  matter: string,
  from: number,
): Promise<{ readonly by: string; readonly block: number } | undefined> {
  const two = contract as unknown as TwoOfficers;
  const event = two.interface.getEvent("MatterConfirmed");
  const [address, to] = await Promise.all([contract.getAddress(), nodes.getBlockNumber()]);
  const log = (await searchLogs(nodes, { address, topics: [event.topicHash, matter], from, to })).at(-1);
  if (!log) return undefined;
  const { by } = two.interface.decodeEventLog(event, log.data, log.topics) as unknown as { by: string };
  return { by, block: log.blockNumber };
}

/** What was proposed in the last 30 days, the newest first. */
async function* proposed<K extends Kind>(
  { nodes, deployment }: Pick<Reading, "nodes" | "deployment">,
  contract: BaseContract,
  kind: K,
  about: (says: Matter<K>) => boolean,
): AsyncGenerator<{ readonly matter: string; readonly says: Matter<K>; readonly block: number }> {
  const two = contract as unknown as TwoOfficers;
  const address = await contract.getAddress();
  const event = two.interface.getEvent("MatterProposed");
  const from = deployment.contracts.edition.block;
  for await (const log of logsBack(nodes, { address, topics: [event.topicHash], from, since: PROPOSAL_SECONDS })) {
    const { matter, what } = two.interface.decodeEventLog(event, log.data, log.topics) as unknown as {
      matter: string;
      what: string;
    };
    // What is withdrawn by its hash must be what is shown.
    const says = keccak256(what) === matter ? readMatter(kind, what) : undefined;
    if (says && about(says)) yield { matter, says, block: log.blockNumber };
  }
}

/**
 * The one proposal that is meant.
 *
 * @param what it is about, for the sentence: `revoking voucher 3-000017`.
 * @throws TongduiError `NothingProposed`, `SeveralProposed`.
 */
export function onlyProposal<K extends Kind>(proposals: readonly OpenProposal<K>[], what: Text): OpenProposal<K> {
  const [first, ...others] = proposals;
  if (!first) {
    throw new TongduiError(
      "NothingProposed",
      { en: `Nobody has proposed ${what.en} in the last 30 days.`, zh: `最近 30 天内没有人提出${what.zh}。` },
      { hint: { en: "A first officer proposes it; then confirm it.", zh: "须先由一名经办人提出，再由您确认。" } },
    );
  }
  if (others.length === 0) return first;
  const matters = proposals.map(({ matter }) => matter).join(", ");
  throw new TongduiError(
    "SeveralProposed",
    {
      en: `There are ${proposals.length} different proposals for ${what.en}: ${matters}.`,
      zh: `关于${what.zh}有 ${proposals.length} 项不同的提议：${matters}。`,
    },
    {
      hint: {
        en: "Agree which one holds; the others' proposers take theirs back. Or name one with --matter.",
        zh: "请商定以哪一项为准，其余由提出人撤回；也可用 --matter 指定其中一项。",
      },
    },
  );
}
