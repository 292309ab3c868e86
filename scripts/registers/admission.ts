/** A provider whose public notice is over is admitted and gets its certificate: anyone does that. */
import { formatProvider } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { acting } from "../chain/acting.ts";
import { performInBatches } from "../chain/batches.ts";
import type { Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { Directory } from "./directory.ts";
import { providersOf } from "./listProviders.ts";
import { PROVIDER } from "./register.ts";

/** Admits providers whose notice is over: those that are named, or all that are due. */
export async function admit(
  input: { readonly providers: readonly bigint[]; readonly due: boolean },
  context: Context,
): Promise<Answer> {
  if (input.due === input.providers.length > 0) {
    throw new TongduiError("UsageWrong", {
      en: "Name providers, or give --due for all whose notice is over; not both.",
      zh: "请指定服务机构，或用 --due 表示全部公示期满者，二者选一。",
    });
  }
  return acting(context, async (open) => {
    const { ledger } = open;
    const directory = await Directory.open(open);
    const wanted = input.due ? await dueProviders(open) : input.providers;
    const { outcomes } = await performInBatches(open, {
      title: { en: "Admit providers", zh: "办理入库" },
      items: wanted,
      size: 1,
      areDone: async (ids) =>
        Promise.all(ids.map(async (id) => (await ledger.providers.providerOf(id)).status === PROVIDER.admitted)),
      draft: async ([id]) => ledger.providers.admit.populateTransaction(id ?? 0n),
    });
    const parts = wanted.map((id, i): Text => {
      const name = directory.label("provider", id);
      const outcome = outcomes[i];
      switch (outcome?.end) {
        case "done":
          return { en: `✓ ${name} is admitted.`, zh: `✓ ${name} 已入库。` };
        case "tried":
          return { en: `· ${name} could be admitted.`, zh: `· ${name} 可以办理入库。` };
        case "refused":
          return { en: `✗ ${name}: ${outcome.error.sentence.en}`, zh: `✗ ${name}：${outcome.error.sentence.zh}` };
        default:
          return { en: `✓ ${name} was admitted before.`, zh: `✓ ${name} 此前已入库。` };
      }
    });
    const refused = outcomes.filter(({ end }) => end === "refused").length;
    return {
      data: wanted.map((id, i) => ({ provider: formatProvider(id), end: outcomes[i]?.end ?? "" })),
      parts:
        parts.length > 0
          ? parts
          : [{ en: "No provider is due for admission.", zh: "目前没有公示期满待入库的服务机构。" }],
      ...(refused > 0 ? { exit: input.due || refused < wanted.length ? EXIT.partly : EXIT.mendable } : {}),
    };
  });
}

/** All providers whose notice is over and who are not admitted yet. */
async function dueProviders(open: Reading): Promise<bigint[]> {
  const [today, all] = await Promise.all([open.today(), providersOf(open)]);
  return all
    .filter(({ facts }) => facts.status === PROVIDER.countersigned && facts.noticeEnd < BigInt(today))
    .map(({ id }) => id);
}
