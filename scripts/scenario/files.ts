import path from "node:path";
import { z } from "zod";
import { ENTERPRISES_SHOWN } from "../../client/publication.ts";
import { HOLIDAYS } from "../policy/holidays.ts";
import { POLICY } from "../policy/policy.ts";
import { creditCode, day, list, oneOf, text, whole, words, yesOrNo, yuan } from "../../client/yaml/fields.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

/** What a district's office publishes; client/publication.ts says what each means. */
const publication = z.strictObject({
  enterprises: z.enum(ENTERPRISES_SHOWN),
  amounts: yesOrNo,
  smallCells: yesOrNo,
  proofs: yesOrNo,
});

/** Other files name districts by these keys. */
const districtsWith = (district: z.ZodType<string>) =>
  z.strictObject({
    districts: z.record(
      words,
      z.strictObject({
        name: text,
        budget: yuan,
        joint: list(district, 0, 8),
        program: text,
        contact: text,
        publication,
      }),
    ),
    operator: text,
  });

const serviceClass = whole(1, 255);

const partiesWith = (district: z.ZodType<string>) =>
  z.strictObject({
    providers: z.record(
      words,
      z.strictObject({ name: text, district, creditCode, serviceClasses: list(serviceClass, 1, 255) }),
    ),
    enterprise: z.strictObject({ name: text, district, creditCode }),
  });

/** What a party posts; its title and text are for everybody, its mail address is for whoever it is matched with. */
const POST = z.strictObject({ title: text, text, mail: words, post: day, through: day });

const INVOICE = z.strictObject({ code: words, number: words, amount: yuan });

const storyWith = (provider: z.ZodType<string>) =>
  z.strictObject({
    begin: day,
    lastIssueDay: day,
    certificates: z.strictObject({ from: day, through: day }),
    demand: POST,
    offer: POST,
    match: day,
    application: z.strictObject({ apply: day, quotation: yuan }),
    voucher: z.strictObject({ face: yuan, announce: day, issue: day }),
    order: z.strictObject({
      provider,
      subject: text,
      serviceClass,
      contractNumber: words,
      contractValue: yuan,
      amount: yuan,
      place: day,
      deliverBy: day,
    }),
    redemption: z.strictObject({
      day,
      invoices: list(INVOICE, 1, 10),
    }),
  });

export type Story = z.infer<ReturnType<typeof storyWith>>;

/**
 * Reads a scenario's files and the policy that it is played under.
 *
 * @param folder a folder with `districts.yaml`, `parties.yaml` and `story.yaml`
 * @throws TongduiError as {@link readYaml}
 */
export async function readScenario(folder: string, policies: string) {
  const file = (name: string): string => path.join(folder, name);
  const named = await readYaml(file("districts.yaml"), districtsWith(words));
  const district = oneOf(named.districts);
  const districts = await readYaml(file("districts.yaml"), districtsWith(district));
  const parties = await readYaml(file("parties.yaml"), partiesWith(district));
  const story = await readYaml(file("story.yaml"), storyWith(oneOf(parties.providers)));
  const policy = await readYaml(path.join(policies, "sample.yaml"), POLICY);
  const holidays = await readYaml(path.join(policies, "holidays-2019-2020.yaml"), HOLIDAYS);
  return { districts, parties, story, policy, holidays };
}

export type Scenario = Awaited<ReturnType<typeof readScenario>>;
