/** Handing in a demand at a district's office, as the browser does it. */
import { ZeroHash } from "ethers";
import { lastValidSecond } from "../../../client/days.ts";
import type { Json } from "../../../client/documents/canonical.ts";
import { formatEnterprise } from "../../../client/ids.ts";
import { demandOfDraft, textsOfDraft } from "../../../client/matching/draft.ts";
import { demandIdOf, signDemand } from "../../../client/matching/messages.ts";
import { matchingDomainOf, type Poster } from "../../scripts/support/matching.ts";
import type { Office } from "../../scripts/support/office.ts";
import type { DistrictOffice } from "./district.ts";

/** @param title of the demand. @param days for which it is open. @returns its number, and what was handed in. */
export async function handInDemand(
  office: Office,
  at: DistrictOffice,
  { id: party, key }: Poster,
  { title, days }: { readonly title: string; readonly days: number },
): Promise<{ readonly demand: string; readonly body: object }> {
  const through = (await office.today()) + days;
  const words = { title, text: "Finer grain", serviceClass: 1, district: 0 };
  const draft = { party, answers: ZeroHash, ...words, through, deadline: BigInt(lastValidSecond(through)) };
  const { open } = textsOfDraft("demand", draft, Date.now());
  const message = demandOfDraft(draft, open.commitment);
  const domain = matchingDomainOf(office);
  const body = {
    kind: "demand",
    message: { ...message, enterprise: formatEnterprise(party), deadline: Number(message.deadline) },
    signature: await signDemand(key, domain, message),
    text: JSON.parse(open.text()) as Json,
  };
  const reply = await (await at.as(key)).post("/handed", body);
  if (reply.status !== 200) throw new Error(`Not handed in: ${JSON.stringify(reply.body)}`);
  return { demand: demandIdOf(domain, message), body };
}
