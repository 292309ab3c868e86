/**
 * What takes two officers, as three acts: one proposes, another confirms the very same, and the first can take back what nobody has
 * confirmed. Each is done once, whatever dies in between, because the ledger says how far a matter has come.
 */
import type { BaseContract, ContractTransaction } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import type { Acting } from "./acting.ts";
import { agreed, type OneNode } from "./agreement.ts";
import { perform, type Outcome } from "./perform.ts";
import {
  confirmationOf,
  lastConfirmed,
  matterOf,
  onlyProposal,
  openProposals,
  type Kind,
  type Matter,
  type OpenProposal,
} from "./proposals.ts";
import { whoIs } from "./whoIs.ts";

/** What an officer asks for: nothing but the bare command proposes. */
export interface Stage {
  readonly confirm: boolean;
  readonly takeBack: boolean;
}

/** Which proposals a command is about. */
export interface About<K extends Kind> {
  readonly contract: BaseContract;
  readonly kind: K;
  /** As a part of a sentence: `ending the freeze of enterprise 2-15`, `结束企业 2-15 的冻结`. */
  readonly what: Text;
  readonly about: (says: Matter<K>) => boolean;
  /** Of those that stand open, which can still be confirmed; all of them unless it is given. */
  readonly holds?: (says: Matter<K>) => boolean;
  /** The hash of the one that is meant, where there are several. */
  readonly matter?: string | undefined;
}

const PROPOSAL_SECONDS = 30 * 86_400;

/**
 * Which of the three acts is asked for.
 *
 * @throws TongduiError `UsageWrong` for two at once.
 */
export function stageOf({ confirm, takeBack }: Stage): "propose" | "confirm" | "take back" {
  if (confirm && takeBack) {
    throw new TongduiError("UsageWrong", {
      en: "Give --confirm or --take-back, not both.",
      zh: "--confirm 与 --take-back 只能选其一。",
    });
  }
  return confirm ? "confirm" : takeBack ? "take back" : "propose";
}

/**
 * Proposes a matter. One that stands open in the same words, by whomever, is not proposed again.
 *
 * @throws TransactionRefused; TongduiError as perform.
 */
export async function proposeMatter<K extends Kind>(
  open: Acting,
  {
    contract,
    kind,
    says,
    what,
    draft,
  }: Pick<About<K>, "contract" | "kind" | "what"> & {
    readonly says: Matter<K>;
    readonly draft: () => Promise<Draft>;
  },
): Promise<Outcome[]> {
  const matter = matterOf(kind, says);
  const isDone = async (): Promise<boolean> => isProposed(open, contract, matter);
  return perform(open, [{ title: { en: `Propose ${what.en}`, zh: `提出${what.zh}` }, isDone, draft }]);
}

/** Whether a matter stands open: proposed, and neither confirmed, taken back nor lapsed. */
export async function isProposed(
  { nodes }: Pick<Acting, "nodes">,
  contract: BaseContract,
  matter: string,
): Promise<boolean> {
  const [{ by, time }, newest] = await Promise.all([twoOf(contract).proposals(matter), nodes.getBlock("latest")]);
  return BigInt(by) !== 0n && (newest?.timestamp ?? 0) <= Number(time) + PROPOSAL_SECONDS;
}

/**
 * Confirms what another officer proposed.
 *
 * @param tell what the second officer should know of it before saying yes, as one node tells it; all of them must tell the same.
 * @param stands whether the ledger is as a confirmed matter made it; then a run after one that was killed finds it done.
 * @returns what was confirmed, with its outcome.
 * @throws TongduiError `NothingProposed`, `SeveralProposed`; TransactionRefused; as agreed.
 */
export async function confirmMatter<K extends Kind>(
  open: Acting,
  about: About<K>,
  {
    tell,
    stands,
    draft,
  }: {
    readonly tell: (proposal: OpenProposal<K>, node: OneNode) => Promise<readonly Text[]>;
    readonly stands: (says: Matter<K>) => Promise<boolean>;
    readonly draft: (says: Matter<K>) => Promise<Draft>;
  },
): Promise<{ readonly says: Matter<K>; readonly outcomes: Outcome[] }> {
  const { contract, kind, what, holds = () => true } = about;
  const title = { en: `Confirm ${what.en}`, zh: `确认${what.zh}` };
  const proposals = (await openProposals(open, contract, kind, about.about))
    .filter(isMeant(about))
    .filter(({ says }) => holds(says));
  if (proposals.length === 0) {
    const last = await lastConfirmed(open, contract, kind, about.about);
    if (last && isMeant(about)(last) && (await stands(last.says))) {
      return { says: last.says, outcomes: [{ title, end: "before" }] };
    }
  }
  const proposal = onlyProposal(proposals, what);
  const told = await agreed(open, what, async (node) => {
    const { by, time } = await twoOf(contract.connect(node.nodes)).proposals(proposal.matter);
    return [proposedBy(await whoIs(node, by), Number(time)), ...(await tell(proposal, node))];
  });
  for (const text of told) open.context.io.note(text);
  const isDone = async (): Promise<boolean> =>
    (await confirmationOf(open, contract, proposal.matter, proposal.block)) !== undefined;
  const outcomes = await perform(open, [{ title, isDone, draft: async () => draft(proposal.says) }]);
  return { says: proposal.says, outcomes };
}

/**
 * Takes back one's own proposal.
 *
 * @throws TongduiError `NothingProposed`, `SeveralProposed`; TransactionRefused.
 */
export async function takeBackMatter<K extends Kind>(open: Acting, about: About<K>): Promise<Outcome[]> {
  const { contract, kind, what } = about;
  const own = (await openProposals(open, contract, kind, about.about)).filter(({ by }) => by === open.account);
  const { matter } = onlyProposal(own.filter(isMeant(about)), what);
  return perform(open, [
    {
      title: { en: `Take back the proposal of ${what.en}`, zh: `撤回关于${what.zh}的提议` },
      isDone: async () => BigInt((await twoOf(contract).proposals(matter)).by) === 0n,
      draft: async () => twoOf(contract).withdrawProposal.populateTransaction(matter),
    },
  ]);
}

function isMeant({ matter }: Pick<About<Kind>, "matter">): (one: { readonly matter: string }) => boolean {
  return (one) => matter === undefined || one.matter === matter.toLowerCase();
}

function proposedBy(by: Text, time: number): Text {
  const when = new Date(time * 1_000 + SHANGHAI_MILLISECONDS).toISOString().slice(0, 16).replace("T", " ");
  return { en: `Proposed by ${by.en} on ${when} (Shanghai).`, zh: `由 ${by.zh} 于 ${when}（北京时间）提出。` };
}

const SHANGHAI_MILLISECONDS = 8 * 3_600_000;

interface TwoOfficers {
  readonly proposals: (matter: string) => Promise<{ readonly by: string; readonly time: bigint }>;
  readonly withdrawProposal: {
    readonly populateTransaction: (matter: string) => Promise<ContractTransaction>;
  };
}

function twoOf(contract: BaseContract): TwoOfficers {
  return contract as unknown as TwoOfficers;
}
