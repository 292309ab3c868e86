import { needed } from "../../cli/define.ts";

/** The enterprise that a command is about. */
export const party = needed("ENTERPRISE", {
  en: "its id, as in 2-15, or its credit code",
  zh: "企业编号（例如 2-15）或统一社会信用代码",
});
