/** Notices and results as an Atom feed. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { desc, isNotNull } from "ponder";
import { inLanguage } from "../../../../client/text/districtName.ts";
import { milestoneStory, noticeStory, paymentStory, type Story } from "../../../../client/publicity/stories.ts";
import type { Lang, Text } from "../../../../client/text/text.ts";
import { readSettings } from "../../../settings.ts";
import type { Face } from "../face.ts";
import { milestonesOf } from "../milestones.ts";
import { text } from "../route.ts";
import { day, formatList, formatProvider, formatVoucher, oneOf } from "../words.ts";
import { ATOM, atomOf, type Entry } from "./atom.ts";

/** The newest. */
const MOST_ENTRIES = 50;

const { deployment } = await readSettings();

/**
 * Of this ledger and of nothing else, wherever the feed is read: each district's index gives an entry the same id, so that a reader of
 * two of them knows it again. The name is nobody's (RFC 2606), and the edition's address nobody else's.
 */
const AUTHORITY = `${deployment.contracts.edition.address.toLowerCase()}.tongdui.invalid,2026`;
const LEDGER = deployment.genesis.slice(2, 14);
const idOf = (lang: Lang, ...path: readonly (string | number | bigint)[]): string =>
  `tag:${AUTHORITY}:${LEDGER}/${lang}/${path.join("/")}`;

/** An entry, in the languages that there are. */
interface Told extends Pick<Entry, "category" | "link" | "updated"> {
  readonly path: readonly (string | number | bigint)[];
  readonly story: Story;
}

export const feedRoutes = [
  text({
    path: "/feed.atom",
    summary: `The newest ${MOST_ENTRIES} notices and results, as an Atom feed. Its ETag holds until one more is to be told`,
    media: ATOM,
    query: { lang: oneOf(["en", "zh"]).optional().meta({ description: "en, unless given" }) },
    give: async ({ lang = "en" }, { face, time }) => {
      const names = await districtNames();
      const told = [
        ...(await notices(names, face)),
        ...(await payments(names, face)),
        ...(await milestones(names, face)),
      ];
      const newest = told.sort((a, b) => b.updated - a.updated).slice(0, MOST_ENTRIES);
      return atomOf({
        lang,
        id: idOf(lang, "feed"),
        title: TITLE[lang],
        subtitle: SUBTITLE[lang],
        author: AUTHOR[lang],
        // Before anything was told there is nothing else that has a time.
        updated: newest[0]?.updated ?? time,
        entries: newest.map(({ path, story, ...entry }) => ({
          ...entry,
          id: idOf(lang, ...path),
          title: story.title[lang],
          content: story.content[lang],
        })),
      });
    },
  }),
];

const TITLE: Text = { en: "Innovation vouchers: notices and results", zh: "双创券：公示与成效" };
const SUBTITLE: Text = {
  en: "What the ledger of innovation vouchers puts in public notice, and what has come of it",
  zh: "双创券账本的公示事项与实施成效",
};
const AUTHOR: Text = { en: "Tongdui", zh: "通兑" };

type NameOf = (district: number) => Text;

async function districtNames(): Promise<NameOf> {
  const rows = await db.select({ id: tables.district.id, name: tables.district.name }).from(tables.district);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (district) => {
    const name = names.get(district) ?? String(district);
    return { en: inLanguage(name, "en"), zh: inLanguage(name, "zh") };
  };
}

async function notices(nameOf: NameOf, face: Face): Promise<Told[]> {
  const { notice } = tables;
  const rows = await db.select().from(notice).orderBy(desc(notice.block), desc(notice.logIndex)).limit(MOST_ENTRIES);
  return rows.map((row) => ({
    path: ["notice", `${row.block}-${row.logIndex}`],
    category: "notice",
    updated: row.time,
    link: "/notices?state=all",
    story: noticeStory({
      about: row.about,
      district: nameOf(row.district),
      otherDistrict: nameOf(row.otherDistrict),
      program: row.program,
      list: row.list === null || row.program === null ? null : formatList(row.program, row.list),
      voucher: row.voucher === null ? null : formatVoucher(row.voucher),
      provider: row.provider === null ? null : formatProvider(row.provider),
      count: row.count,
      amount: row.amount !== null && face.of(row.district).amounts ? row.amount : undefined,
      since: day(row.since),
      noticeEnd: day(row.noticeEnd),
    }),
  }));
}

async function payments(nameOf: NameOf, face: Face): Promise<Told[]> {
  const { payment } = tables;
  const rows = await db
    .select()
    .from(payment)
    .where(isNotNull(payment.closedAt))
    .orderBy(desc(payment.closedAt), desc(payment.id))
    .limit(MOST_ENTRIES);
  return rows.map((row) => ({
    path: ["payment", row.id],
    category: "payment",
    updated: row.closedAt ?? 0,
    link: "/results",
    story: paymentStory({
      payment: row.id,
      district: nameOf(row.district),
      orders: row.orders,
      paid: face.of(row.district).amounts ? row.paid : undefined,
      on: day(row.closedOn ?? 0),
    }),
  }));
}

async function milestones(nameOf: NameOf, face: Face): Promise<Told[]> {
  const found = await milestonesOf(face, MOST_ENTRIES);
  return found.map(({ district, figure, size, voucher, time, day: on }) => ({
    path: ["milestone", district, figure, size],
    category: "milestone",
    updated: time,
    link: "/results",
    story: milestoneStory({
      figure,
      size,
      district: district === 0 ? undefined : nameOf(district),
      voucher: formatVoucher(voucher),
      on: day(on),
    }),
  }));
}
