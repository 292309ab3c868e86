/** Who asks, as the ledger knows the account at this moment. */
import { dutiesIn } from "../../client/duties.ts";
import type { Queryable } from "../database/database.ts";
import type { OfficeLedger } from "../ledger.ts";
import { isInvited } from "./invitations.ts";
import type { Parties, Party } from "./parties.ts";

/**
 * What a person is to an office. In the consortium's office (district 0) the Operator keeps what a Bureau keeps in a district's, and
 * counts as `bureau` too.
 */
export const KINDS = ["bureau", "approver", "finance", "operator", "auditor", "party"] as const;

/** `applicant`: an account that the office has invited to apply for admission. As long as the ledger does not know it, it may do no more. */
export type Kind = (typeof KINDS)[number] | "applicant";

/** Everybody who holds a duty here. */
export const OFFICERS: readonly Kind[] = ["bureau", "approver", "finance"];

export interface Person {
  /** With its checksum. */
  readonly account: string;
  readonly kinds: ReadonlySet<Kind>;
  readonly parties: readonly Party[];
}

/** @param district the office's. */
export async function personOf(
  account: string,
  district: number,
  { ledger }: Pick<OfficeLedger, "ledger">,
  parties: Parties,
  database: Queryable,
): Promise<Person> {
  const [duties, own] = await Promise.all([
    dutiesIn({ ledger }, account, [...new Set([0, district])]),
    parties.of(account),
  ]);
  const kinds = new Set<Kind>();
  for (const held of duties) {
    const { duty } = held;
    if (duty !== "administrator") kinds.add(duty);
    if (duty === "operator" && district === 0) kinds.add("bureau");
  }
  if (own.length > 0) kinds.add("party");
  if (await isInvited(database, account)) kinds.add("applicant");
  return { account, kinds, parties: own };
}
