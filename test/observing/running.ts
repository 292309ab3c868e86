/**
 * All programs at work, each telling of it: an office, the index, the portal and the command, in a story with names, documents and secrets
 * in it, and with mistakes. What they wrote down is kept.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openLog } from "../../client/observing/log.ts";
import { isoOfDay } from "../../client/days.ts";
import { startPortal } from "../../portal/serve.ts";
import { openDistrict, PASSWORD as OFFICE_PASSWORD, type Visitor } from "../office/support/district.ts";
import { PASSWORD as NULLIFIER_PASSWORD } from "../scripts/nullifiers/keys.ts";
import { csvOf, firm, newKey, openBureau, type Bureau } from "../scripts/registers/bureau.ts";
import { openOffice, person, tongdui, type Office, type Said } from "../scripts/support/office.ts";
import { openProgram } from "../scripts/support/scene.ts";
import { listFile } from "../scripts/vouchers/listFile.ts";

export const FIRMS = [firm(1), firm(2, { name: "Changzhou Robotics Ltd" }), firm(3)];
export const REASON = "The machine was never delivered";
const INDEX_KEY = "a key to everything that is long enough";
const NODE_PASSWORD = "node-password-1";

export interface Running {
  /** Lines by the program that wrote them. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
  /** Figures by the program that gave them, as it did. */
  readonly figures: ReadonlyMap<string, string>;
  /** What must stand in none of them, by what it is. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
}

/** Plays the story, ends all programs, and gives what they wrote. */
export async function playStory(): Promise<Running> {
  const folder = await mkdtemp(path.join(tmpdir(), "observing-"));
  const said = new Map<string, string[]>([
    ["office", []],
    ["portal", []],
  ]);
  const into = (program: string) => ({ write: (line: string) => void said.get(program)?.push(line.trim()) });
  const office = await openOffice();
  const index = await startIndex(office, folder);
  const district = await openDistrict(office, {
    index: { url: index.url, key: INDEX_KEY },
    log: openLog("office", into("office"), { district: 2 }),
    figures: { host: "127.0.0.1", port: 0 },
  });
  const portal = await startPortal({
    index: index.url,
    offices: { 2: district.url, 3: "http://127.0.0.1:9" },
    log: openLog("portal", into("portal")),
    figures: { host: "127.0.0.1", port: 0 },
  });
  try {
    const command = await withTheCommand(office, folder);
    const visitors = await atTheOffice(district, command.bureau);
    await atThePortal(portal.url);
    await index.through(await office.provider.getBlockNumber());
    const figures = new Map<string, string>([["command", await readFile(command.figures, "utf8")]]);
    for (const [program, url] of [
      ["index", index.figures],
      ["office", district.figures],
      ["portal", portal.figures],
    ] as const)
      figures.set(program, await (await fetch(url ?? "")).text());
    await index.end();
    const logs = new Map<string, readonly string[]>([
      ...said,
      ["index", index.said],
      ["command", (await readFile(command.log, "utf8")).trim().split("\n")],
    ]);
    return { logs, figures, secrets: await secretsOf(command.bureau, visitors) };
  } finally {
    await index.end();
    await portal.close();
    await district.close();
    await office.close();
    await rm(folder, { recursive: true });
  }
}

