/** What a list will meet by the time when it can be issued: the lists that were announced before it, and the year that counts then. */
import { isoOfDay, yearOf, type Day } from "../../client/days.ts";
import { LAPSE_DAYS } from "../../client/list.ts";
import { formatFen } from "../../client/money.ts";
import type { Terms } from "../../client/replay/programs.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { logsBack } from "../chain/logsBack.ts";
import type { Reading } from "../chain/reading.ts";
import { jointOf } from "../programs/program.ts";
import { lapsesAfter, listAt } from "./announced.ts";
import type { ItemList } from "./itemList.ts";

const SECONDS_A_DAY = 86_400;

export interface Outlook {
  readonly today: Day;
  /** The first day on which a list announced today can be issued. */
  readonly earliest: Day;
  /** The last day on which the program issues. */
  readonly lastIssueDay: Day;
  /** How many announced lists of the program wait to be issued. */
  readonly lists: number;
  /** Fen that these will take. */
  readonly awaited: bigint;
}

export async function outlookOf(open: Reading, program: bigint, terms: Terms): Promise<Outlook> {
  const today = await open.today();
  let lists = 0;
  let awaited = 0n;
  for (const batch of await recentLists(open, program, terms)) {
    const list = await listAt(open, batch);
    if (list?.stage !== "Announced" || today > lapsesAfter(list)) continue;
    lists += 1;
    awaited += list.total - list.drawn;
  }
  const earliest = today + Number(terms.noticeFloor) + 1;
  return { today, earliest, lastIssueDay: Number(terms.lastIssueDay), lists, awaited };
}

/** Lists that may still be issued. An older one would have lapsed after its notice, or after its last approval or chunk. */
async function recentLists({ nodes, ledger, deployment }: Reading, program: bigint, terms: Terms): Promise<string[]> {
  const { interface: abi } = ledger.vouchers;
  const { address, block: from } = deployment.contracts.vouchers;
  const topics = abi.encodeFilterTopics(abi.getEvent("BatchAnnounced"), [null, program]);
  const acts = 2 + jointOf(terms).length;
  const since = (Number(terms.noticeCeiling) + (acts + 1) * LAPSE_DAYS) * SECONDS_A_DAY;
  const batches: string[] = [];
  for await (const log of logsBack(nodes, { address, topics, from, since })) batches.push(log.topics[1] ?? "");
  return batches;
}

/**
 * What may keep the list from being issued.
 *
 * @param total fen of the list. @param available fen that the program can issue as the ledger stands.
 */
export function warningsOf(outlook: Outlook, total: bigint, available: bigint): Text[] {
  const { today, earliest, lastIssueDay, lists, awaited } = outlook;
  const warnings: Text[] = [];
  if (lists > 0 && total + awaited > available) {
    const [sum, missing] = [formatFen(awaited), formatFen(total + awaited - available)];
    warnings.push({
      en: `⚠ ${counted(lists, "other list")} of this program ${lists === 1 ? "is" : "are"} announced and not issued yet, ${sum} in all. Whichever is issued last will lack ${missing} of the budget: have it raised, or withdraw one.`,
      zh: `⚠ 本项目另有 ${lists} 份名单已公示、尚未发放，合计 ${sum}。最后发放的名单将缺预算 ${missing}，请增加预算或撤回其中一份。`,
    });
  }
  const [first, year] = [isoOfDay(earliest), yearOf(earliest)];
  if (year !== yearOf(today)) {
    warnings.push({
      en: `⚠ The list can be issued from ${first} on at the earliest, so the cap of ${year} counts, and was checked.`,
      zh: `⚠ 本名单最早于 ${first} 发放，将计入 ${year} 年度上限，已按该年度核对。`,
    });
  }
  if (earliest > lastIssueDay) {
    const last = isoOfDay(lastIssueDay);
    warnings.push({
      en: `⚠ The program issues through ${last}, and this list can be issued from ${first} on at the earliest: it would never be issued.`,
      zh: `⚠ 本项目最后发放日为 ${last}，而本名单最早于 ${first} 方可发放，将无法发放。`,
    });
  }
  return warnings;
}

/** Rows whose face is less than the share of the least contract: whoever orders by the least contract uses such a voucher up at once. */
export function smallFaces(items: ItemList, { leastContract, share }: Pick<Terms, "leastContract" | "share">): Text[] {
  const least = (leastContract * share) / WHOLE_SHARE;
  const lines: number[] = [];
  for (let place = 0; place < items.length; place += 1) {
    if ((items.at(place)?.face ?? 0n) < least) lines.push(items.lineOf(place));
  }
  if (lines.length === 0) return [];
  const [sum, contract] = [formatFen(least), formatFen(leastContract)];
  const [first, more] = [lines.slice(0, MOST_LINES).join(", "), lines.length > MOST_LINES];
  return [
    {
      en: `⚠ ${counted(lines.length, "face")} below ${sum}, which the share of even the least contract (${contract}) comes to: line ${first}${more ? " …" : ""}. Check that the amounts are in yuan.`,
      zh: `⚠ 有 ${lines.length} 张券的面额低于 ${sum}（按最低合同金额 ${contract} 计算的抵用额）：第 ${first} 行${more ? "等" : ""}。请核对金额单位是否为元。`,
    },
  ];
}

/** Shares are basis points. */
const WHOLE_SHARE = 10_000n;
const MOST_LINES = 5;

/** That other lists wait too, and that there is enough for all. */
export function awaitedSaid({ lists, awaited }: Outlook, total: bigint, available: bigint): Text[] {
  if (lists === 0 || total + awaited > available) return [];
  const sum = formatFen(awaited);
  return [
    {
      en: `${counted(lists, "other list")} of this program ${lists === 1 ? "is" : "are"} announced and not issued yet, ${sum} in all; the budget holds them too.`,
      zh: `本项目另有 ${lists} 份名单已公示、尚未发放，合计 ${sum}，预算足够一并发放。`,
    },
  ];
}
