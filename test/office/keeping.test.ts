import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { openStore } from "../../office/store.ts";
import { backUp } from "../../office/keeping/backup.ts";
import { check } from "../../office/keeping/check.ts";
import { restore } from "../../office/keeping/restore.ts";
import { openKey } from "../../office/vault/keyFile.ts";
import { LEFT_OUT, TABLE_NAMES } from "../../office/keeping/tables.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import {
  openDistrict,
  PASSWORD,
  PORTAL,
  signIn,
  visitor,
  type DistrictOffice,
  type Visitor,
} from "./support/district.ts";
import { runOffice, startProcess, type OfficeProcess } from "./support/process.ts";

/** The backups that the answer to an erasure names. */
const namesOf = (erased: unknown): string[] =>
  (erased as { backups: { file: string }[] }).backups.map(({ file }) => file);

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );

describe("Keeping an office", () => {
  let practice: Office;
  let office: DistrictOffice;
  let bureau: Visitor;
  let folder: string;

  before(async () => {
    practice = await openOffice();
    folder = await mkdtemp(path.join(tmpdir(), "keeping-"));
    office = await openDistrict(practice);
    bureau = await office.as("wujin bureau");
  });
  after(async () => {
    await office.close();
    await rm(folder, { recursive: true });
    await practice.close();
  });

  const commit = async (visiting: Visitor, about: string): Promise<string> => {
    const document = { purpose: "freeze", subject: about, document: { reason: `Because of ${about}` } };
    const { body } = await visiting.post("/documents", document);
    return (body as { commitment: string }).commitment;
  };
  const backedUp = async (name: string): Promise<string> => {
    const file = path.join(folder, name);
    await office.inTables(async (store) => {
      await backUp(store, file, Date.now());
    });
    return file;
  };
  const faults = async (): Promise<string[]> => {
    let found: string[] = [];
    await office.inTables(async (store) => {
      found = (await check(store)).faults.map(({ en }) => en);
    });
    return found;
  };

  it("backs up every table but sessions", async () => {
    await office.inTables(async ({ database }) => {
      const { rows } = await database.query<{ table_name: string }>(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      expect(rows.map((row) => row.table_name)).to.have.members([...TABLE_NAMES, ...LEFT_OUT]);
    });
  });

  it("restores what was backed up into an empty folder, and there only", async () => {
    const commitment = await commit(bureau, "enterprise 2-1");
    await bureau.put("/settings", {
      version: 0,
      settings: { enterprises: "none", amounts: true, smallCells: true, proofs: false },
    });
    const file = await backedUp("first");
    expect(await codeOf(restore(file, { data: office.data, password: PASSWORD }, Date.now()))).to.equal(
      "RestoreNotEmpty",
    );
    const data = path.join(folder, "restored");
    expect(await codeOf(restore(file, { data, password: "another password" }, Date.now()))).to.equal("PasswordWrong");
    expect(await readdir(folder)).to.deep.equal(["first"]);
    await mkdir(data);
    await restore(file, { data, password: PASSWORD }, Date.now());
    expect(await codeOf(restore(file, { data, password: PASSWORD }, Date.now()))).to.equal("RestoreNotEmpty");
    const there = await openDistrict(practice, { data });
    try {
      const officer = await there.as("wujin bureau");
      expect((await officer.get(`/documents/${commitment}`)).body).to.deep.include({ subject: "enterprise 2-1" });
      expect(await commit(officer, "enterprise 2-1")).to.equal(commitment);
      expect((await officer.get("/settings")).body).to.deep.include({ version: 1 });
      expect((await visitor(() => there.url, bureau.cookie).get("/me")).status, "a session of before").to.equal(401);
      const { body } = await officer.post(`/documents/${commitment}/erase`, { reason: "Asked for" });
      expect(namesOf(body), "it is still in what was restored").to.deep.equal([file]);
      await there.stop();
      const store = await openStore({ data, password: PASSWORD });
      expect((await check(store)).faults).to.deep.equal([]);
      await store.database.close();
    } finally {
      await there.close();
    }
  });

  it("writes no backup over another file, and leaves no draft behind", async () => {
    const file = path.join(folder, "taken");
    await writeFile(file, "mine");
    await office.inTables(async (store) => {
      expect(await codeOf(backUp(store, file, Date.now()))).to.equal("BackupTaken");
    });
    expect(await readFile(file, "utf8")).to.equal("mine");
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).to.deep.equal([]);
  });

  it("takes no backup in which a byte is another, or which ends too early", async () => {
    const file = await backedUp("spoilt");
    const whole = await readFile(file);
    const data = path.join(folder, "never");
    const places = [2, 40, 300, whole.indexOf("\n") + 2, Math.floor(whole.length / 2), whole.length - 1];
    const spoilt = places.map((place) => Buffer.from(whole.map((byte, i) => (i === place ? byte ^ 1 : byte))));
    spoilt.push(
      whole.subarray(0, -1),
      whole.subarray(0, whole.length / 2),
      Buffer.concat([whole, Buffer.of(0)]),
      Buffer.alloc(0),
    );
    for (const [i, bytes] of spoilt.entries()) {
      await writeFile(file, bytes);
      const code = await codeOf(restore(file, { data, password: PASSWORD }, Date.now()));
      expect(code, String(i)).to.be.oneOf(["BackupDamaged", "PasswordWrong", "OfficeKeyUnreadable"]);
    }
    expect(await readdir(folder)).not.to.include("never");
  });

  it("names the backups that still hold what is erased", async () => {
    const commitment = await commit(bureau, "enterprise 2-3");
    const file = await backedUp("holds-it");
    const later = await commit(bureau, "enterprise 2-4");
    const erased = async (which: string): Promise<string[]> => {
      const { body } = await bureau.post(`/documents/${which}/erase`, { reason: "Asked for" });
      return namesOf(body);
    };
    expect(await erased(commitment), "made before this one alone").to.deep.equal([file]);
    expect(await erased(later), "made after all backups").to.deep.equal([]);
  });

  it("finds nothing where all is well", async () => {
    expect(await faults()).to.deep.equal([]);
  });

  const harms: Readonly<Record<string, readonly [sql: string, found: RegExp]>> = {
    "a line of the log that was changed": [
      "UPDATE accesses SET outcome = 200, account = NULL WHERE number = 3",
      /from line 3/,
    ],
    "a line of the log that was taken out": ["DELETE FROM accesses WHERE number = 4", /from line 4/],
    "a log that was cut off": [
      "DELETE FROM accesses WHERE number > (SELECT max(log_number) - 1 FROM backups)",
      /access log does not hold/,
    ],
    "a document in another's place": [
      "UPDATE documents SET sealed = (SELECT sealed FROM documents d WHERE d.sealed IS NOT NULL ORDER BY commitment LIMIT 1) WHERE sealed IS NOT NULL",
      /was changed/,
    ],
    "a document that is said to be for another purpose": ["UPDATE documents SET purpose = 'pay'", /was changed/],
  };
  for (const [name, [sql, found]] of Object.entries(harms)) {
    it(`finds ${name}`, async () => {
      await commit(bureau, "enterprise 2-5");
      await commit(bureau, "enterprise 2-6");
      await office.inTables(async (store) => {
        // Undone when it was looked at.
        const undone = new Error("undone");
        const looking = store.database.transaction(async (within) => {
          await within.query(sql);
          const { faults: seen } = await check({ ...store, database: { ...store.database, query: within.query } });
          expect(seen.map(({ en }) => en).join("\n")).to.match(found);
          throw undone;
        });
        expect(await looking.catch((error: unknown) => error)).to.equal(undone);
      });
    });
  }
});

