import { EXCEL_DIGITS, type Cell } from "../cell.ts";
import { broken } from "./broken.ts";

const SECONDS_A_DAY = 86_400;

/** Excel's day 1 is 1900-01-01 and it believes in a 29th of February 1900, so its days fit the calendar from March 1900 on. */
const UNIX_EPOCH = 25_569;
const BETWEEN_1900_AND_1904 = 1_462;

/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/** A number as Excel shows it: with fifteen digits, for the file holds 1234.1 as 1234.0999999999999. */
export function numberText(value: string): Cell {
  const number = Number(value);
  if (!Number.isFinite(number) || value.trim() === "") throw broken(`"${value}" for a number`);
  return { kind: "number", text: plainDecimal(number) };
}

/** A day and perhaps a time of day from the count of days that Excel holds; a count that is no day stays a number. */
export function dateText(value: string, from1904: boolean): Cell {
  const serial = Number(value) + (from1904 ? BETWEEN_1900_AND_1904 : 0);
  if (!(serial >= 61 && serial < LAST_SERIAL + 1)) return numberText(value);
  const seconds = Math.round((serial - UNIX_EPOCH) * SECONDS_A_DAY);
  const [date = "", time = ""] = new Date(seconds * 1_000).toISOString().slice(0, 19).split("T");
  return { kind: "date", text: time === "00:00:00" ? date : `${date} ${time}` };
}

/** A number with Excel's fifteen digits and no exponent. */
export function plainDecimal(number: number): string {
  const [digits = "", exponent = "0"] = number.toExponential(EXCEL_DIGITS - 1).split("e");
  const [whole = "", decimals = ""] = digits.replace("-", "").split(".");
  const all = whole + decimals;
  const point = Number(exponent) + 1;
  const left = point > 0 ? all.slice(0, point).padEnd(point, "0") : "0";
  const right = (point > 0 ? all.slice(point) : "0".repeat(-point) + all).replace(/0+$/, "");
  return `${number < 0 ? "-" : ""}${left}${right === "" ? "" : `.${right}`}`;
}
