import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expectRefused } from "./expect.ts";
import type { District, World } from "./world.ts";

type Officer = Exclude<keyof District, "id" | "name">;
export type Person = Officer | "operator" | "auditor" | "safe";

const OFFICERS: Officer[] = ["administrator", "bureau", "bureau2", "approver", "approver2", "finance"];

/** Everybody with a part in the ledger, but for those who may; the same offices of another district among them. */
export function allBut(w: World, home: District, may: readonly Person[]): [string, HardhatEthersSigner][] {
  const other = home.id === w.hefei.id ? w.yangpu : w.hefei;
  const people: [string, HardhatEthersSigner][] = [
    ...OFFICERS.map((officer): [string, HardhatEthersSigner] => [officer, home[officer]]),
    ["operator", w.operator],
    ["auditor", w.auditor],
    ["safe", w.safe],
  ];
  return [
    ...people.filter(([person]) => !may.includes(person as Person)),
    ...OFFICERS.map((officer): [string, HardhatEthersSigner] => [`${officer} elsewhere`, other[officer]]),
    ["stranger", w.stranger],
    ["deployer", w.deployer],
  ];
}

/** Refuses the act to everybody but those who may, for want of a duty of a district (0: the consortium). */
export async function expectOnly(
  w: World,
  home: District,
  may: readonly Person[],
  [district, duty]: readonly [number, bigint],
  act: (by: HardhatEthersSigner) => Promise<unknown>,
): Promise<void> {
  for (const [person, by] of allBut(w, home, may)) {
    await expectRefused(act(by), w.districts, "DutyMissing", [by.address, district, duty], person);
  }
}

/** Refuses the act to everybody who is not the sibling contract that it is for. */
export async function expectOnlyPart(
  w: World,
  part: string,
  act: (by: HardhatEthersSigner) => Promise<unknown>,
): Promise<void> {
  for (const [person, by] of allBut(w, w.wujin, [])) {
    await expectRefused(act(by), w.districts, "OnlyPart", [by.address, part], person);
  }
}
