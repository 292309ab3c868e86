import { id, TypedDataEncoder, type TypedDataDomain } from "ethers";
import { claimOf, orderOf, placementOf, type Party } from "./acts.ts";
import { domainOf, sign, soon, type Kind } from "./messages.ts";
import { MESSAGE_TYPES } from "../../client/messages.ts";
import { expectItemRefused, expectRefused } from "./expect.ts";
import { claimed, inHand, placed, type Claimed, type InHand, type Placed } from "./stages.ts";
import { today, type World } from "./world.ts";

export type Message = Record<string, unknown>;
export type SignerName = "enterprise" | "provider";

/** A message with all else that it takes to bring it, signed as it should be. */
export interface Prepared {
  readonly message: Message;
  readonly bring: (signature: string) => Promise<unknown>;
}

/** One of the ledger's messages, by one of its signers. */
export interface Signed {
  readonly kind: Kind;
  readonly signer: SignerName;
  readonly fixture: () => Promise<InHand>;
  readonly prepare: (s: InHand, deadline: number) => Promise<Prepared>;
}

function signed<S extends InHand>(
  kind: Kind,
  signer: SignerName,
  fixture: () => Promise<S>,
  prepare: (s: S, deadline: number) => Promise<Prepared>,
): Signed {
  return { kind, signer, fixture, prepare: prepare as Signed["prepare"] };
}

const orderBy = (signer: SignerName): Signed =>
  signed<InHand>("Order", signer, inHand, async (s, deadline) => {
    const order = await orderOf(s.voucher, s.provider.id, { deadline });
    const placement = await placementOf(s.w, order, s.enterprise, s.provider);
    const bring = async (signature: string) =>
      s.w.orders.connect(s.w.operator).place([{ ...placement, [`${signer}Signature`]: signature }]);
    return { message: order, bring };
  });

const cancellationBy = (signer: SignerName): Signed =>
  signed<Placed>("Cancellation", signer, placed, async (s, deadline) => {
    const message = { order: s.order, deadline };
    const sound = async (party: Party) => sign(s.w, party.key, "Cancellation", message);
    const signatures: Record<SignerName, string> = {
      enterprise: await sound(s.enterprise),
      provider: await sound(s.provider),
    };
    const bring = async (signature: string) => {
      const { enterprise, provider }: Record<SignerName, string> = { ...signatures, [signer]: signature };
      return s.w.orders.connect(s.w.operator).cancel(s.order, deadline, enterprise, provider);
    };
    return { message, bring };
  });

/** Every message that has a deadline, by each of its signers. */
export const MESSAGES: Signed[] = [
  orderBy("enterprise"),
  orderBy("provider"),
  signed<Placed>("Claim", "provider", placed, async (s, deadline) => {
    const claim = await claimOf(s.order, { deadline });
    return {
      message: { ...claim },
      bring: async (signature) => s.w.orders.connect(s.w.operator).claim(claim, signature),
    };
  }),
  signed<Claimed>("Acceptance", "enterprise", claimed, async (s, deadline) => {
    const noticeEnd = (await today()) + 6;
    return {
      message: { claim: s.claim, deadline },
      bring: async (signature) => s.w.orders.connect(s.w.operator).accept(s.claim, deadline, signature, noticeEnd),
    };
  }),
  signed<Claimed>("Refusal", "enterprise", claimed, async (s, deadline) => {
    const message = { order: s.order, round: 0, reason: id("not delivered"), deadline };
    const bring = async (signature: string) =>
      s.w.orders.connect(s.w.operator).refuse(s.order, message.reason, deadline, signature);
    return Promise.resolve({ message, bring });
  }),
  cancellationBy("enterprise"),
  cancellationBy("provider"),
];

export const digestOf = async (w: World, kind: Kind, message: Message): Promise<string> =>
  TypedDataEncoder.hash(await domainOf(w), MESSAGE_TYPES[kind], message);

/** A message ready to be brought, what its signer must sign, and how the ledger refuses it. */
export async function ready(one: Signed, s: InHand, deadline?: number) {
  const { message, bring } = await one.prepare(s, deadline ?? (await soon()));
  const party = s[one.signer];
  const digest = await digestOf(s.w, one.kind, message);
  const { orders } = s.w;
  const expectRefusal = async (act: Promise<unknown>, error: string, args: unknown[]) =>
    one.kind === "Order"
      ? expectItemRefused(act, orders, 0, orders, error, args)
      : expectRefused(act, orders, error, args);
  const domain = await domainOf(s.w);
  return {
    s,
    message,
    bring,
    digest,
    key: party.key,
    domain,
    sign: async (domainOver: TypedDataDomain = {}, messageOver: Message = {}) =>
      party.key.signTypedData({ ...domain, ...domainOver }, MESSAGE_TYPES[one.kind], { ...message, ...messageOver }),
    expectRefusal,
    expectWrong: async (act: Promise<unknown>) => expectRefusal(act, "SignatureWrong", [party.key.address, digest]),
  };
}

type Field = { name: string; type: string };

/** The message with one thing changed, for each thing that can be. */
export function variants(kind: Kind, message: Message): [what: string, changed: Message][] {
  const types: Record<string, Field[]> = MESSAGE_TYPES[kind];
  const change = (type: string, value: unknown): [string, unknown][] => {
    if (type.endsWith("[]")) {
      const list = value as unknown[];
      const first = change(type.slice(0, -2), list[0]).map(([what, changed]): [string, unknown] => [
        `[0]${what}`,
        [changed, ...list.slice(1)],
      ]);
      return [...first, [" with none", []], [" with one more", [...list, list[0]]]];
    }
    const fields = types[type];
    if (fields === undefined) return [["", type === "bytes32" ? id("changed") : BigInt(value as bigint | number) + 1n]];
    const struct = value as Message;
    return fields.flatMap(({ name, type: inner }) =>
      change(inner, struct[name]).map(([what, changed]): [string, unknown] => [
        `.${name}${what}`,
        { ...struct, [name]: changed },
      ]),
    );
  };
  return change(kind, message) as [string, Message][];
}
