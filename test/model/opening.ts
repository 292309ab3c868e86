import { id } from "ethers";
import { dayOf, dayOfIso, firstSecondOf } from "../../client/days.ts";
import { batchIdOf, chainOf } from "../../client/list.ts";
import { ledgerDomain } from "../../client/messages.ts";
import { ethers, name32, SALT, world, type World } from "../support/world.ts";
import { walletOf } from "./ledger/keys.ts";
import { Ledger, type Try } from "./ledger/ledger.ts";
import { Promises } from "./ledger/promises.ts";
import { peopleOf } from "./people.ts";
import type { Act } from "./rules/act.ts";
import { bindMessages, type Taker } from "./rules/messages.ts";
import type { Duty, Membership } from "./rules/offices.ts";
import { RULES, type Rules } from "./rules/rules.ts";
import type { Town } from "./rules/town.ts";
import { Tally } from "./tally.ts";
import { usualTerms } from "./tries/budgets.ts";
import { Walk, type Start } from "./walk.ts";

/** A month before the turn of the year, in the morning. */
const BEGINNING = firstSecondOf(dayOfIso("2030-11-25")) + 9 * 3_600;

const lower = (who: { address: string }): string => who.address.toLowerCase();

/** The town as the world is made: four districts and their officers, and nothing else. */
function townOf(w: World): Town {
  const always: Membership = { since: 1, delay: { before: 0, after: 0, from: 0 } };
  const members = new Map<string, Map<string, Membership>>();
  const appoint = (district: number, duty: Duty, ...who: { address: string }[]): void => {
    members.set(`${district}.${duty}`, new Map(who.map((person) => [lower(person), always])));
  };
  appoint(0, "administrator", w.safe);
  appoint(0, "operator", w.operator);
  appoint(0, "auditor", w.auditor);
  const districts: Town["districts"] = new Map();
  for (const key of ["yangpu", "wujin", "nanhu", "hefei"] as const) {
    const d = w[key];
    appoint(d.id, "administrator", d.administrator);
    appoint(d.id, "bureau", d.bureau, d.bureau2);
    appoint(d.id, "approver", d.approver, d.approver2);
    appoint(d.id, "finance", d.finance);
    districts.set(d.id, { name: name32(d.name), profile: id(`profile ${key}`), status: "Active" });
  }
  return {
    now: BEGINNING,
    offices: { members, administered: new Set(districts.keys()) },
    districts,
    closed: false,
    enterprises: new Map(),
    groups: new Map(),
    providers: new Map(),
    programs: new Map(),
    lists: new Map(),
    files: new Map(),
    vouchers: new Map(),
    orders: new Map(),
    contracts: new Map(),
    invoices: new Map(),
    payments: new Map(),
    demands: new Map(),
    offers: new Map(),
    matches: new Map(),
    recorded: new Map(),
    withdrawn: new Set(),
    matters: new Map(),
    rotations: new Map(),
    objections: new Map(),
    made: new Set(),
  };
}

type ArgsOf<Rule> = Rule extends (a: Act, ...args: infer Args) => void ? Args : never;

const OPENING = `Before: Firm A (2-1) and Firm B (2-2) of Wujin and Firm D (3-1) of Nanhu have one controller; Firm C (2-3) of Wujin and
Firm E (3-2) of Nanhu have one each. Institute 1 (P1-1) of Yangpu and Institute 2 (P2-1) of Wujin, whose controller is Firm C's, are
admitted for classes 1 and 2; Institute 3 (P3-1) of Nanhu is in its public notice. Program 1 is Wujin's, with ¥200,000.00; program 2 is Nanhu's jointly with Yangpu, with ¥150,000.00. Both
cover 50 %, at most ¥120,000.00 a group and year and ¥50,000.00 a voucher. Vouchers of ¥40,000.00 were issued to Firms A, C, D and E.
Wujin's second Bureau officer is one of its Approvers too, and Nanhu's is of its Finance too.`;

