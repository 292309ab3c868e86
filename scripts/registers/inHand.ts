/**
 * What the ledger says of a proposed provider, beside what its own Bureau has in hand: the Operator's table, the profile documents that
 * it handed over, or both. The ledger cannot check the marks, so whoever countersigns makes them anew.
 */
import { isoOfDay, yearOf } from "../../client/days.ts";
import { groupNullifier, partyNullifier } from "../../client/documents/nullifier.ts";
import { districtOf } from "../../client/ids.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Acting } from "../chain/acting.ts";
import { agreed, type OneNode } from "../chain/agreement.ts";
import { districtsOf } from "../districts/names.ts";
import { documentsOf } from "../documents/office.ts";
import { marksOf, openNullifierKeys, type NullifierKeys } from "../nullifiers/marks.ts";
import { groupMark, usedUnder } from "../nullifiers/unused.ts";
import { districtsNamed } from "./homes.ts";
import { nothingInHand, rowMissing } from "./inHandRefusals.ts";
import { controllerOf, profileOf, type Profile } from "./papers.ts";
import type { PartyTable, ProviderRow } from "./partyTable.ts";
import type { Meant } from "./party.ts";
import { standingOf } from "./register.ts";

/** One thing that is to be compared. */
export interface Point {
  readonly what: Text;
  readonly end: "agrees" | "differs" | "not compared";
  /** What stands on the ledger, what is different, or what is missing. */
  readonly said: Text;
}

export interface Compared {
  readonly points: readonly Point[];
  /** Confirmed by the ledger's commitment only where the profile is in hand. */
  readonly name: string;
  readonly hasProfile: boolean;
  readonly creditCode: string;
}

export interface Papers {
  /** Read to its end, without a complaint. */
  readonly table: PartyTable<ProviderRow> | undefined;
  readonly nullifierPasswordFile: string | undefined;
}

/**
 * Holds the ledger against what is in hand, point by point. A proposal is countersigned by its number alone, so what the ledger says of
 * it must be what all nodes tell.
 *
 * @throws TongduiError `NothingInHand`, `RowMissing`; as openNullifierKeys, documentsOf, agreed.
 */
export async function compareInHand(open: Acting, party: Meant, { table, ...more }: Papers): Promise<Compared> {
  const store = await documentsOf(open);
  const profile = await profileOf(store, party.standing.profile);
  if (!table && !profile) throw nothingInHand(party);
  const { nullifierKeys } = open.profile;
  const keys = await openNullifierKeys(nullifierKeys, open.context.io, more.nullifierPasswordFile);
  const row = table?.rows.find(({ creditCode }) => allMarks(keys, creditCode).includes(party.standing.party));
  if (table && !row) throw rowMissing(party, table.file);
  const said = row ?? profile;
  if (!said) throw new TypeError("There is a row or a profile.");
  const kept = profile && (await controllerOf(store, profile));
  const year = yearOf(await open.today());
  const { points } = await agreed(open, party.named, async (node) => {
    const standing = await standingOf(node.ledger, "provider", party.id);
    const told = { ...party, standing };
    return {
      standing,
      points: [
        ...(await markPoints(node, told, said.creditCode, keys)),
        await groupPoint(node, year, told, row?.controller ?? kept, keys),
        profilePoint(told, profile, kept, row),
        ...(await tablePoints(node, told, row)),
      ],
    };
  });
  return { points, name: said.name, creditCode: said.creditCode, hasProfile: profile !== undefined };
}

/** Each as one line. */
export function sayPoint({ what, end, said }: Point): Text {
  const sign = { agrees: "✓", differs: "✗", "not compared": "–" }[end];
  const not = end === "not compared" ? { en: "not compared: ", zh: "未核对：" } : { en: "", zh: "" };
  return { en: `  ${sign} ${what.en}: ${not.en}${said.en}`, zh: `  ${sign} ${what.zh}：${not.zh}${said.zh}` };
}

/** The credit code, by its mark: it is the one registered, and under no other key's mark is it registered or blacklisted. */
async function markPoints(
  { ledger }: OneNode,
  { standing }: Meant,
  creditCode: string,
  keys: NullifierKeys,
): Promise<Point[]> {
  const what = { en: "credit code", zh: "统一社会信用代码" };
  const marks = allMarks(keys, creditCode);
  if (!marks.includes(standing.party)) {
    const en = `that of ${creditCode} gives another mark than ${shortHex(standing.party)}`;
    return [{ what, end: "differs", said: { en, zh: `${creditCode} 的查重码不是 ${shortHex(standing.party)}` } }];
  }
  const others = [keys.current, ...keys.others].map(({ number }, i) => ({ key: number, nullifier: marks[i] ?? "" }));
  const second = await usedUnder(ledger, "provider", {
    current: standing.party,
    others: others.filter(({ nullifier }) => nullifier !== standing.party),
  });
  const agrees: Point = {
    what,
    end: "agrees",
    said: { en: `${creditCode} gives its mark`, zh: `${creditCode} 与查重码一致` },
  };
  if (!second) return [agrees];
  const said = {
    en: `it is registered or blacklisted under nullifier key ${second.key} already`,
    zh: `已以 ${second.key} 号查重密钥登记，或已列入黑名单`,
  };
  return [agrees, { what: { en: "registered once", zh: "只登记一次" }, end: "differs", said }];
}

