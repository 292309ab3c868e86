/** The interfaces of the contracts that keep something, for the browser and for libraries that want them as plain data. */
import {
  Districts,
  Enterprises,
  Matching,
  Orders,
  Payments,
  Programs,
  Providers,
  Vouchers,
} from "../typechain-types/abis.ts";

export const ABIS = { Districts, Enterprises, Providers, Programs, Vouchers, Orders, Payments, Matching } as const;
