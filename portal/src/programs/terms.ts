/** A program's terms, each in a sentence. They are read from the ledger, which applies them; nobody retyped them. */
import { formatFen, formatRate } from "../../../client/money.ts";
import type { Program } from "../app/answers.ts";
import { counted } from "../../../client/text/counted.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import type { Names } from "../app/namesOf.ts";
import { dayText } from "../ui/dayText.ts";

export type Term = readonly [name: Text, sentence: Text];

export function termsInWords(program: Program, names: Names, lang: Lang): readonly Term[] {
  return [...moneyTerms(program), ...timeTerms(program), ...whoTerms(program, names, lang)];
}

function moneyTerms({ share, yearlyCap, greatestFace, leastContract }: Program): Term[] {
  const [cap, face, least] = [yearlyCap, greatestFace, leastContract].map((fen) => formatFen(BigInt(fen)));
  const rate = formatRate(share);
  return [
    [
      { en: "Share", zh: "抵用比例" },
      {
        en: `A voucher pays at most ${rate} of a service contract; the enterprise pays the rest itself.`,
        zh: `双创券最多抵用服务合同金额的 ${rate}，其余由企业自付。`,
      },
    ],
    [
      { en: "Greatest voucher", zh: "单张面额" },
      { en: `One voucher is worth at most ${face ?? ""}.`, zh: `单张双创券不超过 ${face ?? ""}。` },
    ],
    [
      { en: "Cap a year", zh: "年度上限" },
      {
        en: `Enterprises under the same actual controller get at most ${cap ?? ""} in a calendar year, over all programs and districts together.`,
        zh: `同一实际控制人的企业，一个自然年内在各地区、各项目合计不超过 ${cap ?? ""}。`,
      },
    ],
    [
      { en: "Least contract", zh: "最低合同金额" },
      {
        en: `The service contract must be worth at least ${least ?? ""}.`,
        zh: `服务合同金额不低于 ${least ?? ""}。`,
      },
    ],
  ];
}

function timeTerms(program: Program): Term[] {
  const { useByDays, extensionDays, claimByDays, lastIssueDay, noticeFloor, noticeCeiling, graceDays, resolveDays } =
    program;
  return [
    [
      { en: "Use by", zh: "使用期限" },
      {
        en: `Orders can be placed for ${counted(useByDays, "day")} after the day of issue; the district can extend this once by ${counted(extensionDays, "day")}.`,
        zh: `发放之日起 ${useByDays} 天内可登记订单；地区可延期一次，最长 ${extensionDays} 天。`,
      },
    ],
    [
      { en: "Claim by", zh: "申请核销期限" },
      {
        en: `The provider claims for what it delivered within ${counted(claimByDays, "day")} after that.`,
        zh: `服务机构应在使用期限届满后 ${claimByDays} 天内申请核销。`,
      },
    ],
    [
      { en: "Public notice", zh: "公示" },
      {
        en: `Before vouchers are issued, and before a provider is paid, a public notice runs for ${noticeFloor} to ${counted(noticeCeiling, "day")}.`,
        zh: `发放双创券之前、向服务机构拨付之前均须公示，公示期为 ${noticeFloor} 至 ${noticeCeiling} 天。`,
      },
    ],
    [
      { en: "Objections", zh: "异议" },
      {
        en: `A district's objection has to be decided within ${counted(resolveDays, "day")}, else it lapses.`,
        zh: `地区提出的异议应在 ${resolveDays} 天内作出处理，逾期自动失效。`,
      },
    ],
    [
      { en: "Silence", zh: "逾期不答复" },
      {
        en: `An enterprise that neither accepts nor refuses a claim within ${counted(graceDays, "day")} leaves the decision to its Bureau and a second officer.`,
        zh: `企业在 ${graceDays} 天内对核销申请既不验收也不拒绝的，由所属区科技局及审批人代为决定。`,
      },
    ],
    [
      { en: "Last day of issue", zh: "最后发放日" },
      {
        en: `Vouchers are issued through ${dayText(lastIssueDay, "en")}.`,
        zh: `双创券发放至${dayText(lastIssueDay, "zh")}止。`,
      },
    ],
  ];
}

function whoTerms({ joint, classes, program, district }: Program, names: Names, lang: Lang): Term[] {
  const join = (words: readonly string[]) => words.join({ en: ", ", zh: "、" }[lang]);
  const [home, others] = [names.district(district), join(joint.map((one) => names.district(one)))];
  const services = join(classes.map((one) => names.serviceClass(one, program)));
  const issue: Text =
    joint.length === 0
      ? {
          en: `${home} issues alone: announced by one officer, approved by another.`,
          zh: `由${home}单独发放：一人公示，另一人审批。`,
        }
      : {
          en: `Issued jointly: an officer of ${others} has to approve each issue of ${home} as well.`,
          zh: `联合发放：${home}的每次发放，还须${others}审批。`,
        };
  return [
    [{ en: "Who approves", zh: "审批" }, issue],
    [
      { en: "For which services", zh: "服务类别" },
      { en: `Vouchers can be spent on: ${services}.`, zh: `可用于：${services}。` },
    ],
  ];
}
