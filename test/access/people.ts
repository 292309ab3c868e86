import { id } from "ethers";
import { keyOf } from "../support/acts.ts";
import type { Signer } from "../support/expect.ts";
import { account, DUTY, ethers, name32, roleOf, type District, type World } from "../support/world.ts";

const DAY = 86_400;
const OFFICES = ["administrator", "bureau", "approver", "finance"] as const;

/** The key of the officer who holds every duty at once, to sign where a party should. */
export const OFFICERS_KEY = keyOf("an officer with every duty");

/** Every duty that is asked for in a matter of these districts, and the consortium's two. */
function dutiesOf(districts: readonly District[]): bigint[] {
  const own = districts.flatMap(({ id: district }) =>
    [DUTY.bureau, DUTY.approver, DUTY.finance].map((duty) => roleOf(district, duty)),
  );
  return [...own, roleOf(0, DUTY.operator), roleOf(0, DUTY.auditor)];
}

/** The highest right of the consortium and of the districts. */
const rightsOf = (districts: readonly District[]): bigint[] =>
  [0, ...districts.map((district) => district.id)].map((district) => roleOf(district, DUTY.administrator));

/** Who gives and takes a role. */
function giverOf(w: World, role: bigint): Signer {
  const district = [w.yangpu, w.wujin, w.nanhu].find((one) => BigInt(one.id) === role >> 8n);
  return district === undefined || role % 256n === DUTY.administrator ? w.safe : district.administrator;
}

async function grant(w: World, who: Signer | string, roles: readonly bigint[], executionDelay = 0): Promise<void> {
  for (const role of roles) await w.manager.connect(giverOf(w, role)).grantRole(role, who, executionDelay);
}

/** Puts a district that has retired beside the four; one officer holds all its duties. */
async function retiredOfficer(w: World): Promise<Signer> {
  const who = await account("officer of a retired district");
  await w.districts.connect(w.safe).add(name32("苏州 Suzhou"), id("profile"));
  const number = Number(await w.districts.count());
  for (const office of OFFICES) await w.manager.connect(w.safe).grantRole(roleOf(number, DUTY[office]), who, 0);
  await w.districts.connect(w.safe).retire(number);
  return who;
}

/**
 * Accounts that hold duties in unusual ways.
 * @param almighty the addresses that are to hold every duty and the highest rights beside them.
 */
export async function unusualOfficers(w: World, almighty: readonly string[] = []) {
  const districts = [w.wujin, w.yangpu, w.nanhu];
  const everything = [...dutiesOf(districts), ...rightsOf(districts)];

  // The proposer holds every duty and begins every matter; a colleague holds every duty and begins none.
  const proposer = await account("one who begins everything");
  const colleague = await ethers.getImpersonatedSigner(OFFICERS_KEY.address);
  for (const who of [proposer, colleague]) await grant(w, who, dutiesOf(districts));

  for (const who of almighty) await grant(w, who, everything);

  const delayed = await account("one with an execution delay");
  await grant(w, delayed, everything, 3_600);

  const revoked = await account("one whose duties were revoked");
  await grant(w, revoked, everything);
  for (const role of everything) await w.manager.connect(giverOf(w, role)).revokeRole(role, revoked);

  const retired = await retiredOfficer(w);
  // It takes five days until a grant waits.
  for (const role of everything) await w.manager.connect(w.safe).setGrantDelay(role, 30 * DAY);
  return { proposer, colleague, delayed, revoked, retired };
}

/** Names somebody to everything, which does not count yet. To be called five days after the others were named. */
export async function earlyOfficer(w: World): Promise<Signer> {
  const early = await account("one whose grants are not in effect");
  const districts = [w.wujin, w.yangpu, w.nanhu];
  await grant(w, early, [...dutiesOf(districts), ...rightsOf(districts)]);
  return early;
}
