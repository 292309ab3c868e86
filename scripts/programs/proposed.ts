/** A program's file as the terms that the ledger is asked for. */
import type { Terms } from "../../client/replay/programs.ts";
import { bitsOf } from "../../client/serviceClasses.ts";
import type { Reading } from "../chain/reading.ts";
import type { NamedDistrict } from "../districts/names.ts";
import { programFile, type ProgramFile } from "../policy/policy.ts";
import { digestOf } from "../tables/sourceFile.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

export interface Proposed {
  readonly file: ProgramFile;
  readonly terms: Terms;
}

/**
 * Reads a program's file, and holds it against the ledger's districts and day.
 *
 * @throws TongduiError as readYaml.
 */
export async function readProgramFile(
  name: string,
  { today }: Pick<Reading, "today">,
  districts: readonly NamedDistrict[],
): Promise<Proposed> {
  const numbers = districts.filter(({ isRetired }) => !isRetired).map(({ number }) => number);
  const file = await readYaml(name, programFile({ districts: numbers, today: await today() }));
  // By which anybody can tell that a published policy is the one that was decided.
  return { file, terms: termsOf(file, await digestOf(name)) };
}

function termsOf(file: ProgramFile, policy: string): Terms {
  return {
    home: BigInt(file.district),
    share: BigInt(file.share),
    yearlyCap: file.yearlyCap,
    greatestFace: file.greatestFace,
    leastContract: file.leastContract,
    useByDays: BigInt(file.useByDays),
    claimByDays: BigInt(file.claimByDays),
    extensionDays: BigInt(file.extensionDays),
    noticeFloor: BigInt(file.noticeFloorDays),
    noticeCeiling: BigInt(file.noticeCeilingDays),
    graceDays: BigInt(file.graceDays),
    resolveDays: BigInt(file.resolveDays),
    lastIssueDay: BigInt(file.lastIssueDay),
    joint: Array.from({ length: 8 }, (_, i) => BigInt(file.joint[i] ?? 0)),
    classes: bitsOf(Object.keys(file.serviceClasses)),
    policy,
  };
}
