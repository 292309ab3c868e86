import { jointOf } from "../rules/programs.ts";
import type { Told } from "../rules/act.ts";
import type { Town } from "../rules/town.ts";
import { yearOf } from "../../../client/days.ts";

/**
 * Promises 1 to 4, 6 and 8 of what the ledger is known to hold after each step, reckoned in another way than the rules do; 5 and 7 are
 * the comparison itself: every event and every slot, of single items and of batches.
 */
export class Promises {
  readonly #minted = new Set<unknown>();
  readonly #paid = new Set<unknown>();
  readonly #sequence = new Map<unknown, number>();

  /** As if all that a town has had been heard. */
  static of({ vouchers, orders }: Town): Promises {
    const promises = new Promises();
    for (const [id, { sequence }] of vouchers) {
      promises.#minted.add(id);
      promises.#sequence.set(id, sequence);
    }
    for (const [id, { stage }] of orders) if (stage === "Paid") promises.#paid.add(id);
    return promises;
  }

  copy(): Promises {
    const copy = new Promises();
    for (const voucher of this.#minted) copy.#minted.add(voucher);
    for (const order of this.#paid) copy.#paid.add(order);
    for (const [voucher, number] of this.#sequence) copy.#sequence.set(voucher, number);
    return copy;
  }

  /** @returns the promises that are broken, in words. */
  broken(town: Town, told: readonly Told[]): string[] {
    return [
      ...told.flatMap((event) => [...this.#listen(event), ...paymentWaits(town, event)]),
      ...budgets(town),
      ...faces(town),
      ...fundedTwice(town),
      ...caps(town),
      ...unapproved(town, told),
    ];
  }

  #listen({ part, name, args }: Told): string[] {
    if (part === "vouchers" && name === "Transfer") {
      if (this.#minted.has(args["tokenId"]))
        return [`promise 4: voucher ${String(args["tokenId"])} was transferred twice`];
      this.#minted.add(args["tokenId"]);
    }
    if (name === "VoucherChanged") {
      const next = (this.#sequence.get(args["voucher"]) ?? 0) + 1;
      this.#sequence.set(args["voucher"], next);
      if (Number(args["sequence"]) !== next)
        return [`promise 5: the change after number ${next - 1} has another number`];
    }
    if (name === "OrderSettled" && args["paid"] === true) {
      if (this.#paid.has(args["order"])) return ["promise 8: an order was paid twice"];
      this.#paid.add(args["order"]);
    }
    return [];
  }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function budgets({ programs, vouchers, orders }: Town): string[] {
  return [...programs].flatMap(([id, { budget }]) => {
    const own = [...vouchers.values()].filter(({ program }) => program === id);
    const paid = [...orders.values()].filter(({ terms, stage }) => {
      return stage === "Paid" && vouchers.get(terms.voucher)!.program === id;
    });
    const holds =
      budget.outstanding === sum(own.map(({ remaining, locked }) => remaining + locked)) &&
      budget.redeemed === sum(own.map(({ redeemed }) => redeemed)) &&
      budget.paid === sum(paid.map(({ amount }) => amount)) &&
      budget.recovered === sum(paid.map(({ clawBack }) => clawBack.recovered)) &&
      budget.outstanding + budget.redeemed <= budget.approved &&
      budget.recovered <= budget.paid &&
      budget.paid <= budget.redeemed;
    return holds ? [] : [`promise 1: the figures of program ${id} do not add up`];
  });
}

function faces({ vouchers, orders }: Town): string[] {
  const drawn = new Map<string, bigint>();
  for (const { terms, stage, amount } of orders.values()) {
    const pot = stage === "Placed" || stage === "Claimed" ? "locked" : "redeemed";
    if (stage === "Cancelled" || stage === "Rejected") continue;
    drawn.set(`${terms.voucher} ${pot}`, (drawn.get(`${terms.voucher} ${pot}`) ?? 0n) + amount);
  }
  return [...vouchers].flatMap(([id, { face, remaining, locked, redeemed, returned, status }]) => {
    const holds =
      face === remaining + locked + redeemed + returned &&
      [remaining, locked, redeemed, returned].every((pot) => pot >= 0n) &&
      (status === "Active" ? returned === 0n : remaining === 0n) &&
      locked === (drawn.get(`${id} locked`) ?? 0n) &&
      redeemed === (drawn.get(`${id} redeemed`) ?? 0n);
    return holds ? [] : [`promise 2: the face of voucher ${id} does not add up`];
  });
}

function fundedTwice({ orders, enterprises, providers }: Town): string[] {
  const contracts = [...orders.values()].filter(({ stage }) => stage !== "Cancelled");
  const redeemed = [...orders.values()].filter(({ stage }) =>
    ["Redeemed", "Paying", "Paid", "Rejected"].includes(stage),
  );
  const admitted = [...providers.values()].filter(({ status }) => status !== "Declined");
  const lists: [string, readonly string[]][] = [
    ["a contract serves two orders", contracts.map(({ contractNullifier }) => contractNullifier)],
    ["an invoice serves two redemptions", redeemed.flatMap(({ invoices }) => invoices)],
    ["an enterprise is registered twice", [...enterprises.values()].map(({ party }) => party)],
    ["a provider is registered twice", admitted.map(({ party }) => party)],
  ];
  return lists.filter(([, all]) => new Set(all).size !== all.length).map(([what]) => `promise 3: ${what}`);
}

/**
 * What was counted to a group and not given back is what the group's word says. Each voucher was issued within the cap of its program,
 * with what was issued before it that year; what has been given back since can only have made that less.
 */
function caps({ groups, vouchers, programs }: Town): string[] {
  return [...groups].flatMap(([nullifier, { number, year, issued }]) => {
    const own = [...vouchers.values()].filter((v) => v.countedTo === nullifier && yearOf(v.issuedOn) === year);
    let counted = 0n;
    const within = own.every(({ program, face, givenBack }) => {
      counted += face - givenBack;
      return counted <= programs.get(program)!.terms.yearlyCap;
    });
    return within && issued === counted
      ? []
      : [`promise 6: the year of group ${number} does not add up, or is beyond a cap that was drawn on`];
  });
}

function unapproved({ lists, programs }: Town, told: readonly Told[]): string[] {
  return told.flatMap(({ name, args }) => {
    if (name !== "ChunkIssued") return [];
    const { program, approvers, announcer, total, drawn } = lists.get(args["batch"] as string)!;
    const { terms } = programs.get(program)!;
    const accounts = [announcer, ...approvers.values()];
    const holds =
      [terms.home, ...jointOf(terms)].every((district) => approvers.has(district)) &&
      new Set(accounts).size === accounts.length &&
      drawn <= total;
    return holds ? [] : ["promise 8: something was issued that was not approved"];
  });
}

/** The Auditor's objection stands until it is ended; a district's for the days of its program at most. */
function paymentWaits({ orders, vouchers, programs, objections, now }: Town, { name, args }: Told): string[] {
  if (name !== "OrderInPayment") return [];
  const { waitEnd, terms } = orders.get(args["order"] as string)!;
  const { resolveDays } = programs.get(vouchers.get(terms.voucher)!.program)!.terms;
  const today = Math.floor((now + 8 * 3_600) / 86_400);
  const [auditors, ...districts] = objections.get(`orders ${args["order"] as string}`) ?? [];
  const objected = auditors?.open || districts.some((it) => it?.open && it.day + resolveDays >= today);
  return today <= waitEnd || objected
    ? ["promise 8: an order went into a payment before its time, or against an objection"]
    : [];
}
