/** Applications for vouchers that wait for an answer, and those that were asked back or refused. */
import { APPEAL_DAYS, type ApplicationState } from "../../client/applications.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { isOwn, listApplications, type Application } from "../applications/applications.ts";
import type { Office } from "../office.ts";
import { fact, type Sight, type Waiting } from "./waiting.ts";

/** The oldest; a queue of more is worked off from its beginning. */
const MOST = 200;

/** What waits for the Bureau, or as an appeal for the Approver. An officer's own enterprise is somebody else's to decide. */
export async function applicationsToAnswer(
  office: Office,
  sight: Sight,
  duty: "bureau" | "approver",
): Promise<Waiting[]> {
  const state: ApplicationState = duty === "bureau" ? "submitted" : "appealed";
  const found = await inState(office, sight, state);
  return found
    .filter(({ enterprise, wanted, refusedBy }) => {
      const isTheirs = [enterprise, wanted.provider].some((party) => party !== null && isOwn(sight.person, party));
      return !isTheirs && refusedBy !== sight.person.account;
    })
    .map((one) =>
      itemOf(one, sight, {
        duty,
        kind: duty === "bureau" ? "answerApplication" : "decideAppeal",
        title:
          duty === "bureau"
            ? { en: `Application of enterprise ${one.enterprise}`, zh: `企业 ${one.enterprise} 的用券申请` }
            : { en: `Appeal of enterprise ${one.enterprise}`, zh: `企业 ${one.enterprise} 的申诉` },
        due: null,
      }),
    );
}

/** What an enterprise has to complete, or may appeal. */
export async function applicationsAskedBack(office: Office, sight: Sight): Promise<Waiting[]> {
  const own = ({ enterprise }: Application): boolean => isOwn(sight.person, enterprise);
  const [back, refused] = await Promise.all([
    inState(office, sight, "back", true),
    inState(office, sight, "refused", true),
  ]);
  return [
    ...back.filter(own).map((one) =>
      itemOf(one, sight, {
        duty: "party",
        kind: "completeApplication",
        title: { en: "The Bureau asks about your application", zh: "科技局退回申请，请补正" },
        due: null,
      }),
    ),
    ...refused
      .filter((one) => own(one) && sight.today <= one.since + APPEAL_DAYS)
      .map((one) => ({
        ...itemOf(one, sight, {
          duty: "party" as const,
          kind: "appealApplication",
          title: { en: "Your application was refused; you may appeal", zh: "申请未通过，可以申诉" },
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
): Promise<Application[]> {
  return listApplications(office.database, office, person, { limit: MOST, state, isOwnOnly, isOldestFirst: true });
}

function itemOf(
  { id, enterprise, program, since, wanted }: Application,
  { district }: Sight,
  what: { readonly duty: Waiting["duty"]; readonly kind: string; readonly title: Text; readonly due: number | null },
): Waiting {
  return {
    ...what,
    id: `${what.kind} ${id}`,
    district,
    facts: [
      fact("Enterprise", "企业", enterprise),
      fact("Program", "项目", String(program)),
      fact("Asked for", "申请金额", formatFen(BigInt(wanted.face))),
    ],
    since,
    offers: [],
    page: `/desk/applications/${id}`,
  };
}
