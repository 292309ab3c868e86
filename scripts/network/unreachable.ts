import { unreachable } from "../../client/nodes.ts";
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Look, Silence } from "../../network/life/look.ts";
import { isSilence } from "../../network/life/standing.ts";

/** Why no node of the network answers. */
export function nodesUnreachable(looks: readonly (Look | Silence)[]): TongduiError {
  const reasonOf = (look: Look | Silence): string => (isSilence(look) ? look.reason : `chain ${look.chainId}`);
  return unreachable(new Map(looks.map((look) => [look.node.host, reasonOf(look)])));
}
