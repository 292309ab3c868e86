/** A run's figures as tables, for the terminal and for docs/gas.md. */
import stringWidth from "string-width";
import { aimsOf, MOST, ratiosOf } from "./aims.ts";
import { floorOf, KEYS, PEER_NAMES, PEERS, type Key, type Parts, type Result } from "./figures.ts";

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  /** As many cells as the head has. */
  readonly rows: readonly (readonly string[])[];
}

const WHAT: Record<Key, string> = {
  issue100: "a voucher in a list of 100, to 100 enterprises that hold none yet",
  place50: "an order of 50, with both parties' signatures",
  redeem50: "a claim of 50 with one invoice, signed and accepted",
  pay50: "an order of 50 put into a payment and settled as paid",
  expire100: "a voucher of 100 whose use-by day has passed",
  life50: "one voucher from issue to bank: issued, placed, redeemed and paid in fifties",
  at100k: "as issue100, with 100,000 vouchers issued before",
};

const EXTRAS: Record<keyof Result["extras"], string> = {
  announce100: "announcing a list of 100, with the approvals of two districts, a voucher",
  issueAgain100: "a second list to the same 100 enterprises, a voucher",
  issue50: "a voucher in a list of 50, as in life50",
  open50: "the first call of pay50: opening the payment",
  settle50: "the second call of pay50: settling it",
  postDemand: "a demand with the enterprise's signature, in a transaction of its own as the next three",
  postOffer: "an offer to everybody with the provider's signature",
  matchUp: "a match of the two with both signatures",
  recordOrder: "an order recorded under the match that its reference names",
  easAttest: "one EAS attestation in a transaction of its own",
};

export const number = (value: number | null): string => (value === null ? "not measured" : value.toLocaleString("en"));

const verdict = (met: boolean | null): string => (met === null ? "not measured" : met ? "met" : "missed");

const floor = (parts: Parts | undefined): string => number(parts === undefined ? null : floorOf(parts));

export function tablesOf(result: Result): Table[] {
  const aims = aimsOf(result);
  const { life50ToEasAttest } = ratiosOf(result);
  return [
    {
      title: "The ledger, gas a voucher",
      head: ["Figure", "Gas", "Floor", "Aim", "Result", "What it is"],
      rows: KEYS.map((key) => {
        const aim = aims.find(({ figure }) => figure === (key === "at100k" ? "at100kToIssue100" : key));
        const most = MOST[key];
        return [
          key,
          number(result[key]),
          floor(result.floors[key]),
          most === undefined ? (key === "at100k" ? "= issue100" : "") : `≤ ${number(most)}`,
          aim === undefined ? "" : verdict(aim.met),
          WHAT[key],
        ];
      }),
    },
    {
      title: "Others, gas a token or attestation, 100 in one transaction as in issue100",
      head: ["Peer", "Gas", "Floor", "issue100 is"],
      rows: PEER_NAMES.map((name) => [
        PEERS[name],
        number(result.peers[name].issue100),
        floor(result.floors[name]),
        part(result.issue100, result.peers[name].issue100),
      ]),
    },
    {
      title: "Side by side",
      head: ["Ratio", "Value", "Aim", "Result"],
      rows: [
        ...aims
          .filter(({ figure }) => figure in RATIOS)
          .map(({ figure, value, aim, met }) => [
            RATIOS[figure as keyof typeof RATIOS],
            ratio(value),
            aim,
            verdict(met),
          ]),
        ["life50 to one EAS attestation", ratio(life50ToEasAttest), "", ""],
      ],
    },
    {
      title: "What the floor is made of",
      head: ["Figure", "Sending", "Slots", "Events", "Signatures", "The code's own work"],
      rows: KEYS.map((key) => {
        const parts = result.floors[key];
        const gas = result[key];
        if (parts === undefined || gas === null) return [key, ...Array.from({ length: 5 }, () => number(null))];
        const { sending, slots, events, signatures } = parts;
        return [key, ...[sending, slots, events, signatures, gas - floorOf(parts)].map(number)];
      }),
    },
    {
      title: "Besides",
      head: ["Figure", "Gas", "What it is"],
      rows: Object.entries(EXTRAS).map(([key, what]) => [key, number(result.extras[key as keyof typeof EXTRAS]), what]),
    },
  ];
}

const RATIOS = {
  issue100ToOpenZeppelin: "issue100 to OpenZeppelin's bare ERC-721 mint",
  at100kToIssue100: "at100k to issue100",
};

const ratio = (value: number | null): string => (value === null ? "not measured" : value.toFixed(3));

const part = (ours: number | null, theirs: number | null): string =>
  ours === null || theirs === null ? "not measured" : `${((100 * ours) / theirs).toFixed(0)} % of it`;

const columnsOf = ({ head, rows }: Table) =>
  head.map((title, column) => {
    const cells = rows.map((row) => row[column] ?? "");
    return {
      width: Math.max(...[title, ...cells].map((cell) => stringWidth(cell))),
      isFigures: cells.some((cell) => /^(≤ |[-+])?\d/.test(cell)),
    };
  });

/** For a terminal: columns as wide as their widest cell; figures stand at the right. */
export function asText(table: Table): string {
  const columns = columnsOf(table);
  const line = (row: readonly string[]): string =>
    columns
      .map(({ width, isFigures }, column) => {
        const cell = row[column] ?? "";
        const gap = " ".repeat(width - stringWidth(cell));
        return isFigures ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  return [table.title, "", ...[table.head, ...table.rows].map((row) => `  ${line(row)}`), ""].join("\n");
}

export function asMarkdown(table: Table): string {
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |`;
  const rule = columnsOf(table).map(({ isFigures }) => (isFigures ? "--:" : "---"));
  return [`### ${table.title}`, "", line(table.head), line(rule), ...table.rows.map(line), ""].join("\n");
}
