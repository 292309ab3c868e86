/** The index's figures against the ledger's own: each that is told must be the ledger's, to the fen. */
import type { Text } from "../../client/text/text.ts";
import type { IndexAnswers } from "./indexAnswers.ts";
import type { Figures, LedgerFigures } from "./ledgerFigures.ts";
import { isIn, type Period } from "./period.ts";

export interface Difference {
  readonly where: Text;
  readonly figure: string;
  readonly index: string;
  readonly ledger: string;
}

export interface Compared {
  /** How many figures were held against the ledger. */
  readonly figures: number;
  readonly differences: readonly Difference[];
}

/** A line of the index, of which any field may be a figure. */
type Told = Readonly<Record<string, unknown>> & { readonly suppressed: boolean };

interface Table {
  readonly told: ReadonlyMap<string, Told>;
  readonly ledger: ReadonlyMap<string, Figures>;
  readonly figures: readonly string[];
  readonly where: (key: string) => Text;
}

/** Sums that a district may tell by groups: at most what the ledger has. */
const BY_GROUPS = ["issued", "paid"];

const ORDERS = ["lockedOrders", "redeemedOrders", "paidOrders"];

export function compareFigures(answers: IndexAnswers, ledger: LedgerFigures, period: Period): Compared {
  const { byDistrict, byClass, crossings, months } = answers;
  const tables: Table[] = [
    {
      told: keyed(byDistrict, ({ district }) => `${district}`),
      ledger: ledger.byDistrict,
      figures: ["approved", "issued", "locked", "redeemed", "paid", "expired", "vouchers", "used", "unused", ...ORDERS],
      where: (key) => ({ en: `district ${key}`, zh: `第 ${key} 区` }),
    },
    {
      told: keyed(byClass, ({ district, serviceClass }) => `${district} ${serviceClass}`),
      ledger: ledger.byClass,
      // What is issued is of the programs that are open to the class, and not the class's own.
      figures: ["locked", "redeemed", "paid", ...ORDERS],
      where: (key) => {
        const [district, serviceClass] = key.split(" ");
        return { en: `district ${district}, class ${serviceClass}`, zh: `第 ${district} 区第 ${serviceClass} 类` };
      },
    },
    {
      told: keyed(crossings, ({ district, providerDistrict }) => `${district} ${providerDistrict}`),
      ledger: ledger.crossings,
      figures: ["redeemed", "paid"],
      where: (key) => {
        const [home, provider] = key.split(" ");
        return {
          en: `vouchers of district ${home} with providers of district ${provider}`,
          zh: `第 ${home} 区的券用于第 ${provider} 区的机构`,
        };
      },
    },
    {
      told: keyed(months, ({ district, month }) => `${district} ${month}`),
      ledger: new Map([...ledger.months].filter(([key]) => isIn(period, key.split(" ")[1] ?? ""))),
      figures: ["issued", "redeemed", "paid", "recovered", "returned", "vouchers"],
      where: (key) => {
        const [district, month] = key.split(" ");
        return { en: `district ${district} in ${month}`, zh: `第 ${district} 区 ${month}` };
      },
    },
  ];
  const found = tables.map(compareTable);
  return {
    figures: found.reduce((sum, { figures }) => sum + figures, 0),
    differences: found.flatMap(({ differences }) => differences),
  };
}

function compareTable({ told, ledger, figures, where }: Table): Compared {
  const differences: Difference[] = [];
  let held = 0;
  for (const key of new Set([...told.keys(), ...ledger.keys()])) {
    for (const figure of figures) {
      const line = told.get(key);
      const own = ledger.get(key)?.[figure] ?? 0n;
      const said = line === undefined ? 0n : line[figure];
      // Nothing is said of it: a district does not publish it.
      if (said === null) continue;
      held += 1;
      const amount = BigInt(said as string | number | bigint);
      const isAtMost = line?.suppressed === true && BY_GROUPS.includes(figure);
      if (isAtMost ? amount <= own : amount === own) continue;
      differences.push({ where: where(key), figure, index: amount.toString(), ledger: own.toString() });
    }
  }
  return { figures: held, differences };
}

function keyed<Line extends Told>(lines: readonly Line[], keyOf: (line: Line) => string): ReadonlyMap<string, Line> {
  return new Map(lines.map((line) => [keyOf(line), line]));
}
