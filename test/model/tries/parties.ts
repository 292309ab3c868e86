import { ENTERPRISE_STATUSES, enterpriseOfParty, isBlacklisted, type Registration } from "../rules/enterprises.ts";
import { ADMISSION, PROVIDER_STATUSES, subjectOf } from "../rules/providers.ts";
import { holdersOf } from "../rules/offices.ts";
import { dayOf } from "../../../client/days.ts";
import type { Rules } from "../rules/rules.ts";
import { NOBODY, ZERO } from "../rules/town.ts";
import { homeOf, ROTATION_DAYS } from "../rules/wallets.ts";
import { walletOf } from "../ledger/keys.ts";
import type { Draw, Draws } from "./draw.ts";
import { objections, withdrawal } from "./matters.ts";

type Register = "enterprises" | "providers";

const newWallet = (draw: Draw): string => walletOf(draw.fresh("wallet"));

/** A district that officers of the Bureau work in and that has not retired. */
function home({ town, dice }: Draw): number {
  const able = [...town.districts].filter(([id, { status }]) => {
    return status === "Active" && holdersOf(town, id, "bureau").length > 0;
  });
  const ids = able.map(([id]) => id);
  const retired = [...town.districts.keys(), 77].filter((id) => !ids.includes(id));
  const preferred = ids.filter((id) => id === 2 || id === 3);
  return dice.one(dice.chance(70) && preferred.length > 0 ? preferred : ids, retired) ?? 2;
}

const partiesIn = ({ town }: Draw, part: Register, ...statuses: string[]): bigint[] => {
  const all = [...(town[part] as ReadonlyMap<bigint, { status: string }>)];
  return all.filter(([, { status }]) => statuses.includes(status)).map(([id]) => id);
};

const UNKNOWN = (7n << 32n) | 9n;

/** A party in one of the statuses; the wrong one in another, or unknown. */
function party(draw: Draw, part: Register, ...statuses: string[]): bigint | undefined {
  const right = partiesIn(draw, part, ...statuses);
  const others = [...draw.town[part].keys()].filter((id) => !right.includes(id));
  return draw.dice.one(right, [...others, UNKNOWN]);
}

const anyParty = (draw: Draw, part: Register): bigint | undefined =>
  draw.dice.one([...draw.town[part].keys()], [UNKNOWN]);

/** Changes of wallet, in either register. */
function rotations(part: Register) {
  const open = ({ town }: Draw): bigint[] => {
    const keys = [...town.rotations.keys()].filter((key) => key.startsWith(`${part} `));
    return keys.map((key) => BigInt(key.split(" ")[1]!));
  };
  return {
    proposeRotation: (draw: Draw) => {
      const stopped = open(draw);
      const all = [...draw.town[part].keys()];
      const id = draw.dice.one(
        all.filter((it) => !stopped.includes(it)),
        [...stopped, UNKNOWN],
      );
      if (id === undefined) return undefined;
      const wallet = draw.dice.or(newWallet(draw), NOBODY);
      return [draw.officer(homeOf(id), "bureau"), id, wallet] as const;
    },
    cancelRotation: (draw: Draw) => {
      const id = draw.dice.one(open(draw), [...draw.town[part].keys()]);
      return id === undefined ? undefined : ([draw.officer(homeOf(id), "bureau", "approver"), id] as const);
    },
    confirmRotation: (draw: Draw) => {
      const due = open(draw).filter((it) => {
        return draw.town.now >= draw.town.rotations.get(`${part} ${it}`)!.time + ROTATION_DAYS * 86_400;
      });
      const id = draw.dice.one(due, [...open(draw), UNKNOWN]);
      if (id === undefined) return undefined;
      const rotation = draw.town.rotations.get(`${part} ${id}`);
      const wallet = draw.dice.or(rotation?.wallet ?? NOBODY, newWallet(draw));
      return [draw.second(homeOf(id), "approver", rotation?.by ?? draw.people.stranger), id, wallet] as const;
    },
  };
}

