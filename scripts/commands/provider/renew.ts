import { dayWritten } from "../../tables/date.ts";
import { readClasses } from "../../../client/serviceClasses.ts";
import { defineCommand, optional } from "../../cli/define.ts";
import { secondOfficer } from "../options.ts";
import { party } from "./provider.ts";

export const renew = defineCommand({
  words: "renew",
  text: {
    en: "change a provider's end of validity and its classes; takes the Operator and its own Bureau",
    zh: "服务机构续期或变更服务类别（运营机构提出，所在区科技局确认）",
  },
  more: {
    en: "The provider must be admitted. An earlier day than now shortens the validity.",
    zh: "服务机构须已入库且未暂停。填写较早的日期即为缩短有效期。",
  },
  arguments: { party },
  options: {
    through: optional(
      "--through <date>",
      { en: "the last day of its validity, as in 2028-12-31", zh: "有效期止，例如 2028-12-31" },
      dayWritten,
    ),
    classes: optional(
      "--classes <list>",
      {
        en: "service classes from then on, as in 1,2; without it they stay",
        zh: "此后的服务类别，例如 1,2；不填则不变",
      },
      readClasses,
    ),
    ...secondOfficer,
  },
  examples: [
    {
      line: "tongdui provider renew P1-1 --through 2028-12-31",
      text: { en: "The Operator proposes:", zh: "运营机构提出：" },
    },
    {
      line: "tongdui provider renew P1-1 --confirm",
      text: { en: "The Bureau reads what is proposed, and confirms:", zh: "科技局查看提议并确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/renew.ts")).renewProvider,
});
