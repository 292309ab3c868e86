/** The two faces: what districts publish, and everything, for whoever has the key. */
import { createHash, timingSafeEqual } from "node:crypto";
import { readSecretFile } from "../../../client/files/secretFile.ts";
import { readSettings } from "../../settings.ts";
import { districtsWithEnterprises, publishedBy, publishedTag } from "./published.ts";

/** What is shown of one district. */
export interface Shown {
  /** Which enterprise, by its number. */
  readonly enterprises: boolean;
  /** Of single vouchers, orders and payments. */
  readonly amounts: boolean;
  /** Sums as they are; else those of groups only (../groups.ts). */
  readonly sums: boolean;
}

export interface Face {
  /** Also wallets, groups and commitments of parties, and what officers propose. */
  readonly full: boolean;
  readonly of: (district: number) => Shown;
  /** Districts whose enterprises are shown; undefined for all. */
  readonly withEnterprises: readonly number[] | undefined;
  /** Other faces have other tags. */
  readonly tag: string;
}

const EVERYTHING: Shown = { enterprises: true, amounts: true, sums: true };
const FULL: Face = { full: true, of: () => EVERYTHING, withEnterprises: undefined, tag: "full" };

const { fullKeyFile } = await readSettings();
/** Only its hash stays: what is compared has one length, and nothing here can tell the key. */
const key = fullKeyFile === undefined ? undefined : digest(await readSecretFile(fullKeyFile));

/** Whether a request brings the key, in `Authorization: Bearer …`. */
export function hasKey(authorization: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  return key !== undefined && given !== undefined && timingSafeEqual(digest(given), key);
}

/** What whoever has no key sees at this moment; with a key, everything. */
export function faceFor(isFull: boolean): Face {
  if (isFull) return FULL;
  const of = (district: number): Shown => {
    const { enterprises, amounts, smallCells } = publishedBy(district);
    return { enterprises: enterprises !== "none", amounts, sums: amounts && !smallCells };
  };
  return { full: false, of, withEnterprises: districtsWithEnterprises(), tag: publishedTag() };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
