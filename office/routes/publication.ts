/** What the district publishes, and who decides it. */
import { z } from "zod";
import type { Json } from "../../client/documents/canonical.ts";
import { receiveDocument } from "../documents/documents.ts";
import { Refusal } from "../http/refusal.ts";
import { publicRoute, route, type Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import { OFFICERS } from "../people/person.ts";
import { demandSame, enterProfile, namesOf, partyId, profileOnLedger, type Name } from "../publication/profiles.ts";
import {
  changeSettings,
  districtName,
  settingsHistory,
  settingsNow,
  settingsSchema,
  settingWrong,
} from "../publication/settings.ts";
import { handedOver } from "./documents.ts";

const MEBIBYTE = 1_048_576;
const MOST_VERSIONS = 100;
const MOST_AT_ONCE = 500;

export const publicationRoutes: readonly Route[] = [
  publicRoute({
    method: "GET",
    path: "/published",
    logged: false,
    give: async ({ office }) => published(office),
  }),
  route({
    method: "GET",
    path: "/settings",
    who: [...OFFICERS, "auditor"],
    give: async ({ office }) => ({
      ...(await settingsNow(office.database)),
      history: await settingsHistory(office.database, MOST_VERSIONS),
    }),
  }),
  route({
    method: "PUT",
    path: "/settings",
    who: ["bureau"],
    /** `version` is the one that was looked at; 0 if there is none yet. */
    body: settingsSchema.extend({ version: z.int().min(0) }),
    wrong: settingWrong,
    give: async ({ office, person, body: { version, ...settings }, about, change }) => {
      about(`version ${version + 1}`);
      await change(async (within) => changeSettings(within, office, settings, version, person.account));
      return settingsNow(office.database);
    },
  }),
  route({
    method: "GET",
    path: "/profiles",
    who: [...OFFICERS, "operator", "auditor"],
    give: async ({ office }) => ({ profiles: Object.fromEntries(await namesOf(office)) }),
  }),
  route({
    method: "PUT",
    path: "/profiles/:id",
    who: ["bureau"],
    params: z.object({ id: partyId }),
    /** The profile's document with its salt, as `tongdui document export` writes it; not needed where the office has it. */
    body: z.strictObject({ document: z.custom<Json>((value) => value !== undefined).optional() }),
    most: MEBIBYTE,
    give: async ({ office, person, params: { id }, body, about, change }) => {
      about(id);
      const commitment = await onLedger(office, id);
      const handed = body.document === undefined ? undefined : handedOver(body.document, "document");
      if (handed) demandSame(handed, commitment, id);
      const name = await change(async (within) => {
        if (handed) await receiveDocument(within, office, handed, person);
        return enterProfile(within, office, { party: id, commitment, by: person.account });
      });
      return { id, commitment, name };
    },
  }),
  route({
    method: "POST",
    path: "/profiles",
    who: ["bureau"],
    /** Enters all of them whose documents the office has. */
    body: z.strictObject({ ids: z.array(partyId).min(1).max(MOST_AT_ONCE) }),
    give: async ({ office, person, body: { ids }, about, change }) => {
      about(ids.join(" "));
      const commitments = await Promise.all(ids.map(async (id) => onLedger(office, id)));
      const [entered, missing]: [Record<string, Name>, string[]] = [{}, []];
      await change(async (within) => {
        for (const [i, party] of ids.entries()) {
          const one = { party, commitment: commitments[i] ?? "", by: person.account };
          try {
            entered[party] = await enterProfile(within, office, one);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            missing.push(party);
          }
        }
      });
      return { entered, missing };
    },
  }),
];

/** What everybody may know; names only where the district says so, and of providers, whose catalogue is public. */
async function published(office: Office): Promise<object> {
  const [{ settings, contact, programs }, names, name] = await Promise.all([
    settingsNow(office.database),
    namesOf(office),
    districtName(office),
  ]);
  const all = [...names];
  const providers = all.filter(([id]) => id.startsWith("P"));
  const enterprises = settings.enterprises === "name" ? all.filter(([id]) => !id.startsWith("P")) : [];
  return {
    district: office.district,
    name,
    settings,
    enterprises: Object.fromEntries(enterprises),
    providers: Object.fromEntries(providers),
    programs,
    ...(contact ? { contact } : {}),
  };
}

async function onLedger(office: Office, party: string): Promise<string> {
  try {
    return await profileOnLedger(office, party);
  } catch (error) {
    if ((error as { code?: unknown }).code !== "CALL_EXCEPTION") throw error;
    throw new Refusal(404, "PartyUnknown", {
      en: `The ledger has no ${party}.`,
      zh: `账本中没有 ${party}。`,
    });
  }
}
