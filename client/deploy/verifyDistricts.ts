import { Districts__factory } from "../../typechain-types/index.ts";
import { districtsIn } from "../deployment.ts";
import { answer, type Check, type Fact } from "./checks.ts";
import { encodeDistrictName } from "./plan.ts";
import type { Findings, Reading } from "./verify.ts";

/** `Districts.Status.Retired`. */
const RETIRED = 2n;

/** Which districts there are. A district changes its profile as it likes, so that is only told. */
export async function verifyDistricts({ provider, deployment, block }: Reading): Promise<Findings> {
  const { contracts } = deployment;
  const known = districtsIn(deployment);
  const districts = Districts__factory.connect(contracts.districts.address, provider);
  const at = { blockTag: block };
  const checks: Check[] = [];
  const facts: Fact[] = [];

  const count = await answer(() => districts.count(at));
  checks.push({ subject: "districts", aspect: "districts", expected: String(known.length), actual: count });
  if ((await answer(() => districts.closed(at))) === "true") {
    facts.push({ subject: "districts", text: { en: "The edition is closed.", zh: "本版次已关闭。" } });
  }
  for (const [i, { key, name, profile }] of known.entries()) {
    const subject = `district ${key}`;
    const actual = await answer(async () => {
      const district = await districts.districtOf(i + 1, at);
      if (district.profile !== profile) {
        facts.push({
          subject,
          text: { en: `Its profile is now ${district.profile}.`, zh: `其公开资料承诺现为 ${district.profile}。` },
        });
      }
      if (district.status === RETIRED) facts.push({ subject, text: { en: "It is retired.", zh: "该区已退出。" } });
      return district.name;
    });
    checks.push({ subject, aspect: "name", expected: encodeDistrictName(name), actual });
  }
  return { checks, facts };
}
