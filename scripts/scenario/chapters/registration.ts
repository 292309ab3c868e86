import { groupNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import { enterpriseId, formatEnterprise } from "../../../client/ids.ts";
import { named } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** The enterprise is registered by the Bureau of its district. @returns its number. */
export async function registerEnterprise(stage: Stage): Promise<bigint> {
  const { ledger, scenario, cast, nullifierKey, node } = stage;
  const { story, parties } = scenario;
  const home = named(cast.districts, parties.enterprise.district);
  const { name, creditCode } = parties.enterprise;

  await node.goTo(story.demand.post);
  const enterprise = enterpriseId(home.number, (await ledger.enterprises.countOf(home.number)) + 1n);
  const registration = {
    home: home.number,
    wallet: cast.enterprise.signer.address,
    party: partyNullifier(nullifierKey, creditCode),
    group: groupNullifier(nullifierKey, creditCode),
    profile: await stage.profile(home.number, "enterprise", parties.enterprise),
  };
  await stage.act(
    home.bureau,
    {
      en: `registered ${name.en} as enterprise ${formatEnterprise(enterprise)}`,
      zh: `登记企业 ${formatEnterprise(enterprise)} ${name.zh}`,
    },
    ledger.enterprises.register.populateTransaction([registration]),
  );
  return enterprise;
}
