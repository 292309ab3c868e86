import { needed } from "../../cli/define.ts";
import { count } from "../options.ts";

/** The number of a payment. */
export const payment = needed("PAYMENT", { en: "the payment's number", zh: "拨付批次号" }, count(1, 4_294_967_295));