async function groupPoint(
  { ledger }: OneNode,
  year: number,
  { standing }: Meant,
  controller: string | undefined,
  keys: NullifierKeys,
): Promise<Point> {
  const what = { en: "actual controller", zh: "实际控制人" };
  if (controller === undefined) {
    const said = {
      en: "neither a table nor the controller's document is here",
      zh: "本单位没有名单，也没有实际控制人文件",
    };
    return { what, end: "not compared", said };
  }
  const marks = marksOf(keys, (key) => groupNullifier(key, controller));
  const group = await ledger.enterprises.groupOf(await groupMark(ledger, marks, year));
  const { en, zh } = { en: `group ${standing.group}`, zh: `第 ${standing.group} 号集团` };
  return group === standing.group
    ? { what, end: "agrees", said: { en: `its mark is that of ${en}`, zh: `查重码属于${zh}` } }
    : { what, end: "differs", said: { en: `its mark is not that of ${en}`, zh: `查重码不属于${zh}` } };
}

/** That the profile here opens the ledger's commitment, the store has made sure; what it says must be what the table says. */
function profilePoint(
  { standing }: Meant,
  profile: Profile | undefined,
  controller: string | undefined,
  row: ProviderRow | undefined,
): Point {
  const what = { en: "profile", zh: "资料" };
  if (!profile) {
    const said = {
      en: `the document behind ${standing.profile} is not here; the Operator hands it over with tongdui document export`,
      zh: `本单位没有 ${standing.profile} 的原件，可由运营机构用 tongdui document export 移交`,
    };
    return { what, end: "not compared", said };
  }
  const isSame =
    profile.kind === "provider" &&
    (row === undefined || (profile.name === row.name && profile.creditCode === row.creditCode)) &&
    (row === undefined || controller === undefined || controller === row.controller);
  return isSame
    ? {
        what,
        end: "agrees",
        said: { en: `${profile.name}; it opens the commitment`, zh: `${profile.name}，与承诺值相符` },
      }
    : {
        what,
        end: "differs",
        said: {
          en: `the document that opens the commitment says ${profile.kind} ${profile.name} ${profile.creditCode}, or another controller`,
          zh: `与承诺值相符的原件载明的是${profile.name}（${profile.creditCode}），或其他实际控制人`,
        },
      };
}

/** What only a table says. */
async function tablePoints(open: OneNode, { id }: Meant, row: ProviderRow | undefined): Promise<Point[]> {
  const [found, districts] = await Promise.all([open.ledger.providers.providerOf(id), districtsOf(open)]);
  const home = Number(districtOf(id));
  const classes = (bits: bigint): string => classesOf(bits).join(", ");
  const rowHome = row && districtsNamed(row.district, districts);
  return (
    [
      [{ en: "district", zh: "所属区" }, home, rowHome?.length === 1 ? rowHome[0]?.number : row?.district],
      [{ en: "wallet", zh: "钱包" }, found.wallet, row?.wallet],
      [{ en: "service classes", zh: "服务类别" }, classes(found.classes), row && classes(row.classes)],
      [{ en: "valid from", zh: "有效期起" }, isoOfDay(Number(found.validFrom)), row && isoOfDay(row.validFrom)],
      [
        { en: "valid through", zh: "有效期止" },
        isoOfDay(Number(found.validThrough)),
        row && isoOfDay(row.validThrough),
      ],
    ] satisfies [Text, string | number, string | number | undefined][]
  ).map(([what, ledger, given]): Point => {
    if (given === undefined) {
      const said = {
        en: `the ledger says ${ledger}; give the table with --table`,
        zh: `账本为 ${ledger}，请用 --table 提供名单`,
      };
      return { what, end: "not compared", said };
    }
    if (ledger === given) return { what, end: "agrees", said: { en: `${ledger}`, zh: `${ledger}` } };
    const said = { en: `the ledger says ${ledger}, the table ${given}`, zh: `账本为 ${ledger}，名单为 ${given}` };
    return { what, end: "differs", said };
  });
}

/** Under the current key first, then under the others. */
function allMarks(keys: NullifierKeys, creditCode: string): string[] {
  const { current, others } = marksOf(keys, (key) => partyNullifier(key, creditCode));
  return [current, ...others.map(({ nullifier }) => nullifier)];
}