async function startIndex(office: Office, folder: string) {
  const key = path.join(folder, "index.key");
  await writeFile(key, INDEX_KEY, { mode: 0o600 });
  const start = path.resolve(import.meta.dirname, "../../indexer/start.ts");
  const nodes = [`http://somebody:${NODE_PASSWORD}@127.0.0.1:9`, office.url];
  const words = [
    ...["--deployment", office.deploymentFile, "--data", path.join(folder, "index"), "--port", "0"],
    ...nodes.flatMap((node) => ["--node", node]),
    ...["--full-key-file", key, "--log", "--metrics", "0"],
  ];
  const environment = { ...process.env };
  delete environment["DATABASE_URL"];
  const child = spawn(process.execPath, [start, ...words], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: environment,
  });
  const ended = once(child, "close");
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (some: string) => void (text += some));
  const [at] = (await Promise.race([once(child, "message"), ended])) as [{ url: string; figures: string }];
  return {
    ...at,
    get said(): readonly string[] {
      return text.trim().split("\n");
    },
    through: async (block: number): Promise<void> => {
      for (;;) {
        const head = (await (await fetch(`${at.url}/head`)).json()) as { block?: number };
        if ((head.block ?? -1) >= block) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    end: async (): Promise<void> => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Registers, plans, announces, approves and issues; and is mistaken now and then. */
async function withTheCommand(office: Office, folder: string) {
  const [log, figures] = [path.join(folder, "command.log"), path.join(folder, "command.prom")];
  const bureau = await openBureau(office, await newKey(1), "wujin");
  const as = async (name: string, ...words: string[]): Promise<Said> =>
    bureau.run(name, ...words, "--yes", "--log", log, "--metrics", figures);
  const done = async (name: string, ...words: string[]): Promise<void> => {
    const { exit, err } = await as(name, ...words);
    if (exit !== 0) throw new Error(`${words.join(" ")}: ${err.join("\n")}`);
  };
  const importing = ["--nullifier-password-file", bureau.passwordFile];
  await done("wujin bureau", "enterprise", "import", await bureau.table("firms.csv", csvOf(FIRMS)), ...importing);
  await as("wujin bureau", "enterprise", "import", await bureau.table("bad.csv", "企业名称\n常州某某"), ...importing);
  await as("stranger", "enterprise", "freeze", "2-2", "--reason", REASON);
  const away = await office.profile("yangpu bureau", {
    nodes: [`http://somebody:${NODE_PASSWORD}@127.0.0.1:9`, office.url],
  });
  await tongdui(["whoami", "--profile", away, "--log", log]);

  const program = await openProgram(office);
  const list = await listFile(office, "story", [
    [(2n << 32n) | 1n, 10_000n],
    [(2n << 32n) | 2n, 20_000n],
    [(2n << 32n) | 3n, 10_000n],
  ]);
  const plan = list.replace(".csv", ".plan.json");
  const decision = path.join(folder, "decision.txt");
  await writeFile(decision, REASON);
  await done("wujin bureau", "voucher", "plan", list, "--program", String(program));
  const end = (await office.today()) + 5;
  const notice = ["--notice-end", isoOfDay(end), "--decision", decision];
  await done("wujin bureau", "voucher", "announce", plan, ...notice);
  await done("wujin approver", "voucher", "approve", plan);
  await office.goToDay(end + 1);
  // It is passed over.
  await done("wujin bureau", "enterprise", "freeze", "2-3", "--reason", REASON);
  await as("wujin bureau", "voucher", "issue", plan);
  return { log, figures, bureau };
}

async function atTheOffice(district: Awaited<ReturnType<typeof openDistrict>>, bureau: Bureau): Promise<Visitor[]> {
  const officer = await district.as("wujin bureau");
  const other = await district.as("wujin finance");
  const folder = bureau.shared.documents ?? "";
  const documents = (await documentsIn(folder)).map((text) => JSON.parse(text) as unknown);
  await officer.post("/documents/import", { documents });
  await officer.post("/documents", {
    purpose: "freeze",
    subject: "enterprise 2-1",
    document: { kind: "reason", reason: REASON },
  });
  await officer.post("/documents", { purpose: 1, subject: FIRMS[0]?.name });
  for (const route of ["/me", "/queue", "/profiles", "/log", "/published", "/index/vouchers", "/documents?subject=x"])
    for (const visitor of [officer, other, district.nobody]) await visitor.get(route);
  await district.nobody.get(`/documents/${encodeURIComponent(FIRMS[0]?.name ?? "")}`);
  await district.nobody.get(`/${FIRMS[0]?.creditCode ?? ""}?name=${encodeURIComponent(FIRMS[1]?.name ?? "")}`);
  await district.nobody.post("/sign-in", { message: REASON, signature: "0x" });
  return [officer, other];
}

async function atThePortal(url: string): Promise<void> {
  const { name, creditCode } = FIRMS[0]!;
  for (const address of [
    ...["/", "/index/head", "/index/vouchers", "/office/2/published", "/office/3/published", "/trust-root.json"],
    ...[`/${encodeURIComponent(name)}`, `/index/vouchers?enterprise=${creditCode}`, `/office/2/${creditCode}`],
  ])
    await (await fetch(`${url}${address}`)).arrayBuffer();
}

async function documentsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const texts: string[] = [];
  for (const file of files.filter((one) => one.endsWith(".json")))
    texts.push(await readFile(path.join(folder, file), "utf8"));
  return texts;
}

async function secretsOf(bureau: Bureau, visitors: readonly Visitor[]): Promise<Map<string, readonly string[]>> {
  const texts = await documentsIn(bureau.shared.documents ?? "");
  const salts = texts.flatMap((text) =>
    Array.from(text.matchAll(/"salt": ?"(0x)?([0-9a-f]{64})"/g), ([, , salt]) => salt ?? ""),
  );
  const people = ["wujin bureau", "wujin approver", "stranger", "firm 1"].map(person);
  return new Map([
    ["names", FIRMS.map(({ name }) => name)],
    ["credit codes", FIRMS.map(({ creditCode }) => creditCode)],
    ["salts", salts],
    ["keys", people.map(({ privateKey }) => privateKey.slice(2))],
    ["passwords", [OFFICE_PASSWORD, NULLIFIER_PASSWORD, "correct horse battery", NODE_PASSWORD, INDEX_KEY]],
    ["sessions", visitors.map(({ cookie }) => cookie.split("=")[1] ?? "")],
    ["what documents say", [REASON]],
  ]);
}
