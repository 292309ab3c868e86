/** What a deployment's file calls accounts, districts and roles: all that is known without a node. */
import { districtsIn, type Deployment } from "../../client/deployment.ts";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { dutyText } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";

/** `district 2 (常州武进 Wujin)`; one that the file does not know yet has its number only. */
export function districtNamed(deployment: Pick<Deployment, "plan" | "joined">, number: bigint): Text {
  if (number === 0n) return { en: "the consortium", zh: "联盟" };
  const name = districtsIn(deployment)[Number(number) - 1]?.name;
  const [en, zh] = [`district ${number}`, `第 ${number} 区`];
  return name === undefined ? { en, zh } : { en: `${en} (${name})`, zh: `${zh}（${name}）` };
}

/** `Bureau of district 2 (常州武进 Wujin)` */
export function roleNamed(deployment: Pick<Deployment, "plan" | "joined">, role: bigint): Text {
  const district = districtNamed(deployment, role >> 8n);
  const duty = role & 0xffn;
  return {
    en: `${dutyText(duty, "en")} of ${district.en}`,
    zh: `${district.zh}${dutyText(duty, "zh")}`,
  };
}

/** An account in full, with what it is if it is a Safe of the deployment. */
export function accountNamed(deployment: Pick<Deployment, "safes">, account: string): Text {
  const key = safeKeyOf(deployment, account);
  if (key === undefined) return { en: account, zh: account };
  const safe = safeNamed(key);
  return { en: `${account} (${safe.en})`, zh: `${account}（${safe.zh}）` };
}

/** `the Safe of wujin` */
export function safeNamed(key: string): Text {
  if (key === CONSORTIUM_KEY) return { en: "the consortium's Safe", zh: "联盟多签账户" };
  return { en: `the Safe of ${key}`, zh: `${key} 多签账户` };
}

/** The key of a Safe of the deployment. */
export function safeKeyOf({ safes }: Pick<Deployment, "safes">, address: string): string | undefined {
  return Object.keys(safes).find((key) => safes[key]?.address === address);
}
