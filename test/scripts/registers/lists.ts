/** Providers' tables as the Operator has them. */
import { isoOfDay } from "../../../client/days.ts";
import { firm, type Firm } from "./bureau.ts";

export interface Candidate extends Firm {
  /** As a table says it. */
  readonly district: string;
  readonly classes: string;
  /** Shanghai days. */
  readonly from: number;
  readonly through: number;
}

const HEADINGS = "服务机构名称,统一社会信用代码,钱包地址,实际控制人标识,所属区,服务类别,有效期起,有效期止";

/** A firm of Yangpu that offers the classes 1 and 2 for a year. */
export function candidate(number: number, today: number, over: Partial<Candidate> = {}): Candidate {
  const usual = { district: "1", classes: "1、2", from: today, through: today + 365 };
  return { ...firm(number), name: `上海第${number}检测研究院`, ...usual, ...over };
}

export function listOf(candidates: readonly Candidate[]): string {
  const rows = candidates.map(({ name, creditCode, wallet, controller, district, classes, from, through }) =>
    [name, creditCode, wallet, controller, district, classes, isoOfDay(from), isoOfDay(through)].join(","),
  );
  return [HEADINGS, ...rows].join("\r\n");
}
