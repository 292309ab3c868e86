/** A party's facts as people read them: what the ledger says, and what the office knows besides. */
import { isoOfDay } from "../../client/days.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import type { Data } from "../cli/answer.ts";
import type { Grid } from "../cli/grid.ts";
import { documentsOf } from "../documents/office.ts";
import { profileOf, reasonOf } from "./papers.ts";
import type { Meant } from "./party.ts";
import { REGISTERS } from "./register.ts";
import { rotationOf, type RotationFacts } from "./rotation.ts";
import { lastStatusChange } from "./statusChange.ts";

/** What it is called, and what it is. */
export type Fact = readonly [what: Text, value: string | Text];

export interface Facts {
  readonly data: { readonly [key: string]: Data };
  readonly facts: readonly Fact[];
}

/** What is told of a party in either register. */
export async function commonFacts(open: Reading, party: Meant): Promise<Facts> {
  const { register, id, written, standing, directory } = party;
  const store = await documentsOf(open);
  const [change, profile, rotation] = await Promise.all([
    lastStatusChange(open, register, id),
    profileOf(store, standing.profile),
    rotationOf(open, register, id),
  ]);
  const known = directory.byId(register, id);
  const name = profile?.name ?? known?.name;
  const creditCode = profile?.creditCode ?? known?.creditCode;
  const status = REGISTERS[register].statuses[Number(standing.status)] ?? UNKNOWN;
  const reason = change?.status === standing.status ? change.reason : undefined;
  const words = reason === undefined ? undefined : await reasonOf(store, reason);
  const facts: Fact[] = [
    [{ en: "Id", zh: "编号" }, written],
    [{ en: "Name", zh: "名称" }, name ?? NOT_HERE],
    [{ en: "Credit code", zh: "统一社会信用代码" }, creditCode ?? NOT_HERE],
    [{ en: "Status", zh: "状态" }, status],
  ];
  if (words !== undefined) facts.push([{ en: "Reason", zh: "理由" }, words]);
  facts.push(
    [
      { en: "Wallet", zh: "钱包" },
      standing.stopped ? { en: `${standing.wallet} (stopped)`, zh: `${standing.wallet}（已停用）` } : standing.wallet,
    ],
    ...(rotation ? [rotationFact(rotation)] : []),
    [{ en: "Group", zh: "所属集团" }, String(standing.group)],
    [
      { en: "Profile", zh: "资料" },
      profile ? HERE : { en: `${standing.profile} (not here)`, zh: `${standing.profile}（本单位无原件）` },
    ],
  );
  return {
    facts,
    data: {
      [register]: written,
      name: name ?? null,
      creditCode: creditCode ?? null,
      status: status.en,
      reason: reason ?? null,
      wallet: standing.wallet,
      walletStopped: standing.stopped,
      nextWallet: rotation?.wallet ?? null,
      group: Number(standing.group),
      profile: standing.profile,
      profileHere: profile !== undefined,
    },
  };
}

/** Facts in two columns. */
export function factsGrid(facts: readonly Fact[]): Grid {
  return {
    head: [
      { en: "What", zh: "事项" },
      { en: "On the ledger, or here", zh: "内容" },
    ],
    rows: facts.map(([what, value]) => [what, value]),
  };
}

function rotationFact({ wallet, confirmableOn }: RotationFacts): Fact {
  const day = isoOfDay(confirmableOn);
  return [
    { en: "Proposed wallet", zh: "拟更换的钱包" },
    { en: `${wallet}, to be confirmed from ${day}`, zh: `${wallet}，自 ${day} 起可确认` },
  ];
}

const UNKNOWN: Text = { en: "unknown", zh: "未知" };
const NOT_HERE: Text = { en: "not known in this office", zh: "本单位未掌握" };
const HERE: Text = { en: "kept in this office", zh: "本单位留存" };
