/** Who holds which duty, and from when on it counts. */
import { holdersOf, replayManager, type Membership } from "../../client/deploy/managerState.ts";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { dutyText } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandDistrict, districtSaid, districtsOf } from "../districts/names.ts";
import { accountNamed } from "../safe/names.ts";

export interface ListInput {
  /** 0 is the consortium. */
  readonly district: number | undefined;
}

interface Holder extends Membership {
  readonly role: bigint;
  readonly account: string;
}

/** @throws TongduiError `DistrictUnknown`. */
export async function listOfficers({ district }: ListInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { nodes, deployment } = open;
    if (district !== undefined && district !== 0) await demandDistrict(open, district);
    const newest = await nodes.getBlock("latest");
    const { address, block } = deployment.contracts.manager;
    const [state, districts] = await Promise.all([
      replayManager(nodes, address, block, newest?.number ?? 0),
      districtsOf(open),
    ]);
    const roles = [...state.roles.keys()].sort((one, other) => (one < other ? -1 : 1));
    const holders = roles.flatMap((role) =>
      holdersOf(state, role).map((account): Holder => {
        const { since, executionDelay } = state.roles.get(role)?.members.get(account) ?? {
          since: 0n,
          executionDelay: 0n,
        };
        return { role, account, since, executionDelay };
      }),
    );
    const shown = holders.filter(({ role }) => district === undefined || role >> 8n === BigInt(district));
    const now = BigInt(newest?.timestamp ?? 0);
    const where = (role: bigint): Text =>
      role >> 8n === 0n ? { en: "the consortium", zh: "联盟" } : districtSaid(districts, role >> 8n);
    return {
      data: shown.map(({ role, account, since, executionDelay }) => ({
        district: Number(role >> 8n),
        duty: dutyText(role & 0xffn, "en").toLowerCase(),
        account,
        since: isoOfDay(dayOf(since)),
        sinceUnix: Number(since),
        counts: since <= now && executionDelay === 0n,
      })),
      parts: [
        {
          head: [
            { en: "Of", zh: "所属" },
            { en: "Duty", zh: "职责" },
            { en: "Account", zh: "账户" },
            { en: "Counts", zh: "生效" },
          ],
          rows: shown.map((holder) => [
            where(holder.role),
            { en: dutyText(holder.role & 0xffn, "en"), zh: dutyText(holder.role & 0xffn, "zh") },
            accountNamed(deployment, holder.account),
            countsText(holder, now),
          ]),
        },
      ],
    };
  });
}

const SHANGHAI_SECONDS = 8 * 3_600;

function countsText({ since, executionDelay }: Holder, now: bigint): Text {
  const moment = new Date((Number(since) + SHANGHAI_SECONDS) * 1_000).toISOString().slice(0, 16).replace("T", " ");
  if (executionDelay !== 0n) {
    return { en: "never: it has an execution delay", zh: "不生效：设有执行延迟" };
  }
  if (since <= now) return { en: `since ${moment}`, zh: `自 ${moment}` };
  return { en: `NOT YET: from ${moment} on`, zh: `尚未生效：自 ${moment} 起` };
}
