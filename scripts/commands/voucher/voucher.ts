import { parseVoucher } from "../../../client/ids.ts";
import { needed } from "../../cli/define.ts";

/** The voucher that a command is about. */
export const voucher = needed("VOUCHER", { en: "its id, as in 3-000017", zh: "券号，例如 3-000017" }, parseVoucher);
