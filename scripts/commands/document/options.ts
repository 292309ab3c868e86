import { needed } from "../../cli/define.ts";
import { readCommitment } from "../../documents/readCommitment.ts";

export const commitment = needed(
  "COMMITMENT",
  { en: "as tongdui document list shows it", zh: "见 tongdui document list" },
  readCommitment,
);

/** A file's name, as it was typed. */
export const fileName = (typed: string): string => typed;
