import { id, toBeHex } from "ethers";
import { admission, announce, joined, openProgram, registerEnterprise, terms } from "../support/acts.ts";
import type { Signer } from "../support/expect.ts";
import { claimed, inHand, paid, redeemed, reviewed, type InHand } from "../support/stages.ts";
import {
  account,
  DUTY,
  goToDay,
  passDays,
  roleOf,
  SETTINGS,
  today,
  type District,
  type World,
} from "../support/world.ts";

/** What one person begins and another must finish. */
export interface TwoPeople {
  readonly fixture: () => Promise<InHand>;
  /** The first person's part; it gives the second's. */
  readonly begin: (s: InHand, first: Signer) => Promise<(second: Signer) => Promise<unknown>>;
  /** Somebody else who may finish it. */
  readonly other: (w: World) => Signer;
}

const reason = id("reason");
const ofWujin = (w: World): Signer => w.wujin.approver2;
const ofYangpu = (w: World): Signer => w.yangpu.approver2;

function matter<S extends InHand>(
  fixture: () => Promise<S>,
  begin: (s: S, first: Signer) => Promise<(second: Signer) => Promise<unknown>>,
  other: TwoPeople["other"] = ofWujin,
): TwoPeople {
  return { fixture, begin: begin as TwoPeople["begin"], other };
}

/** One account with every duty of both districts concerned and of the consortium. */
export async function everyDuty(w: World): Promise<Signer> {
  const one = await account("one for everything");
  for (const { id: district, administrator } of [w.wujin, w.yangpu]) {
    for (const duty of [DUTY.bureau, DUTY.approver, DUTY.finance]) {
      await w.manager.connect(administrator).grantRole(roleOf(district, duty), one, 0);
    }
  }
  for (const duty of [DUTY.operator, DUTY.auditor]) {
    await w.manager.connect(w.safe).grantRole(roleOf(0, duty), one, 0);
  }
  return one;
}

const rotation = (contract: "enterprises" | "providers", party: "enterprise" | "provider", other: TwoPeople["other"]) =>
  matter(
    inHand,
    async (s, first) => {
      const register = s.w[contract];
      await register.connect(first).proposeRotation(s[party].id, first);
      await passDays(SETTINGS.rotationDays + 1);
      return (second) => register.connect(second).confirmRotation(s[party].id, first);
    },
    other,
  );

/** A list that somebody announced. */
async function announceAs(
  { w, program, enterprise }: InHand,
  first: Signer,
  home: District = w.wujin,
): Promise<string> {
  const items = [{ enterprise: enterprise.id, face: 100n }];
  const { batch } = await announce(w, { ...home, bureau: first }, program, items);
  return batch;
}

const ended = (contract: "enterprises" | "providers", party: "enterprise" | "provider", other: TwoPeople["other"]) =>
  [4, 5, 6, 7]
    .filter((status) => (contract === "enterprises" ? status < 6 : status > 5))
    .map((status) =>
      matter(
        inHand,
        async ({ w, ...parties }, first) => {
          await w[contract].connect(first).end(parties[party].id, status, reason);
          return (second) => w[contract].connect(second).confirmEnd(parties[party].id, status, reason);
        },
        other,
      ),
    );

const rejection = (forCause: boolean) =>
  matter(redeemed, async ({ w, order, claim }, first) => {
    await w.orders.connect(first).reject(order, forCause, reason);
    const invoices = claim.invoices.map(({ nullifier }) => nullifier);
    return (second) => {
      const orders = w.orders.connect(second);
      return forCause
        ? orders.confirmRejectForCause(order, reason)
        : orders.confirmRejectForForm(order, reason, invoices);
    };
  });

const decision = (accepted: boolean) =>
  matter(claimed, async ({ w, claim }, first) => {
    await passDays(16);
    await w.orders.connect(first).decide(claim, accepted, reason);
    const noticeEnd = (await today()) + 6;
    return (second) => w.orders.connect(second).confirmDecide(claim, accepted, reason, noticeEnd);
  });

