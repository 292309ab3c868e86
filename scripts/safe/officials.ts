/** Who signs for a Safe, by the deployment's file: its owners, and the officials of the districts' Safes that own it. */
import type { Deployment } from "../../client/deployment.ts";
import { safeOf } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Approval } from "../../client/safe.ts";
import type { Decision } from "./decisionFile.ts";
import { safeKeyOf, safeNamed } from "./names.ts";

/**
 * In which place somebody signs a decision: null as an owner of the Safe itself, or the district's Safe on whose behalf.
 *
 * @throws TongduiError `NotAnOfficial`.
 */
export function placeOf(
  account: string,
  { safeKey }: Pick<Decision, "safeKey">,
  deployment: Deployment,
): string | null {
  const { owners } = safeOf(deployment, safeKey);
  if (owners.includes(account)) return null;
  for (const owner of owners) {
    const key = safeKeyOf(deployment, owner);
    if (key !== undefined && safeOf(deployment, key).owners.includes(account)) return owner;
  }
  const { en, zh } = safeNamed(safeKey);
  throw new TongduiError(
    "NotAnOfficial",
    {
      en: `${account} is none of those who sign for ${en}.`,
      zh: `${account} 不是${zh}的签署人。`,
    },
    {
      hint: {
        en: "Take the key of an official. If the officials have changed, bring the deployment's file up to date: tongdui deploy update",
        zh: "请使用官员的密钥；如官员已变更，请先更新部署文件：tongdui deploy update",
      },
    },
  );
}

/**
 * Demands that a signature is of somebody who signs for the decision's Safe, in the place where that account signs.
 *
 * @throws TongduiError `NotAnOfficial`.
 */
export function demandOfficial({ signer, onBehalfOf }: Approval, decision: Decision, deployment: Deployment): void {
  if (placeOf(signer, decision, deployment) === onBehalfOf) return;
  throw new TongduiError("NotAnOfficial", {
    en: `${signer} does not sign on behalf of ${onBehalfOf ?? "itself"} for ${safeNamed(decision.safeKey).en}.`,
    zh: `${signer} 不代表 ${onBehalfOf ?? "本人"} 为${safeNamed(decision.safeKey).zh}签署。`,
  });
}
