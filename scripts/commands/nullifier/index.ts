import type { Declaration } from "../../cli/define.ts";
import { contract, group, invoice, party } from "./compute.ts";
import { create, exporting, importing, list, reinstate, retire, use } from "./keys.ts";

export const commands: readonly Declaration[] = [
  create,
  exporting,
  importing,
  list,
  use,
  retire,
  reinstate,
  contract,
  invoice,
  party,
  group,
];
