/** All routes of an office. A new module is added here, and its rules to test/office/rules.ts. */
import type { Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import { admissionRoutes } from "./admissions.ts";
import { applicationListRoutes } from "./applicationLists.ts";
import { applicationRoutes } from "./applications.ts";
import { contactRoutes } from "./contacts.ts";
import { documentRoutes } from "./documents.ts";
import { handedRoutes } from "./handed.ts";
import { indexRoutes } from "./indexed.ts";
import { logRoutes } from "./log.ts";
import { matchRoutes } from "./matches.ts";
import { nullifierRoutes } from "./nullifiers.ts";
import { oldDraftRoutes } from "./oldDrafts.ts";
import { postRoutes } from "./posts.ts";
import { proofRoutes } from "./proofs.ts";
import { publicationRoutes } from "./publication.ts";
import { queueRoutes } from "./queue.ts";
import { requestRoutes } from "./requests.ts";
import { signInRoutes } from "./signIn.ts";
import { suspensionRoutes } from "./suspensions.ts";

export function routesOf(office: Office): Route[] {
  return [
    ...signInRoutes(office),
    ...publicationRoutes,
    ...documentRoutes,
    ...postRoutes,
    ...handedRoutes(office),
    ...matchRoutes(office),
    ...requestRoutes(office),
    ...applicationRoutes,
    ...admissionRoutes,
    ...suspensionRoutes,
    ...oldDraftRoutes,
    ...applicationListRoutes,
    ...contactRoutes,
    ...proofRoutes(office),
    ...queueRoutes(office),
    ...nullifierRoutes,
    ...indexRoutes,
    ...logRoutes,
  ];
}
