/** `match list`: demands, offers or matches as they stand, with the titles that this office keeps. */
import { ZeroHash } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import type { Grid } from "../../cli/grid.ts";
import { Directory } from "../../registers/directory.ts";
import { giveReport } from "../../reports/give.ts";
import { tableFile, type Output } from "../../reports/tableFile.ts";
import { defineSheet, type Entry } from "../../tables/sheet.ts";
import { openBook, textKept, textsHere, type MatchEntry, type PostEntry } from "../book.ts";
import { soughtText, stateText } from "../kinds.ts";

export interface ListInput extends Output {
  readonly what: "demands" | "offers" | "matches" | undefined;
  readonly state: string | undefined;
  /** Of whoever posted; of a match, the enterprise's. */
  readonly district: number | undefined;
  readonly serviceClass: number | undefined;
  readonly enterprise: string | undefined;
  readonly provider: string | undefined;
}

const POSTS = defineSheet({
  title: { en: "Demands and offers", zh: "需求与供给清单" },
  columns: {
    party: { heading: { en: "Party", zh: "当事方" }, kind: "text" },
    title: { heading: { en: "Title", zh: "标题" }, kind: "text" },
    serviceClass: { heading: { en: "Class", zh: "服务类别" }, kind: "count" },
    sought: { heading: { en: "Sought in", zh: "寻求区域" }, kind: "text" },
    state: { heading: { en: "State", zh: "状态" }, kind: "text" },
    through: { heading: { en: "Through", zh: "截止日" }, kind: "day" },
    postedOn: { heading: { en: "Posted on", zh: "发布日" }, kind: "day" },
    answers: { heading: { en: "Answers", zh: "应答的需求" }, kind: "hash" },
    id: { heading: { en: "Number", zh: "编号" }, kind: "hash" },
  },
});

const MATCHES = defineSheet({
  title: { en: "Matches", zh: "对接清单" },
  columns: {
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    title: { heading: { en: "Demand", zh: "需求" }, kind: "text" },
    serviceClass: { heading: { en: "Class", zh: "服务类别" }, kind: "count" },
    madeOn: { heading: { en: "Matched on", zh: "对接日" }, kind: "day" },
    orders: { heading: { en: "Orders", zh: "订单数" }, kind: "count" },
    id: { heading: { en: "Number", zh: "编号" }, kind: "hash" },
  },
});

/** @throws TongduiError `FileExists`; as Directory.open, Directory.idOf. */
export async function listMatching(input: ListInput, context: Context): Promise<Answer> {
  const out = await tableFile(input);
  return reading(context, async (open) => {
    const directory = await Directory.open(open);
    const enterprise = input.enterprise === undefined ? undefined : directory.idOf("enterprise", input.enterprise);
    const provider = input.provider === undefined ? undefined : directory.idOf("provider", input.provider);
    const [book, store] = [await openBook(open), await textsHere(open)];
    const { what = "demands", state, district, serviceClass } = input;
    const fits = (entry: PostEntry): boolean =>
      (district ?? entry.home) === entry.home && (serviceClass ?? entry.serviceClass) === entry.serviceClass;
    if (what === "matches") {
      const lines: { cells: Entry<typeof MATCHES> }[] = [];
      for (const made of book.matches.values()) {
        const isAsked =
          (enterprise ?? made.demand.party) === made.demand.party &&
          (provider ?? made.offer.party) === made.offer.party;
        if (isAsked && fits(made.demand)) lines.push({ cells: await matchCells(made) });
      }
      return giveReport({ sheet: MATCHES, lines, narrow: narrowMatches(lines) }, book, out, context);
    }
    const kind = what === "demands" ? "demand" : "offer";
    const lines: { cells: Entry<typeof POSTS>; entry: PostEntry }[] = [];
    for (const entry of book.posts.values()) {
      const isAsked =
        entry.kind === kind &&
        ((kind === "demand" ? enterprise : provider) ?? entry.party) === entry.party &&
        (state ?? entry.state.toLowerCase()) === entry.state.toLowerCase();
      if (isAsked && fits(entry)) lines.push({ cells: await postCells(entry), entry });
    }
    return giveReport({ sheet: POSTS, lines, narrow: narrowPosts(lines) }, book, out, context);

    async function postCells(entry: PostEntry): Promise<Entry<typeof POSTS>> {
      const register = entry.kind === "demand" ? "enterprise" : "provider";
      return {
        party: out ? partyId(entry) : directory.label(register, entry.party),
        title: (await textKept(store, entry))?.title,
        serviceClass: entry.serviceClass,
        sought: soughtText(entry.district),
        state: stateText(entry),
        through: entry.through,
        postedOn: entry.postedOn,
        answers: entry.answers === ZeroHash ? undefined : entry.answers,
        id: entry.id,
      };
    }

    async function matchCells({ id, demand, offer, madeOn, orders }: MatchEntry): Promise<Entry<typeof MATCHES>> {
      return {
        enterprise: out ? formatEnterprise(demand.party) : directory.label("enterprise", demand.party),
        provider: out ? formatProvider(offer.party) : directory.label("provider", offer.party),
        title: (await textKept(store, demand))?.title,
        serviceClass: demand.serviceClass,
        madeOn,
        orders: orders.length,
        id,
      };
    }
  });
}

function partyId({ kind, party }: PostEntry): string {
  return kind === "demand" ? formatEnterprise(party) : formatProvider(party);
}

/** Numbers short, so that it fits a terminal. */
function narrowPosts(lines: readonly { readonly cells: Entry<typeof POSTS> }[]): Grid {
  const { id, party, title, serviceClass, sought, state, through } = POSTS.columns;
  return {
    head: [id, party, title, serviceClass, sought, state, through].map(({ heading }) => heading),
    rows: lines.map(({ cells }) => [
      shortHex(cells.id ?? ""),
      cells.party ?? "",
      cells.title ?? "",
      String(cells.serviceClass ?? ""),
      cells.sought ?? "",
      cells.state ?? "",
      cells.through === undefined ? "" : isoOfDay(cells.through),
    ]),
    figures: [3],
  };
}

function narrowMatches(lines: readonly { readonly cells: Entry<typeof MATCHES> }[]): Grid {
  const { id, enterprise, provider, title, serviceClass, madeOn, orders } = MATCHES.columns;
  return {
    head: [id, enterprise, provider, title, serviceClass, madeOn, orders].map(({ heading }) => heading),
    rows: lines.map(({ cells }) => [
      shortHex(cells.id ?? ""),
      cells.enterprise ?? "",
      cells.provider ?? "",
      cells.title ?? "",
      String(cells.serviceClass ?? ""),
      cells.madeOn === undefined ? "" : isoOfDay(cells.madeOn),
      String(cells.orders ?? 0),
    ]),
    figures: [4, 6],
  };
}
