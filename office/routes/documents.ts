/** Documents and their commitments. A salt never leaves the office. */
import { z } from "zod";
import type { Json } from "../../client/documents/canonical.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { commitDocument, eraseDocument, listDocuments, openDocument, receiveDocument } from "../documents/documents.ts";
import { demandKnown, demandRoom } from "../documents/room.ts";
import { backupsThatHold, wipe } from "../documents/wiping.ts";
import { plainWords } from "../http/fields.ts";
import { Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import { KINDS, OFFICERS } from "../people/person.ts";

const MEBIBYTE = 1_048_576;

export const commitment = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((hash) => hash.toLowerCase());
const json = z.custom<Json>((value) => value !== undefined);
const words = plainWords(200);
const reason = plainWords(2_000);

export const documentRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/documents",
    who: KINDS,
    body: z.strictObject({ purpose: words, subject: words, document: json }),
    most: MEBIBYTE,
    give: async ({ office, person, body, about, change }) => {
      about(`${body.purpose}, ${body.subject}`);
      await demandKnown(office, person);
      const commitment = await change(async (within) => {
        const kept = await commitDocument(within, office, body, person);
        await demandRoom(within, office, person);
        return kept;
      });
      return { commitment };
    },
  }),
  route({
    method: "GET",
    path: "/documents",
    who: KINDS,
    query: z.strictObject({ subject: words }),
    give: async ({ office, person, query, about }) => {
      about(query.subject);
      return { documents: await listDocuments(office.database, query.subject, person) };
    },
  }),
  route({
    method: "GET",
    path: "/documents/:commitment",
    who: KINDS,
    params: z.object({ commitment }),
    give: async ({ office, person, params, about }) => {
      about(params.commitment);
      const found = await openDocument(office.database, office, params.commitment, person);
      const { purpose, subject, made, document } = found;
      return { commitment: found.commitment, purpose, subject, made, document };
    },
  }),
  route({
    method: "POST",
    path: "/documents/import",
    who: [...OFFICERS, "operator", "auditor"],
    /** Each as `tongdui document export` writes it. */
    body: z.strictObject({ documents: z.array(json).min(1).max(1_000) }),
    most: MEBIBYTE,
    give: async ({ office, person, body, about, change }) => {
      const documents = body.documents.map((one, i) => handedOver(one, `documents[${i}]`));
      about(documents.map((one) => one.commitment).join(" "));
      await change(async (within) => {
        // In one order, whoever takes them in: two that wait for each other would both fail.
        const inOrder = documents.toSorted((a, b) => (a.commitment < b.commitment ? -1 : 1));
        for (const document of inOrder) await receiveDocument(within, office, document, person);
      });
      return { commitments: documents.map((one) => one.commitment) };
    },
  }),
  route({
    method: "POST",
    path: "/documents/:commitment/erase",
    who: ["bureau"],
    params: z.object({ commitment }),
    body: z.strictObject({ reason }),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.commitment);
      await change(async (within) => eraseDocument(within, office, params.commitment, person, body.reason));
      await wipe(office.database);
      return {
        commitment: params.commitment,
        erased: true,
        backups: await backupsThatHold(office.database, "documents", params.commitment),
      };
    },
  }),
];

/** @throws TongduiError `DocumentFileUnreadable`, `DocumentFileDiffers`; Refusal 400 where purpose or subject are no words. */
export function handedOver(document: Json, shownName: string): KeptDocument {
  const kept = KeptDocument.parse(JSON.stringify(document), shownName);
  if (words.safeParse(kept.purpose).success && words.safeParse(kept.subject).success) return kept;
  throw new Refusal(400, "MatterUnreadable", {
    en: `Purpose or subject of ${shownName} is more than 200 characters, or not in one line.`,
    zh: `${shownName} 的用途或事项超过 200 个字符，或不是单行文字。`,
  });
}
