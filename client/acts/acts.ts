/**
 * What a transaction will record, in words, from the transaction itself: its contract, its data and nothing that anybody says about
 * it. What has no words here is no act of an officer's, and is not to be offered or signed.
 */
import { getAddress, Interface, type ParamType, type Result } from "ethers";
import { ABIS } from "../abis.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { codesIn, type Code } from "./codes.ts";
import { sayWith, spokenIn, valuesOf, type ActsOfPart, type ActWords, type Spoken, type Values } from "./form.ts";
import { MATCHING_ACTS } from "./matching.ts";
import { ORDER_ACTS } from "./orders.ts";
import { ENTERPRISE_ACTS, PROVIDER_ACTS } from "./parties.ts";
import { PAYMENT_ACTS } from "./payments.ts";
import { PROGRAM_ACTS } from "./programs.ts";
import { VOUCHER_ACTS } from "./vouchers.ts";

/** The contracts that officers act on, with the words of their acts. */
export const ACTS = {
  enterprises: ENTERPRISE_ACTS,
  providers: PROVIDER_ACTS,
  programs: PROGRAM_ACTS,
  vouchers: VOUCHER_ACTS,
  orders: ORDER_ACTS,
  payments: PAYMENT_ACTS,
  matching: MATCHING_ACTS,
} as const satisfies Record<string, ActsOfPart>;

export type ActingPart = keyof typeof ACTS;

export const INTERFACES: Readonly<Record<ActingPart, Interface>> = {
  enterprises: new Interface(ABIS.Enterprises),
  providers: new Interface(ABIS.Providers),
  programs: new Interface(ABIS.Programs),
  vouchers: new Interface(ABIS.Vouchers),
  orders: new Interface(ABIS.Orders),
  payments: new Interface(ABIS.Payments),
  matching: new Interface(ABIS.Matching),
};

/** A transaction as a wallet is asked for it. */
export type Asked = {
  readonly to?: string | null | undefined;
  readonly data?: string | null | undefined;
  readonly from?: string | null | undefined;
  /** Wei. */
  readonly value?: bigint | undefined;
};

export type Act = {
  readonly part: ActingPart;
  /** The function. */
  readonly name: string;
  /** `Approve a list`. */
  readonly title: Text;
  /** What will be recorded; of a batch, a sentence an item follows. */
  readonly lines: readonly Text[];
  /** By argument, structs taken apart. */
  readonly values: Values;
  readonly spoken: readonly Spoken[];
  readonly codes: readonly Code[];
};

/** Where this ledger's contracts are. */
export type ActAddresses = Readonly<Record<ActingPart, string>>;

/**
 * Says what a transaction will record.
 *
 * @throws TongduiError `ActUnknown` for whatever is not exactly an act of this ledger: another contract, another function, data that
 * is not written as the contracts write it, money that goes along.
 */
export function actOf({ to, data, from, value = 0n }: Asked, addresses: ActAddresses): Act {
  const part = partAt(to ?? "", addresses);
  const calldata = (data ?? "").toLowerCase();
  const act = part && read(part, calldata);
  if (!part || !act || value !== 0n) throw actUnknown();
  const { words, values, name } = act;
  const { each } = words;
  const spoken = spokenIn(words, values);
  const items = each ? (values[each.of] as readonly unknown[]).map((item) => sayWith(each, valuesOf(item))) : [];
  return {
    part,
    name,
    title: words.title,
    lines: [sayWith(words, values), ...items, ...(from ? [recordedWith(from)] : [])],
    values,
    spoken,
    codes: codesIn(spoken),
  };
}

/** The contract of this ledger that has an address. */
export function partAt(address: string, addresses: ActAddresses): ActingPart | undefined {
  const wanted = address.toLowerCase();
  return (Object.keys(ACTS) as ActingPart[]).find((part) => addresses[part].toLowerCase() === wanted);
}

function recordedWith(account: string): Text {
  const shown = getAddress(account);
  return { en: `It is recorded with your account ${shown}.`, zh: `以您的账户 ${shown} 记录。` };
}

function read(part: ActingPart, data: string): { name: string; words: ActWords; values: Values } | undefined {
  const coder = INTERFACES[part];
  try {
    const call = coder.parseTransaction({ data });
    const acts: ActsOfPart = ACTS[part];
    const words = call && Object.hasOwn(acts, call.name) ? acts[call.name] : undefined;
    if (!call || !words) return undefined;
    // The same values can be written in several ways; only the one that the words were made from is taken.
    if (coder.encodeFunctionData(call.fragment, call.args) !== data) return undefined;
    return { name: call.name, words, values: apart(call.fragment.inputs, call.args) };
  } catch {
    // Not to be read is not to be offered.
    return undefined;
  }
}

/** Arguments by their names; a struct's fields by its name and theirs. */
export function apart(inputs: readonly ParamType[], args: Result, before = ""): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [i, input] of inputs.entries()) {
    const name = before + input.name.replace(/_+$/, "");
    const value = args[i] as unknown;
    if (input.isTuple()) Object.assign(values, apart(input.components, value as Result, `${name}_`));
    else values[name] = input.isArray() ? itemsOf(input.arrayChildren, value as Result) : value;
  }
  return values;
}

function itemsOf(child: ParamType, items: Result): readonly unknown[] {
  if (child.isTuple()) return [...items].map((item) => apart(child.components, item as Result));
  return [...items] as unknown[];
}

function actUnknown(): TongduiError {
  return new TongduiError(
    "ActUnknown",
    {
      en: "This is no act of an officer on this ledger, and is not offered.",
      zh: "这不是本账本上经办人可办理的事项，不予提供。",
    },
    {
      hint: {
        en: "If a page asked you for it, do not trust that page.",
        zh: "如有网页要求您办理，请勿信任该网页。",
      },
    },
  );
}
