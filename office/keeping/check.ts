/** Looks through all that an office keeps: what can be opened, what holds, and what does not. Changes nothing. */
import { KeptDocument } from "../../client/documents/record.ts";
import type { Text } from "../../client/text/text.ts";
import { opensApplication } from "../applications/applications.ts";
import { openPaper } from "../applications/papers.ts";
import { openHanded } from "../matching/handed.ts";
import { contactsOf } from "../reminders/contacts.ts";
import { opened } from "../documents/documents.ts";
import { ERASED_FROM, notWiped, type ErasedFrom } from "../documents/wiping.ts";
import { firstBreak } from "../log/accesses.ts";
import { openKeys } from "../nullifiers/keys.ts";
import { settingsHistory } from "../publication/settings.ts";
import { openContent } from "../requests/requests.ts";
import { demandKey, ownOf, type Store } from "../store.ts";

export interface Checked {
  readonly documents: number;
  readonly erased: number;
  readonly requests: number;
  readonly applications: number;
  /** Lines of the access log, and the hash of its last one: compare it with what was noted earlier. */
  readonly log: { readonly number: number; readonly hash: string };
  readonly faults: readonly Text[];
}

const ROWS_AT_ONCE = 200;

export async function check({ database, key: { vault } }: Store): Promise<Checked> {
  const faults: Text[] = [];
  const fault = (en: string, zh: string): void => void faults.push({ en, zh });

  const own = await ownOf(database);
  if (own) demandKey(vault, own);

  let documents = 0;
  for (let after = ""; ;) {
    const { rows } = await database.query<{ commitment: string; sealed: Uint8Array; purpose: string; subject: string }>(
      `SELECT commitment, sealed, purpose, subject FROM documents
       WHERE sealed IS NOT NULL AND commitment > $1 ORDER BY commitment LIMIT $2`,
      [after, ROWS_AT_ONCE],
    );
    for (const { commitment, sealed, purpose, subject } of rows) {
      if (!opens(vault, commitment, sealed, { purpose, subject })) {
        fault(`The document of ${commitment} was changed.`, `承诺值 ${commitment} 对应的文件已被改动。`);
      }
    }
    documents += rows.length;
    if (rows.length < ROWS_AT_ONCE) break;
    after = rows.at(-1)?.commitment ?? "";
  }

  let erased = 0;
  for (const table of Object.keys(ERASED_FROM) as ErasedFrom[]) {
    const { rows } = await database.query<{ number: string | number }>(
      `SELECT count(*) AS number FROM ${table} WHERE erased IS NOT NULL`,
    );
    erased += Number(rows[0]?.number ?? 0);
    for (const key of await notWiped(database, table)) {
      fault(
        `The erasure of ${key} is not at its end: start the office once.`,
        `${key} 的删除尚未完成，请启动一次办公系统。`,
      );
    }
  }

  const { rows: requests } = await database.query<{ id: string; sealed: Uint8Array }>(
    "SELECT id, sealed FROM requests",
  );
  for (const { id, sealed } of requests) {
    if (!does(() => openContent({ vault }, id, sealed)))
      fault(`The request ${id} was changed.`, `请求 ${id} 已被改动。`);
  }

  const { rows: applications } = await database.query<{ id: string; sealed: Uint8Array }>(
    "SELECT id, sealed FROM applications WHERE sealed IS NOT NULL",
  );
  for (const { id, sealed } of applications) {
    if (!does(() => opensApplication({ vault }, id, sealed)))
      fault(`The application ${id} was changed.`, `申请 ${id} 已被改动。`);
  }
  const { rows: papers } = await database.query<{ id: string; application: string }>(
    "SELECT id, application FROM application_papers WHERE sealed IS NOT NULL ORDER BY id",
  );
  for (const { id, application } of papers) {
    // One by one: each may be some MiB.
    const isWhole = await openPaper(database, { vault }, application, id).then(
      () => true,
      () => false,
    );
    if (!isWhole)
      fault(
        `The paper ${id} of application ${application} was changed.`,
        `申请 ${application} 的材料 ${id} 已被改动。`,
      );
  }

  const { rows: handed } = await database.query<{ id: string; sealed: Uint8Array }>("SELECT id, sealed FROM handed");
  for (const { id, sealed } of handed) {
    if (!does(() => openHanded({ vault }, id, sealed)))
      fault(`What was handed in as ${id} was changed.`, `提交内容 ${id} 已被改动。`);
  }

  await contactsOf(database, { vault }).catch(() => {
    fault("An address for reminders was changed.", "有提醒邮箱已被改动。");
  });

  await openKeys(database, vault).catch(() => {
    fault("A nullifier key cannot be opened.", "有查重密钥无法打开。");
  });
  await settingsHistory(database, 1_000).catch(() => {
    fault("The publication settings cannot be read.", "公开设置无法读取。");
  });

  const { rows: heads } = await database.query<{ number: number; hash: string }>(
    "SELECT log_number AS number, log_hash AS hash FROM backups WHERE log_number > 0",
  );
  const broken = await firstBreak(database, vault, heads);
  if (broken !== undefined) {
    fault(
      `The access log does not hold from line ${broken} on: something was changed, taken out or cut off.`,
      `访问日志自第 ${broken} 条起不连续：有记录被改动、移除或截断。`,
    );
  }
  const { rows: last } = await database.query<{ number: number; hash: string }>(
    "SELECT number, hash FROM accesses_head",
  );
  const log = last[0] ?? { number: 0, hash: "" };
  return {
    documents,
    erased,
    requests: requests.length,
    applications: applications.length,
    log,
    faults,
  };
}

function opens(
  vault: Store["key"]["vault"],
  commitment: string,
  sealed: Uint8Array,
  row: Pick<KeptDocument, "purpose" | "subject">,
): boolean {
  return does(() => {
    const { purpose, subject } = opened(vault, commitment, sealed);
    if (purpose !== row.purpose || subject !== row.subject) throw new Error("another matter");
  });
}

function does(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
