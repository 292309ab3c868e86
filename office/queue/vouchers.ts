/** Vouchers whose last day is near or over. */
import { isoOfDay } from "../../client/days.ts";
import { parseVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { dayIn, type VoucherRow } from "./indexReader.ts";
import { fact, type Sight, type Waiting } from "./waiting.ts";

const SOON_DAYS = 30;
/** The ledger takes no more in one transaction. */
const MOST = 100;

/** Anyone may end what is due; the home Bureau is told, and what comes soon as well. */
export async function vouchersToExpire({ district, index, today }: Sight): Promise<Waiting[]> {
  const through = isoOfDay(today + SOON_DAYS);
  const rows = await index.all<VoucherRow>(`/vouchers?status=Active&district=${district}&useByThrough=${through}`);
  const due = rows.filter(({ useBy, frozen }) => today > dayIn(useBy) && !frozen).slice(0, MOST);
  const soon = rows.filter(({ useBy, remaining }) => today <= dayIn(useBy) && BigInt(remaining) > 0n);
  const first = (some: readonly VoucherRow[]): number => Math.min(...some.map(({ useBy }) => dayIn(useBy)));
  return [
    ...(due.length === 0
      ? []
      : [
          {
            id: `expire ${due[0]?.voucher ?? ""}`,
            kind: "expire",
            duty: "bureau" as const,
            district,
            title: {
              en: `End ${counted(due.length, "voucher")} past the last day`,
              zh: `办理 ${due.length} 张到期双创券`,
            },
            facts: factsOf(due),
            since: first(due) + 1,
            due: null,
            offers: [
              {
                part: "vouchers" as const,
                name: "expire",
                args: [due.map(({ voucher }) => String(parseVoucher(voucher)))],
              },
            ],
          },
        ]),
    ...(soon.length === 0
      ? []
      : [
          {
            id: `expiring ${first(soon)}`,
            kind: "expiring",
            duty: "bureau" as const,
            district,
            title: {
              en: `${counted(soon.length, "voucher")} can be used for ${SOON_DAYS} days at most: remind the holders`,
              zh: `${soon.length} 张双创券将在 ${SOON_DAYS} 天内到期，请提醒企业`,
            },
            facts: factsOf(soon),
            since: today,
            due: first(soon),
            optional: true,
            offers: [],
          },
        ]),
  ];
}

function factsOf(rows: readonly VoucherRow[]) {
  return rows.slice(0, 20).map(({ voucher, enterprise, remaining, useBy }) =>
    fact(`Voucher ${voucher}`, `双创券 ${voucher}`, {
      en: `enterprise ${enterprise}, ${formatFen(BigInt(remaining))} left, through ${useBy}`,
      zh: `企业 ${enterprise}，余额 ${formatFen(BigInt(remaining))}，${useBy} 止`,
    }),
  );
}
