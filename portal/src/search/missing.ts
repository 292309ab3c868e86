/** What to say of a number that the ledger does not have, so that whoever mistyped it sees where. */
import type { Page, Program } from "../app/answers.ts";
import { ask } from "../app/api.ts";
import type { Text } from "../../../client/text/text.ts";

interface Asked {
  readonly kind: "voucher" | "provider" | "program";
  readonly id: string;
}

export async function missing({ kind, id }: Asked): Promise<Text> {
  if (kind === "provider") {
    return {
      en: `There is no provider ${id}. The catalogue of providers can be searched by name and district.`,
      zh: `没有编号为 ${id} 的服务机构。可在服务机构名录中按名称、地区查找。`,
    };
  }
  const programs = await ask<Page<Program>>("/index/programs?limit=200").catch(() => undefined);
  const number = Number(id.split("-")[0]);
  const program = programs?.items.find((one) => one.program === number);
  if (programs && !program) return noProgram(number, programs.items.length);
  const last = program?.vouchers ?? 0;
  const [en, zh] = [`There is no voucher ${id}.`, `没有编号为 ${id} 的双创券。`];
  if (last === 0) return { en, zh };
  const ends = `${number}-${String(last).padStart(6, "0")}`;
  if (last === 1)
    return {
      en: `${en} Program ${number} has one voucher so far, ${ends}.`,
      zh: `${zh}项目 ${number} 目前只有一张：${ends}。`,
    };
  return {
    en: `${en} The vouchers of program ${number} run from ${number}-000001 to ${ends}.`,
    zh: `${zh}项目 ${number} 的券号为 ${number}-000001 至 ${ends}。`,
  };
}

function noProgram(number: number, count: number): Text {
  return {
    en: `There is no program ${number}. The programs are 1 to ${count}; a voucher's number begins with its program's.`,
    zh: `没有项目 ${number}。现有项目为 1 至 ${count}，券号的第一段即项目编号。`,
  };
}
