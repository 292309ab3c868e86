import { isoOfDay } from "../../../client/days.ts";
import { groupNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import { enterpriseId, formatEnterprise, formatVoucher, voucherId } from "../../../client/ids.ts";
import { batchIdOf, cutList } from "../../../client/list.ts";
import { formatFen } from "../../../client/money.ts";
import { named, type DistrictCast } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** The enterprise is registered, and a voucher is announced, approved by both districts and issued. */
export async function issueFirstVoucher(
  stage: Stage,
): Promise<{ enterprise: bigint; program: bigint; voucher: bigint }> {
  const { ledger, scenario, cast, nullifierKey, node } = stage;
  const { story, parties } = scenario;
  const home = named(cast.districts, parties.enterprise.district);
  const program = BigInt(Object.keys(cast.districts).indexOf(home.key) + 1);
  const { name, creditCode } = parties.enterprise;

  await node.goTo(story.voucher.announce);
  const enterprise = enterpriseId(home.number, (await ledger.enterprises.countOf(home.number)) + 1n);
  const registration = {
    home: home.number,
    wallet: cast.enterprise.signer.address,
    party: partyNullifier(nullifierKey, creditCode),
    group: groupNullifier(nullifierKey, creditCode),
    profile: await stage.profile(home.number, "enterprise", parties.enterprise),
  };
  await stage.act(
    home.bureau,
    {
      en: `registered ${name.en} as enterprise ${formatEnterprise(enterprise)}`,
      zh: `登记企业 ${formatEnterprise(enterprise)} ${name.zh}`,
    },
    ledger.enterprises.register.populateTransaction([registration]),
  );

  const list = cutList([{ enterprise, face: story.voucher.face }]);
  const batch = batchIdOf(program, list.chain);
  const noticeEnd = await stage.noticeEnd();
  const decision = stage.paper(home.number, {
    purpose: "announce",
    subject: `list ${batch}`,
    document: { program: String(program), count: list.count, totalFen: String(list.total) },
  });
  await stage.act(
    home.bureau,
    {
      en: `announced a voucher of ${formatFen(story.voucher.face)}; public notice through ${isoOfDay(noticeEnd)}`,
      zh: `公示拟发放双创券 ${formatFen(story.voucher.face)}，公示至 ${isoOfDay(noticeEnd)}`,
    },
    ledger.vouchers.announce.populateTransaction(program, list.chain, list.count, list.total, noticeEnd, decision),
  );
  await approveJointly(stage, home, batch);
  await node.goTo(story.voucher.issue);
  const voucher = voucherId(program, (await ledger.vouchers.serialOf(program)) + 1n);
  for (const { items, next } of list.chunks) {
    await stage.act(
      home.bureau,
      {
        en: `issued voucher ${formatVoucher(voucher)} to the enterprise`,
        zh: `向企业发放双创券 ${formatVoucher(voucher)}`,
      },
      ledger.vouchers.issue.populateTransaction(batch, [...items], next),
    );
  }
  return { enterprise, program, voucher };
}

/** The Approvers of the home district and of each joint district approve an announced list. */
export async function approveJointly(stage: Stage, home: DistrictCast, batch: string): Promise<void> {
  const { joint } = named(stage.scenario.districts.districts, home.key);
  for (const district of [home, ...joint.map((key) => named(stage.cast.districts, key))]) {
    await stage.act(
      district.approver,
      { en: "approved the announced list", zh: "审批通过公示名单" },
      stage.ledger.vouchers.approveBatch.populateTransaction(batch, district.number),
    );
  }
}
