/** Suspensions that may be appealed, appeals that wait for the decision, and suspensions that are to be lifted because of one. */
import { dayOfIso } from "../../client/days.ts";
import { districtOf, parseProvider } from "../../client/ids.ts";
import { APPEAL_DAYS, type Suspension } from "../../client/suspensionAppeals.ts";
import { appealsAgainst, isOwn, listApplications, type Application } from "../applications/applications.ts";
import type { SuspensionAt } from "../applications/suspensions.ts";
import type { Office } from "../office.ts";
import { toAnswer, type Deciding } from "./applications.ts";
import type { ProposalRow } from "./indexReader.ts";
import { fact, type Fact, type Sight, type Waiting } from "./waiting.ts";

/** Granted ones, the newest: what was carried out is behind them. */
const MOST = 100;

const APPEALS: Deciding<SuspensionAt> = {
  kind: "suspension",
  page: "/desk/suspensions",
  stages: [
    {
      ...{ state: "appealed", duty: "approver" },
      said: ({ wanted: { provider } }) => ({
        kind: "decideSuspensionAppeal",
        title: { en: `Appeal of provider ${provider} against its suspension`, zh: `服务机构 ${provider} 的暂停申诉` },
      }),
    },
  ],
  facts: ({ wanted }) => factsOf(wanted),
  parties: ({ enterprise }) => [enterprise],
};

/** For the Approver. */
export async function appealsToDecide(office: Office, sight: Sight): Promise<Waiting[]> {
  return toAnswer(office, sight, APPEALS);
}

/** For whoever signs for a provider: as long as nothing was handed in, and there is time. */
export async function suspensionsToAppeal(office: Office, { person, district, today }: Sight): Promise<Waiting[]> {
  const own = person.parties.filter(
    ({ id, register }) => register === "provider" && Number(districtOf(id)) === district,
  );
  const found = (await Promise.all(own.map(async ({ written }) => office.suspensions.of(written)))).filter(
    (one) => one !== undefined,
  );
  const appeals = await appealsAgainst(office.database, found);
  return found
    .map((one) => ({ one, appeal: appeals.get(one.event), since: dayOfIso(one.on) }))
    .filter(({ appeal, since }) => (appeal?.state ?? "refused") === "refused" && today <= since + APPEAL_DAYS)
    .map(({ one, appeal, since }) => ({
      id: `appealSuspension ${one.provider} ${one.event}`,
      kind: "appealSuspension",
      duty: "party",
      district,
      title: {
        en: `Provider ${one.provider} was suspended; you may appeal`,
        zh: `服务机构 ${one.provider} 已被暂停，可以申诉`,
      },
      facts: factsOf(one),
      since,
      due: since + APPEAL_DAYS,
      optional: true,
      offers: [],
      page: appeal === undefined ? APPEALS.page : `${APPEALS.page}/${appeal.id}`,
    }));
}

/** For the Bureau: an appeal was granted, and nobody has proposed on the ledger yet what it calls for. */
export async function suspensionsToLift(
  office: Office,
  sight: Sight,
  proposals: readonly ProposalRow[],
): Promise<Waiting[]> {
  const proposed = new Set(proposals.filter(({ kind }) => kind === "reinstate").map(({ says }) => says["id"]));
  const newest = await listApplications<SuspensionAt>(office.database, office, sight.person, {
    ...{ kind: "suspension", state: "accepted", limit: MOST },
  });
  const granted = newest.filter(
    ({ enterprise }) => !isOwn(sight.person, enterprise) && !proposed.has(String(parseProvider(enterprise))),
  );
  const stand = await Promise.all(granted.map(async ({ wanted }) => office.suspensions.stillStands(wanted)));
  return granted.filter((_, i) => stand[i]).map((one) => toLift(one, sight));
}

function toLift({ id, since, wanted }: Application<SuspensionAt>, { district }: Sight): Waiting {
  const { provider } = wanted;
  const reason = { need: "reason", purpose: "reinstate", subject: `provider ${provider}` } as const;
  return {
    id: `liftSuspension ${id}`,
    kind: "liftSuspension",
    duty: "bureau",
    district,
    title: {
      en: `The appeal of provider ${provider} was granted: propose its reinstatement`,
      zh: `服务机构 ${provider} 的申诉获支持，请提出恢复`,
    },
    facts: factsOf(wanted),
    since,
    due: null,
    offers: [{ part: "providers", name: "reinstate", args: [String(parseProvider(provider)), reason] }],
  };
}

function factsOf({ provider, on, by, reason }: Suspension): Fact[] {
  return [
    fact("Provider", "服务机构", provider),
    fact("Suspended on", "暂停日期", on),
    fact("Suspended by", "暂停经办账户", by),
    fact("Commitment of the reason", "理由承诺值", reason),
  ];
}