describe("An office that is killed", () => {
  let practice: Office;
  let folder: string;
  let words: string[];
  let running: OfficeProcess[] = [];
  const started = async (): Promise<OfficeProcess> => {
    const one = await startProcess(words);
    running.push(one);
    return one;
  };

  before(async () => {
    practice = await openOffice();
    folder = await mkdtemp(path.join(tmpdir(), "killed-"));
    const password = path.join(folder, "password");
    await writeFile(password, PASSWORD, { mode: 0o600 });
    const own = ["--data", path.join(folder, "data"), "--password-file", password];
    words = [...own, "--district", "2", "--deployment", practice.deploymentFile, "--node", practice.url];
    words.push("--portal-origin", PORTAL);
    // A weak seal, so that opening it takes no half a second each time.
    await openKey(path.join(folder, "data"), PASSWORD, 1_024);
  });
  // A test that failed leaves none behind, which the next would find open.
  afterEach(async () => {
    for (const { kill } of running) await kill();
    running = [];
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await practice.close();
  });

  it("has lost nothing that it answered, and holds nothing half", async function () {
    this.timeout(180_000);
    const told = new Map<string, string>();
    const asked = new Set<string>();
    const erased = new Set<string>();
    for (const [run, after] of [60, 150, 400].entries()) {
      const { url, kill } = await started();
      const { cookie } = await signIn(url, person("wujin bureau"));
      const bureau = visitor(() => url, cookie);
      let isOver = false;
      const clerk = async (which: number): Promise<void> => {
        for (let i = 0; !isOver; i += 1) {
          const subject = `enterprise 2-${run}${which}${i}`;
          const document = { purpose: "freeze", subject, document: { reason: subject } };
          const { status, body } = await bureau.post("/documents", document);
          if (status !== 200) continue;
          const { commitment } = body as { commitment: string };
          told.set(commitment, subject);
          if (i % 5 !== 4) continue;
          asked.add(commitment);
          const erasing = await bureau.post(`/documents/${commitment}/erase`, { reason: "Asked for" });
          if (erasing.status === 200) erased.add(commitment);
        }
      };
      const clerks = [1, 2, 3].map(clerk);
      // Whoever waits for an answer when it dies gets none; before that nobody is to fail.
      const ending = Promise.all(clerks).catch((error: unknown) => {
        if (!isOver) throw error;
      });
      // An erasure takes longer the busier the machine is: one is answered, the next are on their way.
      const before = erased.size;
      while (erased.size === before) await Promise.race([ending, pause(10)]);
      await pause(after);
      isOver = true;
      await kill();
      await ending;
    }
    const { url, kill } = await started();
    const { cookie } = await signIn(url, person("wujin bureau"));
    const bureau = visitor(() => url, cookie);
    for (const [commitment, subject] of told) {
      const { status, body } = await bureau.get(`/documents/${commitment}`);
      // An erasure that was not answered may be done or not.
      if (erased.has(commitment)) expect(status).to.equal(409);
      else if (status !== 409 || !asked.has(commitment)) expect(body).to.deep.include({ commitment, subject });
    }
    await kill();
    const { exit, said } = await runOffice(["check", ...words.slice(0, 4)]);
    expect(exit, said).to.equal(0);
    expect(said).to.match(/documents open their commitments/);
  });

  it("is open in one process at a time, and taken over from one that was killed", async () => {
    const { kill } = await started();
    const second = await started().catch((error: unknown) => String(error));
    expect(second).to.match(/Another process has the office/);
    await kill();
    await started();
  });

  it("says plainly what is wrong with how it is called", async () => {
    expect((await runOffice(["--district", "2"])).exit).to.equal(2);
    expect((await runOffice(["restore"])).exit).to.equal(2);
    expect((await runOffice(["--destrict", "2"])).exit).to.equal(2);
    const nowhere = await runOffice(["check", "--data", path.join(folder, "nothing"), ...words.slice(2, 4)]);
    expect([nowhere.exit, nowhere.said]).to.deep.equal([
      1,
      `There is no office in ${path.join(folder, "nothing")}.\n${path.join(folder, "nothing")} 中没有办公系统数据。\n`,
    ]);
    const draft = await open(path.join(folder, "open"), "w", 0o644);
    await draft.close();
    const seen = await runOffice(["check", "--data", folder, "--password-file", path.join(folder, "open")]);
    expect(seen.said).to.match(/Other users of this computer can get at/);
  });
});
