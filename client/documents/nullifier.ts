/**
 * Nullifiers: the marks by which the ledger sees that a contract, an invoice or a party comes a second time, though it
 * cannot read them. They are keyed, because a plain hash of a credit code or an invoice number can be brute-forced. The
 * ledger cannot check them; reviewers recompute them from the documents.
 *
 * FORMAT. nullifier = HMAC-SHA-256(secret, message), 32 bytes, and
 *
 *     message   = key number (4 bytes, big-endian) ‖ item(domain word) ‖ item(field 1) ‖ … ‖ item(field n)
 *     item(s)   = length of s in bytes (4 bytes, big-endian) ‖ s in UTF-8
 *
 *     word        fields, each normalised (see normalise.ts)
 *     contract    the lesser credit code, the greater credit code, contract number
 *     invoice     seller's credit code, invoice code (may be empty), invoice number
 *     party       credit code
 *     group       the actual controller's identifier
 *
 * The lengths keep fields from running together: (`ab`, `c`) and (`a`, `bc`) are different messages.
 *
 * The two credit codes of a contract are put in ascending order of their bytes, so a contract has one nullifier whichever
 * party is called the enterprise. In a fixed order, two firms that are each admitted as a provider could have one contract
 * funded twice by changing roles. What the order costs is small: two different contracts between the same two firms, one
 * each way, must not bear the same number.
 */
import { concat, toBeHex, toUtf8Bytes, getBytes } from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { creditCode } from "./creditCode.ts";
import { normalise } from "./normalise.ts";
import type { NullifierKey } from "./nullifierKey.ts";

/**
 * Marks a service contract.
 *
 * @param creditCodeA, creditCodeB the two parties', in either order.
 * @param number the contract's number as written on it; it must not be blank.
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `CreditCode…` (see {@link creditCode}), `SameParty`, `FieldBlank`.
 */
export function contractNullifier(key: NullifierKey, creditCodeA: string, creditCodeB: string, number: string): string {
  const parties = [creditCode(creditCodeA), creditCode(creditCodeB)].sort();
  if (parties[0] === parties[1]) {
    throw new TongduiError("SameParty", {
      en: `Both parties of the contract have the credit code ${parties[0]}.`,
      zh: `合同双方的统一社会信用代码均为 ${parties[0]}。`,
    });
  }
  const contractNumber = filled(number, { en: "The contract number", zh: "合同编号" });
  return nullifier(key, "contract", [...parties, contractNumber]);
}

/**
 * Marks an invoice. A fully digital invoice (数电发票) has a number of 20 digits and no code; an older one has a code of 10 or 12
 * digits and a number of 8. One that bears both kinds of number is entered by its 20 digits, with an empty code.
 * Source: State Taxation Administration, announcement 2024 no. 11, on fully digital electronic invoices.
 *
 * @param code the invoice code (发票代码), empty if it has none.
 * @param number the invoice number (发票号码).
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `CreditCode…`, `InvoiceNumberInvalid`.
 */
export function invoiceNullifier(key: NullifierKey, sellerCreditCode: string, code: string, number: string): string {
  const seller = creditCode(sellerCreditCode);
  const fields = [normalise(code), normalise(number)];
  if (!/^(,\d{20}|(\d{10}|\d{12}),\d{8})$/.test(fields.join())) {
    throw new TongduiError(
      "InvoiceNumberInvalid",
      {
        en: `"${fields.join(" ").trim()}" is not the code and number of an invoice.`,
        zh: `“${fields.join(" ").trim()}”不是有效的发票代码和号码。`,
      },
      {
        hint: {
          en: "A digital invoice has a number of 20 digits and no code; an older one a code of 10 or 12 and a number of 8.",
          zh: "数电发票只有 20 位号码，没有代码；其他发票的代码为 10 或 12 位，号码为 8 位。",
        },
      },
    );
  }
  return nullifier(key, "invoice", [seller, ...fields]);
}

/**
 * Marks a party, which is registered once in the whole ledger.
 *
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `CreditCode…`.
 */
export function partyNullifier(key: NullifierKey, partyCreditCode: string): string {
  return nullifier(key, "party", [creditCode(partyCreditCode)]);
}

/**
 * Marks a group: all firms with one actual controller (实际控制人).
 *
 * @param controller what identifies the controller and nobody else: the credit code of a legal person, the identity number of a
 * natural one. A name does not: two people may share it.
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `FieldBlank`.
 */
export function groupNullifier(key: NullifierKey, controller: string): string {
  return nullifier(key, "group", [filled(controller, { en: "The controller", zh: "实际控制人" })]);
}

function nullifier(key: NullifierKey, word: string, fields: readonly string[]): string {
  return key.mac(getBytes(concat([toBeHex(key.number, 4), ...[word, ...fields].map(item)])));
}

function item(text: string): string {
  const bytes = toUtf8Bytes(text);
  return concat([toBeHex(bytes.length, 4), bytes]);
}

function filled(text: string, what: Text): string {
  const field = normalise(text);
  if (field === "") throw new TongduiError("FieldBlank", { en: `${what.en} is blank.`, zh: `${what.zh}为空。` });
  return field;
}
