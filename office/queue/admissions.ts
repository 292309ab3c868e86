/** Applications for admission: those that wait for the Operator or, as appeals, for the Bureau, and those that were asked back or refused. */
import { APPEAL_DAYS, type AdmissionWanted, type ApplicationState } from "../../client/applications.ts";
import type { Text } from "../../client/text/text.ts";
import { isOwn, listApplications, type Application } from "../applications/applications.ts";
import type { Office } from "../office.ts";
import { fact, type Sight, type Waiting } from "./waiting.ts";

const MOST = 200;

type Admission = Application<AdmissionWanted>;

export async function admissionsToAnswer(
  office: Office,
  sight: Sight,
  duty: "operator" | "bureau",
): Promise<Waiting[]> {
  const isReview = duty === "operator";
  const found = await inState(office, sight, isReview ? "submitted" : "appealed");
  return found
    .filter(({ enterprise }) => !isOwn(sight.person, enterprise))
    .map((one) =>
      itemOf(one, sight, {
        duty,
        kind: isReview ? "answerAdmission" : "decideAdmissionAppeal",
        title: isReview
          ? { en: `Application for admission of ${one.wanted.name}`, zh: `${one.wanted.name} 的入库申请` }
          : { en: `Appeal of ${one.wanted.name} against a refused admission`, zh: `${one.wanted.name} 的入库申诉` },
        due: null,
      }),
    );
}

/** What an institution has to complete, or may appeal. */
export async function admissionsAskedBack(office: Office, sight: Sight): Promise<Waiting[]> {
  const own = ({ enterprise }: Admission): boolean => isOwn(sight.person, enterprise);
  const [back, refused] = await Promise.all([
    inState(office, sight, "back", true),
    inState(office, sight, "refused", true),
  ]);
  return [
    ...back.filter(own).map((one) =>
      itemOf(one, sight, {
        duty: "party",
        kind: "completeAdmission",
        title: { en: "The Operator asks about your application for admission", zh: "运营机构退回入库申请，请补正" },
        due: null,
      }),
    ),
    ...refused
      .filter((one) => own(one) && sight.today <= one.since + APPEAL_DAYS)
      .map((one) => ({
        ...itemOf(one, sight, {
          duty: "party" as const,
          kind: "appealAdmission",
          title: { en: "Your admission was refused; you may appeal", zh: "入库申请未通过，可以申诉" },
          due: one.since + APPEAL_DAYS,
        }),
        optional: true,
      })),
  ];
}

async function inState(
  office: Office,
  { person }: Sight,
  state: ApplicationState,
  isOwnOnly = false,
): Promise<Admission[]> {
  return listApplications<AdmissionWanted>(office.database, office, person, {
    ...{ kind: "admission", limit: MOST, state, isOwnOnly },
    isOldestFirst: true,
  });
}

function itemOf(
  { id, since, wanted }: Admission,
  { district }: Sight,
  what: { readonly duty: Waiting["duty"]; readonly kind: string; readonly title: Text; readonly due: number | null },
): Waiting {
  return {
    ...what,
    id: `${what.kind} ${id}`,
    district,
    facts: [
      fact("Institution", "机构", wanted.name),
      fact("Credit code", "统一社会信用代码", wanted.creditCode),
      fact("Services", "服务类别", wanted.serviceClasses.join(", ")),
    ],
    since,
    offers: [],
    page: `/desk/admissions/${id}`,
  };
}
