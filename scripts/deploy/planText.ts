/** A plan in words, as it is read before anything is deployed. */
import type { DeploymentPlan } from "../../client/deploy/plan.ts";
import type { Text } from "../../client/text/text.ts";
import type { Grid } from "../cli/grid.ts";

/** What anybody sees who is asked whether to deploy it. */
export function planGrids(plan: DeploymentPlan): Grid[] {
  const { settings, districts, consortium } = plan;
  const rows: (readonly [Text, string | Text])[] = [
    [{ en: "Network", zh: "网络" }, plan.network],
    [
      { en: "Edition before this one", zh: "前一版次" },
      plan.predecessor ?? { en: "none: this is the first", zh: "无，即首个版次" },
    ],
    [{ en: "Salt", zh: "盐值" }, plan.salt],
    [{ en: "Operator", zh: "运营机构" }, plan.operator],
    [{ en: "Auditor", zh: "审计机构" }, plan.auditor],
    [
      { en: "The consortium decides with", zh: "联盟决定须经" },
      {
        en: `${consortium.threshold} of ${districts.length} districts`,
        zh: `${districts.length} 个区中的 ${consortium.threshold} 个同意`,
      },
    ],
    [{ en: "A new officer's duty counts after", zh: "新任人员职责生效等待" }, days(plan.grantDelayDays)],
    [
      { en: "Public notice of an admission", zh: "入库公示期" },
      {
        en: `${settings.admissionNoticeFloor} to ${settings.admissionNoticeCeiling} days`,
        zh: `${settings.admissionNoticeFloor} 至 ${settings.admissionNoticeCeiling} 天`,
      },
    ],
    [
      { en: "A district's objection to it is resolved within", zh: "区级异议处理期限" },
      days(settings.admissionResolveDays),
    ],
    [{ en: "A new wallet waits for", zh: "更换钱包等待" }, days(settings.rotationDays)],
  ];
  return [
    { head: [SETTING, VALUE], rows },
    {
      head: [
        { en: "No.", zh: "编号" },
        { en: "District", zh: "区" },
        { en: "Key", zh: "代号" },
        { en: "Decides with", zh: "门限" },
        { en: "Officials", zh: "官员账户" },
      ],
      rows: districts.flatMap(({ key, name, threshold, officials }, i) =>
        officials.map((official, j) =>
          j === 0
            ? [String(i + 1), name, key, `${threshold} / ${officials.length}`, official]
            : ["", "", "", "", official],
        ),
      ),
      figures: [0],
    },
    {
      head: [
        { en: "No.", zh: "编号" },
        { en: "Key", zh: "代号" },
        {
          en: "Commitment of its public profile, to compare with the district's own",
          zh: "公开资料承诺值，请与该区核对",
        },
      ],
      rows: districts.map(({ key, profile }, i) => [String(i + 1), key, profile]),
      figures: [0],
    },
  ];
}

const SETTING: Text = { en: "Setting", zh: "设置" };
const VALUE: Text = { en: "Value", zh: "内容" };

function days(count: number): Text {
  return { en: `${count} ${count === 1 ? "day" : "days"}`, zh: `${count} 天` };
}
