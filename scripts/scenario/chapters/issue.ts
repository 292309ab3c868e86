import { isoOfDay } from "../../../client/days.ts";
import { formatVoucher, voucherId } from "../../../client/ids.ts";
import { batchIdOf, cutList, type Item } from "../../../client/list.ts";
import { formatFen } from "../../../client/money.ts";
import { named, type DistrictCast } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** The list of one voucher is announced, approved by both districts and issued. @returns the voucher. */
export async function issueFirstVoucher(
  stage: Stage,
  { program, items }: { readonly program: bigint; readonly items: readonly Item[] },
): Promise<bigint> {
  const { ledger, scenario, cast, node } = stage;
  const { story, parties } = scenario;
  const home = named(cast.districts, parties.enterprise.district);

  await node.goTo(story.voucher.announce);
  const list = cutList(items);
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
      en: `announced a voucher of ${formatFen(list.total)}; public notice through ${isoOfDay(noticeEnd)}`,
      zh: `公示拟发放双创券 ${formatFen(list.total)}，公示至 ${isoOfDay(noticeEnd)}`,
    },
    ledger.vouchers.announce.populateTransaction(program, list.chain, list.count, list.total, noticeEnd, decision),
  );
  await approveJointly(stage, home, batch);
  await node.goTo(story.voucher.issue);
  const voucher = voucherId(program, (await ledger.vouchers.serialOf(program)) + 1n);
  for (const { items: chunk, next } of list.chunks) {
    await stage.act(
      home.bureau,
      {
        en: `issued voucher ${formatVoucher(voucher)} to the enterprise`,
        zh: `向企业发放双创券 ${formatVoucher(voucher)}`,
      },
      ledger.vouchers.issue.populateTransaction(batch, [...chunk], next),
    );
  }
  return voucher;
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
