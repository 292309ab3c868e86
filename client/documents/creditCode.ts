/**
 * Unified social credit codes (统一社会信用代码) after GB 32100-2015: eighteen characters, of which the third to the eighth are
 * the administrative division in digits and the last is a check character.
 */
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { normalise } from "./normalise.ts";

/** Digits and capitals without I, O, S, V, Z; a character's value is its place. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Normalises and checks a credit code.
 *
 * @returns the eighteen characters, half-width and upper case.
 * @throws TongduiError `CreditCodeLength`, `CreditCodeCharacter`, `CreditCodeCheck`.
 */
export function creditCode(text: string): string {
  const code = normalise(text);
  const characters = [...code];

  if (characters.length !== 18) {
    throw wrong("CreditCodeLength", code, {
      en: `has ${characters.length} characters, not 18`,
      zh: `有 ${characters.length} 位，应为 18 位`,
    });
  }
  characters.forEach((character, i) => {
    const allowed = i >= 2 && i < 8 ? "0123456789" : ALPHABET;
    if (!allowed.includes(character)) {
      throw wrong("CreditCodeCharacter", code, {
        en: `cannot have "${character}" as character ${i + 1}`,
        zh: `的第 ${i + 1} 位不能为“${character}”`,
      });
    }
  });
  const check = checkCharacter(code.slice(0, 17));
  if (code[17] !== check) {
    throw wrong("CreditCodeCheck", code, {
      en: "does not check: a character of it is wrong",
      zh: "校验不符，其中有字符有误",
    });
  }
  return code;
}

/** The eighteenth character, from the first seventeen: 31 less the weighted sum, modulo 31. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function wrong(code: string, creditCodeText: string, what: Text): TongduiError {
  return new TongduiError(
    code,
    { en: `The credit code "${creditCodeText}" ${what.en}.`, zh: `统一社会信用代码“${creditCodeText}”${what.zh}。` },
    { hint: { en: "Copy it from the business licence.", zh: "请按营业执照核对。" } },
  );
}
