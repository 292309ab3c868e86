/** Which Safe is a district's administrator. */
import type { Deployment } from "../../client/deployment.ts";
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
  // The key that the plan gave it comes first, and is right nearly always.
  const planned = deployment.plan.districts[district - 1]?.key;
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
        en: "tongdui district list shows the districts; a Safe that was made later has to be in the deployment's file.",
        zh: "可用 tongdui district list 查看各区；后来建立的多签账户须先记入部署文件。",
      },
    },
  );
}
