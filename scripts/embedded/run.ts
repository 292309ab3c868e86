/** `npm start` from the story's first line to the end: what is told, what is printed for people, and what is checked. */
import path from "node:path";
import { shown } from "../../client/files/secretFile.ts";
import { formatVoucher } from "../../client/ids.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { checkEmbedded } from "./check.ts";
import { openEmbedded, REPORTS } from "./embedded.ts";
import { linksOf } from "./links.ts";
import { writeReports } from "./reports.ts";

const RUN = path.resolve(import.meta.dirname, "../../run");

export interface Running {
  readonly lang: Lang;
  readonly port: number;
  readonly portalPort: number;
  /** Check what was started and end, instead of leaving it running. */
  readonly checking: boolean;
  readonly begun: (end: () => Promise<void>) => void;
  readonly told: () => void;
}

/**
 * Comes back when it is checked, or never.
 *
 * @throws TongduiError for whatever a person can mend; `ServerEnded` whenever a server ends by itself.
 */
export async function runEverything({ lang, checking, told, ...ports }: Running): Promise<void> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const say = (text: Text): void => write(text[lang]);
  const embedded = await openEmbedded({ ...ports, lang, out: { write }, folder: RUN });
  const { servers, played } = embedded;
  say({ en: "\nThe public report", zh: "\n十、公开报告" });
  await Promise.race([writeReports(embedded, lang, say), servers.failure]);
  if (checking) {
    say({ en: "\nChecking what was started", zh: "\n检查已启动的各项服务" });
    await Promise.race([checkEmbedded(embedded, say), servers.failure]);
    return;
  }
  const { portal, index, indexKey } = servers;
  const links = linksOf({
    ...{ portal, index, indexKey: shown(indexKey), voucher: formatVoucher(played.voucher) },
    reports: shown(path.join(RUN, REPORTS)),
  });
  for (const line of links) say(line);
  told();
  await servers.failure;
}
