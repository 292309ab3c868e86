/** How the desk shows an application's states; what they are called, the command says as well. */
import type { ApplicationState } from "../../../client/applications.ts";
import { ADMISSION_STATES, VOUCHER_STATES } from "../../../client/text/applicationWords.ts";
import type { State } from "../ui/states.ts";

export { STEP_DOES, STEP_DONE } from "../../../client/text/applicationWords.ts";

type Shown = Readonly<Record<ApplicationState, State>>;

export const APPLICATION_STATE = shown(VOUCHER_STATES);
export const ADMISSION_STATE = shown(ADMISSION_STATES);

function shown(words: typeof VOUCHER_STATES): Shown {
  return {
    draft: { text: words.draft, tone: "plain" },
    submitted: { text: words.submitted, tone: "wait" },
    back: { text: words.back, tone: "wait" },
    accepted: { text: words.accepted, tone: "good" },
    refused: { text: words.refused, tone: "bad" },
    appealed: { text: words.appealed, tone: "wait" },
    upheld: { text: words.upheld, tone: "bad" },
    listed: { text: words.listed, tone: "good" },
    withdrawn: { text: words.withdrawn, tone: "plain" },
  };
}
