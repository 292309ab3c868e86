/**
 * What a party has to think of, each at its stages: thirty days before, seven, one. A stage that was missed is not made up for; of what
 * has no day, a party is told once. Amounts are not in a message, which others may read on its way.
 */
import { dayOf, isoOfDay, type Day } from "../../client/days.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import type { Party } from "../people/parties.ts";
import { applicationsAskedBack } from "../queue/applications.ts";
import { dayIn, type IndexReader, type OrderRow, type VoucherRow } from "../queue/indexReader.ts";
import { requestsToSign } from "../queue/requests.ts";
import type { Sight } from "../queue/waiting.ts";

export interface Deadline {
  /** Of the matter and its stage; the same again is the same reminder. */
  readonly key: string;
  /** Undefined where nothing presses. */
  readonly due: Day | undefined;
  readonly text: Text;
}

/** Days before, in which a stage begins. */
const STAGES = [1, 7, 30] as const;

/** @param index is asked once for several parties. @throws Refusal 502 where it does not answer. */
export async function deadlinesOf(office: Office, index: IndexReader, party: Party): Promise<Deadline[]> {
  const { district, at, parties } = office;
  const now = await at.time();
  const today = dayOf(now);
  const person: Person = { account: "", kinds: new Set(["party"]), parties: [party] };
  const sight: Sight = { person, district, today, now, index, at, parties };
  const own = party.register === "enterprise" ? ofEnterprise(sight, party) : ofProvider(sight, party);
  const found = await Promise.all([own, ofDesk(office, sight)]);
  return found.flat().toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.key < b.key ? -1 : 1));
}

async function ofEnterprise({ index, today, district }: Sight, { written }: Party): Promise<Deadline[]> {
  const [vouchers, claimed] = await Promise.all([
    index.all<VoucherRow>(`/vouchers?enterprise=${written}&status=Active`),
    index.all<OrderRow>(`/orders?district=${district}&stage=Claimed`),
  ]);
  return [
    ...vouchers
      .filter(({ remaining }) => BigInt(remaining) > 0n)
      .flatMap(({ voucher, useBy }) =>
        staged(`use ${voucher}`, dayIn(useBy), today, {
          en: `Voucher ${voucher}: what is left of it can be used for orders through ${useBy}.`,
          zh: `双创券 ${voucher}：余额可用于登记订单至 ${useBy}（含当日）。`,
        }),
      ),
    ...claimed.flatMap(({ order, voucher, provider, enterprise, graceEnd }) =>
      graceEnd === null || enterprise !== written
        ? []
        : staged(`answer ${order}`, dayIn(graceEnd), today, {
            en: `Order ${shortHex(order)} on voucher ${voucher}: provider ${provider} claims delivery. Accept or refuse it through ${graceEnd}.`,
            zh: `双创券 ${voucher} 的订单 ${shortHex(order)}：服务机构 ${provider} 已申请核销，请于 ${graceEnd}（含当日）前确认或拒绝。`,
          }),
    ),
  ];
}

async function ofProvider({ index, today, at }: Sight, { id, written }: Party): Promise<Deadline[]> {
  const [placed, { validThrough }] = await Promise.all([
    index.all<OrderRow>(`/orders?provider=${written}&stage=Placed`),
    at.ledger.providers.providerOf(id),
  ]);
  const through = isoOfDay(Number(validThrough));
  return [
    ...staged(`certificate ${written}`, Number(validThrough), today, {
      en: `The certificate of provider ${written} is valid through ${through}. Ask the Operator to renew it.`,
      zh: `服务机构 ${written} 的证书有效期至 ${through}（含当日），请联系运营机构续期。`,
    }),
    ...placed.flatMap(({ order, voucher, deliverBy }) =>
      staged(`deliver ${order}`, dayIn(deliverBy), today, {
        en: `Order ${shortHex(order)} on voucher ${voucher}: the service is to be delivered through ${deliverBy}.`,
        zh: `双创券 ${voucher} 的订单 ${shortHex(order)}：服务须于 ${deliverBy}（含当日）前交付。`,
      }),
    ),
  ];
}

/** What waits at the party's own desk. */
async function ofDesk(office: Office, sight: Sight): Promise<Deadline[]> {
  const waiting = await Promise.all([requestsToSign(office, sight), applicationsAskedBack(office, sight)]);
  return waiting.flat().flatMap(({ id, title, due, since }): Deadline[] => {
    if (due === null) return [{ key: `${id} since ${isoOfDay(since)}`, due: undefined, text: stopped(title) }];
    const through = isoOfDay(due);
    const text = { en: `${title.en}, through ${through}.`, zh: `${title.zh}，截至 ${through}（含当日）。` };
    // It is told at once as well: there may be more than thirty days.
    const first = { key: `${id} since ${isoOfDay(since)}`, due, text };
    return [first, ...staged(id, due, sight.today, text)];
  });
}

function stopped({ en, zh }: Text): Text {
  return { en: `${en}.`, zh: `${zh}。` };
}

function staged(matter: string, due: Day, today: Day, text: Text): Deadline[] {
  const stage = STAGES.find((days) => due - today <= days);
  if (due < today || stage === undefined) return [];
  return [{ key: `${matter} through ${isoOfDay(due)}, ${stage}`, due, text }];
}
