/** Under which names a district's machines are reached, until it writes its own: no two nodes of ours have one. */
import type { Kind, NetworkDistrict, NetworkNode } from "../description.ts";

type Site = Pick<NetworkNode, "district" | "kind">;

/** Where a node is asked. */
export function requestsOf({ district, kind }: Site): string {
  return `${kind === "public" ? "public-node" : "node"}.${district}.example`;
}

/** Where its pages are. */
export function pagesOf({ district, kind }: Site): string {
  return `${kind === "public" ? "public-voucher" : "voucher"}.${district}.example`;
}

/** The district's nodes of a kind that are in the network. */
export function nodesOfKind({ nodes }: NetworkDistrict, kind: Kind): NetworkNode[] {
  return nodes.filter((one) => one.kind === kind && one.left === undefined);
}
