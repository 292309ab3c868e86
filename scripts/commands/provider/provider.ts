import { needed } from "../../cli/define.ts";

/** The provider that a command is about. */
export const party = needed("PROVIDER", {
  en: "its id, as in P1-1, or its credit code",
  zh: "服务机构编号（例如 P1-1）或统一社会信用代码",
});
