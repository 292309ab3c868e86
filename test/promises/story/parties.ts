import { id, ZeroHash, type ContractTransactionResponse } from "ethers";
import { admission, admitProvider, keyOf, registerEnterprise, type Party } from "../../support/acts.ts";
import { goToDay, passDays, SETTINGS, today, type District, type World } from "../../support/world.ts";

const ENTERPRISE = { closed: 4, blacklisted: 5 };
const PROVIDER = { removed: 6, blacklisted: 7 };
const SEAT = { auditor: 0, home: 1 };

const reason = id("reason");

/** The enterprises of the story, by what becomes of them. */
export async function enterprises(w: World) {
  const { wujin, nanhu } = w;
  const bureau = w.enterprises.connect(wujin.bureau);
  const approver = w.enterprises.connect(wujin.approver);
  const enrol = (label: string, group?: string): Promise<Party> =>
    registerEnterprise(w, wujin, label, group === undefined ? {} : { group: id(group) });

  const rotated = await rotate(w.enterprises, wujin, await enrol("rotated"));
  const sister = await enrol("sister", "group rotated");
  const thawed = await enrol("thawed");
  await bureau.freeze(thawed.id, reason);
  await bureau.unfreeze(thawed.id, reason);
  await approver.confirmUnfreeze(thawed.id, reason);
  const frozen = await enrol("frozen");
  await bureau.freeze(frozen.id, reason);

  const blacklisted = await enrol("blacklisted");
  const closed = await enrol("closed");
  for (const [party, status] of [
    [blacklisted, ENTERPRISE.blacklisted],
    [closed, ENTERPRISE.closed],
  ] as const) {
    await bureau.end(party.id, status, reason);
    await approver.confirmEnd(party.id, status, reason);
  }

  const regrouped = await enrol("regrouped");
  await bureau.regroup(regrouped.id, id("another controller"));
  await approver.confirmRegroup(regrouped.id, id("another controller"));
  const merged = await enrol("merged");
  const neighbour = await registerEnterprise(w, nanhu, "neighbour");
  await bureau.changeProfile(sister.id, id("new profile"));

  // One proposal stays open, one was taken back, one wallet is still stopped.
  await bureau.end(thawed.id, ENTERPRISE.closed, reason);
  await thinkBetter(bureau, bureau.regroup(sister.id, id("nobody")));
  const stopped = await enrol("stopped");
  await bureau.proposeRotation(stopped.id, keyOf("stopped 2").address);
  return { rotated, sister, thawed, frozen, blacklisted, closed, regrouped, merged, neighbour };
}

export type Enterprises = Awaited<ReturnType<typeof enterprises>>;

/** A first rotation is cancelled, a second one goes through. */
async function rotate(
  register: World["enterprises"] | World["providers"],
  home: District,
  party: Party,
): Promise<Party> {
  const key = keyOf(`new key of ${party.id}`);
  await register.connect(home.bureau).proposeRotation(party.id, key.address);
  await register.connect(home.bureau).cancelRotation(party.id);
  await register.connect(home.bureau).proposeRotation(party.id, key.address);
  await passDays(SETTINGS.rotationDays + 1);
  await register.connect(home.approver).confirmRotation(party.id, key.address);
  return { id: party.id, key };
}

/** Takes back what was just proposed. */
export async function thinkBetter(
  proposer: { withdrawProposal(matter: string): Promise<unknown> },
  proposing: Promise<ContractTransactionResponse>,
): Promise<void> {
  const receipt = await (await proposing).wait();
  await proposer.withdrawProposal(receipt!.logs.at(-1)!.topics[1]!);
}

export async function merge(w: World, { merged, regrouped }: Enterprises): Promise<void> {
  await w.enterprises.connect(w.wujin.bureau).merge(merged.id, regrouped.id);
  await w.enterprises.connect(w.wujin.approver).confirmMerge(merged.id, regrouped.id);
}

/** The providers of the story; the first one takes the orders. */
export async function providers(w: World): Promise<Party> {
  const { yangpu, hefei } = w;
  const operator = w.providers.connect(w.operator);
  const bureau = w.providers.connect(yangpu.bureau);
  const approver = w.providers.connect(yangpu.approver);

  const provider = await rotate(w.providers, yangpu, await admitProvider(w, yangpu, "institute"));
  const through = (await today()) + 900;
  await operator.renew(provider.id, through, 0b1110n);
  await bureau.confirmRenew(provider.id, through, 0b1110n);
  await bureau.suspend(provider.id, reason);
  await bureau.reinstate(provider.id, reason);
  await approver.confirmReinstate(provider.id, reason);
  await bureau.changeProfile(provider.id, id("new profile"));
  await thinkBetter(operator, operator.renew(provider.id, through, 1n));

  for (const status of [PROVIDER.removed, PROVIDER.blacklisted]) {
    const ended = await admitProvider(w, yangpu);
    await bureau.end(ended.id, status, reason);
    await approver.confirmEnd(ended.id, status, reason);
  }

  // Declined, and proposed again under another number.
  for (const why of ["incomplete", "not needed"]) {
    await operator.propose(await admission(hefei, "declined"));
    const number = await w.providers.countOf(hefei.id);
    await w.providers.connect(hefei.bureau).decline((BigInt(hefei.id) << 32n) | number, id(why));
  }
  await operator.propose(await admission(hefei, "declined"));
  await objectToAdmission(w, hefei);
  return provider;
}

/** Two objections, of which the district's is resolved and the Auditor's stands when the story ends. */
async function objectToAdmission(w: World, home: District): Promise<void> {
  await w.providers.connect(w.operator).propose(await admission(home, "objected"));
  const provider = (BigInt(home.id) << 32n) | (await w.providers.countOf(home.id));
  const subject = `0x${provider.toString(16).padStart(64, "0")}`;
  const noticeEnd = (await today()) + 6;
  await w.providers.connect(home.bureau).countersign(provider, noticeEnd);
  await w.providers.connect(home.bureau2).object(subject, SEAT.home, reason);
  await goToDay(noticeEnd);
  await w.providers.connect(w.auditor).object(subject, SEAT.auditor, reason);
  await w.providers.connect(home.bureau).resolve(subject, SEAT.home, ZeroHash);
  await w.providers.connect(home.approver).confirmResolve(subject, SEAT.home, ZeroHash);
}
