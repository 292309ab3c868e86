/** The interfaces of the contracts that keep something, for programs whose library wants them as plain data. */
import {
  Districts__factory,
  Enterprises__factory,
  Orders__factory,
  Payments__factory,
  Programs__factory,
  Providers__factory,
  Vouchers__factory,
} from "../typechain-types/index.ts";

export const ABIS = {
  Districts: Districts__factory.abi,
  Enterprises: Enterprises__factory.abi,
  Providers: Providers__factory.abi,
  Programs: Programs__factory.abi,
  Vouchers: Vouchers__factory.abi,
  Orders: Orders__factory.abi,
  Payments: Payments__factory.abi,
} as const;
