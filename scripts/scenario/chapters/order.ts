import { isoOfDay } from "../../../client/days.ts";
import { contractNullifier, invoiceNullifier } from "../../../client/documents/nullifier.ts";
import {
  inOrder,
  orderIdOf,
  signAcceptance,
  signClaim,
  signOrder,
  type Claim,
  type Order,
} from "../../../client/messages.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { named } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** The order that comes of the match is placed with both signatures, recorded under it, delivered, redeemed, reviewed and paid. */
export async function spendFirstVoucher(
  stage: Stage,
  issued: { readonly voucher: bigint; readonly provider: bigint; readonly match: string },
): Promise<{ order: Order; claim: Claim }> {
  const { ledger, scenario, cast, domain, nullifierKey, node } = stage;
  const { story, parties } = scenario;
  const seller = named(parties.providers, story.order.provider);
  const home = named(cast.districts, parties.enterprise.district);

  await node.goTo(story.order.place);
  const { subject, contractNumber, contractValue } = story.order;
  const order: Order = {
    voucher: issued.voucher,
    provider: issued.provider,
    amount: story.order.amount,
    contractValue,
    contractDay: story.order.place,
    serviceClass: story.order.serviceClass,
    deliverBy: story.order.deliverBy,
    contractCommitment: stage.paper(0, {
      purpose: "contract",
      subject: `voucher ${formatVoucher(issued.voucher)} with ${formatProvider(issued.provider)}`,
      document: { number: contractNumber, valueFen: String(contractValue), subject },
    }),
    referenceTo: issued.match,
    deadline: await stage.soon(),
  };
  const placement = {
    order,
    contractNullifier: contractNullifier(
      nullifierKey,
      parties.enterprise.creditCode,
      seller.creditCode,
      contractNumber,
    ),
    enterpriseSignature: await signOrder(cast.enterprise.signer, domain, order),
    providerSignature: await signOrder(named(cast.providers, story.order.provider).signer, domain, order),
  };
  await stage.act(
    cast.operator,
    {
      en: `placed the cross-district order with ${seller.name.en}: "${subject.en}"; ${formatFen(order.amount)} of ${formatFen(contractValue)} drawn on the voucher`,
      zh: `登记跨区订单（${seller.name.zh}）：“${subject.zh}”；合同 ${formatFen(contractValue)}，用券 ${formatFen(order.amount)}`,
    },
    ledger.orders.place.populateTransaction([placement]),
  );
  await stage.act(
    cast.operator,
    { en: "recorded the order under the match that it names", zh: "将该订单登记在其载明的对接之下" },
    ledger.matching.recordOrder.populateTransaction(issued.match, order),
  );

  await node.goTo(story.redemption.day);
  const invoices = inOrder(
    story.redemption.invoices.map(({ code, number, amount }) => ({
      nullifier: invoiceNullifier(nullifierKey, seller.creditCode, code, number),
      amount,
    })),
  );
  const id = orderIdOf(domain, order);
  const claim: Claim = {
    order: id,
    round: 0,
    invoices,
    evidence: stage.paper(0, {
      purpose: "redeem",
      subject: `order ${id} round 0`,
      document: { contract: contractNumber },
    }),
    deadline: await stage.soon(),
  };
  const acceptance = { claim, deadline: await stage.soon() };
  const noticeEnd = await stage.noticeEnd();
  const redemption = {
    claim,
    providerSignature: await signClaim(named(cast.providers, story.order.provider).signer, domain, claim),
    acceptanceDeadline: acceptance.deadline,
    enterpriseSignature: await signAcceptance(cast.enterprise.signer, domain, acceptance),
    noticeEnd,
  };
  const invoiced = invoices.reduce((sum, { amount }) => sum + amount, 0n);
  await stage.act(
    cast.operator,
    {
      en: `redeemed it on invoices of ${formatFen(invoiced)}; public notice through ${isoOfDay(noticeEnd)}`,
      zh: `按发票 ${formatFen(invoiced)} 核销，公示至 ${isoOfDay(noticeEnd)}`,
    },
    ledger.orders.redeem.populateTransaction([redemption]),
  );

  await node.goTo(noticeEnd + 1);
  await stage.act(
    home.bureau,
    { en: "reviewed the redemption and opened payment 1", zh: "复核核销材料，开立第 1 号支付批次" },
    ledger.payments.open.populateTransaction(home.number, [claim.order]),
  );
  const receipt = stage.paper(home.number, {
    purpose: "bank receipt",
    subject: `payment 1 order ${id}`,
    document: { payment: 1, order: id, result: "paid" },
  });
  await stage.act(
    home.finance,
    { en: "recorded the bank's payment to the provider and its receipt", zh: "登记银行拨付结果及回单" },
    ledger.payments.settle.populateTransaction(1, [{ order: claim.order, paid: true, receipt }]),
  );
  return { order, claim };
}
