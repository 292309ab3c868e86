/** What the Operator has handed over to a Bureau before it countersigns. */
import path from "node:path";
import { KeptDocument } from "../../client/documents/record.ts";
import { DocumentStore } from "../documents/store.ts";
import { commitProfile, profileOf } from "../registers/papers.ts";
import type { Scenario } from "../scenario/files.ts";

/** The Operator's documents of the providers that it is going to propose, as each one's Bureau has them when it countersigns. */
export async function handOverProfiles(folder: string, { parties }: Scenario): Promise<void> {
  const operator = await DocumentStore.open(path.join(folder, "operator/documents"));
  for (const { name, creditCode, district } of Object.values(parties.providers)) {
    const profile = await commitProfile(operator, "provider", { name: name.zh, creditCode, controller: creditCode });
    const bureau = await DocumentStore.open(path.join(folder, district, "documents"));
    for (const commitment of [profile, (await profileOf(operator, profile))?.controller ?? ""]) {
      const document = await operator.find(commitment);
      if (document instanceof KeptDocument) await bureau.receive(document);
    }
  }
}
