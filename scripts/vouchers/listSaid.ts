/** An announced list in words and figures, as whoever approves or looks it up reads it. */
import { isoOfDay } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import { LIST_STAGES } from "../../client/replay/vouchers.ts";
import { LIST_STAGE } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import type { OneNode } from "../chain/agreement.ts";
import { newestLog } from "../chain/newestLog.ts";
import type { Reading } from "../chain/reading.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Data } from "../cli/answer.ts";
import { districtsOf, districtSaid } from "../districts/names.ts";
import { jointOf, programAt } from "../programs/program.ts";
import { lapsesAfter, type AnnouncedList } from "./announced.ts";

/** Approvals of a list, by the districts whose approval it needs. */
export interface Approval {
  readonly district: number;
  /** Who approved; undefined while nobody did. */
  readonly by: string | undefined;
}

export async function approvalsOf(
  open: Pick<Reading, "ledger">,
  { batch, program }: AnnouncedList,
): Promise<Approval[]> {
  const { terms } = await programAt(open, program);
  const districts = [Number(terms.home), ...jointOf(terms)];
  return Promise.all(
    districts.map(async (district) => {
      const by = await open.ledger.vouchers.approverOf(batch, district);
      return { district, by: BigInt(by) === 0n ? undefined : by };
    }),
  );
}

/** What was announced beside the list itself, and in which block. */
export interface Announcement {
  readonly decision: string;
  readonly block: number;
}

export async function announcementOf({ nodes, ledger, deployment }: OneNode, batch: string): Promise<Announcement> {
  const { interface: abi } = ledger.vouchers;
  const { address, block: from } = deployment.contracts.vouchers;
  const topics = abi.encodeFilterTopics(abi.getEvent("BatchAnnounced"), [batch]);
  const log = await newestLog(nodes, { address, topics, from });
  const decision = log ? (abi.parseLog(log)?.args["decision"] as unknown) : undefined;
  if (!log || typeof decision !== "string") throw new Error(`The node has no announcement of the list ${batch}.`);
  return { decision, block: log.blockNumber };
}

/** Sentences for people, and the same for programs. */
export async function listSaid(
  open: OneNode,
  list: AnnouncedList,
): Promise<{ readonly parts: readonly Text[]; readonly data: { readonly [name: string]: Data } }> {
  const [approvals, districts, { decision }] = await Promise.all([
    approvalsOf(open, list),
    districtsOf(open),
    announcementOf(open, list.batch),
  ]);
  const { batch, program, count, done, total, noticeEnd, stage, announcer } = list;
  const word = LIST_STAGE[LIST_STAGES.indexOf(stage)] ?? { en: stage, zh: stage };
  const announcedBy = await whoIs(open, announcer);
  const approvers = await Promise.all(
    approvals.map(async ({ by }) => (by === undefined ? undefined : whoIs(open, by))),
  );
  const parts: Text[] = [
    { en: `List ${batch}: ${word.en}`, zh: `名单 ${batch}：${word.zh}` },
    {
      en: `  ${counted(count, "item")}, ${formatFen(total)} in all, under program ${program}; ${done} done`,
      zh: `  共 ${count} 项，合计 ${formatFen(total)}，项目 ${program}；已办 ${done} 项`,
    },
    {
      en: `  public notice through ${isoOfDay(noticeEnd)}; lapses after ${isoOfDay(lapsesAfter(list))}`,
      zh: `  公示至 ${isoOfDay(noticeEnd)}；${isoOfDay(lapsesAfter(list))} 之后失效`,
    },
    {
      en: `  announced by ${announcedBy.en}; decision ${decision}`,
      zh: `  公示经办人 ${announcedBy.zh}；决定文件 ${decision}`,
    },
    ...approvals.map(({ district }, i): Text => {
      const { en, zh } = districtSaid(districts, district);
      const by = approvers[i];
      return by === undefined
        ? { en: `  approval of ${en}: missing`, zh: `  ${zh}：尚未审批` }
        : { en: `  approval of ${en}: given by ${by.en}`, zh: `  ${zh}：已由 ${by.zh} 审批` };
    }),
  ];
  const data = {
    list: batch,
    program: String(program),
    stage: stage.toLowerCase(),
    count,
    done,
    totalFen: total,
    noticeEnd: isoOfDay(noticeEnd),
    lapsesAfter: isoOfDay(lapsesAfter(list)),
    announcer,
    decision,
    approvals: approvals.map(({ district, by }) => ({ district, by: by ?? null })),
  };
  return { parts, data };
}
