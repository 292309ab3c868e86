/** The party that a command is about, and what may be told of it. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { asked } from "../chain/asked.ts";
import type { Acting } from "../chain/acting.ts";
import type { Reading } from "../chain/reading.ts";
import { oneLine } from "../cli/harmless.ts";
import { documentsOf } from "../documents/office.ts";
import { commitReason } from "../documents/reason.ts";
import { Directory } from "./directory.ts";
import { reasonOf } from "./papers.ts";
import { contractOf, REGISTERS, standingOf, type Register, type Standing } from "./register.ts";

export interface Meant {
  readonly register: Register;
  readonly id: bigint;
  /** The id as people write it. */
  readonly written: string;
  /** `enterprise 2-15 …` */
  readonly named: Text;
  readonly standing: Standing;
  readonly directory: Directory;
}

/**
 * Finds a party by its id or its credit code.
 *
 * @throws TongduiError as Directory.open and Directory.idOf; TransactionRefused `EnterpriseUnknown`, `ProviderUnknown`.
 */
export async function partyMeant(open: Reading, register: Register, typed: string): Promise<Meant> {
  const directory = await Directory.open(open);
  const id = directory.idOf(register, typed);
  const { ledger } = open;
  const standing = await asked(open, contractOf(ledger, register), standingOf(ledger, register, id));
  return {
    register,
    id,
    written: REGISTERS[register].format(id),
    named: directory.named(register, id),
    standing,
    directory,
  };
}

/**
 * Commits to the reason of an act.
 *
 * @param purpose the act in one word: `freeze`.
 * @throws TongduiError `UsageWrong` without a reason; as commitReason.
 */
export async function reasonFor(
  open: Acting,
  { register, written }: Meant,
  purpose: string,
  reason: string | undefined,
): Promise<string> {
  if (reason === undefined) {
    throw new TongduiError("UsageWrong", { en: "Say why: --reason TEXT.", zh: "请用 --reason 说明理由。" });
  }
  return commitReason(open, { purpose, subject: `${register} ${written}`, reason });
}

/** A reason's words, for whoever confirms the act. */
export async function reasonTold(open: Reading, commitment: string): Promise<Text> {
  const words = await reasonOf(await documentsOf(open), commitment);
  if (words !== undefined) return { en: `Reason: ${oneLine(words)}`, zh: `理由：${oneLine(words)}` };
  return {
    en: `This office does not have the words of the reason ${commitment}: ask whoever proposed it.`,
    zh: `本单位没有理由 ${commitment} 的原文，请向提出人索取。`,
  };
}
