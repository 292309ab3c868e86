/** Where a party is reminded of its deadlines. */
import { z } from "zod";
import { districtOf } from "../../client/ids.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { partyId } from "../publication/profiles.ts";
import { contactSchema, contactsOf, setContact, type ContactTold } from "../reminders/contacts.ts";

export const contactRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/contacts",
    who: ["party"],
    give: async ({ office, person }) => told(office, person),
  }),
  route({
    method: "PUT",
    path: "/contacts/:id",
    who: ["party"],
    params: z.object({ id: partyId }),
    /** Null takes the address away. */
    body: z.strictObject({ contact: contactSchema.nullable() }),
    wrong: (field) => (field === "contact.email" ? EMAIL_WRONG : undefined),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.id);
      if (!homeParties(office, person).includes(params.id)) throw notYours();
      if (body.contact !== null && !office.canRemind) throw new Refusal(503, "NoMailServer", NO_MAIL_SERVER);
      await change(async (within) => setContact(within, office, params.id, body.contact ?? undefined, person));
      return told(office, person);
    },
  }),
];

async function told(office: Office, person: Person): Promise<{ contacts: readonly ContactTold[]; canRemind: boolean }> {
  const own = homeParties(office, person);
  const contacts = await contactsOf(office.database, office, own);
  return {
    canRemind: office.canRemind,
    contacts: own.map((party) => {
      const kept = contacts.get(party);
      return { party, contact: kept ? { email: kept.email, lang: kept.lang } : null };
    }),
  };
}

/** A party is reminded by its own district's office. */
function homeParties({ district }: Office, { parties }: Person): string[] {
  return parties.filter(({ id }) => Number(districtOf(id)) === district).map(({ written }) => written);
}

const EMAIL_WRONG = {
  en: "This is no e-mail address; it is written as name@example.com.",
  zh: "邮箱地址不正确，应填写为 name@example.com 的形式。",
};
const NO_MAIL_SERVER = {
  en: "This office was started without a mail server, and reminds nobody.",
  zh: "本区办公系统未配置邮件服务器，不发送提醒。",
};
