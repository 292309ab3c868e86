import { isoOfDay, yearOf } from "../../../client/days.ts";
import { consult, type Consultation, type Offer } from "../../../client/eligibility/consult.ts";
import { issuedToGroup, programFacts, providerFacts, standingOf } from "../../../client/eligibility/ledgerFacts.ts";
import { districtOf } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import { limitSaid } from "../../consultation/said.ts";
import { named } from "../cast.ts";
import type { Stage } from "../stage.ts";
import type { Timeline } from "../timeline.ts";

/** What the programs would give for the contract that the two have in mind, as `tongdui policy check` works it out. */
export async function consultPolicy(
  stage: Stage,
  timeline: Timeline,
  { enterprise, provider }: { readonly enterprise: bigint; readonly provider: bigint },
): Promise<void> {
  const { ledger, scenario, node } = stage;
  const { application, order } = scenario.story;
  await node.goTo(application.apply);
  const day = await stage.today();
  const programs = Array.from({ length: Number(await ledger.programs.count()) }, (_, i) => i + 1);
  const standing = await standingOf(ledger, enterprise);
  const consultations = consult(
    await Promise.all(programs.map(async (program) => programFacts(ledger, program))),
    {
      district: Number(districtOf(enterprise)),
      standing,
      issuedThisYear: await issuedToGroup(node.provider, ledger, standing.group, yearOf(day)),
    },
    {
      day,
      serviceClass: order.serviceClass,
      contractValue: application.quotation,
      provider: await providerFacts(ledger, provider),
    },
  );
  const value = formatFen(application.quotation);
  const seller = named(scenario.parties.providers, order.provider).name;
  timeline.say({
    en: `  ${seller.en} quotes ${value}. What each program would pay of it, were the voucher issued on ${isoOfDay(day)}:`,
    zh: `  ${seller.zh}报价 ${value}。如于 ${isoOfDay(day)} 发放，各项目可抵用：`,
  });
  for (const consultation of consultations) timeline.say(said(consultation));
}

function said({ program, offer, reasons }: Consultation): Text {
  if (offer) return paid(program, offer);
  const all = (lang: "en" | "zh", between: string): string =>
    reasons.map(({ sentence }) => sentence[lang]).join(between);
  return {
    en: `  ✗ Program ${program} does not: ${all("en", " ")}`,
    zh: `  ✗ 项目 ${program} 不适用：${all("zh", "")}`,
  };
}

function paid(program: number, { amount, limit, useBy, claimBy }: Offer): Text {
  const [order, claim] = [isoOfDay(useBy), isoOfDay(claimBy)];
  const by = limitSaid(limit);
  return {
    en: `  ✓ Program ${program}: ${formatFen(amount)}, set by ${by.en}; order through ${order}, claim through ${claim}.`,
    zh: `  ✓ 项目 ${program}：${formatFen(amount)}（取决于${by.zh}），订单截止 ${order}，核销申请截止 ${claim}。`,
  };
}