/** A proposal about one party of a register, confirmed with the same values. */
function confirming(part: Register, kind: string, statuses?: readonly string[]) {
  return (draw: Draw) => {
    const still = statuses && partiesIn(draw, part, ...statuses);
    const matter = draw.matter(part, kind, ({ values }) => !still || still.includes(values[0] as bigint));
    if (!matter) return undefined;
    const duty = kind === "renew" ? "bureau" : "approver";
    return [draw.second(homeOf(matter.values[0] as bigint), duty, matter.by), ...matter.values] as readonly unknown[];
  };
}

const CLOSED = ENTERPRISE_STATUSES.indexOf("Closed");
const BLACKLISTED = ENTERPRISE_STATUSES.indexOf("Blacklisted");

/** The controllers that firms have, more often than a new one. */
function group(draw: Draw): string {
  const { town, dice } = draw;
  const known = [...town.groups.keys()];
  return dice.or(dice.chance(60) ? dice.one(known)! : draw.fresh("group"), ZERO);
}

function registration(draw: Draw, at: number): Registration {
  const { town, dice } = draw;
  const parties = [...town.enterprises.values(), ...town.providers.values()].map((it) => it.party);
  const taken = parties.filter((it) => enterpriseOfParty(town, it) !== undefined || isBlacklisted(town, it));
  return {
    home: at,
    wallet: dice.or(newWallet(draw), NOBODY),
    party: dice.one([draw.fresh("party")], [...taken, ZERO])!,
    group: group(draw),
    profile: draw.fresh("profile"),
  };
}

type Confirmed<Fn> = Fn extends (a: never, ...args: infer Args) => void
  ? readonly [string, ...Args] | undefined
  : never;
type E = Rules["enterprises"];
type P = Rules["providers"];

const byBureau = (draw: Draw, id: bigint | undefined) =>
  id === undefined ? undefined : ([draw.officer(homeOf(id), "bureau"), id] as const);

export const enterprises: Draws<E> = {
  register: (draw) => {
    const at = home(draw);
    const by = draw.officer(at, "bureau");
    const count = draw.dice.or(1 + draw.dice.number(3), 0);
    return [by, Array.from({ length: count }, () => registration(draw, at))];
  },
  changeProfile: (draw) => {
    const who = byBureau(draw, anyParty(draw, "enterprises"));
    return who && [...who, draw.fresh("profile")];
  },
  freeze: (draw) => {
    const who = byBureau(draw, party(draw, "enterprises", "Active"));
    return who && [...who, draw.reason()];
  },
  unfreeze: (draw) => {
    const who = byBureau(draw, party(draw, "enterprises", "Frozen"));
    return who && [...who, draw.reason()];
  },
  confirmUnfreeze: (draw) => confirming("enterprises", "unfreeze", ["Frozen"])(draw) as Confirmed<E["confirmUnfreeze"]>,
  end: (draw) => {
    const late = draw.dice.chance(40) ? ["Closed", "Merged"] : [];
    const who = byBureau(draw, party(draw, "enterprises", "Active", "Frozen", ...late));
    const right = late.length > 0 ? [BLACKLISTED] : [CLOSED, BLACKLISTED];
    return who && [...who, draw.dice.one(right, [0, 1, 3])!, draw.reason()];
  },
  confirmEnd: (draw) => confirming("enterprises", "end")(draw) as Confirmed<E["confirmEnd"]>,
  regroup: (draw) => {
    const who = byBureau(draw, anyParty(draw, "enterprises"));
    return who && [...who, group(draw)];
  },
  confirmRegroup: (draw) => confirming("enterprises", "regroup")(draw) as Confirmed<E["confirmRegroup"]>,
  merge: (draw) => {
    const id = party(draw, "enterprises", "Active");
    if (id === undefined) return undefined;
    const neighbours = partiesIn(draw, "enterprises", "Active").filter((it) => homeOf(it) === homeOf(id) && it !== id);
    const into = draw.dice.one(neighbours, [...draw.town.enterprises.keys(), UNKNOWN]);
    return into === undefined ? undefined : [draw.officer(homeOf(id), "bureau"), id, into];
  },
  confirmMerge: (draw) => confirming("enterprises", "merge", ["Active"])(draw) as Confirmed<E["confirmMerge"]>,
  ...rotations("enterprises"),
  withdrawProposal: withdrawal("enterprises"),
};

function classes({ dice }: Draw): bigint {
  return dice.or(dice.one([0b0110n, 0b0010n, 0b1110n])!, 0n);
}