/** A small town with some of everything, made by the same acts that are tried in it later, and compared with the ledger as they are. */
export async function opening(): Promise<Start> {
  const w = await world();
  const ledger = await Ledger.of(w);
  const { chainId } = await ethers.provider.getNetwork();
  const domainOf = (taker: Taker) => ledgerDomain(chainId, ledger.addressOf(taker), SALT);
  bindMessages({ orders: domainOf("orders"), matching: domainOf("matching") });
  const people = peopleOf(w);
  const begun: Start = {
    ledger,
    people,
    town: townOf(w),
    promises: new Promises(),
    opening: "The opening:",
    rules: RULES,
  };
  const walk = new Walk(begun, new Tally());
  const { town } = walk;

  async function act<N extends keyof Rules, F extends keyof Rules[N] & string>(
    who: { address: string },
    noun: N,
    name: F,
    ...args: ArgsOf<Rules[N][F]>
  ): Promise<void> {
    const attempt: Try = { noun, name, by: lower(who), args };
    await walk.try(attempt);
  }

  const { wujin, nanhu, yangpu } = w;
  await act(wujin.administrator, "offices", "grantRole", wujin.id, "approver", lower(wujin.bureau2), 0);
  await act(nanhu.administrator, "offices", "grantRole", nanhu.id, "finance", lower(nanhu.bureau2), 0);
  const firm = (home: number, label: string, controller: string) => ({
    home,
    wallet: walletOf(`wallet of ${label}`),
    party: id(`party ${label}`),
    group: id(`controller ${controller}`),
    profile: id(`profile ${label}`),
  });
  const firms = [firm(2, "A", "one"), firm(2, "B", "one"), firm(2, "C", "two")];
  await act(wujin.bureau, "enterprises", "register", firms);
  await act(nanhu.bureau, "enterprises", "register", [firm(3, "D", "one"), firm(3, "E", "three")]);

  for (const [district, label, controller] of [
    [yangpu, "first", "four"],
    [wujin, "second", "two"],
  ] as const) {
    const start = dayOf(town.now);
    const admission = {
      ...firm(district.id, label, controller),
      validFrom: start,
      validThrough: start + 400,
      classes: 6n,
    };
    await act(w.operator, "providers", "propose", admission);
    const provider = (BigInt(district.id) << 32n) | 1n;
    await act(district.bureau, "providers", "countersign", provider, start + 5);
  }

  for (const [program, home, joint, approved] of [
    [1, wujin, [], 20_000_000n],
    [2, nanhu, [1], 15_000_000n],
  ] as const) {
    await act(
      home.bureau,
      "programs",
      "propose",
      usualTerms(town, home.id, joint, id("policy")),
      "https://policy.example/1",
    );
    await act(home.approver, "programs", "confirm", program);
    await act(home.finance, "programs", "raise", program, 0n, approved);
    await act(home.approver, "programs", "confirmRaise", program, 0n, approved);
  }

  walk.wait(firstSecondOf(dayOf(town.now) + 6) + 9 * 3_600);
  for (const district of [1n, 2n]) await act(w.stranger, "providers", "admit", (district << 32n) | 1n);
  const lists = [
    { program: 1, home: wujin, approvers: [wujin], numbers: [1n, 3n] },
    { program: 2, home: nanhu, approvers: [nanhu, yangpu], numbers: [1n, 2n] },
  ];
  for (const { program, home, approvers, numbers } of lists) {
    const items = numbers.map((number) => ({ enterprise: (BigInt(home.id) << 32n) | number, face: 4_000_000n }));
    const chain = chainOf(items);
    const list = batchIdOf(program, chain);
    town.files.set(list, items);
    const end = dayOf(town.now) + 1;
    await act(home.bureau, "vouchers", "announce", program, chain, 2, 8_000_000n, end, id("decision"));
    for (const d of approvers) await act(d.approver, "vouchers", "approveBatch", list, d.id);
  }
  walk.wait(firstSecondOf(dayOf(town.now) + 2) + 9 * 3_600);
  for (const [list, items] of town.files) {
    const home = list === [...town.files.keys()][0] ? wujin : nanhu;
    await act(home.bureau, "vouchers", "issue", list, items, chainOf([]));
  }
  const third = { ...firm(nanhu.id, "third", "five"), validFrom: dayOf(town.now), validThrough: dayOf(town.now) + 400 };
  await act(w.operator, "providers", "propose", { ...third, classes: 6n });
  await act(nanhu.bureau, "providers", "countersign", (BigInt(nanhu.id) << 32n) | 1n, dayOf(town.now) + 5);
  await walk.end();
  return { ledger, people, town, promises: Promises.of(town), opening: OPENING, rules: RULES };
}