/** The first approves a list of Wujin, Yangpu and Nanhu for one district; nobody approves it for two. */
const approvals = (of: (w: World) => [District, District], other: TwoPeople["other"]) => [
  matter(
    inHand,
    async (s, first) => {
      const { w } = s;
      const [one, two] = of(w);
      await w.manager.connect(w.nanhu.administrator).grantRole(roleOf(w.nanhu.id, DUTY.approver), first, 0);
      const program = await openProgram(w, w.wujin, { joint: joined(w.yangpu, w.nanhu) });
      const batch = await announceAs({ ...s, program }, w.wujin.bureau);
      await w.vouchers.connect(first).approveBatch(batch, one.id);
      return (second) => w.vouchers.connect(second).approveBatch(batch, two.id);
    },
    other,
  ),
];

/** By contract and function, every act that finishes what another person began. */
export const TWO_PEOPLE: Readonly<Record<string, readonly TwoPeople[]>> = {
  "enterprises.confirmUnfreeze": [
    matter(inHand, async ({ w, enterprise }, first) => {
      await w.enterprises.connect(first).freeze(enterprise.id, reason);
      await w.enterprises.connect(first).unfreeze(enterprise.id, reason);
      return (second) => w.enterprises.connect(second).confirmUnfreeze(enterprise.id, reason);
    }),
  ],
  "enterprises.confirmEnd": ended("enterprises", "enterprise", ofWujin),
  "enterprises.confirmRegroup": [
    matter(inHand, async ({ w, enterprise }, first) => {
      await w.enterprises.connect(first).regroup(enterprise.id, reason);
      return (second) => w.enterprises.connect(second).confirmRegroup(enterprise.id, reason);
    }),
  ],
  "enterprises.confirmMerge": [
    matter(inHand, async ({ w, enterprise }, first) => {
      const into = await registerEnterprise(w, w.wujin, "parent");
      await w.enterprises.connect(first).merge(enterprise.id, into.id);
      return (second) => w.enterprises.connect(second).confirmMerge(enterprise.id, into.id);
    }),
  ],
  "enterprises.confirmRotation": [rotation("enterprises", "enterprise", ofWujin)],
  "providers.confirmRotation": [rotation("providers", "provider", ofYangpu)],
  "providers.confirmEnd": ended("providers", "provider", ofYangpu),
  "providers.confirmRenew": [
    matter(
      inHand,
      async ({ w, provider }, first) => {
        await w.providers.connect(first).renew(provider.id, 60_000, 2);
        return (second) => w.providers.connect(second).confirmRenew(provider.id, 60_000, 2);
      },
      (w) => w.yangpu.bureau2,
    ),
  ],
  "providers.confirmReinstate": [
    matter(
      inHand,
      async ({ w, provider }, first) => {
        await w.providers.connect(first).suspend(provider.id, reason);
        await w.providers.connect(first).reinstate(provider.id, reason);
        return (second) => w.providers.connect(second).confirmReinstate(provider.id, reason);
      },
      ofYangpu,
    ),
  ],
  "providers.countersign": [
    matter(
      inHand,
      async ({ w }, first) => {
        await w.providers.connect(first).propose(await admission(w.yangpu, "proposed"));
        const proposed = (BigInt(w.yangpu.id) << 32n) | (await w.providers.countOf(w.yangpu.id));
        const noticeEnd = (await today()) + 6;
        return (second) => w.providers.connect(second).countersign(proposed, noticeEnd);
      },
      (w) => w.yangpu.bureau2,
    ),
  ],
  "providers.confirmResolve": [
    matter(inHand, async ({ w }, first) => {
      await w.providers.connect(w.operator).propose(await admission(w.wujin, "objected"));
      const id_ = (BigInt(w.wujin.id) << 32n) | (await w.providers.countOf(w.wujin.id));
      const subject = toBeHex(id_, 32);
      await w.providers.connect(w.wujin.bureau).countersign(id_, (await today()) + 6);
      await w.providers.connect(w.wujin.bureau).object(subject, 1, reason);
      await w.providers.connect(first).resolve(subject, 1, reason);
      return (second) => w.providers.connect(second).confirmResolve(subject, 1, reason);
    }),
  ],
  "programs.confirm": [
    matter(inHand, async ({ w }, first) => {
      await w.programs.connect(first).propose(await terms(w.wujin), "https://policy.example/2");
      const program = await w.programs.count();
      return (second) => w.programs.connect(second).confirm(program);
    }),
  ],
  "programs.confirmRaise": [
    matter(inHand, async ({ w, program }, first) => {
      await w.programs.connect(first).raise(program, 100_000_000n, 100_000_001n);
      return (second) => w.programs.connect(second).confirmRaise(program, 100_000_000n, 100_000_001n);
    }),
  ],
  "programs.confirmRestart": [
    matter(inHand, async ({ w, program }, first) => {
      await w.programs.connect(first).stop(program);
      await w.programs.connect(first).restart(program);
      return (second) => w.programs.connect(second).confirmRestart(program);
    }),
  ],
  "vouchers.approveBatch": [
    matter(inHand, async (s, first) => {
      const batch = await announceAs(s, first);
      return (second) => s.w.vouchers.connect(second).approveBatch(batch, s.w.wujin.id);
    }),
    ...approvals((w) => [w.wujin, w.yangpu], ofYangpu),
    ...approvals((w) => [w.yangpu, w.wujin], ofWujin),
    ...approvals(
      (w) => [w.yangpu, w.nanhu],
      (w) => w.nanhu.approver2,
    ),
  ],
  "vouchers.confirmResolve": [
    matter(inHand, async (s, first) => {
      const batch = await announceAs(s, first);
      await s.w.vouchers.connect(first).object(batch, 1, reason);
      await s.w.vouchers.connect(first).resolve(batch, 1, reason);
      return (second) => s.w.vouchers.connect(second).confirmResolve(batch, 1, reason);
    }),
  ],
  "vouchers.confirmFreezeAgain": [
    matter(inHand, async ({ w, voucher }, first) => {
      await w.vouchers.connect(w.auditor).freeze(voucher, 1, reason);
      await passDays(2);
      await w.vouchers.connect(first).freezeAgain(voucher, 5, reason);
      // The first holds the Auditor's duty too, so it asks as the Auditor.
      return (second) => w.vouchers.connect(second).confirmFreezeAgain(voucher, 5, reason, true);
    }),
  ],
  "vouchers.confirmRevoke": [
    matter(inHand, async ({ w, voucher }, first) => {
      await w.vouchers.connect(first).revoke(voucher, reason);
      return (second) => w.vouchers.connect(second).confirmRevoke(voucher, reason);
    }),
  ],
  "orders.confirmDecide": [decision(true), decision(false)],
  "orders.confirmRejectForForm": [rejection(false)],
  "orders.confirmRejectForCause": [rejection(true)],
  "orders.confirmResolve": [
    matter(redeemed, async ({ w, order }, first) => {
      await w.orders.connect(w.yangpu.bureau).object(order, 2, reason);
      await w.orders.connect(first).resolve(order, 2, reason);
      return (second) => w.orders.connect(second).confirmResolve(order, 2, reason);
    }),
  ],
  "payments.settle": [
    matter(
      reviewed,
      async ({ w, order, noticeEnd }, first) => {
        await goToDay(noticeEnd + 2);
        await w.payments.connect(first).open(w.wujin.id, [order]);
        return (second) => w.payments.connect(second).settle(1, [{ order, paid: true, receipt: reason }]);
      },
      (w) => w.wujin.finance,
    ),
  ],
  "payments.confirmClawBack": [
    matter(paid, async ({ w, order }, first) => {
      await w.payments.connect(first).clawBack(order, 100n, reason);
      return (second) => w.payments.connect(second).confirmClawBack(order, 100n, reason);
    }),
  ],
  "payments.confirmWriteOff": [
    matter(paid, async ({ w, order }, first) => {
      await w.payments.connect(w.wujin.bureau).clawBack(order, 100n, reason);
      await w.payments.connect(w.wujin.approver).confirmClawBack(order, 100n, reason);
      await w.payments.connect(first).writeOff(order, 60n, reason);
      return (second) => w.payments.connect(second).confirmWriteOff(order, 60n, reason);
    }),
  ],
};
