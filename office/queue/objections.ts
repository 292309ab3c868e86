/** Public notices: what may be objected to, and objections that wait for their end. */
import { toBeHex } from "ethers";
import type { Duty } from "../../client/ids.ts";
import { parseProvider } from "../../client/ids.ts";
import type { ActingPart } from "../../client/acts/acts.ts";
import { formatFen } from "../../client/money.ts";
import { orderState } from "../../client/orderState.ts";
import { SEAT } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { dayIn, type ListRow, type NoticeRow, type ProgramRow, type ProposalRow } from "./indexReader.ts";
import { fact, type Fact, type Sight, type Waiting } from "./waiting.ts";

type Seat = NoticeRow["objections"][number]["seat"];

const SEATS: readonly Seat[] = ["Auditor", "Home", "Provider"];
const PART: Readonly<Record<NoticeRow["about"], ActingPart>> = {
  list: "vouchers",
  admission: "providers",
  order: "orders",
};

/** District's objections that the home Bureau proposes to end; each lapses by itself after the resolve period. */
export async function objectionsToResolve(sight: Sight, proposals: readonly ProposalRow[]): Promise<Waiting[]> {
  const { district, index, today } = sight;
  const notices = await index.all<NoticeRow>(`/notices?district=${district}`);
  const items = await Promise.all(
    notices
      .filter((notice) => notice.district === district)
      .map(async (notice) => {
        const subject = await subjectOf(index, notice);
        const resolveDays = await resolveDaysOf(sight, notice);
        return notice.objections.flatMap(({ seat, on, endedOn }): Waiting[] => {
          const lapses = dayIn(on) + resolveDays;
          const isProposed = proposals.some(
            ({ kind, says }) =>
              kind === "resolve" && says["subject"] === subject && says["seat"] === String(SEATS.indexOf(seat)),
          );
          if (endedOn !== null || seat === "Auditor" || today > lapses || isProposed || !subject) return [];
          return [
            {
              id: `resolveObjection ${subject} ${seat}`,
              kind: "resolveObjection",
              duty: "bureau",
              district,
              title: {
                en: `Settle the ${seatText(seat).en}'s objection to ${nameOf(notice).en}`,
                zh: `处理${seatText(seat).zh}对${nameOf(notice).zh}的异议`,
              },
              facts: [...factsOf(notice), fact("Objected on", "提出日", on)],
              since: dayIn(on),
              due: lapses,
              offers: [
                {
                  part: PART[notice.about],
                  name: "resolve",
                  args: [
                    subject,
                    SEATS.indexOf(seat),
                    { need: "reason", purpose: "resolve", subject: `${subject} ${seat.toLowerCase()}` },
                  ],
                },
              ],
            },
          ];
        });
      }),
  );
  return items.flat();
}

/** The Auditor's own, which do not lapse. */
export async function auditorsObjections({ index }: Sight): Promise<Waiting[]> {
  const notices = await index.all<NoticeRow>("/notices");
  const items = await Promise.all(
    notices.map(async (notice) => {
      const subject = await subjectOf(index, notice);
      return notice.objections.flatMap(({ seat, on, endedOn }): Waiting[] => {
        if (seat !== "Auditor" || endedOn !== null || !subject) return [];
        return [
          {
            id: `endObjection ${subject}`,
            kind: "endObjection",
            duty: "auditor",
            district: 0,
            title: {
              en: `Your objection to ${nameOf(notice).en} stands`,
              zh: `您对${nameOf(notice).zh}的异议尚未了结`,
            },
            facts: [...factsOf(notice), fact("Objected on", "提出日", on)],
            since: dayIn(on),
            due: null,
            offers: [
              {
                part: PART[notice.about],
                name: "endAuditorsObjection",
                args: [subject, { need: "reason", purpose: "resolve", subject: `${subject} auditor` }],
              },
            ],
          },
        ];
      });
    }),
  );
  return items.flat();
}

