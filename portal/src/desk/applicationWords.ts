/** How the desk shows an application's states; what they are called, the command says as well. */
import type { ApplicationState } from "../../../client/applications.ts";
import { ADMISSION_STATES, SUSPENSION_STATES, VOUCHER_STATES } from "../../../client/text/applicationWords.ts";
import type { State } from "../ui/states.ts";

export { STEP_DOES, STEP_DONE } from "../../../client/text/applicationWords.ts";

type Shown = Readonly<Record<ApplicationState, State>>;

export const APPLICATION_STATE = shown(VOUCHER_STATES);
export const ADMISSION_STATE = shown(ADMISSION_STATES);
/** Of an appeal against a suspension; not handed in, nothing of it is refused. */
export const SUSPENSION_STATE: Shown = {
  ...shown(SUSPENSION_STATES),
  refused: { text: SUSPENSION_STATES.refused, tone: "plain" },
};

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
