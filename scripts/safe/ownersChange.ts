/** Changing who signs for a Safe: an official leaves, another comes. */
import { safeOf } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { addOwner, changeThreshold, connectSafe, removeOwner, replaceOwner, type Call } from "../../client/safe.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { makeDecision, type DecisionOptions } from "./makeDecision.ts";

export interface OwnersInput extends DecisionOptions {
  /** A district's key, or `consortium`. */
  readonly safe: string;
  /** How many must sign afterwards; as many as now unless it is given. */
  readonly threshold: number | undefined;
}

interface Change {
  readonly add?: string;
  readonly remove?: string;
}

/** @throws as {@link decide}. */
export async function addSigner(input: OwnersInput & { readonly account: string }, context: Context): Promise<Answer> {
  return decide(input, { add: typedAccount(input.account) }, context);
}

/** @throws as {@link decide}. */
export async function removeSigner(
  input: OwnersInput & { readonly account: string },
  context: Context,
): Promise<Answer> {
  return decide(input, { remove: typedAccount(input.account) }, context);
}

/** @throws as {@link decide}. */
export async function replaceSigner(
  input: OwnersInput & { readonly account: string; readonly by: string },
  context: Context,
): Promise<Answer> {
  return decide(input, { remove: typedAccount(input.account), add: typedAccount(input.by) }, context);
}

/** @throws as {@link decide}. */
export async function setThreshold(
  input: DecisionOptions & { readonly safe: string; readonly threshold: number },
  context: Context,
): Promise<Answer> {
  return decide(input, {}, context);
}

/** @throws TongduiError `SafeUnknown`, `NotAnOwner`, `SignsAlready`, `ThresholdUnfit`, `ThresholdAsBefore`; as makeDecision. */
async function decide(input: OwnersInput, { add, remove }: Change, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { address } = safeOf(open.deployment, input.safe);
    const contract = connectSafe(address, open.nodes);
    const [owners, now] = await Promise.all([contract.getOwners(), contract.getThreshold()]);
    const threshold = input.threshold ?? Number(now);
    if (add !== undefined && owners.includes(add)) throw signsAlready(add);
    const count = owners.length + (add === undefined ? 0 : 1) - (remove === undefined ? 0 : 1);
    demandMajority(threshold, count);
    return makeDecision(open, input.safe, callsOf(address, owners, { add, remove }, threshold, Number(now)), input);
  });
}

function callsOf(
  safe: string,
  owners: readonly string[],
  { add, remove }: { readonly add: string | undefined; readonly remove: string | undefined },
  threshold: number,
  now: number,
): Call[] {
  if (add !== undefined && remove !== undefined) {
    const replace = replaceOwner(safe, owners, remove, add);
    return threshold === now ? [replace] : [replace, changeThreshold(safe, threshold)];
  }
  if (add !== undefined) return [addOwner(safe, add, threshold)];
  if (remove !== undefined) return [removeOwner(safe, owners, remove, threshold)];
  if (threshold === now) throw thresholdAsBefore(now);
  return [changeThreshold(safe, threshold)];
}

/**
 * More than half of those who sign must, and no more than all.
 *
 * @throws TongduiError `ThresholdUnfit`.
 */
export function demandMajority(threshold: number, count: number): void {
  if (2 * threshold > count && threshold <= count) return;
  const least = Math.floor(count / 2) + 1;
  throw new TongduiError(
    "ThresholdUnfit",
    {
      en: `Of ${count} who sign, ${threshold} cannot be how many must: more than half, and no more than all.`,
      zh: `共 ${count} 方签署时，门限不能为 ${threshold}：应超过半数，且不超过总数。`,
    },
    {
      hint: {
        en: `Give --threshold from ${least} to ${count}.`,
        zh: `请用 --threshold 指定 ${least} 至 ${count}。`,
      },
    },
  );
}

function signsAlready(account: string): TongduiError {
  return new TongduiError("SignsAlready", {
    en: `${account} signs for this Safe already.`,
    zh: `${account} 已是该多签账户的签署人。`,
  });
}

function thresholdAsBefore(threshold: number): TongduiError {
  return new TongduiError("ThresholdAsBefore", {
    en: `${threshold} must sign for this Safe already.`,
    zh: `该多签账户的门限已是 ${threshold}。`,
  });
}
