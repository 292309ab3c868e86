/** Trying a call without making it, and what the table expects of it. */
import { expect } from "chai";
import type { BaseContract, ErrorFragment, Interface } from "ethers";
import { DUTY, ethers, roleOf } from "../support/world.ts";
import { contractsOf } from "./contracts.ts";
import type { Actor } from "./actors.ts";
import type { Prepared } from "./prepared.ts";
import type { Refusal, Seat, Value } from "./rule.ts";
import type { Row } from "./rules.ts";
import type { Trial } from "./trials.ts";

/** The errors of all contracts by their first four bytes, since one contract's error comes out of another. */
const ERRORS = new Map(
  contractsOf().flatMap(({ abi }) => {
    const errors: [string, { error: ErrorFragment; abi: Interface }][] = [];
    abi.forEachError((error) => errors.push([error.selector, { error, abi }]));
    return errors;
  }),
);

/** The outcome of a call that is not refused. */
export const DONE = "done";

export interface Call {
  readonly to: string;
  readonly data: string;
}

/** What a trial calls, ready to be sent by whomever. */
export async function callOf(
  s: Prepared,
  row: Pick<Row, "contract" | "function" | "key">,
  trial: Trial,
): Promise<Call> {
  const contract: BaseContract = row.contract === "edition" ? s.youngEdition : s.w[row.contract];
  return contract.getFunction(row.function).populateTransaction(...(await trial(s)));
}

/** `done`, or the error that comes back with its values; `""` where it comes back without a word. */
export async function outcomeOf({ to, data }: Call, from: string): Promise<string> {
  try {
    await ethers.provider.send("eth_call", [{ from, to, data }, "latest"]);
    return DONE;
  } catch (error) {
    return readable((error as { data?: string }).data ?? String(error));
  }
}

function readable(data: string): string {
  if (data === "0x") return "";
  const known = ERRORS.get(data.slice(0, 10));
  if (known === undefined) return data;
  const values = known.abi.decodeErrorResult(known.error, data).toArray();
  if (known.error.name === "ItemFailed") return `ItemFailed(${String(values[0])}, ${readable(values[1] as string)})`;
  return `${known.error.name}(${values.map(String).join(", ")})`;
}

/** A value that the table leaves open. */
const ANY = "*";

/** What the table says of this account: `done`, or the error with its values. */
export async function expectedOf(s: Prepared, row: Row, actor: Actor, call: Call): Promise<string> {
  const { rule } = row;
  const seats: Seat[] = [...actor.seats, ...(actor.contract === row.contract ? (["this contract"] as const) : [])];
  const may = rule.may.includes("anyone") || seats.some((seat) => rule.may.includes(seat));
  if (may && rule.finishes !== undefined && seats.includes("proposer")) return `SameOfficer(${actor.address})`;
  if (may) return DONE;
  // To the manager such a member is not a stranger: it is to schedule the call first.
  const due = actor.delayed?.some((seat) => rule.may.includes(seat) || rule.otherwise?.who === seat);
  if (row.contract === "manager" && due === true) return expectedText(s, NOT_SCHEDULED, actor, call);
  const otherwise = rule.otherwise !== undefined && seats.includes(rule.otherwise.who);
  return expectedText(s, otherwise ? rule.otherwise.refusal : rule.refusal, actor, call);
}

const NOT_SCHEDULED: Refusal = { error: "AccessManagerNotScheduled", values: ["operation"] };

async function expectedText(s: Prepared, refusal: Refusal, actor: Actor, call: Call): Promise<string> {
  if (refusal === null) return "";
  const values = await Promise.all(refusal.values.map(async (value) => valueOf(s, value, actor, call)));
  const text = `${refusal.error}(${values.map(String).join(", ")})`;
  return refusal.ofItem ? `ItemFailed(0, ${text})` : text;
}

async function valueOf(s: Prepared, value: Value, actor: Actor, call: Call): Promise<string | bigint | number> {
  const { w } = s;
  if (value.startsWith("contract ")) return w[value.slice("contract ".length) as "orders"].getAddress();
  switch (value) {
    case "account":
      return actor.address;
    case "home":
      return w.wujin.id;
    case "joint":
      return w.nanhu.id;
    case "provider's":
      return w.yangpu.id;
    case "consortium":
      return 0;
    case "enterprise":
    case "provider":
      return s[value].key.address;
    case "proposer":
    case "delayed":
      return s[value].address;
    case "role of the consortium administrator":
      return roleOf(0, DUTY.administrator);
    case "role of the home administrator":
      return roleOf(w.wujin.id, DUTY.administrator);
    case "message":
      return ANY;
    case "selector":
      return calledThrough(w.manager.interface, call).data.slice(0, 10);
    case "operation": {
      const { to, data } = calledThrough(w.manager.interface, call);
      return w.manager.hashOperation(actor.address, to, data);
    }
    default:
      return DUTY[value as keyof typeof DUTY];
  }
}

/** The call that a call of the manager is about; the manager's own where it is about no other. */
function calledThrough(manager: Interface, call: Call): Call {
  const { name, args } = manager.parseTransaction(call)!;
  if (name === "multicall") return { to: call.to, data: (args["data"] as string[])[0]! };
  return args.toObject()["data"] === undefined ? call : { to: args["target"] as string, data: args["data"] as string };
}

/** Lets each of these accounts try a call, demands of each what the table says, and tells who may. */
export async function expectByTable(s: Prepared, row: Row, actors: readonly Actor[], call: Call): Promise<Actor[]> {
  const tries = await Promise.all(
    actors.map(async (actor) => {
      const expected = await expectedOf(s, row, actor, call);
      const found = await outcomeOf(call, actor.address);
      return { actor, expected, found: expected.includes(ANY) ? found.replace(/0x[0-9a-f]{64}/, ANY) : found };
    }),
  );
  const wrong = tries.filter(({ expected, found }) => expected !== found);
  const told = wrong.map(({ actor, expected, found }) => `${actor.name}: ${found} instead of ${expected}`);
  expect(told, row.key).to.deep.equal([]);
  return tries.filter(({ expected }) => expected === DONE).map(({ actor }) => actor);
}
