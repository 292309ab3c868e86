/** The provider's own Bureau countersigns a proposal, once it has held the ledger against what it has in hand. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { noticeEndOf, type NoticeGiven } from "../policy/noticeEnd.ts";
import { compareInHand, sayPoint, type Compared, type Papers } from "./inHand.ts";
import { papersDiffer, profileNotInHand } from "./inHandRefusals.ts";
import { PROVIDER_COLUMNS, readParties } from "./partyTable.ts";
import { partyMeant, type Meant } from "./party.ts";
import { PROVIDER } from "./register.ts";
import { refuseTable } from "./report.ts";

export interface CountersignInput extends NoticeGiven {
  readonly party: string;
  /** The Operator's. */
  readonly table: string | undefined;
  readonly nullifierPasswordFile: string | undefined;
  /** Whether it may do without the document that confirms the name. */
  readonly withoutProfile: boolean;
}

/**
 * Countersigns a proposal, and its public notice begins. What was compared, and what could not be, is said before the question.
 *
 * @throws TongduiError `PapersDiffer`, `ProfileNotInHand`; as compareInHand, partyMeant, noticeEndOf, readTable, perform.
 */
export async function countersign(input: CountersignInput, context: Context): Promise<Answer> {
  const table = input.table === undefined ? undefined : await readParties(input.table, PROVIDER_COLUMNS);
  if (table && table.complaints.length > 0) {
    return refuseTable(context, table.file, table.complaints, table.rows, undefined);
  }
  return acting(context, async (open) => {
    const { providers } = open.ledger;
    const party = await partyMeant(open, "provider", input.party);
    const { id, named, written } = party;
    const isDone = async (): Promise<boolean> => {
      const { status } = await providers.providerOf(id);
      return status === PROVIDER.countersigned || status === PROVIDER.admitted;
    };
    const title = { en: `Countersign the admission of ${named.en}`, zh: `会签${named.zh}入库` };
    const compared = (await isDone()) ? undefined : await comparedWith(open, party, { ...input, table });
    const outcomes = compared
      ? await perform(open, [
          {
            title: {
              en: `${title.en}; public notice through ${isoOfDay(compared.noticeEnd)}`,
              zh: `${title.zh}，公示至 ${isoOfDay(compared.noticeEnd)}`,
            },
            isDone,
            draft: async () => providers.countersign.populateTransaction(id, compared.noticeEnd),
          },
        ])
      : [{ title, end: "before" } as const];
    const { wallet, profile, noticeEnd } = await providers.providerOf(id);
    if (compared?.hasProfile === true && !context.dryRun) {
      const { name, creditCode } = compared;
      await party.directory.add([{ register: "provider", id, name, creditCode, wallet, profile }]);
    }
    return answerOf(outcomes, {
      data: {
        provider: written,
        noticeEnd: noticeEnd === 0n ? null : isoOfDay(Number(noticeEnd)),
        compared: compared?.points.map(({ what, end }) => ({ what: what[context.lang], end })) ?? null,
      },
      parts: [
        {
          en: `From the day after the notice on, anyone admits it: tongdui provider admit ${written}`,
          zh: `公示期满次日起，任何人均可办理入库：tongdui provider admit ${written}`,
        },
      ],
    });
  });
}

/** Says what was compared, and what could not be. @throws TongduiError `PapersDiffer`, `ProfileNotInHand`; as compareInHand, noticeEndOf. */
async function comparedWith(
  open: Acting,
  party: Meant,
  input: Papers & NoticeGiven & Pick<CountersignInput, "withoutProfile">,
): Promise<Compared & { readonly noticeEnd: Day }> {
  const { note } = open.context.io;
  const noticeEnd = await noticeEndOf(open, input);
  const compared = await compareInHand(open, party, input);
  note({
    en: `The ledger's ${party.named.en}, beside what is in hand:`,
    zh: `账本所载${party.named.zh}与手头材料核对如下：`,
  });
  for (const point of compared.points) note(sayPoint(point));
  if (compared.points.some(({ end }) => end === "differs")) throw papersDiffer(party, compared.points);
  if (!compared.hasProfile) {
    if (!input.withoutProfile) throw profileNotInHand(party, compared.name);
    note({
      en: `  – name: ${compared.name}, as the table says; nothing confirms it, and this office does not keep it`,
      zh: `  – 名称：名单为“${compared.name}”，未经确认，本单位不保存该名称`,
    });
  }
  return { ...compared, noticeEnd };
}
