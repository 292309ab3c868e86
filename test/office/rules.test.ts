import { expect } from "chai";
import fc from "fast-check";
import type { Office } from "../../office/office.ts";
import { routesOf } from "../../office/routes/routes.ts";
import type { Route } from "../../office/http/route.ts";
import { openOffice, person, type Office as Practice } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { PLACES, RULES, type Rule } from "./rules.ts";
import { openDistrict, signIn, visitor, type DistrictOffice, type Visitor } from "./support/district.ts";

/** The routes as they are declared; what they do is not asked for. */
const ROUTES = routesOf({ now: Date.now, at: { deployment: { chainId: 1 } } } as unknown as Office);

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** People who come to Wujin's office, and what they are there. */
const PEOPLE = {
  nobody: undefined,
  "Wujin's Bureau": "bureau",
  "Wujin's Approver": "approver",
  "Wujin's Finance": "finance",
  "the Operator": "operator",
  "the Auditor": "auditor",
  "an enterprise": "party",
  "a provider of another district": "party",
} as const;

describe("Every route of a district's office", () => {
  let practice: Practice;
  let office: DistrictOffice;
  let scene: Scene;
  const visitors = new Map<string, Visitor>();

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    office = await openDistrict(practice);
    visitors.set("nobody", office.nobody);
    for (const duty of ["Bureau", "Approver", "Finance"]) {
      visitors.set(`Wujin's ${duty}`, await office.as(`wujin ${duty.toLowerCase()}`));
    }
    visitors.set("the Operator", await office.as("operator"));
    visitors.set("the Auditor", await office.as("auditor"));
    visitors.set("an enterprise", await office.as(scene.enterprises[0]!.key));
    visitors.set("a provider of another district", await office.as(scene.providerKey));
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  it("has a rule that is written down, and every rule a route", () => {
    expect(ROUTES.map(nameOf)).to.have.members(Object.keys(RULES));
    const asText = (rule: Rule | undefined): string =>
      typeof rule === "object" ? [...rule].sort().join() : String(rule);
    for (const route of ROUTES) expect(asText(route.who), nameOf(route)).to.equal(asText(RULES[nameOf(route)]));
  });

  for (const route of ROUTES) {
    for (const [who, kind] of Object.entries(PEOPLE)) {
      const { who: rule } = route;
      const may = rule === "everybody" || (kind !== undefined && (rule === "signed in" || rule.includes(kind)));
      it(`${nameOf(route)} is ${may ? "open to" : "shut to"} ${who}`, async () => {
        const at = route.path.replaceAll(/:(\w+)|\*/g, (all, name?: string) => PLACES[name ?? all] ?? "none");
        const visiting = visitors.get(who)!;
        const { status } =
          route.method === "GET"
            ? await visiting.get(at)
            : // Nothing that it could take, so that nothing changes.
              await (route.method === "PUT" ? visiting.put : visiting.post)(at, { nothing: "of the kind" });
        if (may) expect(status).to.be.oneOf([200, 400, 404, 503]);
        else expect(status).to.equal(kind === undefined ? 401 : 403);
      });
    }
  }

  it("answers whatever it is asked with a sentence, and never with a fault of the program", async () => {
    const nested = `${"[".repeat(200)}${"]".repeat(200)}`;
    const odd = ["", "{", "null", "[]", '"x"', "1e999", nested, '{"a":1,"a":2}', '{"__proto__":{"a":1}}', "\u0000"];
    const values: unknown[] = ["", " ", "\u0000", "\ud800", -1, 1e21, null, [], {}, "0x", "9".repeat(400), "2-1", true];
    const fields = [
      "purpose",
      "subject",
      "document",
      "documents",
      "account",
      "message",
      "signature",
      "kind",
      "settings",
    ];
    fields.push("version", "ids", "reason", "granted", "number", "seller", "enterprise", "provider", "controller");
    const drawn = fc.sample(fc.dictionary(fc.constantFrom(...fields), fc.constantFrom(...values)), {
      numRuns: 12,
      seed: 7,
    });
    for (const bad of ["a\u0000b", "a\ud800b", "x".repeat(300)]) {
      const said = { en: bad, zh: bad };
      const settings = { enterprises: "none", amounts: false, smallCells: true, proofs: false };
      odd.push(JSON.stringify({ purpose: bad, subject: bad, document: bad }));
      odd.push(JSON.stringify({ version: 0, settings, contact: said }), JSON.stringify({ reason: bad }));
      odd.push(JSON.stringify({ kind: "proof", message: { voucher: "1-000001", purpose: bad }, beside: bad }));
    }
    const bodies = [...odd, ...drawn.map((one) => JSON.stringify(one))];
    const places = ["%00", "%E0%A4%A", "..%2f..%2fetc", "0x", "P2-1", "2-99999999999", "1-000001", "x".repeat(500)];
    const queries = [
      "",
      "?limit=-1",
      "?limit=1&limit=2",
      "?subject=%00",
      "?kind=x&before=never",
      "?before=99999999999999",
    ];
    for (const route of ROUTES) {
      for (const asking of [visitors.get("Wujin's Bureau")!, visitors.get("the Operator")!]) {
        const tries = route.method === "GET" ? queries : bodies;
        const statuses = await Promise.all(
          tries.map(async (one, i) => {
            const at = route.path.replaceAll(/:\w+|\*/g, places[i % places.length]!);
            if (route.method === "GET") return (await asking.get(`${at}${one}`)).status;
            return (await (route.method === "PUT" ? asking.put(at, one) : asking.post(at, one))).status;
          }),
        );
        expect(Math.max(...statuses), nameOf(route))
          .to.be.lessThan(504)
          .and.not.equal(500);
      }
    }
  });

  it("is shut to the officers of another district, who cannot sign in", async () => {
    for (const duty of ["bureau", "approver", "finance"]) {
      const { reply, cookie } = await signIn(office.url, person(`yangpu ${duty}`));
      expect([reply.status, cookie]).to.deep.equal([403, ""]);
    }
  });

  it("is shut to an officer from the moment at which the ledger has taken the duty away", async () => {
    const { manager } = practice.as("wujin bureau 2");
    const retiring = await office.as("wujin bureau 2");
    expect((await retiring.get("/settings")).status).to.equal(200);
    await (await manager.renounceRole((2n << 8n) | 1n, person("wujin bureau 2").address)).wait();
    expect((await retiring.get("/settings")).status).to.equal(403);
    expect((await visitor(() => office.url, retiring.cookie).get("/me")).body).to.deep.include({
      duties: [],
      kinds: [],
    });
  });
});
