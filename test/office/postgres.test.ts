import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { check } from "../../office/keeping/check.ts";
import { backUp } from "../../office/keeping/backup.ts";
import { restore } from "../../office/keeping/restore.ts";
import { openStore } from "../../office/store.ts";
import { startPostgres, type Postgres } from "../support/postgres.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { openDistrict, PASSWORD, visitor, type DistrictOffice, type Visitor } from "./support/district.ts";

describe("An office on a PostgreSQL server", () => {
  let practice: Office;
  let postgres: Postgres;
  let databaseUrl: string;
  let office: DistrictOffice;
  let bureau: Visitor;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "office-postgres-"));
    postgres = await startPostgres();
    databaseUrl = await postgres.database("office_2");
    practice = await openOffice();
    office = await openDistrict(practice, { databaseUrl });
    bureau = await office.as("wujin bureau");
  });
  after(async () => {
    await office.close();
    await practice.close();
    await postgres.close();
    await rm(folder, { recursive: true });
  });

  const asked = (subject: string) => ({ purpose: "freeze", subject, document: { reason: subject } });

  it("gives one document one commitment also where two processes are asked many times at once", async () => {
    // With the same key, and the same tables.
    const second = await openDistrict(practice, { databaseUrl, data: office.data });
    try {
      const other = visitor(() => second.url, bureau.cookie);
      const commitments = await Promise.all(
        Array.from({ length: 30 }, async (_, i) => {
          const { status, body } = await (i % 2 === 0 ? bureau : other).post("/documents", asked("enterprise 2-1"));
          expect(status).to.equal(200);
          return (body as { commitment: string }).commitment;
        }),
      );
      expect(new Set(commitments)).to.have.length(1);
    } finally {
      await second.stop();
    }
  });

  it("keeps settings, sessions and the log as PGlite does", async () => {
    const settings = { enterprises: "none", amounts: true, smallCells: true, proofs: false };
    const replies = await Promise.all([1, 2].map(async () => bureau.put("/settings", { version: 0, settings })));
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    await office.restart();
    expect((await bureau.get("/settings")).body).to.deep.include({ version: 1, settings });
    const { accesses } = (await bureau.get("/log?limit=3")).body as { accesses: { what: string }[] };
    expect(accesses.map(({ what }) => what)).to.deep.equal(["GET /settings", "PUT /settings", "PUT /settings"]);
  });

  it("erases, is backed up while it is open, restored into another database, and found sound", async () => {
    const { body } = await bureau.post("/documents", asked("enterprise 2-2"));
    const { commitment } = body as { commitment: string };
    const gone = (await bureau.post("/documents", asked("enterprise 2-3"))).body as { commitment: string };
    expect((await bureau.post(`/documents/${gone.commitment}/erase`, { reason: "Asked for" })).status).to.equal(200);
    const file = path.join(folder, "backup");
    const store = await openStore({ data: office.data, databaseUrl, password: PASSWORD });
    await backUp(store, file, Date.now());
    expect((await check(store)).faults).to.deep.equal([]);
    await store.database.close();

    const there = { data: path.join(folder, "restored"), databaseUrl: await postgres.database("office_2b") };
    await restore(file, { ...there, password: PASSWORD }, Date.now());
    const again = restore(file, { ...there, password: PASSWORD }, Date.now());
    expect(await again.catch((error: unknown) => (error as { code: string }).code)).to.equal("RestoreNotEmpty");
    const restored = await openDistrict(practice, there);
    try {
      const officer = await restored.as("wujin bureau");
      expect((await officer.get(`/documents/${commitment}`)).body).to.deep.include({ subject: "enterprise 2-2" });
      expect((await officer.get(`/documents/${gone.commitment}`)).status).to.equal(409);
    } finally {
      await restored.stop();
    }
  });
});
