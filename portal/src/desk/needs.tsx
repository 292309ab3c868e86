/** What an act still needs from a person, as fields; and the act's arguments once they are filled in. */
import { useId } from "react";
import type { Argument, Need } from "../../../client/queue.ts";
import { dayOfIso } from "../../../client/days.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { dayText } from "../ui/dayText.ts";
import { TextArea, TextField } from "../ui/Field.tsx";
import { BankFields, receiptsOf, type BankGiven } from "./bank.tsx";
import { askOffice, keepReason, OfficeRefused } from "./office.ts";

export interface Given {
  readonly reason?: string;
  readonly noticeEnd?: string;
  readonly contractMark?: string;
  readonly bank?: BankGiven;
}

function isNeed(arg: unknown): arg is Need {
  return typeof arg === "object" && arg !== null && "need" in arg;
}

/** All that some arguments need, wherever it stands in them; each kind once. */
export function needsIn(args: readonly Argument[]): Need[] {
  const found = new Map<string, Need>();
  const look = (arg: unknown): void => {
    if (isNeed(arg)) found.set(arg.need, arg);
    else if (Array.isArray(arg)) arg.forEach(look);
    else if (typeof arg === "object" && arg !== null) Object.values(arg).forEach(look);
  };
  look(args);
  return [...found.values()];
}

/** The arguments with what was given in them; reasons and documents go to the office first. @throws OfficeRefused */
export async function withGiven(args: readonly Argument[], given: Given, district: number): Promise<unknown[]> {
  const fill = async (arg: unknown): Promise<unknown> => {
    if (isNeed(arg)) return filled(arg, given, district);
    if (Array.isArray(arg)) return Promise.all(arg.map(fill));
    if (typeof arg !== "object" || arg === null) return arg;
    const entries = Object.entries(arg).map(async ([name, value]) => [name, await fill(value)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  return Promise.all(args.map(fill));
}

async function filled(need: Need, given: Given, district: number): Promise<unknown> {
  switch (need.need) {
    case "reason": {
      const words = given.reason?.trim() ?? "";
      if (words === "") throw missing({ en: "Write the reason.", zh: "请填写理由。" });
      return keepReason(district, need, words);
    }
    case "noticeEnd": {
      const day = given.noticeEnd ?? "";
      if (day < need.earliest || day > need.latest) throw missing(OUTSIDE);
      return dayOfIso(day);
    }
    case "contractMark": {
      if (need.enterprise === undefined) return given.contractMark?.trim() ?? "";
      const { enterprise, provider, number } = need;
      const asked = { enterprise, provider, number };
      return (await askOffice<{ nullifier: string }>(district, "/nullifiers/contract", asked)).nullifier;
    }
    case "bank":
      return receiptsOf(need, given.bank ?? { rows: {} }, district);
    case "plan":
      return undefined;
  }
}

const OUTSIDE: Text = {
  en: "The notice has to end within the days that are given.",
  zh: "公示结束日须在允许的范围内。",
};

function missing(sentence: Text): OfficeRefused {
  return new OfficeRefused(400, "Missing", sentence);
}

interface Props {
  readonly need: Need;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
}

export function NeedField({ need, given, onChange }: Props) {
  const say = useSay();
  const lang = useLang();
  const id = useId();
  switch (need.need) {
    case "reason":
      return (
        <TextArea
          label={say({ en: "Reason", zh: "理由" })}
          hint={say({
            en: "It stays at your office, sealed; the ledger gets a code that stands for it. Name no persons.",
            zh: "原文加密保存在本单位办公系统，账本只记录其对应编码。请勿填写个人姓名。",
          })}
          required
          maxLength={2_000}
          value={given.reason ?? ""}
          onChange={(event) => onChange({ ...given, reason: event.target.value })}
        />
      );
    case "noticeEnd":
      return (
        <TextField
          id={id}
          type="date"
          label={say({ en: "Last day of the public notice", zh: "公示最后一天" })}
          hint={say({
            en: `From ${dayText(need.earliest, lang)} to ${dayText(need.latest, lang)}. Mind working days and holidays.`,
            zh: `${dayText(need.earliest, lang)}至${dayText(need.latest, lang)}之间，请注意工作日与节假日。`,
          })}
          required
          min={need.earliest}
          max={need.latest}
          value={given.noticeEnd ?? ""}
          onChange={(event) => onChange({ ...given, noticeEnd: event.target.value })}
        />
      );
    case "contractMark":
      return need.enterprise === undefined ? (
        <TextField
          label={say({ en: "The contract's mark", zh: "合同查重码" })}
          hint={say({
            en: "Nobody with a duty said the contract's number and credit codes. tongdui nullifier compute makes the mark.",
            zh: "合同编号和信用代码未经经办人员填写；可用 tongdui nullifier compute 计算查重码。",
          })}
          required
          pattern="0x[0-9a-fA-F]{64}"
          value={given.contractMark ?? ""}
          onChange={(event) => onChange({ ...given, contractMark: event.target.value })}
        />
      ) : (
        <p className="hint">
          {say({
            en: `The contract's mark is made by your office, of the credit codes ${need.enterprise} and ${need.provider ?? ""} and the number ${need.number ?? ""}. Compare all three with the contract.`,
            zh: `合同查重码由本单位办公系统根据双方信用代码 ${need.enterprise}、${need.provider ?? ""} 和合同编号 ${need.number ?? ""} 生成，请与合同逐项核对。`,
          })}
        </p>
      );
    case "bank":
      return (
        <BankFields need={need} given={given.bank ?? { rows: {} }} onChange={(bank) => onChange({ ...given, bank })} />
      );
    case "plan":
      return null;
  }
}
