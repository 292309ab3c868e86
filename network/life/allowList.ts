/** Whom a node lets in, and whom it calls. Its list is a file on its own disk; it is read anew only when the node is told to. */
import { z } from "zod";
import type { OneNode } from "./oneNode.ts";

/** The nodes that it lets in, as `enode://KEY@HOST:PORT`, or undefined where it does not tell. @throws NodeSilent. */
export async function allowList(node: OneNode): Promise<string[] | undefined> {
  const [answer] = await node.sendAll([["perm_getNodesAllowlist", []]]);
  const { data } = z.array(z.string()).safeParse(answer);
  return data?.map((enode) => enode.replace(/\?.*$/, "").toLowerCase());
}

/** Lets it read the list's file anew. @throws NodeRefusal for a file that it cannot use; NodeSilent. */
export async function reloadAllowList(node: OneNode): Promise<void> {
  await node.send("perm_reloadPermissionsFromFile", []);
}

/** Calls a node now, and again whenever the connection is lost, until the next restart. @throws NodeRefusal, NodeSilent. */
export async function addPeer(node: OneNode, enode: string): Promise<void> {
  await node.send("admin_addPeer", [enode]);
}

/** Calls it no more, and hangs up. @throws as {@link addPeer}. */
export async function removePeer(node: OneNode, enode: string): Promise<void> {
  await node.send("admin_removePeer", [enode]);
}
