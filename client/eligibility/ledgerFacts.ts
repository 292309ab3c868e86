/** The facts of a consultation as the ledger has them at the moment. */
import { availableOf, decodeBudget } from "../budgetWord.ts";
import { decodeDistrictName } from "../deploy/plan.ts";
import type { Ledger } from "../ledger.ts";
import { districtOf, programOf } from "../ids.ts";
import { ENTERPRISE_STATUSES } from "../replay/enterprises.ts";
import { PROGRAM_STATUSES } from "../replay/programs.ts";
import { PROVIDER_STATUSES } from "../replay/providers.ts";
import { nameOf } from "../replay/stored.ts";
import { classesOf } from "../serviceClasses.ts";
import { groupNullifierSlot } from "../slots.ts";
import { districtNames } from "../text/districtName.ts";
import { decodeVoucher, remainingOf } from "../voucherWord.ts";
import type { HeldVoucher, ProgramFacts, ProviderFacts, Standing } from "./facts.ts";

/** contracts/Districts.sol, Status. */
const ACTIVE = 1n;

type Asked<Parts extends keyof Ledger> = Pick<Ledger, Parts>;

/** @throws what the node says of a program that does not exist. */
export async function programFacts(
  { programs, districts }: Asked<"programs" | "districts">,
  program: number,
): Promise<ProgramFacts> {
  const [status, terms, budget] = await Promise.all([
    programs.statusOf(program),
    programs.termsOf(program),
    programs.budgetOf(program),
  ]);
  return {
    program,
    district: Number(terms.home),
    status: nameOf(PROGRAM_STATUSES, status),
    ...(await districtFacts({ districts }, terms.home)),
    share: Number(terms.share),
    yearlyCap: terms.yearlyCap,
    greatestFace: terms.greatestFace,
    leastContract: terms.leastContract,
    useByDays: Number(terms.useByDays),
    claimByDays: Number(terms.claimByDays),
    extensionDays: Number(terms.extensionDays),
    noticeFloor: Number(terms.noticeFloor),
    lastIssueDay: Number(terms.lastIssueDay),
    joint: terms.joint.map(Number).filter((district) => district !== 0),
    classes: classesOf(terms.classes),
    available: availableOf(decodeBudget(budget)),
  };
}

/** @throws what the node says of an enterprise that does not exist. */
export async function standingOf({ enterprises }: Asked<"enterprises">, enterprise: bigint): Promise<Standing> {
  const { status, stopped, group, wallet } = await enterprises.enterpriseOf(enterprise);
  return { enterprise, status: nameOf(ENTERPRISE_STATUSES, status), stopped, group, wallet };
}

/** Fen that a group was issued in a calendar year. Earlier editions know it by its nullifier, and count too. */
export async function issuedToGroup(
  nodes: { readonly getStorage: (address: string, slot: string) => Promise<string> },
  { enterprises }: Asked<"enterprises">,
  group: bigint,
  year: number,
): Promise<bigint> {
  const nullifier = await nodes.getStorage(await enterprises.getAddress(), groupNullifierSlot(group));
  return enterprises.issuedIn(nullifier, year);
}

/** @throws what the node says of a provider that does not exist. */
export async function providerFacts(
  { providers, districts }: Asked<"providers" | "districts">,
  provider: bigint,
): Promise<ProviderFacts> {
  const { status, stopped, classes, validFrom, validThrough, group, wallet } = await providers.providerOf(provider);
  const district = districtOf(provider);
  return {
    provider,
    district: Number(district),
    ...(await districtFacts({ districts }, district)),
    status: nameOf(PROVIDER_STATUSES, status),
    stopped,
    classes: classesOf(classes),
    validFrom: Number(validFrom),
    validThrough: Number(validThrough),
    group,
    wallet,
  };
}

/** With the number of its program. @throws what the node says of a voucher that does not exist. */
export async function heldVoucher(
  { vouchers }: Asked<"vouchers">,
  voucher: bigint,
): Promise<HeldVoucher & { readonly program: number }> {
  const [word, isFrozen] = await Promise.all([vouchers.wordOf(voucher), vouchers.frozen(voucher)]);
  const state = decodeVoucher(word);
  const program = Number(programOf(voucher));
  return { voucher, program, status: state.status, isFrozen, remaining: remainingOf(state), useBy: state.useBy };
}

async function districtFacts(
  { districts }: Asked<"districts">,
  district: bigint,
): Promise<Pick<ProgramFacts, "isDistrictActive" | "districtName">> {
  const { status, name } = await districts.districtOf(district);
  return { isDistrictActive: status === ACTIVE, districtName: districtNames(decodeDistrictName(name)) };
}
