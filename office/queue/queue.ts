/** Everything that waits for a person, by the duties that the ledger gives them at this moment. */
import { dayOf } from "../../client/days.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { IndexReader, type ProposalRow } from "./indexReader.ts";
import { applicationsAskedBack, applicationsToAnswer } from "./applications.ts";
import { handedToBring } from "./handed.ts";
import { matchesToBring, matchesToSign } from "./matches.ts";
import { listsToApprove, listsToIssue } from "./lists.ts";
import { auditorsObjections, noticesToWatch, objectionsToResolve } from "./objections.ts";
import { claimsToDecide, ordersOverdue, ordersToPay } from "./orders.ts";
import { providersToAdmit, providersToCountersign, rotationsToConfirm } from "./parties.ts";
import { paymentsToSettle } from "./payments.ts";
import { ownProposals, proposalsToConfirm } from "./proposals.ts";
import { requestsToBring, requestsToSign } from "./requests.ts";
import { appealsToDecide, suspensionsToAppeal, suspensionsToLift } from "./suspensions.ts";
import { vouchersToExpire } from "./vouchers.ts";
import { inOrder, told, type Sight, type Waiting } from "./waiting.ts";

/** @throws Refusal 503 where the office has no index, 502 where it does not answer. */
export async function queueOf(office: Office, person: Person): Promise<object> {
  const { district, index, at, parties } = office;
  if (!index) throw new Refusal(503, "NoIndex", NO_INDEX);
  const now = await at.time();
  const today = dayOf(now);
  const sight: Sight = { person, district, today, now, index: new IndexReader(index), at, parties };
  const items = inOrder((await Promise.all(partsOf(office, sight))).flat());
  return { district, day: today, items: items.map((item) => told(item, today)) };
}

function partsOf(office: Office, sight: Sight): Promise<Waiting[]>[] {
  const { person, district, index } = sight;
  const { kinds } = person;
  const proposals = index.all<ProposalRow>("/proposals");
  const parts: Promise<Waiting[]>[] = [];
  const isDistrict = district !== 0;
  if (isDistrict && kinds.has("bureau")) {
    parts.push(
      listsToIssue(sight),
      ordersToPay(sight),
      proposals.then(async (open) => claimsToDecide(sight, open)),
      proposals.then(async (open) => objectionsToResolve(sight, open)),
      providersToCountersign(sight),
      providersToAdmit(sight, "bureau"),
      ordersOverdue(sight, "bureau"),
      vouchersToExpire(sight),
      noticesToWatch(sight, "bureau"),
    );
  }
  if (isDistrict && kinds.has("approver")) parts.push(listsToApprove(sight), rotationsToConfirm(sight));
  if (isDistrict && kinds.has("finance")) parts.push(paymentsToSettle(sight));
  if (kinds.has("operator")) parts.push(providersToAdmit(sight, "operator"), ordersOverdue(sight, "operator"));
  // The Operator cannot delay anybody: an Approver may bring the same.
  if (kinds.has("operator")) parts.push(requestsToBring(office, sight, "operator"));
  else if (isDistrict && kinds.has("approver")) parts.push(requestsToBring(office, sight, "approver"));
  if (isDistrict && kinds.has("operator"))
    parts.push(handedToBring(office, sight, "operator"), matchesToBring(office, sight, "operator"));
  else if (isDistrict && kinds.has("bureau"))
    parts.push(handedToBring(office, sight, "bureau"), matchesToBring(office, sight, "bureau"));
  if (isDistrict) parts.push(applicationsToAnswer(office, sight), applicationsAskedBack(office, sight));
  if (isDistrict && kinds.has("party")) parts.push(suspensionsToAppeal(office, sight));
  if (isDistrict && kinds.has("approver")) parts.push(appealsToDecide(office, sight));
  if (isDistrict && kinds.has("bureau"))
    parts.push(proposals.then(async (open) => suspensionsToLift(office, sight, open)));
  if (isDistrict && kinds.has("party")) parts.push(matchesToSign(office, sight));
  if (kinds.has("party")) parts.push(requestsToSign(office, sight));
  if (kinds.has("auditor")) parts.push(auditorsObjections(sight), noticesToWatch(sight, "auditor"));
  if (["bureau", "approver", "finance", "operator", "auditor"].some((kind) => kinds.has(kind as never))) {
    parts.push(
      proposals.then(async (open) => proposalsToConfirm(sight, open)),
      proposals.then(async (open) => ownProposals(sight, open)),
    );
  }
  return parts;
}

const NO_INDEX = { en: "This office was started without the index.", zh: "该办公系统启动时未接入索引服务。" };
