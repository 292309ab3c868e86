import type { Declaration } from "../../cli/define.ts";
import { closing, ending, overruling } from "./consortium.ts";
import { create } from "./create.ts";
import { collect, execute } from "./execute.ts";
import { adding, removing, replacing, requiring } from "./owner.ts";
import { reading, show } from "./show.ts";
import { sign } from "./sign.ts";

export const commands: readonly Declaration[] = [
  show,
  reading,
  sign,
  collect,
  execute,
  replacing,
  adding,
  removing,
  requiring,
  create,
  overruling,
  ending,
  closing,
];
