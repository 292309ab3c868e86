/** A deployment plan as people write it: YAML, or JSON, which is YAML too. */
import { z } from "zod";
import { planSchema, type DeploymentPlan } from "../../client/deploy/plan.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { both, list, parsed, whole, words } from "../../client/yaml/fields.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

const account = parsed({ en: "an account such as 0x52908400…", zh: "账户地址，例如 0x52908400…" }, typedAccount);
const days = whole(0, 255);
const number = whole(1, 65_535);

const DISTRICT = z.strictObject(
  { key: words, name: words, profile: words, officials: list(account, 1, 50), threshold: number },
  both({
    en: "must be a district with its key, name, profile, officials and threshold",
    zh: "应为一个区，含 key、name、profile、officials、threshold",
  }),
);

const SETTINGS = z.strictObject(
  { admissionNoticeFloor: days, admissionNoticeCeiling: days, admissionResolveDays: days, rotationDays: days },
  both({ en: "must be the days that hold for the whole ledger", zh: "应为全账本适用的天数" }),
);

const CONSORTIUM = z.strictObject({ threshold: number }, both({ en: "must have a threshold", zh: "应有 threshold" }));

const PLAN_FILE = z
  .strictObject({
    network: words,
    salt: words,
    // In a JSON file it may be null.
    predecessor: z
      .string()
      .optional()
      .transform((text): string | null | undefined =>
        text === undefined || text === "" || text === "null" ? null : text,
      ),
    settings: SETTINGS,
    grantDelayDays: whole(1, 30),
    districts: list(DISTRICT, 1, 65_535),
    consortium: CONSORTIUM,
    operator: account,
    auditor: account,
  })
  .transform((file, context): DeploymentPlan => {
    const plan = planSchema.safeParse(file);
    if (plan.success) return plan.data;
    for (const { message, path } of plan.error.issues) context.addIssue({ code: "custom", message, path: [...path] });
    return z.NEVER;
  });

/** @throws TongduiError as readYaml, with the place of the first field that does not fit. */
export async function readPlanFile(file: string): Promise<DeploymentPlan> {
  return readYaml(file, PLAN_FILE);
}
