import { isoOfDay } from "../../../client/days.ts";
import { groupNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import { formatProvider, providerId } from "../../../client/ids.ts";
import { bitsOf } from "../../../client/serviceClasses.ts";
import { named } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** The operator proposes, the home Bureaus countersign, the notice passes, and the certificates are given. */
export async function admitProviders(stage: Stage): Promise<Record<string, bigint>> {
  const { ledger, scenario, cast, nullifierKey } = stage;
  const admitted: Record<string, bigint> = {};
  let lastDay = 0;
  for (const [key, provider] of Object.entries(scenario.parties.providers)) {
    const home = named(cast.districts, provider.district);
    const admission = {
      home: home.number,
      wallet: named(cast.providers, key).signer.address,
      validFrom: scenario.story.certificates.from,
      validThrough: scenario.story.certificates.through,
      classes: bitsOf(provider.serviceClasses),
      party: partyNullifier(nullifierKey, provider.creditCode),
      group: groupNullifier(nullifierKey, provider.creditCode),
      profile: await stage.profile(home.number, "provider", provider),
    };
    const number = providerId(home.number, (await ledger.providers.countOf(home.number)) + 1n);
    admitted[key] = number;
    await stage.act(
      cast.operator,
      { en: `proposed ${provider.name.en}`, zh: `推荐 ${provider.name.zh} 入库` },
      ledger.providers.propose.populateTransaction(admission),
    );
    lastDay = await stage.noticeEnd();
    await stage.act(
      home.bureau,
      {
        en: `countersigned it; public notice through ${isoOfDay(lastDay)}`,
        zh: `会签同意；公示至 ${isoOfDay(lastDay)}`,
      },
      ledger.providers.countersign.populateTransaction(number, lastDay),
    );
  }
  await stage.node.goTo(lastDay + 1);
  for (const [key, number] of Object.entries(admitted)) {
    const { name } = named(scenario.parties.providers, key);
    await stage.act(
      cast.operator,
      {
        en: `gave ${name.en} certificate ${formatProvider(number)}`,
        zh: `向 ${name.zh} 颁发证书 ${formatProvider(number)}`,
      },
      ledger.providers.admit.populateTransaction(number),
    );
  }
  return admitted;
}
