/** Accounts that are invited to apply for admission: the one way in for somebody whom the ledger does not know. */
import type { Office, Queryable } from "../office.ts";

export interface Invitation {
  readonly account: string;
  readonly since: string;
  readonly by: string;
}

/** @param account with its checksum. */
export async function isInvited(within: Queryable, account: string): Promise<boolean> {
  const { rows } = await within.query("SELECT 1 FROM invitations WHERE account = $1", [account]);
  return rows.length > 0;
}

/** Inviting again changes nothing; to end it shuts the account out at once, and leaves what it applied for. */
export async function invite(
  within: Queryable,
  { now }: Pick<Office, "now">,
  account: string,
  isWelcome: boolean,
  by: string,
): Promise<void> {
  if (isWelcome)
    await within.query("INSERT INTO invitations VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
      account,
      new Date(now()),
      by,
    ]);
  else await within.query("DELETE FROM invitations WHERE account = $1", [account]);
}

/** The newest first. */
export async function invitations(within: Queryable): Promise<Invitation[]> {
  const { rows } = await within.query<{ account: string; since: Date; invited_by: string }>(
    "SELECT * FROM invitations ORDER BY since DESC, account LIMIT 500",
  );
  return rows.map(({ account, since, invited_by: by }) => ({ account, since: since.toISOString(), by }));
}
