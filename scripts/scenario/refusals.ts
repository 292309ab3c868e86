import { id, ZeroHash } from "ethers";
import { isoOfDay } from "../../client/days.ts";
import { decodeBudget } from "../../client/budgetWord.ts";
import { contractNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { batchIdOf, cutList } from "../../client/list.ts";
import { orderIdOf, signAcceptance, signClaim, signOrder, type Claim, type Order } from "../../client/messages.ts";
import { formatFen } from "../../client/money.ts";
import { TransactionRefused, type Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import { named, withNames, type DistrictCast, type Person } from "./cast.ts";
import { approveJointly } from "./chapters/issue.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";

/** What the first voucher's story leaves behind. */
export interface Played {
  readonly enterprise: bigint;
  readonly program: bigint;
  readonly voucher: bigint;
  readonly order: Order;
  readonly claim: Claim;
}

/** What somebody tries, and the error with which the ledger must refuse it. */
interface Attempt {
  readonly what: Text;
  readonly who: Person;
  readonly request: Draft | Promise<Draft>;
  readonly error: string;
}

/** What must not work, tried for real. @throws TongduiError `NotRefused` if something of it works. */
export class Refusals {
  private readonly stage: Stage;
  private readonly timeline: Timeline;
  private readonly played: Played;
  private count = 0;

  constructor(stage: Stage, timeline: Timeline, played: Played) {
    this.stage = stage;
    this.timeline = timeline;
    this.played = played;
  }

  /** @returns how many attempts were refused: all of them */
  async play(): Promise<number> {
    await this.doubleInvoice();
    await this.replayedSignature();
    await this.transfer();
    await this.ownBatchAndOverdraft();
    return this.count;
  }

  private async doubleInvoice(): Promise<void> {
    const { stage, played } = this;
    const { ledger, cast, domain, scenario, nullifierKey } = stage;
    const seller = named(scenario.parties.providers, scenario.story.order.provider);
    const provider = named(cast.providers, scenario.story.order.provider).signer;
    const today = await stage.today();
    const order: Order = {
      ...played.order,
      amount: 1_000_000n,
      contractValue: 2_000_000n,
      contractDay: today,
      deliverBy: today + 30,
      contractCommitment: stage.paper(0, {
        purpose: "contract",
        subject: `voucher ${formatVoucher(played.order.voucher)} with ${formatProvider(played.order.provider)}`,
        document: { number: "HT-2020-0002" },
      }),
      // It comes of no match.
      referenceTo: ZeroHash,
      deadline: await stage.soon(),
    };
    const placement = {
      order,
      contractNullifier: contractNullifier(
        nullifierKey,
        scenario.parties.enterprise.creditCode,
        seller.creditCode,
        "HT-2020-0002",
      ),
      enterpriseSignature: await signOrder(cast.enterprise.signer, domain, order),
      providerSignature: await signOrder(provider, domain, order),
    };
    await stage.act(
      cast.operator,
      {
        en: `placed a second order of ${formatFen(order.contractValue)}, with the same provider`,
        zh: `登记第二笔订单 ${formatFen(order.contractValue)}，服务机构相同`,
      },
      ledger.orders.place.populateTransaction([placement]),
    );
    // The very invoices that the first order was redeemed on.
    const claim: Claim = { ...played.claim, order: orderIdOf(domain, order), deadline: await stage.soon() };
    const deadline = await stage.soon();
    const redemption = {
      claim,
      providerSignature: await signClaim(provider, domain, claim),
      acceptanceDeadline: deadline,
      enterpriseSignature: await signAcceptance(cast.enterprise.signer, domain, { claim, deadline }),
      noticeEnd: await stage.noticeEnd(),
    };
    await this.refuse({
      what: {
        en: "A double invoice: the second order is to be redeemed on the first one's invoices.",
        zh: "重复发票：用第一笔订单的发票核销第二笔订单。",
      },
      who: cast.operator,
      request: ledger.orders.redeem.populateTransaction([redemption]),
      error: "InvoiceUsed",
    });
  }

  private async replayedSignature(): Promise<void> {
    const { stage, played } = this;
    const { ledger, cast, domain, scenario } = stage;
    const provider = named(cast.providers, scenario.story.order.provider).signer;
    // Both signed the first order; other terms are put over the same signatures.
    const other = {
      ...played.order,
      amount: 2_000_000n,
      deliverBy: (await stage.today()) + 30,
      deadline: await stage.soon(),
    };
    const placement = {
      order: other,
      contractNullifier: id("another contract"),
      enterpriseSignature: await signOrder(cast.enterprise.signer, domain, played.order),
      providerSignature: await signOrder(provider, domain, played.order),
    };
    await this.refuse({
      what: {
        en: "A replayed signature: the signatures of the first order under an order with other terms.",
        zh: "重放签名：把第一笔订单的签名用于条款不同的另一笔订单。",
      },
      who: cast.operator,
      request: ledger.orders.place.populateTransaction([placement]),
      error: "SignatureWrong",
    });
    await this.refuse({
      what: { en: "The same order, placed again with its own signatures.", zh: "用原签名再次登记同一订单。" },
      who: cast.operator,
      request: ledger.orders.place.populateTransaction([{ ...placement, order: played.order }]),
      error: "PlacedBefore",
    });
  }

  private async transfer(): Promise<void> {
    const { ledger, cast, scenario } = this.stage;
    const owner = await ledger.vouchers.ownerOf(this.played.voucher);
    const buyer = named(cast.providers, scenario.story.order.provider).signer.address;
    await this.refuse({
      what: { en: "A resale: the enterprise transfers its voucher.", zh: "转卖：企业转让其双创券。" },
      who: cast.enterprise,
      request: ledger.vouchers.transferFrom.populateTransaction(owner, buyer, this.played.voucher),
      error: "NotTransferable",
    });
  }

  /** The officer who announced a list tries to approve it, another district tries to, and the budget turns out too small. */
  private async ownBatchAndOverdraft(): Promise<void> {
    const { stage, played } = this;
    const { ledger, cast, scenario, node } = stage;
    const home = named(cast.districts, scenario.parties.enterprise.district);
    const stranger = Object.values(cast.districts).find(({ key }) => !this.concerns(home, key));
    if (!stranger) throw new RangeError("The scenario has no district that is not concerned.");

    const { outstanding, redeemed } = decodeBudget(await ledger.programs.budgetOf(played.program));
    const left = 1_000_000n;
    await stage.act(
      home.finance,
      { en: `lowered the budget, so that ${formatFen(left)} is left`, zh: `调减预算，仅余 ${formatFen(left)}` },
      ledger.programs.lower.populateTransaction(played.program, outstanding + redeemed + left),
    );
    const list = cutList([{ enterprise: played.enterprise, face: scenario.story.voucher.face }]);
    // The same list cannot be announced twice; this one ends in another tail on purpose.
    const again = cutList(
      list.chunks.flatMap(({ items }) => items),
      100,
      ZeroHash.replace(/0$/, "1"),
    );
    const batch = batchIdOf(played.program, again.chain);
    const noticeEnd = await stage.noticeEnd();
    await stage.act(
      home.bureau,
      {
        en: `announced a second voucher of ${formatFen(again.total)}; notice through ${isoOfDay(noticeEnd)}`,
        zh: `公示第二张双创券 ${formatFen(again.total)}，公示至 ${isoOfDay(noticeEnd)}`,
      },
      ledger.vouchers.announce.populateTransaction(
        played.program,
        again.chain,
        again.count,
        again.total,
        noticeEnd,
        stage.paper(home.number, {
          purpose: "announce",
          subject: `list ${batch}`,
          document: { program: String(played.program), count: again.count, totalFen: String(again.total) },
        }),
      ),
    );
    await stage.appoint(home, [{ account: home.bureau.signer.address, duty: "approver" }], {
      en: "made the Bureau's officer an Approver as well, by mistake",
      zh: "误将科技局经办同时任命为审批人",
    });
    await this.refuse({
      what: { en: "Too early: an appointment counts only after three days.", zh: "过早：任命满三日后才生效。" },
      who: home.bureau,
      request: ledger.vouchers.approveBatch.populateTransaction(batch, home.number),
      error: "DutyMissing",
    });
    await node.goTo((await stage.today()) + 4);
    await this.refuse({
      what: {
        en: "Alone: the officer approves the list that the same officer announced.",
        zh: "一人包办：经办人审批自己公示的名单。",
      },
      who: home.bureau,
      request: ledger.vouchers.approveBatch.populateTransaction(batch, home.number),
      error: "SameOfficer",
    });
    await this.refuse({
      what: {
        en: `Another district: ${stranger.name.en}'s Approver approves in ${home.name.en}'s stead.`,
        zh: `越区：${stranger.name.zh}的审批人代${home.name.zh}审批。`,
      },
      who: stranger.approver,
      request: ledger.vouchers.approveBatch.populateTransaction(batch, home.number),
      error: "DutyMissing",
    });
    await approveJointly(stage, home, batch);
    await node.goTo(noticeEnd + 1);
    const [chunk] = again.chunks;
    if (!chunk) throw new RangeError("The list is empty.");
    await this.refuse({
      what: {
        en: "An overdrawn budget: the approved list is issued all the same.",
        zh: "超预算：仍要发放已审批的名单。",
      },
      who: home.bureau,
      request: ledger.vouchers.issue.populateTransaction(batch, [...chunk.items], chunk.next),
      error: "BudgetExceeded",
    });
  }

  private concerns(home: DistrictCast, key: string): boolean {
    return key === home.key || named(this.stage.scenario.districts.districts, home.key).joint.includes(key);
  }

  private async refuse({ what, who, request, error }: Attempt): Promise<void> {
    this.count += 1;
    const refusal = await this.stage.send(who, request).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    if (!(refusal instanceof TransactionRefused) || refusal.code !== error) throw notRefused(what, error, refusal);
    const { en, zh } = refusal.sentence;
    this.timeline.refusal(this.count, what, {
      en: withNames(this.stage.cast, en, "en"),
      zh: withNames(this.stage.cast, zh, "zh"),
    });
  }
}

function notRefused(what: Text, error: string, cause: unknown): TongduiError {
  return new TongduiError(
    "NotRefused",
    { en: `The ledger should have refused with ${error}: ${what.en}`, zh: `账本本应以 ${error} 拒绝：${what.zh}` },
    { cause },
  );
}
