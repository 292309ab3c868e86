/** `tongdui policy check`: the consultation with the facts of the moment, for people and for programs. */
import { isoOfDay, yearOf } from "../../client/days.ts";
import { consult, consultHeld } from "../../client/eligibility/consult.ts";
import type { AskerFacts, Wish } from "../../client/eligibility/facts.ts";
import { heldVoucher, programFacts, providerFacts, standingOf } from "../../client/eligibility/ledgerFacts.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf, formatEnterprise, formatVoucher } from "../../client/ids.ts";
import { asked } from "../chain/asked.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandDistrict, districtsOf } from "../districts/names.ts";
import { partyMeant } from "../registers/party.ts";
import { readStandings } from "../vouchers/standings.ts";
import { consultationData, consultationParts, heldData, heldParts, type Held } from "./said.ts";

export interface PolicyCheck {
  readonly enterprise: string | undefined;
  readonly district: number | undefined;
  readonly issued: bigint | undefined;
  readonly serviceClass: number;
  readonly value: bigint;
  readonly amount: bigint | undefined;
  readonly provider: string | undefined;
  readonly vouchers: readonly bigint[];
}

/** @throws TongduiError `UsageWrong`, `DistrictUnknown`, `NotItsVoucher`; as partyMeant. */
export async function checkPolicy(input: PolicyCheck, context: Context): Promise<Answer> {
  demandOneAsker(input);
  return reading(context, async (open) => {
    const { ledger } = open;
    const day = await open.today();
    const [asker, districts, count, isEditionClosed] = await Promise.all([
      askerOf(open, input, yearOf(day)),
      districtsOf(open),
      ledger.programs.count(),
      ledger.districts.closed(),
    ]);
    const numbers = Array.from({ length: Number(count) }, (_, i) => i + 1);
    const programs = await Promise.all(numbers.map(async (number) => programFacts(ledger, number)));
    const wish: Wish = {
      day,
      serviceClass: input.serviceClass,
      contractValue: input.value,
      isEditionClosed,
      ...(input.amount === undefined ? {} : { amount: input.amount }),
      ...(await providerIn(open, input.provider)),
    };
    const consultations = consult(programs, asker, wish);
    const held = await Promise.all(
      input.vouchers.map(async (number): Promise<Held> => {
        const voucher = await heldBy(open, number, asker);
        const program = programs[voucher.program - 1];
        if (program === undefined) throw new RangeError(`The ledger has no program ${voucher.program}.`);
        return consultHeld(voucher, program, asker, wish);
      }),
    );
    return {
      data: {
        day: isoOfDay(day),
        programs: consultations.map(consultationData),
        vouchers: held.map(heldData),
      },
      parts: [...consultationParts(consultations, districts), ...heldParts(held)],
    };
  });
}

function demandOneAsker({ enterprise, district, issued, vouchers }: PolicyCheck): void {
  const isOne = (enterprise === undefined) !== (district === undefined);
  if (
    isOne &&
    !(enterprise !== undefined && issued !== undefined) &&
    !(district !== undefined && vouchers.length > 0)
  ) {
    return;
  }
  throw new TongduiError("UsageWrong", {
    en: "Say who asks: --enterprise (its year and vouchers are read from the ledger), or --district with --issued.",
    zh: "请说明由谁咨询：用 --enterprise（其年度金额和持有的双创券从账本读取），或用 --district 并以 --issued 给出年度已发放金额。",
  });
}

async function askerOf(open: Reading, input: PolicyCheck, year: number): Promise<AskerFacts> {
  if (input.enterprise === undefined) {
    const district = input.district ?? 0;
    await demandDistrict(open, district);
    return { district, standing: undefined, issuedThisYear: input.issued ?? 0n };
  }
  const { id } = await partyMeant(open, "enterprise", input.enterprise);
  const [standing, standings] = await Promise.all([standingOf(open.ledger, id), readStandings(open, [id], year)]);
  return { district: Number(districtOf(id)), standing, issuedThisYear: standings.issuedTo(standing.group) };
}

async function providerIn(open: Reading, typed: string | undefined): Promise<Pick<Wish, "provider">> {
  if (typed === undefined) return {};
  const { id } = await partyMeant(open, "provider", typed);
  return { provider: await providerFacts(open.ledger, id) };
}

/** A voucher of somebody else is not what was asked about. */
async function heldBy(open: Reading, number: bigint, { standing }: AskerFacts) {
  const { ledger } = open;
  const [voucher, holder] = await asked(
    open,
    ledger.vouchers,
    Promise.all([heldVoucher(ledger, number), ledger.vouchers.enterpriseOf(number)]),
  );
  if (holder === standing?.enterprise) return voucher;
  throw notItsVoucher(number, holder);
}

function notItsVoucher(voucher: bigint, holder: bigint): TongduiError {
  const [number, other] = [formatVoucher(voucher), formatEnterprise(holder)];
  return new TongduiError("NotItsVoucher", {
    en: `Voucher ${number} is not this enterprise's: ${other} holds it.`,
    zh: `双创券 ${number} 不属于该企业，由企业 ${other} 持有。`,
  });
}
