import { partyNullifier } from "../../../client/documents/nullifier.ts";
import { NullifierKey } from "../../../client/documents/nullifierKey.ts";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { marksOf, type Marks, type NullifierKeys } from "../../../scripts/nullifiers/marks.ts";

/** Low, so that a test has no half second to wait for a key. */
export const COST = 1_024;

export const PASSWORD = "correct horse battery staple";

export const nullifierKey = (number: number): NullifierKey =>
  new NullifierKey(number, `0x${number.toString(16).padStart(2, "0").repeat(32)}`);

/** Key 2 is the current one; 1 is the earlier one, and 3 the one to come. */
export const KEYS: NullifierKeys = { current: nullifierKey(2), others: [nullifierKey(1), nullifierKey(3)] };

const complete = (body: string): string => body + checkCharacter(body);
export const XIYUAN = complete("91320412MA1MXXXX0");
export const SIT = complete("12310000425000000");

export const partyMarks = (creditCode: string): Marks => marksOf(KEYS, (key) => partyNullifier(key, creditCode));
