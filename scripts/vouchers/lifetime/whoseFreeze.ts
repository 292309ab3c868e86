/** Who ordered a voucher's freeze: the same office ends it early. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { CONSORTIUM, districtOf, formatVoucher } from "../../../client/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Acting } from "../../chain/acting.ts";
import { dutiesOf } from "../../../client/duties.ts";
import { whoIs } from "../../chain/whoIs.ts";
import { districtSaid, districtsOf, type NamedDistrict } from "../../districts/names.ts";
import type { Meant } from "./meant.ts";

/** @param home the district of the voucher's enterprise. */
export function whoFroze(byAuditor: boolean, home: bigint, districts: readonly NamedDistrict[]): Text {
  if (byAuditor) return { en: "the Auditor", zh: "审计机构" };
  const { en, zh } = districtSaid(districts, home);
  return { en: `the Bureau of ${en}`, zh: `${zh}科技局` };
}

/**
 * Says whose the freezes are before the ledger is asked to end them, where none is the account's to end.
 *
 * @throws TongduiError `DutyMissing`.
 */
export async function demandOneIsOwn(open: Acting, meant: readonly Meant[]): Promise<void> {
  const held = await dutiesOf(open, open.account);
  const now = (await open.nodes.getBlock("latest"))?.timestamp ?? 0;
  let first: { readonly id: bigint; readonly home: bigint; readonly byAuditor: boolean } | undefined;
  for (const { id, voucher } of meant) {
    const { until, byAuditor } = await open.ledger.vouchers.freezeOf(id);
    const home = districtOf(voucher.enterprise);
    const [district, duty] = byAuditor ? [Number(CONSORTIUM), "auditor"] : [Number(home), "bureau"];
    const isOwn = held.some((one) => one.district === district && one.duty === duty);
    if (isOwn || Number(until) <= now) return;
    first ??= { id, home, byAuditor };
  }
  if (!first) return;
  const { en, zh } = whoFroze(first.byAuditor, first.home, await districtsOf(open));
  const who = await whoIs(open, open.account);
  const voucher = formatVoucher(first.id);
  throw new TongduiError(
    "DutyMissing",
    {
      en: `The freeze of voucher ${voucher} was ordered by ${en}, who alone ends it early; the ledger knows this account as ${who.en}.`,
      zh: `双创券 ${voucher} 由${zh}冻结，只能由其提前解除；本账户在账本上为 ${who.zh}。`,
    },
    {
      hint: {
        en: "Ask that office to run the same line with its own profile. Otherwise the freeze ends by itself: tongdui voucher show says when.",
        zh: "请由该单位用其本人的配置文件运行同一命令；否则冻结到期自动解除，日期见 tongdui voucher show。",
      },
    },
  );
}
