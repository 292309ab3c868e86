/**
 * A plan: the list that is announced, approved and issued, in a file that goes from officer to officer. It has an item a line, and
 * the head of the list's chain, by which everybody sees that it is the list that was announced.
 */
import path from "node:path";
import { AbiCoder, keccak256 } from "ethers";
import { z } from "zod";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatEnterprise, formatVoucher, parseEnterprise, parseVoucher } from "../../client/ids.ts";
import { batchIdOf, chainOf } from "../../client/list.ts";
import { MAX_FEN } from "../../client/money.ts";
import { wholeText } from "../../client/files/wholeFile.ts";
import { newFile } from "../tables/newFile.ts";
import { ItemList } from "./itemList.ts";

export interface Plan {
  readonly program: bigint;
  /** What the chain ends in: zero, unless an equal list is meant to be issued again. */
  readonly tail: string;
  readonly items: ItemList;
  /** The head of the chain. */
  readonly chain: string;
  /** The id of the list on the ledger. */
  readonly batch: string;
  /** Fen. */
  readonly total: bigint;
  readonly source: { readonly file: string; readonly digest: string };
  /** The voucher in whose place each item is issued; empty for a list that corrects none. The tail is made of them. */
  readonly corrects: readonly bigint[];
}

/** The ledger that a plan is for: its ids mean others on another one. */
export type OfLedger = Pick<Deployment, "chainId" | "contracts">;

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const digits = z.string().regex(/^\d{1,15}$/);

const planSchema = z.strictObject({
  kind: z.literal("plan of vouchers"),
  ledger: z.string(),
  program: digits,
  source: z.strictObject({ file: z.string(), digest: hash }),
  tail: hash,
  corrects: z.array(z.string()).optional(),
  chain: hash,
  count: z.number(),
  totalFen: digits,
  // A hundred thousand of them: they are checked one by one below, which is much quicker.
  items: z.custom<readonly unknown[]>((value) => Array.isArray(value)),
});

/** Makes the plan of some items. */
export function planOf({
  program,
  tail,
  items,
  source,
  corrects = [],
}: Pick<Plan, "program" | "tail" | "items" | "source"> & Partial<Pick<Plan, "corrects">>): Plan {
  const chain = chainOf(items, tail);
  return { program, tail, items, chain, batch: batchIdOf(program, chain), total: items.total(), source, corrects };
}

/**
 * The tail of a list that corrects vouchers: so the list's id, on the ledger, stands for whose place its items take.
 *
 * @param number how many such lists were announced before and withdrawn.
 */
export function tailOfCorrection(corrects: readonly bigint[], number: number): string {
  const values = ["corrects", corrects, number];
  return keccak256(AbiCoder.defaultAbiCoder().encode(["string", "uint48[]", "uint32"], values));
}

/** So often an equal list can be announced. */
const MOST_AGAIN = 1_000;

/**
 * Writes a plan. The very same list makes the very same file; one that is there already stays.
 *
 * @returns whether it was written now.
 * @throws TongduiError `PlanExists` if there is another plan under the name; `PlanMissing` if it cannot be read; `FileUnwritable`.
 */
export async function writePlan(file: string, plan: Plan, ledger: OfLedger): Promise<boolean> {
  const there = await wholeText(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw planMissing(file, error);
  });
  if (there !== undefined) {
    if (isTextOf(there, plan, ledger)) return false;
    throw planExists(file);
  }
  await newFile(file, false, async (add) => {
    for (const piece of piecesOf(plan, ledger)) await add(piece);
  });
  return true;
}

/**
 * Reads a plan, and makes its chain anew from its items. JSON can be written so that a person reads other items in it than a program
 * does, so the text must be the very one that the list makes.
 *
 * @throws TongduiError `PlanMissing`, `PlanUnreadable`, `PlanOfOtherLedger`, `PlanChanged`.
 */
export async function readPlan(file: string, ledger: OfLedger): Promise<Plan> {
  const text = await wholeText(file).catch((cause: unknown) => Promise.reject(planMissing(file, cause)));
  const parsed = planSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw planUnreadable(file);
  const { data } = parsed;
  if (data.ledger !== nameOf(ledger)) throw planOfOtherLedger(file);
  const items = new ItemList();
  for (const [i, item] of data.items.entries()) {
    const read = readItem(item);
    if (!read) throw planUnreadable(file, i + 1);
    items.add(read);
  }
  const corrects = correctsIn(data.corrects);
  if (!corrects) throw planUnreadable(file);
  const plan = planOf({ program: BigInt(data.program), tail: data.tail, items, source: data.source, corrects });
  const isWhole = plan.chain === data.chain && items.length === data.count && plan.total === BigInt(data.totalFen);
  const isLinked = corrects.length === 0 || isCorrection(plan);
  if (!isWhole || !isLinked || !isTextOf(text, plan, ledger)) throw planChanged(file);
  return plan;
}

