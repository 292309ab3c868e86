/** How the ledger has the enterprises of a list, and what their groups were issued this year. */
import { ZeroAddress } from "ethers";
import { decodeEnterprise, decodeGroup, enterpriseSlot, groupNullifierSlot, groupSlot } from "../../client/slots.ts";
import type { EnterpriseStatus } from "../../client/slots.ts";
import type { Reading } from "../chain/reading.ts";
import { readWords } from "../chain/words.ts";

export interface Standing {
  /** `None` where there is no such enterprise. */
  readonly status: EnterpriseStatus;
  readonly group: bigint;
}

export interface Standings {
  /** Of an enterprise that was asked for. */
  readonly of: (enterprise: bigint) => Standing;
  /** What a group was issued in the year, in fen, over all programs and districts, here and in the editions before. */
  readonly issuedTo: (group: bigint) => bigint;
}

const NOBODY: Standing = { status: "None", group: 0n };

/** @param year the calendar year whose figures are asked for. */
export async function readStandings(
  open: Pick<Reading, "nodes" | "ledger" | "deployment">,
  enterprises: Iterable<bigint>,
  year: number,
): Promise<Standings> {
  const register = open.deployment.contracts.enterprises.address;
  const ids = [...new Set(enterprises)];
  const words = await readWords(open.nodes, register, ids, enterpriseSlot);
  const standings = new Map(ids.map((id, i): [bigint, Standing] => [id, standingOf(words[i] ?? 0n)]));
  const groups = [...new Set([...standings.values()].map(({ group }) => group))].filter((group) => group !== 0n);
  const issued = await issuedIn(open, register, groups, year);
  return {
    of: (enterprise) => standings.get(enterprise) ?? NOBODY,
    issuedTo: (group) => issued.get(group) ?? 0n,
  };
}

function standingOf(word: bigint): Standing {
  const { status, group } = decodeEnterprise(word);
  return { status, group };
}

async function issuedIn(
  { nodes, ledger }: Pick<Reading, "nodes" | "ledger">,
  register: string,
  groups: readonly bigint[],
  year: number,
): Promise<Map<bigint, bigint>> {
  if ((await ledger.edition.predecessor()) !== ZeroAddress) {
    // The earlier editions count too, and know a group by its nullifier.
    const nullifiers = await readWords(nodes, register, groups, groupNullifierSlot);
    const figures = await nodes.sendMany(
      "eth_call",
      nullifiers.map((nullifier) => {
        const hex = `0x${nullifier.toString(16).padStart(64, "0")}`;
        return [
          { to: register, data: ledger.enterprises.interface.encodeFunctionData("issuedIn", [hex, year]) },
          "latest",
        ];
      }),
    );
    return new Map(groups.map((group, i) => [group, BigInt(figures[i] as string)]));
  }
  const words = await readWords(nodes, register, groups, groupSlot);
  return new Map(
    groups.map((group, i): [bigint, bigint] => {
      const word = decodeGroup(words[i] ?? 0n);
      return [group, word.year === year ? word.issued : 0n];
    }),
  );
}
