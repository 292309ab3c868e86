/** Whose account this is, by the duties that it holds at the moment: nobody knows people by their accounts. */
import { decodeDistrictName } from "../../client/deploy/plan.ts";
import { dutiesOf } from "../../client/duties.ts";
import { DUTY } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { dutyText, shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";

/** What was found out in this run. */
const known = new WeakMap<Ledger, Map<string, Promise<Text>>>();

/** `Bureau of 常州武进 Wujin, 0x73e4…D029`; an account without a duty is shown in full. */
export async function whoIs({ ledger }: { readonly ledger: Ledger }, account: string): Promise<Text> {
  const accounts = known.get(ledger) ?? new Map<string, Promise<Text>>();
  known.set(ledger, accounts);
  const said = accounts.get(account) ?? lookUp(ledger, account);
  accounts.set(account, said);
  return said;
}

async function lookUp(ledger: Ledger, account: string): Promise<Text> {
  const duties = await Promise.all(
    (await dutiesOf({ ledger }, account)).map(async ({ district, duty }): Promise<Text> => {
      const [en, zh] = [dutyText(BigInt(DUTY[duty]), "en"), dutyText(BigInt(DUTY[duty]), "zh")];
      if (district === 0) return { en: `${en} of the consortium`, zh: `联盟 · ${zh}` };
      const name = decodeDistrictName((await ledger.districts.districtOf(district)).name);
      return { en: `${en} of ${name}`, zh: `${name} · ${zh}` };
    }),
  );
  if (duties.length === 0) return { en: account, zh: account };
  const short = shortHex(account);
  return {
    en: `${duties.map(({ en }) => en).join(" and ")}, ${short}`,
    zh: `${duties.map(({ zh }) => zh).join("、")}（${short}）`,
  };
}