/** Piece by piece, so that a long list is not in memory a second time. */
function isTextOf(text: string, plan: Plan, ledger: OfLedger): boolean {
  let at = 0;
  for (const piece of piecesOf(plan, ledger)) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return at === text.length;
}

const ITEMS_A_PIECE = 1_000;

function* piecesOf(
  { program, source, tail, chain, items, total, corrects }: Plan,
  ledger: OfLedger,
): Generator<string> {
  const head = {
    kind: "plan of vouchers",
    ledger: nameOf(ledger),
    program: String(program),
    source: { file: path.basename(source.file), digest: source.digest },
    tail,
    ...(corrects.length === 0 ? {} : { corrects: corrects.map(formatVoucher) }),
    chain,
    count: items.length,
    totalFen: String(total),
  };
  yield JSON.stringify(head, null, 2).replace(/\n\}$/, ',\n  "items": [\n');
  for (let first = 0; first < items.length; first += ITEMS_A_PIECE) {
    let piece = "";
    const end = Math.min(first + ITEMS_A_PIECE, items.length);
    for (let place = first; place < end; place += 1) {
      piece += `    ${itemText(items, place)}${place === items.length - 1 ? "" : ","}\n`;
    }
    yield piece;
  }
  yield "  ]\n}\n";
}

function itemText(items: ItemList, place: number): string {
  const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
  const note = items.noteOf(place);
  return JSON.stringify({
    line: items.lineOf(place),
    enterprise: formatEnterprise(enterprise),
    faceFen: String(face),
    ...(note === undefined ? {} : { note }),
  });
}

function readItem(item: unknown): Parameters<ItemList["add"]>[0] | undefined {
  const { line, enterprise, faceFen, note } = (item ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof line !== "number" || !Number.isInteger(line) || line < 1 || line > 0xffff_ffff) return undefined;
  if (typeof enterprise !== "string" || typeof faceFen !== "string" || !/^\d{1,15}$/.test(faceFen)) return undefined;
  if (note !== undefined && typeof note !== "string") return undefined;
  const face = BigInt(faceFen);
  if (face > MAX_FEN) return undefined;
  try {
    return { line, enterprise: parseEnterprise(enterprise), face, note };
  } catch (error) {
    if (error instanceof TongduiError) return undefined;
    throw error;
  }
}

/** Whether the list's id stands for the vouchers that the plan says it corrects, one an item. */
function isCorrection({ corrects, items, tail }: Plan): boolean {
  if (corrects.length !== items.length) return false;
  for (let number = 0; number <= MOST_AGAIN; number += 1) if (tail === tailOfCorrection(corrects, number)) return true;
  return false;
}

function correctsIn(written: readonly string[] = []): bigint[] | undefined {
  try {
    return written.map(parseVoucher);
  } catch (error) {
    if (error instanceof TongduiError) return undefined;
    throw error;
  }
}

function nameOf({ chainId, contracts }: OfLedger): string {
  return `${chainId} ${contracts.vouchers.address}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said of the file as a whole: it is no plan.
    return undefined;
  }
}

const PLAN_ANEW = {
  en: "Take the file that the Bureau sent, or make it anew with tongdui voucher plan.",
  zh: "请使用科技局发送的文件，或用 tongdui voucher plan 重新生成。",
};

function planMissing(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "PlanMissing",
    { en: `The plan ${file} cannot be read.`, zh: `无法读取计划文件 ${file}。` },
    { hint: { en: "Check its name and folder.", zh: "请检查文件名和所在文件夹。" }, cause },
  );
}

function planUnreadable(file: string, item?: number): TongduiError {
  const at = item === undefined ? { en: "", zh: "" } : { en: ` (item ${item})`, zh: `（第 ${item} 项）` };
  return new TongduiError(
    "PlanUnreadable",
    {
      en: `${file} is no plan of vouchers, or is damaged${at.en}.`,
      zh: `${file} 不是双创券计划文件，或已损坏${at.zh}。`,
    },
    { hint: PLAN_ANEW },
  );
}

function planOfOtherLedger(file: string): TongduiError {
  return new TongduiError(
    "PlanOfOtherLedger",
    { en: `The plan ${file} is for another ledger.`, zh: `计划文件 ${file} 属于另一个账本。` },
    { hint: { en: "Check which profile you use.", zh: "请检查所用的配置文件。" } },
  );
}

function planChanged(file: string): TongduiError {
  return new TongduiError(
    "PlanChanged",
    {
      en: `The plan ${file} was changed by hand: its text is not that of the list that it names.`,
      zh: `计划文件 ${file} 已被人工改动：其内容与所载名单不符。`,
    },
    { hint: PLAN_ANEW },
  );
}

function planExists(file: string): TongduiError {
  return new TongduiError(
    "PlanExists",
    { en: `There is another plan ${file} already.`, zh: `已有另一份计划文件 ${file}。` },
    {
      hint: {
        en: "Remove it if it is not needed any more, or name another file with --out.",
        zh: "如不再需要请将其删除，或用 --out 指定其他文件名。",
      },
    },
  );
}
