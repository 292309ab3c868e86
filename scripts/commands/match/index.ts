import type { Declaration } from "../../cli/define.ts";
import { accept, post, record, withdraw } from "./bring.ts";
import { list, show } from "./look.ts";
import { order } from "./order.ts";

export const commands: readonly Declaration[] = [post, accept, order, record, withdraw, list, show];
