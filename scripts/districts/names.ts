/** The districts of the ledger, by number and public name. */
import { decodeDistrictName } from "../../client/deploy/plan.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";

export interface NamedDistrict {
  readonly number: number;
  /** As the ledger has it, in whatever language. */
  readonly name: string;
  /** Commitment of its public profile. */
  readonly profile: string;
  readonly isRetired: boolean;
}

const RETIRED = 2n;

/** All districts, in the order of their numbers. */
export async function districtsOf({ ledger }: Pick<Reading, "ledger">): Promise<NamedDistrict[]> {
  const count = Number(await ledger.districts.count());
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { name, profile, status } = await ledger.districts.districtOf(i + 1);
      return { number: i + 1, name: decodeDistrictName(name), profile, isRetired: status === RETIRED };
    }),
  );
}

/** `district 2 (常州武进 Wujin)`; a number that no district has is shown alone. */
export function districtSaid(districts: readonly NamedDistrict[], number: number | bigint): Text {
  const name = districts[Number(number) - 1]?.name;
  const [en, zh] = [`district ${number}`, `第 ${number} 区`];
  return name === undefined ? { en, zh } : { en: `${en} (${name})`, zh: `${zh}（${name}）` };
}

/** A person may name a district that is not there. @throws TongduiError `DistrictUnknown`. */
export async function demandDistrict({ ledger }: Pick<Reading, "ledger">, number: number): Promise<void> {
  const count = await ledger.districts.count();
  if (number < 1 || BigInt(number) > count) throw districtUnknown(number, count);
}

/** @param count how many there are. */
export function districtUnknown(number: number, count: bigint): TongduiError {
  return new TongduiError(
    "DistrictUnknown",
    {
      en: `There is no district ${number}: the ledger has districts 1 to ${count}.`,
      zh: `没有第 ${number} 区：账本上有第 1 至 ${count} 区。`,
    },
    { hint: { en: "tongdui district list shows them.", zh: "可用 tongdui district list 查看各区。" } },
  );
}
