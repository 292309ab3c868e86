import { network } from "hardhat";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, hexlify, id, toUtf8Bytes, zeroPadBytes, ZeroAddress } from "ethers";
import {
  AccessManager__factory,
  CertificatePicture__factory,
  Districts__factory,
  Edition__factory,
  Enterprises__factory,
  Matching__factory,
  Orders__factory,
  Payments__factory,
  Programs__factory,
  Providers__factory,
  VoucherPicture__factory,
  Vouchers__factory,
} from "../../typechain-types/index.ts";
import { PARTS, type PartName } from "../../client/deployment.ts";
import { connectLedger } from "../../client/ledger.ts";
import { dayOf, firstSecondOf } from "../../client/days.ts";

/** Duties as the ledger numbers them. */
export const DUTY = { administrator: 0n, bureau: 1n, approver: 2n, finance: 3n, operator: 4n, auditor: 5n } as const;

export const roleOf = (district: number, duty: bigint): bigint => (BigInt(district) << 8n) | duty;

/** Days that hold for the whole ledger in the tests. */
export const SETTINGS = {
  admissionNoticeFloor: 5,
  admissionNoticeCeiling: 30,
  admissionResolveDays: 15,
  rotationDays: 3,
};

export const SALT = id("tongdui.test");

/** An officer's account in each duty; two people in the Bureau, as in life. */
export interface District {
  readonly id: number;
  readonly name: string;
  readonly administrator: HardhatEthersSigner;
  readonly bureau: HardhatEthersSigner;
  readonly bureau2: HardhatEthersSigner;
  readonly approver: HardhatEthersSigner;
  readonly approver2: HardhatEthersSigner;
  readonly finance: HardhatEthersSigner;
}

const NAMES = { yangpu: "上海杨浦 Yangpu", wujin: "常州武进 Wujin", nanhu: "嘉兴南湖 Nanhu", hefei: "合肥高新 Hefei" };
type DistrictKey = keyof typeof NAMES;

/** The tests' calendar begins on a Friday morning, far from the turn of the year. */
export const FIRST_DAY = dayOf(Date.parse("2030-03-01T02:00:00Z") / 1000);

export const name32 = (text: string): string => zeroPadBytes(hexlify(toUtf8Bytes(text)), 32);

const { ethers, networkHelpers } = await network.create({
  network: "default",
  override: { initialDate: new Date("2030-03-01T02:00:00Z") },
});
export { ethers, networkHelpers };

let begun: string | undefined;
let empty = await networkHelpers.takeSnapshot();

/** Before a file's first test: the same morning of an empty chain. Files know their days; none inherits what another left. */
export async function beginFile(file: string | undefined): Promise<void> {
  if (file === begun) return;
  begun = file;
  await empty.restore();
  empty = await networkHelpers.takeSnapshot();
  networkHelpers.clearSnapshots();
}

/** An account of the node's own that needs neither key nor balance. */
export async function account(label: string): Promise<HardhatEthersSigner> {
  return ethers.getImpersonatedSigner(`0x${id(label).slice(-40)}`);
}

/** The parts of an edition, made by its deployer in their order. */
export async function makeEdition(
  deployer: HardhatEthersSigner,
  manager: string,
  salt = SALT,
  predecessor = ZeroAddress,
) {
  const edition = await new Edition__factory(deployer).deploy(manager, SETTINGS, salt, predecessor);
  const withEdition = [
    Districts__factory,
    Enterprises__factory,
    Providers__factory,
    Programs__factory,
    Vouchers__factory,
    Orders__factory,
    Payments__factory,
  ];
  const codes: string[] = [];
  for (const Factory of withEdition) codes.push((await new Factory().getDeployTransaction(edition)).data);
  for (const Factory of [VoucherPicture__factory, CertificatePicture__factory]) codes.push(Factory.bytecode);
  codes.push((await new Matching__factory().getDeployTransaction(edition)).data);
  for (const [i, code] of codes.entries()) await edition.make(i + 1, code);
  const places = PARTS.map(async (name, i) => [name, await edition.part(i + 1)] as const);
  const parts = Object.fromEntries(await Promise.all(places)) as Record<PartName, string>;
  return connectLedger({ manager, edition: await edition.getAddress(), ...parts }, deployer);
}

export type Contracts = Awaited<ReturnType<typeof makeEdition>>;

/** The ledger with four districts whose officers are appointed; the deployer holds nothing any more. */
export async function world() {
  const deployer = await account("deployer");
  const safe = await account("consortium safe");
  const operator = await account("operator");
  const auditor = await account("auditor");
  const stranger = await account("stranger");

  const manager = await new AccessManager__factory(deployer).deploy(deployer);
  const contracts = await makeEdition(deployer, await manager.getAddress());
  const districts = {} as Record<DistrictKey, District>;
  let number = 0;
  for (const [key, name] of Object.entries(NAMES)) {
    number += 1;
    await contracts.districts.add(name32(name), id(`profile ${key}`));
    const office = async (label: string): Promise<HardhatEthersSigner> => account(`${key} ${label}`);
    const district: District = {
      id: number,
      name,
      administrator: await office("administrator"),
      bureau: await office("bureau"),
      bureau2: await office("bureau2"),
      approver: await office("approver"),
      approver2: await office("approver2"),
      finance: await office("finance"),
    };
    districts[key as DistrictKey] = district;
    const administrators = roleOf(number, DUTY.administrator);
    await manager.grantRole(administrators, district.administrator, 0);
    for (const duty of [DUTY.bureau, DUTY.approver, DUTY.finance]) {
      await manager.setRoleAdmin(roleOf(number, duty), administrators);
    }
    const appoint = async (duty: bigint, who: HardhatEthersSigner) =>
      manager.connect(district.administrator).grantRole(roleOf(district.id, duty), who, 0);
    await appoint(DUTY.bureau, district.bureau);
    await appoint(DUTY.bureau, district.bureau2);
    await appoint(DUTY.approver, district.approver);
    await appoint(DUTY.approver, district.approver2);
    await appoint(DUTY.finance, district.finance);
  }
  await manager.grantRole(roleOf(0, DUTY.operator), operator, 0);
  await manager.grantRole(roleOf(0, DUTY.auditor), auditor, 0);
  await manager.grantRole(0, safe, 0);
  await manager.renounceRole(0, deployer);
  return { ...contracts, ...districts, safe, operator, auditor, stranger, deployer };
}

export type World = Awaited<ReturnType<typeof world>>;

/** The Shanghai day of the next block, if no time passes before. */
export async function today(): Promise<number> {
  return dayOf(await networkHelpers.time.latest());
}

/** Goes on to the first second of a Shanghai day that has not begun. */
export async function goToDay(day: number): Promise<void> {
  await networkHelpers.time.increaseTo(firstSecondOf(day));
}

export async function passDays(days: number): Promise<void> {
  await goToDay((await today()) + days);
}

export const label = (text: string): string => encodeBytes32String(text);
