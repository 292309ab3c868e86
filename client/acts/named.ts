/** Which things of the ledger an act or a message names: for whoever looks up what the ledger holds of them, or what they are called. */
import { formatEnterprise, formatProvider, formatVoucher } from "../ids.ts";
import { classesOf } from "../serviceClasses.ts";
import type { ArgumentKind, Spoken } from "./form.ts";
import type { ActingPart } from "./acts.ts";

export type Noun =
  | "voucher"
  | "list"
  | "order"
  | "payment"
  | "program"
  | "enterprise"
  | "provider"
  | "district"
  | "class"
  | "demand"
  | "offer"
  | "match";

export interface Named {
  readonly noun: Noun;
  /** Numbers as the ledger has them; lists, orders and what belongs to matches by their hashes. */
  readonly id: bigint | string;
}

/** Each once, in the order in which it is said. @param part whose objections are meant, where there are any. */
export function namedIn(spoken: readonly Spoken[], part?: ActingPart): Named[] {
  const found = new Map<string, Named>();
  for (const { kind, value } of spoken)
    for (const one of namedBy(kind, value, part)) found.set(`${one.noun} ${one.id}`, one);
  return [...found.values()];
}

function namedBy(kind: ArgumentKind, value: unknown, part: ActingPart | undefined): Named[] {
  if (typeof kind === "object") return [];
  const number = (noun: Noun): Named[] => (value === 0n ? [] : [{ noun, id: value as bigint }]);
  switch (kind) {
    case "voucher":
    case "program":
    case "payment":
    case "district":
    case "enterprise":
    case "provider":
      return number(kind);
    case "enterpriseParty":
      return number("enterprise");
    case "providerParty":
      return number("provider");
    case "sought":
      return number("district");
    case "serviceClass":
      return [{ noun: "class", id: value as bigint }];
    case "order":
    case "list":
    case "demand":
    case "offer":
    case "match":
      return [{ noun: kind, id: value as string }];
    case "answered":
      return BigInt(value as string) === 0n ? [] : [{ noun: "demand", id: value as string }];
    case "subject":
      return [concerned(value as string, part)];
    case "classes":
      return classesOf(value as bigint).map((one) => ({ noun: "class", id: BigInt(one) }));
    case "vouchers":
      return (value as readonly bigint[]).map((id) => ({ noun: "voucher", id }));
    case "districts":
      return (value as readonly bigint[]).filter((id) => id !== 0n).map((id) => ({ noun: "district", id }));
    default:
      return [];
  }
}

/** What an objection is about, by the contract that hears it. */
function concerned(subject: string, part: ActingPart | undefined): Named {
  if (part === "providers") return { noun: "provider", id: BigInt(subject) };
  return { noun: part === "vouchers" ? "list" : "order", id: subject };
}

/** As people write it. */
export function writtenId({ noun, id }: Named): string {
  const write = noun in WRITERS ? WRITERS[noun as keyof typeof WRITERS] : String;
  return typeof id === "string" ? id : write(id);
}

const WRITERS = { voucher: formatVoucher, enterprise: formatEnterprise, provider: formatProvider } as const;
