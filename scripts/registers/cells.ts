/** How cells are read that only tables of parties have. */
import { creditCode as checkedCreditCode } from "../../client/documents/creditCode.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { readClasses } from "../../client/serviceClasses.ts";
import { code } from "../tables/cells.ts";
import type { ReadCell } from "../tables/column.ts";

/** A place of six digits, a day of birth, three digits and the check character. */
const LIKE_IDENTITY = /^\d{6}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dX]$/;

/** Weights and check characters of identity numbers, after GB 11643-1999. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/**
 * What identifies an actual controller: the credit code of a legal person, the identity number of a natural one, or, of somebody from
 * elsewhere, a passport's or register's number. A mistyped number would be a group of its own, so what looks like one of the first
 * two is checked.
 *
 * @throws TongduiError `NumberLosesDigits`, `CreditCode…`, `IdentityNumberCheck`, `ControllerIsName`.
 */
export const controller: ReadCell<string> = (cell) => {
  const identifier = code(cell);
  if (isIdentityNumber(identifier)) return identifier;
  if (identifier.length === 18) {
    if (LIKE_IDENTITY.test(identifier) && !isCreditCode(identifier)) throw wrongIdentityNumber();
    return checkedCreditCode(identifier);
  }
  if (/^[A-Z0-9()/-]{5,}$/.test(identifier) && /\d/.test(identifier)) return identifier;
  throw new TongduiError(
    "ControllerIsName",
    {
      en: `"${cell.text.trim()}" does not identify a controller: two people may have one name.`,
      zh: `“${cell.text.trim()}”不能唯一识别实际控制人：姓名可能重复。`,
    },
    {
      hint: {
        en: "Give the credit code of a legal person, or the identity or passport number of a natural one.",
        zh: "法人请填统一社会信用代码，自然人请填身份证号或护照号。",
      },
    },
  );
};

/** @throws TongduiError as {@link readClasses}. */
export const serviceClasses: ReadCell<bigint> = ({ text }) => readClasses(text);

function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return CHECKS[sum % 11] === text[17];
}

function isCreditCode(text: string): boolean {
  try {
    return checkedCreditCode(text) === text;
  } catch {
    return false;
  }
}

/** What is wrong is not quoted: it may be a person's number but for one digit. */
function wrongIdentityNumber(): TongduiError {
  return new TongduiError(
    "IdentityNumberCheck",
    { en: "The identity number has a wrong digit in it.", zh: "身份证号校验不符，其中有误。" },
    { hint: { en: "Compare it with the identity card.", zh: "请与身份证核对。" } },
  );
}
