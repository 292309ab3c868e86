/** What the commands of both kinds ask an office. */
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { ApplicationState } from "../../client/applications.ts";
import type { AtOffice } from "../atOffice/session.ts";
import { whyErased } from "../../client/text/applicationWords.ts";
import type { Text } from "../../client/text/text.ts";
import type { Kind } from "./kinds.ts";
import { momentSaid } from "./said.ts";
import { erasedTold, type ErasedTold, type Listed, type ListedPage, type Told } from "./told.ts";

/** As many as an office lists at once. */
const AT_ONCE = 200;

/** @throws TongduiError `ApplicationUnknown`, `ApplicationErased`; as OfficeCalls.get. */
export async function findTold<W>(at: AtOffice, kind: Kind<W>, id: string): Promise<Told<W>> {
  const told = await findAnyTold(at, kind, id);
  if (isErased(told)) throw erased(kind, told);
  return told;
}

/** What an office tells of one, whether it was erased or not. */
export const anyTold = <W>(kind: Kind<W>) => z.union([erasedTold, kind.told]);

export function isErased<W>(told: Told<W> | ErasedTold): told is ErasedTold {
  return "erased" in told;
}

/** @throws TongduiError `ApplicationUnknown`; as OfficeCalls.get. */
export async function findAnyTold<W>(at: AtOffice, kind: Kind<W>, id: string): Promise<Told<W> | ErasedTold> {
  try {
    return await at.office.get(`${kind.path}/${id}`, anyTold(kind));
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code !== "NotFound") throw error;
    const { districtName: where } = at;
    throw new TongduiError(
      "ApplicationUnknown",
      {
        en: `The office of ${where.en} has no application ${id} that you may see.`,
        zh: `${where.zh}办公系统没有编号为 ${id} 且您可查看的申请。`,
      },
      {
        hint: {
          en: `tongdui ${kind.word} list shows those that you may see.`,
          zh: `可用 tongdui ${kind.word} list 查看您可查看的申请。`,
        },
      },
    );
  }
}

export function erased<W>(kind: Kind<W>, { id, state, erased: { at, by, why } }: ErasedTold): TongduiError {
  const [when, how, said] = [momentSaid(at), kind.states[state], whyErased(why)];
  return new TongduiError("ApplicationErased", {
    en: `The application ${id} (${how.en}) was erased on ${when} by ${by}, and that is for good: ${said.en}`,
    zh: `申请 ${id}（${how.zh}）已于 ${when} 由 ${by} 删除，不可恢复：${said.zh}`,
  });
}

interface Asked {
  readonly state?: ApplicationState | undefined;
  readonly program?: number | undefined;
}

/** All that somebody may see, the newest first. */
export async function allListed<W>(at: AtOffice, kind: Kind<W>, { state, program }: Asked): Promise<Listed[]> {
  const all: Listed[] = [];
  let after: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(AT_ONCE) });
    if (state !== undefined) query.set("state", state);
    if (program !== undefined) query.set("program", String(program));
    if (after !== null) query.set("after", after);
    const page: ListedPage = await at.office.get(`${kind.path}?${query.toString()}`, kind.listed);
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}

/** Whether it is signed for by whoever is signed in. */
export function isOwn({ account, parties }: AtOffice, owner: string): boolean {
  return owner === account || parties.includes(owner);
}

/** Shows what will be done, and asks unless told not to. @throws TongduiError `NotConfirmed`, `NobodyToAsk`. */
export async function demandYes({ context, account, districtName }: AtOffice, what: readonly Text[]): Promise<void> {
  const { io, yes, dryRun } = context;
  io.note({
    en: `As ${account}, at the office of ${districtName.en}:`,
    zh: `以账户 ${account} 的身份，在${districtName.zh}的办公系统：`,
  });
  for (const { en, zh } of what) io.note({ en: `  · ${en}`, zh: `  · ${zh}` });
  if (yes || dryRun || (await io.confirm({ en: "Tell the office this?", zh: "确认提交给办公系统吗？" }))) return;
  throw new TongduiError("NotConfirmed", { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" });
}
