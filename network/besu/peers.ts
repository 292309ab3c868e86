/** Whom a node lets in, and whom it calls. */
import { enodeOf, nodesOf, type Network, type NetworkNode } from "../description.ts";
import { jsonText } from "../text.ts";

/** Who may connect: the same list for all but that a public node also has an empty one, of accounts. */
export function permissionsOf(network: Network, node: NetworkNode): string {
  const enodes = nodesOf(network).map((one) => `  "${enodeOf(one)}",\n`);
  const accounts = node.kind === "public" ? "accounts-allowlist=[]\n" : "";
  return `nodes-allowlist=[\n${enodes.join("")}]\n${accounts}`;
}

/** Every node calls every other one, again and again until it answers. */
export function staticNodesOf(network: Network, node: NetworkNode): string {
  const others = nodesOf(network).filter(({ name }) => name !== node.name);
  return jsonText(others.map(enodeOf));
}
