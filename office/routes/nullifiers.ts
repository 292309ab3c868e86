/** Marks of contracts, invoices and parties, for the officers who submit or review them. The key itself is never given out. */
import { z } from "zod";
import {
  contractNullifier,
  groupNullifier,
  invoiceNullifier,
  partyNullifier,
} from "../../client/documents/nullifier.ts";
import { route, type Route } from "../http/route.ts";
import { marksOf } from "../nullifiers/keys.ts";
import type { Kind } from "../people/person.ts";

const field = z.string().trim().min(1).max(100);

/** Who places and redeems, and who reviews. */
const SUBMITTERS: readonly Kind[] = ["operator", "approver", "bureau"];
/** Who registers parties, or proposes them. */
const REGISTRARS: readonly Kind[] = ["operator", "bureau"];

export const nullifierRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/nullifiers/contract",
    who: SUBMITTERS,
    /** Credit codes of both, and the contract's number. */
    body: z.strictObject({ enterprise: field, provider: field, number: field }),
    give: async ({ office, body: { enterprise, provider, number } }) =>
      Promise.resolve(marksOf(office.nullifierKeys, (key) => contractNullifier(key, enterprise, provider, number))),
  }),
  route({
    method: "POST",
    path: "/nullifiers/invoice",
    who: SUBMITTERS,
    body: z.strictObject({ seller: field, code: z.string().max(100).default(""), number: field }),
    give: async ({ office, body: { seller, code, number } }) =>
      Promise.resolve(marksOf(office.nullifierKeys, (key) => invoiceNullifier(key, seller, code, number))),
  }),
  route({
    method: "POST",
    path: "/nullifiers/party",
    who: REGISTRARS,
    body: z.strictObject({ creditCode: field }),
    give: async ({ office, body: { creditCode } }) =>
      Promise.resolve(marksOf(office.nullifierKeys, (key) => partyNullifier(key, creditCode))),
  }),
  route({
    method: "POST",
    path: "/nullifiers/group",
    who: REGISTRARS,
    /** A credit code, or a natural person's identity number. */
    body: z.strictObject({ controller: field }),
    give: async ({ office, body: { controller } }) =>
      Promise.resolve(marksOf(office.nullifierKeys, (key) => groupNullifier(key, controller))),
  }),
];
