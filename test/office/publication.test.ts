import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { contractNullifier, invoiceNullifier } from "../../client/documents/nullifier.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { SealedKey } from "../../client/documents/sealedKey.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, type Visitor } from "./support/district.ts";

const CODES = ["91320412MA1MR0JX19", "91310000132222222G"] as const;
const OPEN = { enterprises: "name", amounts: true, smallCells: false, proofs: true };
const CONTACT = { en: "Wujin Bureau, 0519-8631", zh: "武进科技局，0519-8631" };
const MAY_SEE = "Bearer the full key";

describe("What a district's office publishes", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let bureau: Visitor;
  let profile: KeptDocument;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    office = await openDistrict(practice);
    bureau = await office.as("wujin bureau");
    const document = {
      kind: "enterprise",
      name: "江南石墨烯",
      englishName: "Jiangnan Graphene",
      creditCode: "1",
      controller: "0x",
    };
    profile = KeptDocument.make({ purpose: "profile", subject: "enterprise 2-1", document }, Date.now());
    const { enterprises } = practice.as("wujin bureau");
    await (await enterprises.changeProfile(scene.enterprises[0]!.id, profile.commitment)).wait();
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  it("is the strictest until the Bureau says otherwise", async () => {
    const { body } = await office.nobody.get("/published");
    expect(body).to.deep.equal({
      district: 2,
      name: { zh: "常州武进", en: "Wujin" },
      settings: { enterprises: "none", amounts: false, smallCells: true, proofs: false },
      enterprises: {},
      providers: {},
      programs: {},
    });
  });

  it("is set by the Bureau; each version is kept with who and when", async () => {
    const programs = {
      "1": { title: { en: "Innovation", zh: "创新券" }, serviceClasses: { "1": { en: "Testing", zh: "检验检测" } } },
    };
    const set = { version: 0, settings: OPEN, contact: CONTACT, programs };
    expect((await bureau.put("/settings", set)).status).to.equal(200);
    expect((await office.nobody.get("/published")).body).to.deep.include({
      settings: OPEN,
      contact: CONTACT,
      programs,
    });
    const { body } = await (await office.as("auditor")).get("/settings");
    const { history } = body as { history: { version: number; changedBy: string }[] };
    expect(history).to.have.length(1);
    expect(history[0]).to.deep.include({ version: 1, changedBy: person("wujin bureau").address });
  });

  it("takes no words in one language alone, and says in one sentence what is missing", async () => {
    const { version } = (await bureau.get("/settings")).body as { version: number };
    const put = async (over: object): Promise<Reply> => bureau.put("/settings", { version, settings: OPEN, ...over });
    for (const [contact, field] of [
      [{ zh: CONTACT.zh }, "contact.en"],
      [{ en: CONTACT.en, zh: "" }, "contact.zh"],
      [{ en: " ", zh: CONTACT.zh }, "contact.en"],
      [{ en: "\u200b", zh: CONTACT.zh }, "contact.en"],
      [CONTACT.zh, "contact"],
    ] as const) {
      const { status, body } = await put({ contact });
      expect([status, body], JSON.stringify(contact)).to.deep.equal([
        400,
        {
          code: "RequestWrong",
          field,
          error: {
            en: `"contact" is told in English and in Chinese or not at all, each in a line of at most 500 characters, and "${field}" is missing or is none.`,
            zh: `“contact”须同时提供英文和中文（各一行，不超过 500 字），或都不提供，而“${field}”缺失或不符合要求。`,
          },
        },
      ]);
    }
    const programs = { "1": { title: { en: "Innovation" } } };
    expect((await put({ programs })).body).to.deep.include({ code: "RequestWrong", field: "programs.1.title.zh" });
    expect(await bureau.get("/settings")).to.have.nested.property("body.version", version);
  });

  it("is not set over what somebody else has set meanwhile", async () => {
    const { version } = (await bureau.get("/settings")).body as { version: number };
    const replies = await Promise.all(
      [true, false].map(async (amounts) => bureau.put("/settings", { version, settings: { ...OPEN, amounts } })),
    );
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    const now = (await bureau.get("/settings")).body as { version: number };
    await bureau.put("/settings", { version: now.version, settings: OPEN });
  });

  it("names an enterprise once its profile is held against the ledger's commitment", async () => {
    const other = KeptDocument.make({ purpose: "profile", subject: "x", document: profile.document }, Date.now());
    const put = async (document?: KeptDocument): Promise<Reply> =>
      bureau.put("/profiles/2-1", document ? { document: JSON.parse(document.text()) as object } : {});
    expect(code(await put())).to.deep.equal([404, "ProfileUnknown"]);
    expect(code(await put(other))).to.deep.equal([400, "ProfileOther"]);
    expect((await put(profile)).body).to.deep.include({ name: { zh: "江南石墨烯", en: "Jiangnan Graphene" } });
    const { enterprises } = (await office.nobody.get("/published")).body as { enterprises: object };
    expect(enterprises).to.deep.equal({ "2-1": { zh: "江南石墨烯", en: "Jiangnan Graphene" } });
    const { body } = await bureau.post("/profiles", { ids: ["2-1", "P1-1"] });
    expect(body).to.deep.equal({
      entered: { "2-1": { zh: "江南石墨烯", en: "Jiangnan Graphene" } },
      missing: ["P1-1"],
    });
    expect(code(await bureau.put("/profiles/2-77", {}))).to.deep.equal([404, "PartyUnknown"]);
  });

  it("names no enterprise where the district does not say so, nor one whose profile was erased", async () => {
    const { version } = (await bureau.get("/settings")).body as { version: number };
    const named = async (): Promise<object> =>
      ((await office.nobody.get("/published")).body as { enterprises: object }).enterprises;
    await bureau.put("/settings", { version, settings: { ...OPEN, enterprises: "pseudonym" } });
    expect(await named()).to.deep.equal({});
    await bureau.put("/settings", { version: version + 1, settings: OPEN });
    expect(await named()).to.have.all.keys("2-1");
    await bureau.post(`/documents/${profile.commitment}/erase`, { reason: "The firm asked for it" });
    expect(await named()).to.deep.equal({});
  });

  it("and every access to the rest is in the log, which says who, what, when and what came of it, and no content", async () => {
    const finance = await office.as("wujin finance");
    const { body } = await finance.post("/documents", {
      purpose: "pay",
      subject: "payment 7",
      document: { a: "secret" },
    });
    const { commitment } = body as { commitment: string };
    await finance.get(`/documents/${commitment}`);
    await finance.post(`/documents/${commitment}/erase`, { reason: "none" });
    const { accesses } = (await bureau.get("/log?limit=4")).body as { accesses: Record<string, unknown>[] };
    const account = person("wujin finance").address;
    expect(accesses.map(({ account: who, what, about, outcome }) => [who, what, about, outcome])).to.deep.equal([
      [account, "POST /documents/:commitment/erase", "", 403],
      [account, "GET /documents/:commitment", commitment, 200],
      [account, "POST /documents", "pay, payment 7", 200],
      [account, "POST /sign-in", "", 200],
    ]);
    expect(JSON.stringify(accesses)).not.to.include("secret");
    // An open desk asks again and again, also while there is nothing to be had.
    for (let i = 0; i < 3; i++) await finance.get("/queue");
    const { accesses: newest } = (await bureau.get("/log?limit=3")).body as { accesses: Record<string, unknown>[] };
    expect(newest.filter(({ what }) => what === "GET /queue").map(({ account: who }) => who)).to.deep.equal([account]);
    expect(new Date(accesses[0]!["at"] as string).getTime()).to.be.closeTo(Date.now(), 60_000);
  });
});

