/** For which district an officer acts: what the account's duty says, unless it holds the duty in several. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Duty } from "../../client/ids.ts";
import { dutyText } from "../../client/text/ids.ts";
import { DUTY } from "../../client/ids.ts";
import type { Acting } from "../chain/acting.ts";
import { dutiesOf } from "../../client/duties.ts";

/**
 * The district in which the account holds a duty.
 *
 * @param asked what the officer typed with --district.
 * @throws TongduiError `DutyMissing` where it does not hold the duty; `DistrictOpen` where it holds it in several and none is asked for.
 */
export async function districtOfDuty(open: Acting, duty: Duty, asked?: number): Promise<number> {
  const held = (await dutiesOf(open, open.account)).filter((one) => one.duty === duty).map(({ district }) => district);
  if (asked !== undefined && held.includes(asked)) return asked;
  const [first, second] = held;
  const name = { en: dutyText(BigInt(DUTY[duty]), "en"), zh: dutyText(BigInt(DUTY[duty]), "zh") };
  if (first === undefined || asked !== undefined) {
    const district =
      asked === undefined ? { en: "any district", zh: "任何区" } : { en: `district ${asked}`, zh: `第 ${asked} 区` };
    throw new TongduiError(
      "DutyMissing",
      {
        en: `The account ${open.account} does not hold the duty ${name.en} in ${district.en}.`,
        zh: `账户 ${open.account} 在${district.zh}没有“${name.zh}”职责。`,
      },
      {
        hint: {
          en: "tongdui whoami shows what it may do; a district's Safe gives duties.",
          zh: "可用 tongdui whoami 查看权限；职责由所在区的多签账户授予。",
        },
      },
    );
  }
  if (second === undefined) return first;
  throw new TongduiError(
    "DistrictOpen",
    {
      en: `The account holds the duty ${name.en} in the districts ${held.join(", ")}.`,
      zh: `该账户在第 ${held.join("、")} 区均有“${name.zh}”职责。`,
    },
    { hint: { en: "Say which one with --district.", zh: "请用 --district 指明其中一个。" } },
  );
}
