/** `object`: during a public notice, by the Auditor or a district's Bureau. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { dutiesOf } from "../../client/duties.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { SEATS, standingOf, subjectOf, type Seat, type Subject } from "./subject.ts";
import { SEAT } from "../../client/text/states.ts";

export interface ObjectInput {
  readonly subject: string;
  readonly reason: string;
  readonly seat: Seat | undefined;
}

export async function object({ subject: typed, reason, seat: asked }: ObjectInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const subject = await subjectOf(open, typed);
    const seat = await seatOf(open, subject, asked);
    const number = SEATS.indexOf(seat);
    const commitment = await commitReason(open, { purpose: "object", subject: subject.id, reason });
    const title = {
      en: `Object to ${subject.what.en}, for: ${SEAT[number]?.en ?? ""}`,
      zh: `对${subject.what.zh}提出异议（${SEAT[number]?.zh ?? ""}）`,
    };
    const outcomes = await perform(open, [
      {
        title,
        isDone: async () => objectedWith(open, subject, number, commitment),
        draft: async () => subject.contract.object.populateTransaction(subject.id, number, commitment),
      },
    ]);
    return answerOf(outcomes, { data: { subject: subject.id, seat, reason: commitment } });
  });
}

/**
 * Whether this very objection was made: the same words have the same commitment. An order that was opened again is heard anew, and
 * what was objected to before says nothing of it.
 */
async function objectedWith(
  open: Acting,
  { contract, id }: Subject,
  seat: number,
  commitment: string,
): Promise<boolean> {
  if ((await standingOf(contract, id, seat)) === "none") return false;
  const { interface: abi } = open.ledger.orders;
  const topics = abi.encodeFilterTopics(abi.getEvent("Objected"), [id, seat]) as string[];
  const [address, to] = await Promise.all([contract.getAddress(), open.nodes.getBlockNumber()]);
  const logs = await searchLogs(open.nodes, { address, topics, from: open.deployment.contracts.edition.block, to });
  const last = logs.at(-1);
  return last !== undefined && abi.parseLog(last)?.args["reason"] === commitment;
}

/** For whom the account objects: its duty says, unless it has several. */
async function seatOf(open: Acting, { home, other }: Subject, asked: Seat | undefined): Promise<Seat> {
  if (asked) return asked;
  const duties = await dutiesOf(open, open.account);
  const bureaus = new Set(duties.filter(({ duty }) => duty === "bureau").map(({ district }) => district));
  const seats: Seat[] = [];
  if (duties.some(({ duty }) => duty === "auditor")) seats.push("auditor");
  if (bureaus.has(home)) seats.push("home");
  if (other !== home && bureaus.has(other)) seats.push("provider");
  const [seat, second] = seats;
  if (seat && !second) return seat;
  throw new TongduiError(
    "SeatOpen",
    seat
      ? { en: "The account could object for several.", zh: "该账户可以多种身份提出异议。" }
      : {
          en: "Only the Auditor and the Bureaus of the home and the provider's district object; the account is none of them.",
          zh: "只有审计机构、所属区科技局和服务机构所在区科技局可以提出异议，该账户均不是。",
        },
    { hint: { en: "Say for whom with --seat.", zh: "请用 --seat 指明身份。" } },
  );
}
