/** Who may call each route of an office, written down a second time: a route that is not in here fails the test. */
import type { Kind } from "../../office/people/person.ts";

export type Rule = readonly Kind[] | "everybody" | "signed in";

const OFFICERS: readonly Kind[] = ["bureau", "approver", "finance"];
const ALL: readonly Kind[] = [...OFFICERS, "operator", "auditor", "party"];

export const RULES: Readonly<Record<string, Rule>> = {
  "POST /sign-in/challenge": "everybody",
  "POST /sign-in": "everybody",
  "POST /sign-out": "everybody",
  "GET /published": "everybody",
  "GET /me": "signed in",
  "GET /settings": [...OFFICERS, "auditor"],
  "PUT /settings": ["bureau"],
  "GET /profiles": [...OFFICERS, "operator", "auditor"],
  "PUT /profiles/:id": ["bureau"],
  "POST /profiles": ["bureau"],
  "POST /documents": ALL,
  "GET /documents": ALL,
  "GET /documents/:commitment": ALL,
  "POST /documents/import": [...OFFICERS, "operator", "auditor"],
  "POST /documents/:commitment/erase": ["bureau"],
  "PUT /posts/:post": ["bureau", "operator", "party"],
  "GET /posts/:post": "everybody",
  "GET /posts/:post/contact": [...OFFICERS, "auditor", "party"],
  "GET /requests": ALL,
  "GET /requests/:id": ALL,
  "POST /requests": ALL,
  "POST /requests/:id/signatures": ALL,
  "POST /requests/:id/withdraw": ALL,
  "POST /requests/:id/answer": ["bureau"],
  "GET /applications": [...OFFICERS, "auditor", "party"],
  "POST /applications": ["party"],
  "GET /applications/:id": [...OFFICERS, "auditor", "party"],
  "PUT /applications/:id": ["party"],
  "POST /applications/:id/papers": ["party"],
  "GET /applications/:id/papers/:paper": [...OFFICERS, "auditor", "party"],
  "POST /applications/:id/papers/:paper/remove": ["party"],
  "POST /applications/:id/steps": ["bureau", "approver", "party"],
  "GET /invitations": ["operator", "bureau"],
  "PUT /invitations/:account": ["operator", "bureau"],
  "GET /admissions": ["applicant", "operator", "bureau", "approver", "auditor"],
  "POST /admissions": ["applicant"],
  "GET /admissions/:id": ["applicant", "operator", "bureau", "approver", "auditor"],
  "PUT /admissions/:id": ["applicant"],
  "POST /admissions/:id/papers": ["applicant"],
  "GET /admissions/:id/papers/:paper": ["applicant", "operator", "bureau", "approver", "auditor"],
  "POST /admissions/:id/papers/:paper/remove": ["applicant"],
  "POST /admissions/:id/steps": ["applicant", "operator", "bureau"],
  "GET /admission-table": ["operator"],
  "GET /contacts": ["party"],
  "PUT /contacts/:id": ["party"],
  "GET /application-lists": [...OFFICERS, "auditor"],
  "POST /application-lists": ["bureau"],
  "GET /application-lists/:id": [...OFFICERS, "auditor"],
  "POST /application-lists/:id/undo": ["bureau"],
  // Whether the district publishes proofs decides: test/office/proofs.test.ts.
  "GET /proofs/:voucher": "everybody",
  "POST /nullifiers/contract": ["bureau", "approver", "operator"],
  "POST /nullifiers/invoice": ["bureau", "approver", "operator"],
  "POST /nullifiers/party": ["bureau", "operator"],
  "POST /nullifiers/group": ["bureau", "operator"],
  "GET /ledger": "everybody",
  "GET /queue": "signed in",
  "GET /index/*": "signed in",
  "GET /log": ["bureau", "auditor"],
};

/** What stands in a path in the place of its parameters. */
export const PLACES: Readonly<Record<string, string>> = {
  commitment: `0x${"ab".repeat(32)}`,
  id: "2-1",
  post: `0x${"cd".repeat(32)}`,
  voucher: "9-000001",
  account: `0x${"ab".repeat(20)}`,
  "*": "head",
};
