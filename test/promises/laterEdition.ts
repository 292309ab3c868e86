import { admitProvider, issueVouchers, openProgram, registerEnterprise } from "../support/acts.ts";
import type { InHand } from "../support/stages.ts";
import { makeEdition, name32, SALT, type World } from "../support/world.ts";

/** The edition after a ledger's, under the same officers, in which the same parties are registered anew with a voucher. */
export async function laterEdition({ w, enterprise, provider }: Pick<InHand, "w" | "enterprise" | "provider">) {
  const contracts = await makeEdition(w.deployer, await w.manager.getAddress(), SALT, await w.edition.getAddress());
  const next: World = { ...w, ...contracts };
  for (const { name } of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
    await next.districts.connect(w.safe).add(name32(name), SALT);
  }
  const { group, party } = await groupAndParty(w, enterprise.id);
  await registerEnterprise(next, w.wujin, "xiyuan", { group, party });
  const admitted = await admitProvider(next, w.yangpu, "sit");
  if (admitted.id !== provider.id) throw new Error("The provider has another number in the later edition.");
  const program = await openProgram(next, w.wujin);
  const [voucher] = await issueVouchers(next, w.wujin, program, [{ enterprise: enterprise.id, face: 5_000_000n }]);
  return { next, program, voucher: voucher! };
}

async function groupAndParty(w: World, id: bigint) {
  const { group, party } = await w.enterprises.enterpriseOf(id);
  const [enrolled] = await w.enterprises.queryFilter(w.enterprises.filters.GroupEnrolled(group));
  return { group: enrolled!.args.nullifier, party };
}
