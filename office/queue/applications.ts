/** Applications: those that wait for an answer or for the decision of an appeal, and those that were asked back or refused. */
import { APPEAL_DAYS, type AdmissionWanted, type ApplicationState, type Wanted } from "../../client/applications.ts";
import type { Duty } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { isOwn, listApplications, type Application, type ApplicationKind } from "../applications/applications.ts";
import { appliedBy } from "../applications/steps.ts";
import type { Office } from "../office.ts";
import type { Kind } from "../people/person.ts";
import { fact, type Fact, type Sight, type Waiting } from "./waiting.ts";

/** The oldest; a queue of more is worked off from its beginning. */
const MOST = 200;

/** What waits of an application, named as the queue names it, with its title. */
interface Said {
  readonly kind: string;
  readonly title: Text;
}

type Answering = Extract<Duty, Kind>;

/** What waits in a state, and for whom. @typeParam W what is asked for. */
interface Stage<W> {
  readonly state: ApplicationState;
  readonly duty: Answering;
  readonly said: (one: Application<W>) => Said;
}

/** How the kinds of applications differ for whoever decides. @typeParam W what is asked for. */
export interface Deciding<W> {
  readonly kind: ApplicationKind;
  readonly page: string;
  readonly stages: readonly Stage<W>[];
  readonly facts: (one: Application<W>) => readonly Fact[];
  /** Whose it is, and with whom it would be spent: none of them decides it. */
  readonly parties: (one: Application<W>) => readonly (string | null)[];
}

/** And for whoever applies. */
interface Applying<W> extends Deciding<W> {
  readonly back: Said;
  readonly refused: Said;
}

const FOR_VOUCHERS: Applying<Wanted> = {
  kind: "voucher",
  page: "/desk/applications",
  stages: [
    {
      ...{ state: "submitted", duty: "bureau" },
      said: ({ enterprise }) => ({
        kind: "answerApplication",
        title: { en: `Application of enterprise ${enterprise}`, zh: `企业 ${enterprise} 的用券申请` },
      }),
    },
    {
      ...{ state: "appealed", duty: "approver" },
      said: ({ enterprise }) => ({
        kind: "decideAppeal",
        title: { en: `Appeal of enterprise ${enterprise}`, zh: `企业 ${enterprise} 的申诉` },
      }),
    },
  ],
  back: {
    kind: "completeApplication",
    title: { en: "The Bureau asks about your application", zh: "科技局退回申请，请补正" },
  },
  refused: {
    kind: "appealApplication",
    title: { en: "Your application was refused; you may appeal", zh: "申请未通过，可以申诉" },
  },
  facts: ({ enterprise, program, wanted: { face } }) => [
    fact("Enterprise", "企业", enterprise),
    fact("Program", "项目", String(program)),
    fact("Asked for", "申请金额", formatFen(BigInt(face))),
  ],
  parties: ({ enterprise, wanted: { provider } }) => [enterprise, provider],
};

const FOR_ADMISSION: Applying<AdmissionWanted> = {
  kind: "admission",
  page: "/desk/admissions",
  stages: [
    {
      ...{ state: "submitted", duty: "operator" },
      said: ({ wanted: { name } }) => ({
        kind: "answerAdmission",
        title: { en: `Application for admission of ${name}`, zh: `${name} 的入库申请` },
      }),
    },
    {
      ...{ state: "appealed", duty: "bureau" },
      said: ({ wanted: { name } }) => ({
        kind: "decideAdmissionAppeal",
        title: { en: `Appeal of ${name} against a refused admission`, zh: `${name} 的入库申诉` },
      }),
    },
  ],
  back: {
    kind: "completeAdmission",
    title: { en: "The Operator asks about your application for admission", zh: "运营机构退回入库申请，请补正" },
  },
  refused: {
    kind: "appealAdmission",
    title: { en: "Your admission was refused; you may appeal", zh: "入库申请未通过，可以申诉" },
  },
  facts: ({ wanted: { name, creditCode, serviceClasses } }) => [
    fact("Institution", "机构", name),
    fact("Credit code", "统一社会信用代码", creditCode),
    fact("Services", "服务类别", serviceClasses.join(", ")),
  ],
  parties: ({ enterprise }) => [enterprise],
};

/** What waits for whoever has a duty. What is their own, and an appeal against their own refusal, is somebody else's to decide. */
export async function applicationsToAnswer(office: Office, sight: Sight): Promise<Waiting[]> {
  return (await Promise.all([toAnswer(office, sight, FOR_VOUCHERS), toAnswer(office, sight, FOR_ADMISSION)])).flat();
}

/** What whoever applies has to complete, or may appeal. */
export async function applicationsAskedBack(office: Office, sight: Sight): Promise<Waiting[]> {
  return (await Promise.all([askedBack(office, sight, FOR_VOUCHERS), askedBack(office, sight, FOR_ADMISSION)])).flat();
}

export async function toAnswer<W>(office: Office, sight: Sight, applying: Deciding<W>): Promise<Waiting[]> {
  const { person } = sight;
  const found = await Promise.all(
    applying.stages.map(async ({ state, duty, said }) => {
      if (!person.kinds.has(duty)) return [];
      const all = await inState<W>(office, sight, applying.kind, state);
      const applied = await appliedBy(
        office.database,
        all.map(({ id }) => id),
        person,
      );
      return all
        .filter(({ id }) => !applied.has(id))
        .filter((one) => !applying.parties(one).some((party) => party !== null && isOwn(person, party)))
        .filter(({ refusedBy }) => state !== "appealed" || refusedBy !== person.account)
        .map((one) => itemOf(one, sight, applying, { ...said(one), duty, due: null }));
    }),
  );
  return found.flat();
}

async function askedBack<W>(office: Office, sight: Sight, applying: Applying<W>): Promise<Waiting[]> {
  const ownIn = async (state: ApplicationState) => inState<W>(office, sight, applying.kind, state, true);
  const [back, refused] = await Promise.all([ownIn("back"), ownIn("refused")]);
  return [
    ...back.map((one) => itemOf(one, sight, applying, { ...applying.back, duty: "party", due: null })),
    ...refused
      .filter(({ since }) => sight.today <= since + APPEAL_DAYS)
      .map((one) => ({
        ...itemOf(one, sight, applying, { ...applying.refused, duty: "party", due: one.since + APPEAL_DAYS }),
        optional: true,
      })),
  ];
}

async function inState<W>(
  { database, vault }: Office,
  { person }: Sight,
  kind: ApplicationKind,
  state: ApplicationState,
  isOwnOnly = false,
): Promise<Application<W>[]> {
  return listApplications<W>(database, { vault }, person, {
    ...{ kind, state, isOwnOnly },
    ...{ limit: MOST, isOldestFirst: true },
  });
}

function itemOf<W>(
  one: Application<W>,
  { district }: Sight,
  { page, facts }: Deciding<W>,
  what: Said & Pick<Waiting, "duty" | "due">,
): Waiting {
  return {
    ...what,
    id: `${what.kind} ${one.id}`,
    district,
    facts: facts(one),
    since: one.since,
    offers: [],
    page: `${page}/${one.id}`,
  };
}
