/** What takes two officers in the registers: each act is proposed, confirmed and taken back by one command. */
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import type { Acting } from "../chain/acting.ts";
import type { OneNode } from "../chain/agreement.ts";
import { answerOf, type Outcome } from "../chain/perform.ts";
import type { Kind, Matter } from "../chain/proposals.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About } from "../chain/twoOfficers.ts";
import type { Answer, Data } from "../cli/answer.ts";

export interface TwoOfficersInput {
  readonly confirm: boolean;
  readonly takeBack: boolean;
  readonly matter: string | undefined;
}

export interface ActOfTwo<K extends Kind> {
  readonly about: Omit<About<K>, "matter">;
  /** What the first officer proposes. */
  readonly says: () => Promise<Matter<K>>;
  readonly propose: (says: Matter<K>) => Promise<Draft>;
  readonly confirm: (says: Matter<K>) => Promise<Draft>;
  /** Whether the ledger is as the matter makes it. */
  readonly stands: (says: Matter<K>) => Promise<boolean>;
  /** What the second officer is told before saying yes. */
  readonly tell: (says: Matter<K>, node: OneNode) => Promise<readonly Text[]>;
  /** For programs. */
  readonly data: { readonly [key: string]: Data };
  /** What is done in the office once the ledger has it. */
  readonly after?: (says: Matter<K>) => Promise<void>;
}

/**
 * Does what the officer asks for.
 *
 * @throws TongduiError as stageOf, proposeMatter, confirmMatter, takeBackMatter.
 */
export async function actOfTwo<K extends Kind>(
  open: Acting,
  input: TwoOfficersInput,
  act: ActOfTwo<K>,
): Promise<Answer> {
  const about: About<K> = { ...act.about, matter: input.matter };
  switch (stageOf(input)) {
    case "propose": {
      const says = await act.says();
      const outcomes = await proposeMatter(open, { ...about, says, draft: async () => act.propose(says) });
      return answerOf(outcomes, { data: act.data, parts: isSent(outcomes) ? [SECOND] : [] });
    }
    case "confirm": {
      const { says, outcomes } = await confirmMatter(open, about, {
        tell: async (proposal, node) => act.tell(proposal.says, node),
        stands: act.stands,
        draft: act.confirm,
      });
      if (!open.context.dryRun) await act.after?.(says);
      return answerOf(outcomes, { data: act.data });
    }
    case "take back":
      return answerOf(await takeBackMatter(open, about), { data: act.data });
  }
}

function isSent(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ end }) => end !== "tried");
}

const SECOND: Text = {
  en: "It takes effect once a second officer runs the same command with --confirm.",
  zh: "须由第二名经办人加 --confirm 运行同一命令后生效。",
};
