/** `practice pass`: days go by on a practice ledger, which no real one can be made to do. */
import { firstSecondOf, isoOfDay } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";

const TEN_O_CLOCK = 10 * 3_600;

/** @throws TongduiError `NotForPractice`. */
export async function passDays({ days }: { readonly days: number }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    if (open.deployment.network !== "practice") throw notForPractice(open.deployment.network);
    const day = (await open.today()) + days;
    if (!context.dryRun) {
      await demandSure(context, isoOfDay(day));
      await open.nodes.send("evm_setNextBlockTimestamp", [firstSecondOf(day) + TEN_O_CLOCK]);
      await open.nodes.send("evm_mine", []);
    }
    const date = isoOfDay(day);
    const is = context.dryRun ? { en: "It would be", zh: "届时为" } : { en: "It is", zh: "现在是" };
    return {
      data: { today: date },
      parts: [{ en: `${is.en} ${date} on the practice ledger.`, zh: `练习账本上${is.zh} ${date}。` }],
    };
  });
}

/** A calendar that was moved on goes not back, for anybody on this ledger. @throws TongduiError `NotConfirmed`, `NobodyToAsk`. */
async function demandSure({ io, yes }: Context, date: string): Promise<void> {
  const question = {
    en: `Move the practice ledger's calendar on to ${date}? It does not go back.`,
    zh: `确认将练习账本的日期推进到 ${date} 吗？日期不能倒退。`,
  };
  if (yes || (await io.confirm(question))) return;
  throw new TongduiError("NotConfirmed", { en: "The calendar stays as it is.", zh: "日期未变动。" });
}

function notForPractice(network: string): TongduiError {
  return new TongduiError("NotForPractice", {
    en: `${network} is not a practice ledger, and its days pass by themselves.`,
    zh: `${network} 不是练习账本，其日期自然推进。`,
  });
}
