/** From the ledger into the directory: the ids behind the names of a table. */
import type { Reading } from "../chain/reading.ts";
import type { Fresh, Known } from "./check.ts";
import type { Directory, Party } from "./directory.ts";
import type { PartyRow } from "./partyTable.ts";
import { idOfParty, standingOf, type Register } from "./register.ts";

const PARTIES_AT_ONCE = 100;

/** Adds parties that the ledger has and the directory does not. A name that is there already stays as it is. */
export async function recordParties(
  { ledger }: Pick<Reading, "ledger">,
  directory: Directory,
  register: Register,
  parties: readonly (Fresh<PartyRow> | Known<PartyRow>)[],
): Promise<void> {
  for (let first = 0; first < parties.length; first += PARTIES_AT_ONCE) {
    const some = parties.slice(first, first + PARTIES_AT_ONCE);
    const found = await Promise.all(
      some.map(async (party): Promise<Party | undefined> => {
        const id = "id" in party ? party.id : await idOfParty(ledger, register, party.party);
        if (id === 0n || directory.byId(register, id)) return undefined;
        const { wallet, profile } = "standing" in party ? party.standing : await standingOf(ledger, register, id);
        const { name, creditCode } = party.row;
        return { register, id, name, creditCode, wallet, profile };
      }),
    );
    await directory.add(found.filter((party) => party !== undefined));
  }
}
