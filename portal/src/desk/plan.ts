/** A plan of vouchers, as `tongdui voucher plan` writes it: its list is made anew from its items, and must be the one that it names. */
import { batchIdOf, cutList, type Item, type List } from "../../../client/list.ts";
import { parseEnterprise } from "../../../client/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { LedgerAt } from "./office.ts";

export interface Plan {
  readonly program: bigint;
  readonly list: List;
  /** The id of the list on the ledger. */
  readonly batch: string;
  readonly tail: string;
  readonly items: readonly Item[];
  readonly corrects: readonly string[];
}

export class PlanWrong extends Error {
  readonly sentence: Text;

  constructor(sentence: Text) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

interface Written {
  readonly kind: unknown;
  readonly ledger: unknown;
  readonly program: string;
  readonly tail: string;
  readonly chain: string;
  readonly count: number;
  readonly totalFen: string;
  readonly corrects?: readonly string[];
  readonly items: readonly { readonly enterprise: string; readonly faceFen: string }[];
}

/** @throws PlanWrong for whatever is not a plan for this ledger, whole and unchanged. */
export function readPlan(text: string, { chainId, contracts }: LedgerAt): Plan {
  let written: Written;
  let items: Item[];
  try {
    written = JSON.parse(text) as Written;
    items = written.items.map(({ enterprise, faceFen }) => ({
      enterprise: parseEnterprise(enterprise),
      face: BigInt(faceFen),
    }));
  } catch {
    throw new PlanWrong(NO_PLAN);
  }
  if (written.kind !== "plan of vouchers" || !/^0x[0-9a-f]{64}$/.test(written.tail)) throw new PlanWrong(NO_PLAN);
  if (written.ledger !== `${chainId} ${contracts["vouchers"] ?? ""}`) throw new PlanWrong(OTHER_LEDGER);
  const list = cutList(items, undefined, written.tail);
  const isWhole =
    list.chain === written.chain && list.count === written.count && list.total === BigInt(written.totalFen);
  if (!isWhole) throw new PlanWrong(CHANGED);
  const program = BigInt(written.program);
  const batch = batchIdOf(program, list.chain);
  return { program, list, batch, tail: written.tail, items, corrects: written.corrects ?? [] };
}

const NO_PLAN: Text = {
  en: "This file is no plan of vouchers. Take the one that tongdui voucher plan made.",
  zh: "该文件不是双创券计划文件，请使用 tongdui voucher plan 生成的文件。",
};
const OTHER_LEDGER: Text = { en: "This plan is for another ledger.", zh: "该计划文件属于另一个账本。" };
const CHANGED: Text = {
  en: "This plan was changed by hand: its items do not make the list that it names.",
  zh: "该计划文件已被改动：其内容与所载名单不符。",
};
