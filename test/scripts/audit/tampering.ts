import type { Interface, Result } from "ethers";
import type { Log, Part } from "../../../client/replay/events.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import { addressesOf } from "../../../client/replay/replay.ts";
import { auditLedger, type Audited } from "../../../scripts/audit/auditLedger.ts";
import type { PromiseNumber } from "../../../scripts/audit/finding.ts";
import { layouts, node, nodeBut } from "../../promises/story/replaying.ts";
import { ACTIONS, type Action } from "../../../client/replay/voucherChange.ts";
import type { World } from "../../support/world.ts";

/** Audits the ledger of a world on a node that may lie. */
export async function auditOf(w: World, rpc: Rpc = node): Promise<Audited> {
  return auditLedger({ rpc, addresses: await addressesOf(w) }, layouts, { fromBlock: 0 });
}

/** Where a promise is broken, and what is said of it. */
export function foundAgainst({ findings }: Audited, promise: PromiseNumber): string[] {
  return findings.filter((it) => it.promise === promise).map(({ where, what }) => `${where.en}: ${what.en}`);
}

/** An event of the ledger as the true node tells it. */
export interface Told {
  readonly part: Part;
  readonly log: Log;
  readonly args: Result;
  /** As a finding names the place. */
  readonly where: string;
}

/** All events of a kind, in their order. */
export async function toldBy(w: World, part: Part, name: string): Promise<Told[]> {
  const contract = w[part].interface as Interface;
  const filter = { address: await w[part].getAddress(), fromBlock: "0x0", toBlock: "latest" };
  const logs = (await node.send("eth_getLogs", [filter])) as Log[];
  return logs.flatMap((log) => {
    const parsed = contract.parseLog(log);
    if (parsed?.name !== name) return [];
    const where = `block ${Number(log.blockNumber)}, event ${Number(log.logIndex)}`;
    return [{ part, log, args: parsed.args, where }];
  });
}

/** All changes of vouchers of a kind, in their order. */
export async function changesTold(w: World, action: Action): Promise<Told[]> {
  const all = await toldBy(w, "vouchers", "VoucherChanged");
  return all.filter(({ args }) => args["action"] === BigInt(ACTIONS.indexOf(action)));
}

/** A node that tells an event otherwise: what is given takes the place of what it says. */
export function nodeSaying(w: World, { part, log, args }: Told, over: Record<string, unknown>): Rpc {
  const contract = w[part].interface as Interface;
  const { fragment } = contract.parseLog(log)!;
  const values = fragment.inputs.map(({ name }) => (name in over ? over[name] : args[name]) as unknown);
  return nodeTelling(log, [{ ...log, ...contract.encodeEventLog(fragment, values) }]);
}

/** A node that tells other logs in the place of one. */
export function nodeTelling(true_: Log, instead: readonly Log[]): Rpc {
  return nodeBut("eth_getLogs", async (params) =>
    ((await node.send("eth_getLogs", params)) as Log[]).flatMap((log) =>
      log.blockNumber === true_.blockNumber && log.logIndex === true_.logIndex ? instead : [log],
    ),
  );
}

/** A struct that an event tells, with some of its members otherwise. */
export function otherwise(struct: unknown, over: Record<string, unknown>): Record<string, unknown> {
  return { ...(struct as Result).toObject(), ...over };
}
