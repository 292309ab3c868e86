import { formatFen } from "../../../client/money.ts";
import { bitsOf } from "../../../client/serviceClasses.ts";
import { named } from "../cast.ts";
import { policyDigest, type Stage } from "../stage.ts";

/** Offices are filled, and each district's program and budget is opened by two people. */
export async function openPrograms(stage: Stage, policies: string): Promise<void> {
  const { ledger, scenario, cast } = stage;
  const { policy, story } = scenario;
  for (const district of Object.values(cast.districts)) {
    const { bureau, approver, finance } = district;
    await stage.appoint(
      district,
      [
        { account: bureau.signer.address, duty: "bureau" },
        { account: approver.signer.address, duty: "approver" },
        { account: finance.signer.address, duty: "finance" },
      ],
      { en: "appointed Bureau, Approver and Finance", zh: "任命科技局、审批人、财政局人员" },
    );
  }
  const digest = await policyDigest(policies);
  const classes = bitsOf(Object.keys(policy.serviceClasses));
  for (const district of Object.values(cast.districts)) {
    const { budget, joint } = named(scenario.districts.districts, district.key);
    const terms = {
      home: district.number,
      share: policy.share,
      yearlyCap: policy.yearlyCap,
      greatestFace: policy.greatestFace,
      leastContract: policy.leastContract,
      useByDays: policy.useByDays,
      claimByDays: policy.claimByDays,
      extensionDays: policy.extensionDays,
      noticeFloor: policy.noticeFloorDays,
      noticeCeiling: policy.noticeCeilingDays,
      graceDays: policy.graceDays,
      resolveDays: policy.resolveDays,
      lastIssueDay: story.lastIssueDay,
      joint: jointOf(stage, joint),
      classes,
      policy: digest,
    };
    const program = (await ledger.programs.count()) + 1n;
    await stage.act(
      district.bureau,
      { en: `proposed program ${String(program)}`, zh: `提出设立项目 ${String(program)}` },
      ledger.programs.propose.populateTransaction(terms, "policies/sample.yaml"),
    );
    await stage.act(
      district.approver,
      { en: `confirmed program ${String(program)}`, zh: `确认设立项目 ${String(program)}` },
      ledger.programs.confirm.populateTransaction(program),
    );
    await stage.act(
      district.finance,
      { en: `proposed a budget of ${formatFen(budget)}`, zh: `提出预算 ${formatFen(budget)}` },
      ledger.programs.raise.populateTransaction(program, 0, budget),
    );
    await stage.act(
      district.approver,
      { en: `confirmed the budget of ${formatFen(budget)}`, zh: `确认预算 ${formatFen(budget)}` },
      ledger.programs.confirmRaise.populateTransaction(program, 0, budget),
    );
  }
}

function jointOf(stage: Stage, keys: readonly string[]): number[] {
  return Array.from({ length: 8 }, (_, i) => {
    const key = keys[i];
    return key === undefined ? 0 : named(stage.cast.districts, key).number;
  });
}
