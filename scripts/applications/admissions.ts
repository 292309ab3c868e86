/** Who is invited to apply for admission, and the table with which admission on the ledger begins. */
import { z } from "zod";
import { shown } from "../../client/files/secretFile.ts";
import { counted } from "../../client/text/counted.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandYes } from "./atOffice.ts";
import { saved, SAVED } from "./look.ts";
import { momentSaid } from "./said.ts";

const told = z.object({
  invitations: z.array(z.object({ account: z.string(), since: z.iso.datetime(), by: z.string() })),
});
/** An office lists no more. */
const MOST_LISTED = 500;

type Invitation = z.infer<typeof told>["invitations"][number];

export interface InvitingInput extends Where {
  /** With its checksum. */
  readonly account: string;
}

/** Lets an account apply for admission, and nothing else. @throws TongduiError as atOffice, demandYes. */
export async function inviteAccount(input: InvitingInput, context: Context): Promise<Answer> {
  return invite(input, true, context);
}

/** Shuts an account out at once. @throws TongduiError `ApplicationOpen`; as atOffice, demandYes. */
export async function uninviteAccount(input: InvitingInput, context: Context): Promise<Answer> {
  return invite(input, false, context);
}

async function invite({ account, ...where }: InvitingInput, invited: boolean, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const all = await invitationsOf(at);
    const isInvited = all.some((one) => one.account === account);
    const [en, zh] = invited ? ["is invited to apply", "已受邀申请入库"] : ["is not invited", "未受邀申请入库"];
    const answer = (how: { readonly en: string; readonly zh: string }): Answer => ({
      data: { account, invited },
      parts: [{ en: `✓ ${account} ${en}: ${how.en}.`, zh: `✓ ${account} ${zh}：${how.zh}。` }],
    });
    const isSo = isInvited === invited && (invited || all.length < MOST_LISTED);
    if (isSo) return answer({ en: "it was so before", zh: "此前已如此" });
    await demandYes(at, [
      invited
        ? { en: `Let ${account} apply for admission, and nothing else`, zh: `邀请账户 ${account} 申请入库（仅限申请）` }
        : {
            en: `Take the invitation of ${account} back, which shuts it out`,
            zh: `取消对账户 ${account} 的邀请，其即时不能登录`,
          },
    ]);
    if (context.dryRun) return { data: { account, invited: isInvited, dryRun: true }, parts: [NOTHING_DONE] };
    await at.office.send("PUT", `/invitations/${account}`, { invited }, told);
    return answer({ en: "done", zh: "已办理" });
  });
}

const NOTHING_DONE = { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" };

export async function listInvitations(where: Where, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const found = await invitationsOf(at);
    if (found.length === 0) return { data: [], parts: [{ en: "There are none.", zh: "暂无。" }] };
    const grid = {
      head: [
        { en: "Account", zh: "账户" },
        { en: "Since", zh: "自" },
        { en: "By", zh: "邀请账户" },
      ],
      rows: found.map((one) => [one.account, momentSaid(one.since), one.by]),
    };
    return { data: found.map((one) => ({ ...one })), parts: [grid] };
  });
}

async function invitationsOf({ office }: AtOffice): Promise<readonly Invitation[]> {
  return (await office.get("/invitations", told)).invitations;
}

export interface TableInput extends Where {
  readonly out: string;
  readonly overwrite: boolean;
}

/** Those that were accepted and are not proposed yet. @throws TongduiError `FileExists`, `FileUnwritable`; as atOffice. */
export async function saveTable({ out, overwrite, ...where }: TableInput, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const content = await at.office.file("/admission-table");
    const count = Math.max(0, rowsIn(content) - 1);
    const end = await saved(out, content, { overwrite, dryRun: context.dryRun });
    const [file, how] = [shown(out), SAVED[end]];
    return {
      data: { count, file: out, written: end === "new" },
      parts: [
        {
          en: `✓ ${counted(count, "institution")} to be proposed: ${how.en} ${file}.`,
          zh: `✓ 待推荐的机构 ${count} 家：${how.zh} ${file}。`,
        },
        ...(count === 0
          ? []
          : [{ en: `Next: tongdui provider import ${file}`, zh: `下一步：tongdui provider import ${file}` }]),
      ],
    };
  });
}

/** Fields of this table hold one line each. */
function rowsIn(content: Uint8Array): number {
  return new TextDecoder()
    .decode(content)
    .split("\n")
    .filter((line) => line !== "").length;
}
