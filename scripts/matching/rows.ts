/** What became of demands, offers and matches that some files are about, a row each. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Acting } from "../chain/acting.ts";
import type { Answer, Data, Part } from "../cli/answer.ts";
import { oneLine } from "../cli/harmless.ts";
import { EXIT } from "../cli/exit.ts";
import type { Draft } from "../../client/send.ts";
import { isIncomplete } from "../orders/halves.ts";

export type RowEnd = "done" | "before" | "tried" | "refused" | "left";

export interface MatchRow {
  /** `demand`, `offer`, `match` or `order`; undefined where a file does not tell. */
  readonly kind: string | undefined;
  readonly id: string | undefined;
  readonly title?: string | undefined;
  readonly files: readonly string[];
  readonly end: RowEnd;
  readonly transaction?: string | undefined;
  /** Why it was refused or left. */
  readonly error?: TongduiError | undefined;
  /** What a person should know besides. */
  readonly remarks?: readonly Text[] | undefined;
}

/** What is to be done, and all that is needed to do it. */
export interface HandIn extends Pick<MatchRow, "title" | "files" | "remarks"> {
  readonly kind: string;
  readonly id: string;
  /** Whether the ledger shows it as done, by whomever. */
  readonly isDone: () => Promise<boolean>;
  readonly draft: () => Promise<Draft>;
  /** What is kept here once it is done. */
  readonly after?: (() => Promise<void>) | undefined;
}

export type Sorted = { readonly row: MatchRow } | { readonly item: HandIn };

/** What the ends are called: of posting, `posted`. */
export type Words = Readonly<Record<"done" | "before" | "tried", Text>>;

const REFUSED: Text = { en: "set aside", zh: "已搁置" };
const LEFT: Text = { en: "left: incomplete", zh: "材料不全，未办理" };

/**
 * A row for what is wrong with some files; a half that is missing is no fault.
 *
 * @param known what is known before anything is held against the ledger.
 * @param work gives the row where the ledger shows it as done.
 */
export async function sorted(
  known: Pick<MatchRow, "kind" | "id" | "title" | "files">,
  work: () => Promise<Sorted>,
): Promise<Sorted> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    return { row: { ...known, end: isIncomplete(error) ? "left" : "refused", error } };
  }
}

/** Does what is to be done, a transaction each, in the order given. @throws TongduiError as performInBatches. */
export async function handInAll(open: Acting, title: Text, all: readonly Sorted[]): Promise<MatchRow[]> {
  const items = all.flatMap((one) => ("item" in one ? [one.item] : []));
  const { outcomes } = await performInBatches(open, {
    title,
    items,
    size: 1,
    areDone: async (some) => Promise.all(some.map(async ({ isDone }) => isDone())),
    draft: async ([item]) => {
      if (!item) throw new RangeError("nothing to hand in");
      return item.draft();
    },
  });
  const ended = new Map(items.map((item, i) => [item, outcomes[i]]));
  const rows: MatchRow[] = [];
  for (const one of all) {
    if ("row" in one) {
      rows.push(one.row);
      continue;
    }
    const { item } = one;
    const { kind, id, title: name, files, remarks, after } = item;
    const end = endOf(ended.get(item));
    if (end.end === "done" || end.end === "before") await after?.();
    rows.push({ kind, id, title: name, files, remarks, ...end });
  }
  return rows;
}

function endOf(outcome: ItemOutcome | undefined): Pick<MatchRow, "end" | "error" | "transaction"> {
  if (!outcome) return { end: "left" };
  if (outcome.end === "refused") return { end: "refused", error: outcome.error };
  return outcome.end === "done" ? { end: "done", transaction: outcome.transaction } : { end: outcome.end };
}

/** Tells how many ended how, every row that was done, and every row that needs a person. */
export function answerMatchRows(rows: readonly MatchRow[], words: Words, next: readonly Part[] = []): Answer {
  const all = { ...words, refused: REFUSED, left: LEFT };
  const counts = (["done", "tried", "before", "left", "refused"] as const).flatMap((end): Part[] => {
    const count = rows.filter((row) => row.end === end).length;
    return count === 0 ? [] : [{ en: `${count} ${all[end].en}`, zh: `${all[end].zh}：${count}` }];
  });
  const isOpen = ({ end }: MatchRow): boolean => end === "refused" || end === "left";
  const good = rows.filter((row) => !isOpen(row));
  const bad = rows.filter(isOpen);
  return {
    data: { rows: rows.map(dataOf) },
    parts: [
      ...counts,
      ...good.map(({ id, title, end }): Part => {
        const name = `${id ?? ""}${title === undefined ? "" : ` ${oneLine(title)}`}`;
        return { en: `✓ ${all[end].en}: ${name}`, zh: `✓ ${all[end].zh}：${name}` };
      }),
      ...bad.map((row) => openText(row, all)),
      ...rows.flatMap(({ remarks = [] }) => remarks),
      ...next,
    ],
    ...(bad.length > 0 ? { exit: EXIT.partly } : {}),
  };
}

function dataOf({ kind, id, title, files, end, transaction, error, remarks = [] }: MatchRow): Data {
  return {
    kind: kind ?? null,
    id: id ?? null,
    title: title ?? null,
    files,
    end,
    transaction: transaction ?? null,
    code: error?.code ?? null,
    why: error?.sentence ? { ...error.sentence } : null,
    remarks: remarks.map((one) => ({ ...one })),
  };
}

/** In lines of its own: a reason is too long for a column. */
function openText({ id, end, error, files }: MatchRow, words: Readonly<Record<RowEnd, Text>>): Text {
  const said = (lang: "en" | "zh"): string => {
    const colon = { en: ":", zh: "：" }[lang];
    const head = [...(id === undefined ? [] : [shortHex(id)]), words[end][lang]].join(" ");
    const lines = [...(error ? error.say(lang).split("\n") : []), files.map(shown).join(", ")];
    return [`✗ ${head}${colon}`, ...lines.map((line) => `    ${oneLine(line)}`)].join("\n");
  };
  return { en: said("en"), zh: said("zh") };
}
