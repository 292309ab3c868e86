/** Which Safe is a district's administrator. */
import { districtsIn, type Deployment } from "../../client/deployment.ts";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { roleOf } from "../../client/ids.ts";
import type { Reading } from "../chain/reading.ts";
import { districtNamed } from "./names.ts";

/**
 * The key of the Safe that is a district's administrator on the ledger; 0 is the consortium.
 *
 * @throws TongduiError `AdministratorUnknown`.
 */
export async function administratorOf({ ledger, deployment }: Reading, district: number): Promise<string> {
  if (district === 0) return CONSORTIUM_KEY;
  // Its own key comes first, and is right nearly always.
  const planned = districtsIn(deployment)[district - 1]?.key;
  const keys = Object.keys(deployment.safes).sort((one, other) => Number(other === planned) - Number(one === planned));
  for (const key of keys) {
    const address = deployment.safes[key]?.address ?? "";
    if ((await ledger.manager.hasRole(roleOf(district, "administrator"), address)).isMember) return key;
  }
  throw administratorUnknown(deployment, district);
}

function administratorUnknown(deployment: Deployment, district: number): TongduiError {
  const { en, zh } = districtNamed(deployment, BigInt(district));
  return new TongduiError(
    "AdministratorUnknown",
    {
      en: `No Safe in the deployment's file is the administrator of ${en}.`,
      zh: `部署文件中没有${zh}的管理员多签账户。`,
    },
    {
      hint: {
        en: "If it was made or appointed later, bring the file up to date: tongdui deploy update",
        zh: "如为后来建立或任命，请先更新部署文件：tongdui deploy update",
      },
    },
  );
}
