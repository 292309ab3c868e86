/** The replacement of a wallet that is under way, as the ledger has it. */
import { dayOf, type Day } from "../../client/days.ts";
import type { Reading } from "../chain/reading.ts";
import { contractOf, type Register } from "./register.ts";

export interface RotationFacts {
  /** The wallet that is to take the old one's place. */
  readonly wallet: string;
  /** Who proposed it. */
  readonly by: string;
  /** Unix seconds from which it can be confirmed. */
  readonly confirmableFrom: number;
  /** The Shanghai day on which that falls. */
  readonly confirmableOn: Day;
}

const SECONDS_A_DAY = 86_400;

/** Undefined if no other wallet is proposed. */
export async function rotationOf(
  { ledger }: Pick<Reading, "ledger">,
  register: Register,
  id: bigint,
): Promise<RotationFacts | undefined> {
  const { wallet, time, by } = await contractOf(ledger, register).rotations(id);
  if (time === 0n) return undefined;
  const { rotationDays } = await ledger.edition.settings();
  const confirmableFrom = Number(time) + Number(rotationDays) * SECONDS_A_DAY;
  return { wallet, by, confirmableFrom, confirmableOn: dayOf(confirmableFrom) };
}
