/** Appointing and dismissing officers: decisions of the Safe that gives the duty. */
import { roleOf, type Duty } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Call } from "../../client/safe.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { demandDistrict } from "../districts/names.ts";
import { administratorOf } from "../safe/administrator.ts";
import { makeDecision, type DecisionOptions } from "../safe/makeDecision.ts";
import { roleNamed } from "../safe/names.ts";

export const DISTRICT_DUTIES: readonly Duty[] = ["bureau", "approver", "finance"];

interface OfDuty extends DecisionOptions {
  readonly account: readonly string[];
  readonly duty: Duty;
  /** Left out for the Operator and the Auditor, who are the consortium's. */
  readonly district: number | undefined;
}

export interface GrantInput extends OfDuty {
  /** These lose the duty in the same decision. */
  readonly insteadOf: readonly string[];
}

/**
 * @throws TongduiError `AccountMistyped`, `DutyOfNobody`, `AlreadyHolds`, `DoesNotHold`, `DistrictUnknown`; as makeDecision.
 */
export async function grantDuty(input: GrantInput, context: Context): Promise<Answer> {
  const [appointed, dismissed] = [input.account, input.insteadOf].map((accounts) => accounts.map(typedAccount));
  return reading(context, async (open) => {
    const [role, safe] = await officeOf(open, input);
    for (const account of appointed ?? []) {
      if (await isAppointed(open, role, account)) throw alreadyHolds(open, account, role);
      await noteOthers(open, role, account);
    }
    for (const account of dismissed ?? []) await demandAppointed(open, role, account);
    return makeDecision(
      open,
      safe,
      [...(dismissed ?? []).map(revoke(open, role)), ...(appointed ?? []).map(grant(open, role))],
      input,
    );
  });
}

/** @throws as {@link grantDuty}. */
export async function revokeDuty(input: OfDuty, context: Context): Promise<Answer> {
  const accounts = input.account.map(typedAccount);
  return reading(context, async (open) => {
    const [role, safe] = await officeOf(open, input);
    for (const account of accounts) await demandAppointed(open, role, account);
    return makeDecision(open, safe, accounts.map(revoke(open, role)), input);
  });
}

/** The duty's role, and the Safe that gives it: the district's own, or the consortium's. */
async function officeOf(open: Reading, { duty, district }: OfDuty): Promise<[role: bigint, safe: string]> {
  const isDistricts = DISTRICT_DUTIES.includes(duty);
  if ((district === undefined) !== (duty === "operator" || duty === "auditor")) throw dutyOfNobody(duty);
  const number = district ?? 0;
  if (district !== undefined) await demandDistrict(open, district);
  return [roleOf(number, duty), await administratorOf(open, isDistricts ? number : 0)];
}

const grant =
  ({ ledger, deployment }: Reading, role: bigint) =>
  (account: string): Call => ({
    to: deployment.contracts.manager.address,
    data: ledger.manager.interface.encodeFunctionData("grantRole", [role, account, 0]),
  });

const revoke =
  ({ ledger, deployment }: Reading, role: bigint) =>
  (account: string): Call => ({
    to: deployment.contracts.manager.address,
    data: ledger.manager.interface.encodeFunctionData("revokeRole", [role, account]),
  });

/** One whose appointment does not count yet is appointed too. */
async function isAppointed({ ledger }: Reading, role: bigint, account: string): Promise<boolean> {
  return (await ledger.manager.getAccess(role, account)).since !== 0n;
}

async function demandAppointed(open: Reading, role: bigint, account: string): Promise<void> {
  if (await isAppointed(open, role, account)) return;
  const { en, zh } = roleNamed(open.deployment, role);
  throw new TongduiError(
    "DoesNotHold",
    { en: `${account} is not ${en}.`, zh: `${account} 不是${zh}。` },
    { hint: { en: "tongdui officer list shows who is.", zh: "可用 tongdui officer list 查看现任人员。" } },
  );
}

/** Two officers who act on one thing are different accounts, so a second duty is of little use. */
async function noteOthers(open: Reading, role: bigint, account: string): Promise<void> {
  for (const duty of DISTRICT_DUTIES) {
    const other = roleOf(role >> 8n, duty);
    if (role >> 8n === 0n || other === role || !(await isAppointed(open, other, account))) continue;
    const { en, zh } = roleNamed(open.deployment, other);
    open.context.io.note({
      en: `Note: ${account} is ${en} already. One account can never be both of two officers on one matter.`,
      zh: `注意：${account} 已是${zh}。同一账户不能在同一事项中兼任两名经办人。`,
    });
  }
}

function alreadyHolds({ deployment }: Reading, account: string, role: bigint): TongduiError {
  const { en, zh } = roleNamed(deployment, role);
  return new TongduiError("AlreadyHolds", {
    en: `${account} is appointed as ${en} already.`,
    zh: `${account} 已被任命为${zh}。`,
  });
}

function dutyOfNobody(duty: Duty): TongduiError {
  const isDistricts = duty !== "operator" && duty !== "auditor";
  return new TongduiError("DutyOfNobody", {
    en: isDistricts
      ? `The duty ${duty} is a district's: give --district.`
      : `The ${duty} is the consortium's: leave --district out.`,
    zh: isDistricts ? `职责 ${duty} 属于区：请用 --district 指定。` : `职责 ${duty} 属于联盟：请勿指定 --district。`,
  });
}