/** What runs in public notice: the seats of a duty may object, each once. */
export async function noticesToWatch(sight: Sight, duty: Extract<Duty, "bureau" | "auditor">): Promise<Waiting[]> {
  const { district, index, today } = sight;
  const running = (
    await index.all<NoticeRow>(duty === "auditor" ? "/notices" : `/notices?district=${district}`)
  ).filter(({ noticeEnd }) => today <= dayIn(noticeEnd));
  const items = await Promise.all(
    running.map(async (notice): Promise<Waiting[]> => {
      const seat = seatFor(notice, duty, district);
      const subject = await subjectOf(index, notice);
      if (!subject || notice.objections.some(({ seat: other }) => other === seat)) return [];
      const reason = { need: "reason", purpose: "object", subject } as const;
      const isHomeOrder = notice.about === "order" && duty === "bureau" && notice.district === district;
      const round = isHomeOrder ? (await orderState(sight.at.ledger, subject)).round : 0;
      const reject = (how: string) =>
        ({ need: "reason", purpose: `reject for ${how}`, subject: `order ${subject} round ${round}` }) as const;
      return [
        {
          id: `inNotice ${subject} ${seat}`,
          kind: "inNotice",
          duty,
          district: notice.district,
          title: { en: `In public notice: ${nameOf(notice).en}`, zh: `公示中：${nameOf(notice).zh}` },
          facts: factsOf(notice),
          since: dayIn(notice.since),
          due: dayIn(notice.noticeEnd),
          optional: true,
          offers: [
            { part: PART[notice.about], name: "object", args: [subject, SEATS.indexOf(seat), reason] },
            ...(isHomeOrder
              ? [
                  { part: "orders" as const, name: "reject", args: [subject, false, reject("form")] },
                  { part: "orders" as const, name: "reject", args: [subject, true, reject("cause")] },
                ]
              : []),
          ],
        },
      ];
    }),
  );
  return items.flat();
}

function seatFor(notice: NoticeRow, duty: "bureau" | "auditor", district: number): Seat {
  if (duty === "auditor") return "Auditor";
  return notice.district === district ? "Home" : "Provider";
}

/** As the ledger names what is objected to: 32 bytes. */
export async function subjectOf(
  index: Sight["index"],
  { about, list, order, provider }: NoticeRow,
): Promise<string | undefined> {
  if (about === "order") return order ?? undefined;
  if (about === "admission") return provider === null ? undefined : toBeHex(parseProvider(provider), 32);
  return list === null ? undefined : (await index.one<ListRow>(`/lists/${list}`)).hash;
}

async function resolveDaysOf({ index, at }: Sight, { program }: NoticeRow): Promise<number> {
  if (program === null) return Number((await at.ledger.edition.settings()).admissionResolveDays);
  const programs = await index.all<ProgramRow>("/programs");
  return programs.find((one) => one.program === program)?.resolveDays ?? 0;
}

function nameOf({ about, list, voucher, provider }: NoticeRow): Text {
  switch (about) {
    case "list":
      return { en: `list ${list ?? ""}`, zh: `名单 ${list ?? ""}` };
    case "admission":
      return { en: `the admission of ${provider ?? ""}`, zh: `服务机构 ${provider ?? ""} 入库` };
    case "order":
      return { en: `the redemption of voucher ${voucher ?? ""}`, zh: `双创券 ${voucher ?? ""} 的核销` };
  }
}

function factsOf({ program, provider, voucher, count, amount, noticeEnd }: NoticeRow): Fact[] {
  return [
    ...(program === null ? [] : [fact("Program", "项目", String(program))]),
    ...(voucher === null ? [] : [fact("Voucher", "双创券", voucher)]),
    ...(provider === null ? [] : [fact("Provider", "服务机构", provider)]),
    ...(count === null ? [] : [fact("Vouchers", "双创券数", String(count))]),
    ...(amount === null ? [] : [fact("Amount", "金额", formatFen(BigInt(amount)))]),
    fact("Public notice through", "公示至", noticeEnd),
  ];
}

function seatText(seat: Seat): Text {
  return SEAT[SEATS.indexOf(seat)] ?? { en: seat, zh: seat };
}
