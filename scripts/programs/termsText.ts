/** A program's terms in words, as they are read before they are proposed and after. */
import { isoOfDay } from "../../client/days.ts";
import { formatFen, formatRate } from "../../client/money.ts";
import type { Terms } from "../../client/replay/programs.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import type { Text } from "../../client/text/text.ts";
import type { Data } from "../cli/answer.ts";
import type { Grid } from "../cli/grid.ts";
import { districtSaid, type NamedDistrict } from "../districts/names.ts";
import { jointOf } from "./program.ts";

const COMMA: Text = { en: ", ", zh: "、" };

/**
 * @param districts for their names.
 * @param classes the service classes' names, where a policy's file tells them: the ledger has their numbers only.
 */
export function termsGrid(
  terms: Terms,
  districts: readonly NamedDistrict[],
  classes: Readonly<Record<string, Text>> = {},
): Grid {
  const joint = jointOf(terms).map((number) => districtSaid(districts, number));
  const named = classesOf(terms.classes).map((number): Text => {
    const name = classes[String(number)];
    return name ? { en: `${number} ${name.en}`, zh: `${number} ${name.zh}` } : same(String(number));
  });
  const rows: readonly (readonly [Text, Text])[] = [
    [{ en: "Home district", zh: "所属区" }, districtSaid(districts, terms.home)],
    [
      { en: "Districts that approve each issue as well", zh: "联合发放区（每次发放须一并批准）" },
      joint.length === 0 ? { en: "none", zh: "无" } : listed(joint),
    ],
    [{ en: "Share of the contract that a voucher covers", zh: "抵用合同金额的比例" }, rateText(terms.share)],
    [{ en: "Cap a group and calendar year", zh: "同一实际控制人年度上限" }, same(formatFen(terms.yearlyCap))],
    [{ en: "Greatest face of a voucher", zh: "单张最大面额" }, same(formatFen(terms.greatestFace))],
    [{ en: "Least value of a contract", zh: "最低合同金额" }, same(formatFen(terms.leastContract))],
    [{ en: "Last day of issue", zh: "最后发放日" }, same(isoOfDay(Number(terms.lastIssueDay)))],
    [{ en: "A voucher is valid for", zh: "使用期限" }, daysText(terms.useByDays)],
    [
      { en: "The one extension adds", zh: "一次性延期" },
      terms.extensionDays === 0n ? NO_EXTENSION : daysText(terms.extensionDays),
    ],
    [{ en: "Claims after that are taken for", zh: "到期后核销申请期限" }, daysText(terms.claimByDays)],
    [{ en: "A public notice lasts at least", zh: "公示期最短" }, daysText(terms.noticeFloor)],
    [{ en: "A public notice lasts at most", zh: "公示期最长" }, daysText(terms.noticeCeiling)],
    [{ en: "A silent party is given", zh: "宽限期" }, daysText(terms.graceDays)],
    [{ en: "A district's objection is resolved within", zh: "异议处理期限" }, daysText(terms.resolveDays)],
    [{ en: "Service classes", zh: "服务类别" }, listed(named)],
    [{ en: "SHA-256 of the policy's file", zh: "政策文件 SHA-256" }, same(terms.policy)],
  ];
  return {
    head: [
      { en: "Term", zh: "条款" },
      { en: "Value", zh: "内容" },
    ],
    rows,
  };
}

/** What programs read of the terms. */
export function termsData(terms: Terms): { readonly [name: string]: Data } {
  return {
    district: Number(terms.home),
    joint: jointOf(terms),
    shareBasisPoints: Number(terms.share),
    yearlyCap: terms.yearlyCap,
    greatestFace: terms.greatestFace,
    leastContract: terms.leastContract,
    lastIssueDay: isoOfDay(Number(terms.lastIssueDay)),
    useByDays: Number(terms.useByDays),
    extensionDays: Number(terms.extensionDays),
    claimByDays: Number(terms.claimByDays),
    noticeFloorDays: Number(terms.noticeFloor),
    noticeCeilingDays: Number(terms.noticeCeiling),
    graceDays: Number(terms.graceDays),
    resolveDays: Number(terms.resolveDays),
    serviceClasses: classesOf(terms.classes),
    policySha256: terms.policy,
  };
}

const NO_EXTENSION: Text = { en: "nothing: there is none", zh: "不予延期" };

function daysText(days: bigint): Text {
  return { en: `${days} ${days === 1n ? "day" : "days"}`, zh: `${days} 天` };
}

function rateText(basisPoints: bigint): Text {
  return same(formatRate(Number(basisPoints)));
}

function same(text: string): Text {
  return { en: text, zh: text };
}

function listed(texts: readonly Text[]): Text {
  return {
    en: texts.map(({ en }) => en).join(COMMA.en),
    zh: texts.map(({ zh }) => zh).join(COMMA.zh),
  };
}
