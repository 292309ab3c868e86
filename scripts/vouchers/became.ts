/** What became of a list that was announced before, in one part of a sentence. */
import { dayOf, isoOfDay, type Day } from "../../client/days.ts";
import { formatVoucher, voucherId } from "../../client/ids.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import { lapsesAfter, type AnnouncedList } from "./announced.ts";
import { takeEarlierChunks } from "./issuedEarlier.ts";
import { IssuedItems } from "./issuedItems.ts";
import { announcementOf } from "./listSaid.ts";

/** The day on which a list was announced. */
export async function announcedOn(open: Pick<Reading, "nodes" | "ledger" | "deployment">, batch: string): Promise<Day> {
  const { block } = await announcementOf(open, batch);
  return dayOf((await open.nodes.getBlock(block))?.timestamp ?? 0);
}

/** `was announced on 2026-06-01 and issued on 2026-06-09: 1-000001 to 1-000230` */
export async function becameOf(open: Reading, list: AnnouncedList): Promise<Text> {
  const [announced, today] = await Promise.all([announcedOn(open, list.batch), open.today()]);
  const rest = list.stage === "Announced" ? waiting(list, today) : await ended(open, list);
  return {
    en: `was announced on ${isoOfDay(announced)}${rest.en}`,
    zh: `已于 ${isoOfDay(announced)} 公示${rest.zh}`,
  };
}

function waiting(list: AnnouncedList, today: Day): Text {
  const { count, done } = list;
  const last = isoOfDay(lapsesAfter(list));
  if (today > lapsesAfter(list)) return { en: `, and lapsed after ${last}`, zh: `，并已于 ${last} 之后失效` };
  if (done === 0) return { en: ", and is not issued yet", zh: "，尚未发放" };
  return { en: `; ${done} of its ${counted(count, "item")} issued so far`, zh: `；${count} 项中已发放 ${done} 项` };
}

async function ended(open: Reading, { stage, batch, count, lastAct, program }: AnnouncedList): Promise<Text> {
  if (stage === "Withdrawn") return { en: ", and withdrawn", zh: "，后已撤回" };
  const issued = new IssuedItems(count, open.ledger.vouchers.interface);
  await takeEarlierChunks(open, batch, issued);
  const serials = issued.vouchers().map(({ serial }) => formatVoucher(voucherId(program, serial)));
  const [first, last] = [serials[0], serials.at(-1)];
  const day = isoOfDay(lastAct);
  if (first === undefined || last === undefined) {
    return { en: `, and ended on ${day} without a voucher`, zh: `，于 ${day} 办结，未发放任何券` };
  }
  const range = first === last ? { en: first, zh: first } : { en: `${first} to ${last}`, zh: `${first} 至 ${last}` };
  return { en: ` and issued on ${day}: ${range.en}`, zh: `，并于 ${day} 发放：${range.zh}` };
}
