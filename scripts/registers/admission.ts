/** From a proposal to a certificate: the provider's own Bureau countersigns or declines, and after the public notice anyone admits. */
import { isoOfDay } from "../../client/days.ts";
import { formatProvider } from "../../client/ids.ts";
import { PROVIDER_STATUS } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { acting } from "../chain/acting.ts";
import { performInBatches } from "../chain/batches.ts";
import { answerOf, perform } from "../chain/perform.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { commitReason } from "../documents/reason.ts";
import { noticeEndOf, type NoticeGiven } from "../policy/noticeEnd.ts";
import { classesOf } from "./cells.ts";
import { Directory } from "./directory.ts";
import { PROVIDER } from "./register.ts";

export interface ProviderInput {
  readonly provider: bigint;
}

/** Countersigns a proposal; its public notice begins. */
export async function countersign(input: ProviderInput & NoticeGiven, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { providers } = open.ledger;
    const { provider } = input;
    const noticeEnd = await noticeEndOf(open, input);
    for (const text of await facts(open, provider)) context.io.note(text);
    const name = (await Directory.open(open)).label("provider", provider);
    const end = isoOfDay(noticeEnd);
    const outcomes = await perform(open, [
      {
        title: {
          en: `Countersign the admission of ${name}; public notice through ${end}`,
          zh: `会签 ${name} 入库，公示至 ${end}`,
        },
        isDone: async () => {
          const { status } = await providers.providerOf(provider);
          return status === PROVIDER.countersigned || status === PROVIDER.admitted;
        },
        draft: async () => providers.countersign.populateTransaction(provider, noticeEnd),
      },
    ]);
    const written = formatProvider(provider);
    return answerOf(outcomes, {
      data: { provider: written, noticeEnd: isoOfDay(Number((await providers.providerOf(provider)).noticeEnd)) },
      parts: [
        {
          en: `From the day after the notice on, anyone admits it: tongdui provider admit ${written}`,
          zh: `公示期满次日起，任何人均可办理入库：tongdui provider admit ${written}`,
        },
      ],
    });
  });
}

/** Declines a proposal, countersigned or not. */
export async function decline(input: ProviderInput & { readonly reason: string }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { providers } = open.ledger;
    const { provider } = input;
    const written = formatProvider(provider);
    const reason = await commitReason(open, { purpose: "decline", subject: written, reason: input.reason });
    const name = (await Directory.open(open)).label("provider", provider);
    const outcomes = await perform(open, [
      {
        title: { en: `Decline the admission of ${name}`, zh: `不予 ${name} 入库` },
        isDone: async () => (await providers.providerOf(provider)).status === PROVIDER.declined,
        draft: async () => providers.decline.populateTransaction(provider, reason),
      },
    ]);
    return answerOf(outcomes, { data: { provider: written, reason } });
  });
}

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
  const { districts, providers } = open.ledger;
  const today = BigInt(await open.today());
  const due: bigint[] = [];
  for (let district = 1n; district <= (await districts.count()); district += 1n) {
    const count = await providers.countOf(district);
    const ids = Array.from({ length: Number(count) }, (_, i) => (district << 32n) | BigInt(i + 1));
    const found = await Promise.all(ids.map(async (id) => providers.providerOf(id)));
    found.forEach(({ status, noticeEnd }, i) => {
      if (status === PROVIDER.countersigned && noticeEnd < today) due.push(ids[i] ?? 0n);
    });
  }
  return due;
}

/** What the ledger says of a provider. */
export async function showProvider({ provider }: ProviderInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const found = await open.ledger.providers.providerOf(provider);
    const status = PROVIDER_STATUS[Number(found.status)];
    return {
      data: {
        provider: formatProvider(provider),
        status: status?.en ?? "",
        wallet: found.wallet,
        walletStopped: found.stopped,
        validFrom: isoOfDay(Number(found.validFrom)),
        validThrough: isoOfDay(Number(found.validThrough)),
        noticeEnd: found.noticeEnd === 0n ? null : isoOfDay(Number(found.noticeEnd)),
        serviceClasses: classesOf(found.classes),
        profile: found.profile,
      },
      parts: await facts(open, provider),
    };
  });
}

async function facts(open: Reading, provider: bigint): Promise<Text[]> {
  const found = await open.ledger.providers.providerOf(provider);
  const name = (await Directory.open(open)).label("provider", provider);
  const [from, through] = [found.validFrom, found.validThrough].map((day) => isoOfDay(Number(day)));
  const status = PROVIDER_STATUS[Number(found.status)];
  const classes = classesOf(found.classes).join(", ");
  const notice =
    found.noticeEnd === 0n
      ? []
      : [
          {
            en: `  public notice through ${isoOfDay(Number(found.noticeEnd))}`,
            zh: `  公示至 ${isoOfDay(Number(found.noticeEnd))}`,
          },
        ];
  return [
    { en: `${name}: ${status?.en ?? ""}`, zh: `${name}：${status?.zh ?? ""}` },
    {
      en: `  service classes ${classes}; valid from ${from ?? ""} through ${through ?? ""}`,
      zh: `  服务类别 ${classes}；有效期 ${from ?? ""} 至 ${through ?? ""}`,
    },
    { en: `  wallet ${found.wallet}`, zh: `  钱包 ${found.wallet}` },
    ...notice,
  ];
}