const today = ({ town }: Draw): number => dayOf(town.now);

function validThrough(draw: Draw): number {
  return draw.dice.or(today(draw) + (draw.dice.chance(30) ? 12 + draw.dice.number(40) : 400), today(draw) - 1);
}

export const providers: Draws<P> = {
  propose: (draw) => {
    const { town, dice } = draw;
    const declined = [...town.providers.values()].filter(({ status }) => status === "Declined").map((it) => it.party);
    const firms = [...town.enterprises.values()].map((it) => it.party);
    const standing = [...town.providers.values()].filter(({ status }) => status !== "Declined").map((it) => it.party);
    const again = [...declined, ...firms].filter((it) => !standing.includes(it) && !isBlacklisted(town, it));
    const right = dice.chance(25) && again.length > 0 ? again : [draw.fresh("party")];
    const admission = {
      home: home(draw),
      wallet: dice.or(newWallet(draw), NOBODY),
      validFrom: today(draw),
      validThrough: validThrough(draw),
      classes: classes(draw),
      party: dice.one(right, [...standing, ...firms.filter((it) => isBlacklisted(town, it)), ZERO])!,
      group: group(draw),
      profile: draw.fresh("profile"),
    };
    return [draw.officer(0, "operator"), admission];
  },
  countersign: (draw) => {
    const id = party(draw, "providers", "Proposed");
    if (id === undefined) return undefined;
    const by = draw.second(homeOf(id), "bureau", draw.town.providers.get(id)?.proposer ?? draw.people.stranger);
    const { noticeFloor, noticeCeiling } = ADMISSION;
    return [by, id, draw.dice.between(today(draw) + noticeFloor, today(draw) + noticeCeiling)];
  },
  decline: (draw) => {
    const who = byBureau(draw, party(draw, "providers", "Proposed", "Countersigned"));
    return who && [...who, draw.reason()];
  },
  admit: (draw) => {
    const { town } = draw;
    const waiting = partiesIn(draw, "providers", "Countersigned");
    const due = waiting.filter((id) => today(draw) > town.providers.get(id)!.noticeEnd);
    const id = draw.dice.one(due, [...waiting, ...town.providers.keys(), UNKNOWN]);
    return id === undefined ? undefined : [draw.anybody(), id];
  },
  renew: (draw) => {
    const id = party(draw, "providers", "Admitted");
    return id === undefined ? undefined : [draw.officer(0, "operator"), id, validThrough(draw), classes(draw)];
  },
  confirmRenew: (draw) => confirming("providers", "renew", ["Admitted"])(draw) as Confirmed<P["confirmRenew"]>,
  suspend: (draw) => {
    const who = byBureau(draw, party(draw, "providers", "Admitted"));
    return who && [...who, draw.reason()];
  },
  reinstate: (draw) => {
    const who = byBureau(draw, party(draw, "providers", "Suspended"));
    return who && [...who, draw.reason()];
  },
  confirmReinstate: (draw) =>
    confirming("providers", "reinstate", ["Suspended"])(draw) as Confirmed<P["confirmReinstate"]>,
  end: (draw) => {
    const late = draw.dice.chance(40) ? ["Removed"] : [];
    const who = byBureau(draw, party(draw, "providers", "Admitted", "Suspended", ...late));
    const ends = [PROVIDER_STATUSES.indexOf("Blacklisted"), PROVIDER_STATUSES.indexOf("Removed")];
    return who && [...who, draw.dice.one(late.length > 0 ? ends.slice(0, 1) : ends, [0, 4, 5])!, draw.reason()];
  },
  confirmEnd: (draw) => confirming("providers", "end")(draw) as Confirmed<P["confirmEnd"]>,
  changeProfile: (draw) => {
    const who = byBureau(draw, anyParty(draw, "providers"));
    return who && [...who, draw.fresh("profile")];
  },
  ...objections("providers", ({ town }) =>
    [...town.providers].map(([id, { status, noticeEnd }]) => ({
      subject: subjectOf(id),
      home: homeOf(id),
      other: homeOf(id),
      running: status === "Countersigned",
      noticeEnd,
    })),
  ),
  ...rotations("providers"),
  withdrawProposal: withdrawal("providers"),
};
