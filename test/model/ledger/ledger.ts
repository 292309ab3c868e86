import { dataSlice, Interface, type ErrorFragment, type ParamType } from "ethers";
import { findRevertData } from "../../../client/errors/revertData.ts";
import { EventReader, PARTS, type Log } from "../../../client/replay/events.ts";
import { addressesOf } from "../../../client/replay/replay.ts";
import { ethers, type World } from "../../support/world.ts";
import { roleOf, type Duty } from "../rules/offices.ts";
import type { Reason, Told } from "../rules/act.ts";
import type { Signature } from "../rules/messages.ts";
import type { Noun } from "../rules/rules.ts";
import { bytesOf } from "./keys.ts";

/** Somebody tries something: a rule's name, who, and with which values. */
export interface Try {
  readonly noun: Noun;
  readonly name: string;
  readonly by: string;
  readonly args: readonly unknown[];
}

/** What the ledger made of a try. */
export type Answer = { readonly refused: string } | { readonly told: readonly Told[] };

const GAS = "0x1000000";
/** The byte at which an item's own error begins: after the selector, two words and the length. */
const ITEMS_REASON = 4 + 3 * 32;

/** The contracts on the node, as a run speaks to them. */
export class Ledger {
  readonly w: World;
  readonly #addresses: Record<string, string>;
  readonly #reader: EventReader;
  readonly #errors = new Map<string, ErrorFragment[]>();
  readonly #names = new Map<string, string>();

  private constructor(w: World, addresses: Record<string, string>, reader: EventReader) {
    this.w = w;
    this.#addresses = addresses;
    this.#reader = reader;
    for (const face of this.interfaces) {
      face.forEachError((error) => {
        this.#errors.set(error.name, [...(this.#errors.get(error.name) ?? []), error]);
        this.#names.set(error.selector, error.name);
      });
    }
  }

  static async of(w: World): Promise<Ledger> {
    const parts = await addressesOf(w);
    const manager = (await w.manager.getAddress()).toLowerCase();
    const lower = Object.fromEntries(Object.entries(parts).map(([part, address]) => [part, address.toLowerCase()]));
    return new Ledger(w, { ...lower, manager }, new EventReader(parts));
  }

  get interfaces(): Interface[] {
    const { manager } = this.w;
    return [manager, ...PARTS.map((part) => this.w[part])].map((contract) => contract.interface);
  }

  addressOf(part: string): string {
    return this.#addresses[part]!;
  }

  /** Sends it in a block of its own, of exactly this second. */
  async bring({ noun, name, by, args }: Try, second: number): Promise<Answer> {
    const { to, data } = this.#callOf(noun, name, args);
    const node = ethers.provider;
    await node.send("evm_setNextBlockTimestamp", [second]);
    let hash: string;
    try {
      const call = { from: by, to, data, gas: GAS, gasPrice: "0x0" };
      hash = (await node.send("eth_sendTransaction", [call])) as string;
    } catch (error) {
      const refused = findRevertData(error);
      if (refused === undefined) throw error;
      return { refused };
    }
    const { logs } = (await node.send("eth_getTransactionReceipt", [hash])) as { logs: Log[] };
    return { told: logs.map((log) => this.#read(log)) };
  }

  /** The name of a refusal; of a batch's, that of the item's. */
  nameOf(refusal: string): string {
    const name = this.#names.get(refusal.slice(0, 10));
    return name === "ItemFailed" ? this.nameOf(dataSlice(refusal, ITEMS_REASON)) : (name ?? refusal);
  }

  /** What the ledger would be reverted with for a reason. */
  encode({ error, args, item }: Reason): string {
    const fragment = this.#errors.get(error)?.find(({ inputs }) => inputs.length === args.length);
    if (fragment === undefined) throw new Error(`The ledger knows no refusal ${error} of ${args.length} values.`);
    const reason = new Interface([fragment]).encodeErrorResult(fragment, args);
    return item === undefined ? reason : this.w.orders.interface.encodeErrorResult("ItemFailed", [item, reason]);
  }

  #read(log: Log): Told {
    if (log.address.toLowerCase() !== this.#addresses["manager"]) {
      const { part, name, args } = this.#reader.read(log, { block: 0, time: 0, transaction: "" });
      return { part, name, args: args as unknown as Told["args"] };
    }
    const event = this.w.manager.interface.parseLog(log)!;
    return { part: "manager", name: event.name, args: event.args.toObject() };
  }

  #callOf(noun: Noun, name: string, args: readonly unknown[]): { to: string; data: string } {
    if (noun === "offices") {
      const [district, duty, ...others] = args as [number, Duty, ...unknown[]];
      const call = [roleOf(district, duty), ...others];
      return this.#encodeCall("manager", name, call);
    }
    if (noun !== "closed") return this.#encodeCall(noun, name, args.map(brought));
    if (name === "make") return this.#encodeCall("edition", "make", [args[0], "0x"]);
    const [part, fn] = (args[0] as string).split(".") as [string, string];
    const inputs = this.#interfaceOf(part).getFunction(fn)!.inputs;
    return this.#encodeCall(part, fn, inputs.map(nothingOf));
  }

  #encodeCall(part: string, name: string, args: readonly unknown[]): { to: string; data: string } {
    return { to: this.addressOf(part), data: this.#interfaceOf(part).encodeFunctionData(name, args) };
  }

  #interfaceOf(part: string): Interface {
    return this.w[part as "manager"].interface;
  }
}

const isSignature = (value: object): value is Signature => "signer" in value && "digest" in value;

/** A value as it is sent: signatures are made now. */
function brought(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brought);
  if (typeof value !== "object" || value === null) return value;
  if (isSignature(value)) return bytesOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, brought(inner)]));
}

/** The empty value of a type. */
function nothingOf(type: ParamType): unknown {
  if (type.isTuple()) return type.components.map(nothingOf);
  if (type.isArray()) return [];
  if (type.baseType === "bytes") return "0x";
  if (type.baseType === "bool") return false;
  if (type.baseType === "address") return `0x${"00".repeat(20)}`;
  return type.baseType.startsWith("bytes") ? `0x${"00".repeat(Number(type.baseType.slice(5)))}` : 0;
}