describe("An office with a nullifier key and an index", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let index: Server;
  let asked: string[] = [];
  let text: string;

  /** Stands in for the index: its answers are tried in test/indexer; here it matters what it is asked, and with which key. */
  const answer = (path: string): object => {
    if (path.startsWith("/vouchers/1-000001")) return { voucher: "1-000001", district: 2, enterprise: "2-1" };
    if (path.startsWith("/vouchers/2-000001")) return { voucher: "2-000001", district: 3, enterprise: "3-1" };
    if (path.startsWith("/orders/0xaa")) return { order: "0xaa", district: 3, enterprise: "3-1", provider: "P1-1" };
    return { items: [], next: null };
  };

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 1 });
    index = createServer((request, response) => {
      const full = request.headers.authorization === MAY_SEE;
      asked.push(`${full ? "full" : "public"} ${request.url ?? ""}`);
      response.setHeader("Content-Type", "application/json").setHeader("ETag", 'W/"7"');
      response.end(JSON.stringify(answer(request.url ?? "")));
    });
    await new Promise<void>((resolve) => index.listen(0, "127.0.0.1", resolve));
    text = (await SealedKey.make(1, "the key's password", 1_024)).text();
    office = await openDistrict(practice, {
      index: { url: `http://127.0.0.1:${(index.address() as AddressInfo).port}`, key: "the full key" },
      nullifierKey: { text, password: "the key's password" },
    });
  });
  after(async () => {
    await office.close();
    index.close();
    await practice.close();
  });
  beforeEach(() => {
    asked = [];
  });

  it("makes the marks that the key makes, and never gives it out", async () => {
    const key = await SealedKey.parse(text, "key").open("the key's password", "key");
    const operator = await office.as("operator");
    const marks = async (kind: string, body: object): Promise<unknown> =>
      (await operator.post(`/nullifiers/${kind}`, body)).body;
    const contract = { enterprise: CODES[0], provider: CODES[1], number: "HT-2030-1" };
    const nullifier = contractNullifier(key, ...CODES, "HT-2030-1");
    expect(await marks("contract", contract)).to.deep.equal({ key: 1, nullifier, others: [] });
    const invoice = { seller: CODES[1], number: "1".repeat(20) };
    expect(await marks("invoice", invoice)).to.deep.include({
      nullifier: invoiceNullifier(key, CODES[1], "", "1".repeat(20)),
    });
    expect(code(await operator.post("/nullifiers/invoice", { seller: "1", number: "1" }))).to.deep.equal([
      400,
      "CreditCodeLength",
    ]);
  });

  it("goes on making marks under its key when it is started again, and takes a newer one in beside it", async () => {
    const newer = await SealedKey.make(2, "another password", 1_024);
    await office.restart({ nullifierKey: { text: newer.text(), password: "another password" } });
    const operator = await office.as("operator");
    const group = async (): Promise<{ key: number; others: { key: number }[] }> =>
      (await operator.post("/nullifiers/group", { controller: "X" })).body;
    const before = await group();
    expect([before.key, before.others.map(({ key }) => key)]).to.deep.equal([1, [2]]);
    await office.restart({ nullifierKey: { text: newer.text(), password: "another password", current: true } });
    const after = await group();
    expect([after.key, after.others.map(({ key }) => key)]).to.deep.equal([2, [1]]);
    const second = await SealedKey.make(2, "another password", 1_024);
    const restarting = office.restart({ nullifierKey: { text: second.text(), password: "another password" } });
    expect(await restarting.catch((error: unknown) => (error as { code: string }).code)).to.equal(
      "NullifierKeyDiffers",
    );
    await office.restart();
  });

  it("asks the index under the full key for an officer's district, and as everybody for the rest", async () => {
    const bureau = await office.as("wujin bureau");
    for (const path of [
      "/vouchers?district=2",
      "/vouchers?district=3",
      "/vouchers",
      "/orders?providerDistrict=2",
      "/vouchers/1-000001/changes",
      "/vouchers/2-000001",
      "/proposals",
      "/totals/months?district=2",
    ]) {
      expect((await bureau.get(`/index${path}`)).status, path).to.equal(200);
    }
    expect(asked).to.deep.equal([
      "full /vouchers?district=2",
      "public /vouchers?district=3",
      "public /vouchers",
      "full /orders?providerDistrict=2",
      "full /vouchers/1-000001",
      "full /vouchers/1-000001/changes",
      "full /vouchers/2-000001",
      "public /vouchers/2-000001",
      "public /proposals",
      "full /totals/months?district=2",
    ]);
  });

  it("asks it for a party's own under the full key, and for the Auditor and Operator always", async () => {
    const firm = await office.as(scene.enterprises[0]!.key);
    const laboratory = await office.as(scene.providerKey);
    await firm.get("/index/vouchers?enterprise=2-1");
    await firm.get("/index/vouchers?enterprise=2-2");
    await firm.get("/index/orders?enterprise=2-1");
    await firm.get("/index/orders?enterprise=2-2");
    await firm.get("/index/vouchers?district=2");
    await firm.get("/index/orders/0xaa");
    await laboratory.get("/index/orders/0xaa");
    await laboratory.get("/index/orders?provider=P1-1&stage=Placed");
    await (await office.as("auditor")).get("/index/vouchers?district=3");
    await (await office.as("operator")).get("/index/proposals");
    expect(asked).to.deep.equal([
      "full /vouchers?enterprise=2-1",
      "public /vouchers?enterprise=2-2",
      "full /orders?enterprise=2-1",
      "public /orders?enterprise=2-2",
      "public /vouchers?district=2",
      "full /orders/0xaa",
      "public /orders/0xaa",
      "full /orders/0xaa",
      "full /orders/0xaa",
      "full /orders?provider=P1-1&stage=Placed",
      "full /vouchers?district=3",
      "full /proposals",
    ]);
  });

  it("asks it for nothing but its tables", async () => {
    const auditor = await office.as("auditor");
    for (const path of [
      "/graphql",
      "/metrics",
      "/sql",
      "/vouchers/../graphql",
      "/vouchers/%2e%2e/graphql",
      "//evil.example/",
      "/openapi.json",
    ]) {
      expect((await auditor.get(`/index${path}`)).status, path).to.equal(404);
    }
    expect(asked).to.deep.equal([]);
  });
});
