import { id, TypedDataEncoder, type BaseContract, type TypedDataDomain } from "ethers";
import { MESSAGE_TYPES } from "../../client/messages.ts";
import { claimOf, orderOf, placementOf, type ClaimTerms, type OrderTerms, type Party } from "./acts.ts";
import { expectItemRefused, expectRefused } from "./expect.ts";
import { domainOf, sign, soon, type Kind } from "./messages.ts";
import { inHand, placed, stage, type InHand, type Placed } from "./stages.ts";
import { passDays, SETTINGS, today, type District, type World } from "./world.ts";

export type Message = Record<string, unknown>;
export type SignerName = "enterprise" | "provider";
export type Refusal = readonly [contract: BaseContract, error: string, args: readonly unknown[]];

/** A message with all else that it takes to bring it, signed as it should be. */
export interface Prepared {
  readonly message: Message;
  /** Brings a signature with the message, or with another one that whoever else has to sign would sign too. */
  readonly bring: (signature: string, message?: Message) => Promise<unknown>;
  /** How the ledger refuses it the second time. */
  readonly spent: Refusal;
  /**
   * What is brought changed and caught by another rule before the signature is looked at, by the path of the change;
   * null where the submitter does not bring it, because the ledger knows it.
   */
  readonly caught: Readonly<Record<string, Refusal | null>>;
}

/** One of the ledger's messages, by one of its signers, in one of the ways in which it can be brought. */
export interface Signed {
  readonly kind: Kind;
  readonly signer: SignerName;
  readonly by: "place" | "cancel" | "claim" | "redeem" | "accept" | "refuse" | "withdrawMessage";
  readonly fixture: () => Promise<InHand>;
  readonly prepare: (s: InHand, deadline: number) => Promise<Prepared>;
}

function signed<S extends InHand>(
  kind: Kind,
  signer: SignerName,
  by: Signed["by"],
  fixture: () => Promise<S>,
  prepare: (s: S, deadline: number) => Promise<Prepared>,
): Signed {
  return { kind, signer, by, fixture, prepare: prepare as Signed["prepare"] };
}

/** Three invoices with room between their nullifiers, so that each can be changed and stay in its place. */
const three = () =>
  [0x10n, 0x20n, 0x30n].map((n) => ({ nullifier: `0x${n.toString(16).padStart(64, "1")}`, amount: n }));
const longClaim = async (order: string, over: Partial<ClaimTerms> = {}) =>
  claimOf(order, { invoices: three(), ...over });

/** The day after the voucher was issued, so that a contract can be dated on either of two days. */
async function heldADay() {
  const s = await inHand();
  await passDays(1);
  return s;
}

/** The provider's claim waits for the enterprise. */
async function claimedInThree() {
  const s = await placed();
  const claim = await longClaim(s.order);
  await s.w.orders.connect(s.w.operator).claim(claim, await sign(s.w, s.provider.key, "Claim", { ...claim }));
  return { ...s, claim };
}
type Claimed = Awaited<ReturnType<typeof claimedInThree>>;

const unknown = ({ w, order }: Placed): Refusal => [w.orders, "OrderUnknown", [flipped(order)]];
const inStage = ({ w, order }: Placed, name: Parameters<typeof stage>[0]): Refusal => [
  w.orders,
  "OrderIn",
  [order, stage(name)],
];

const orderBy = (signer: SignerName): Signed =>
  signed<InHand>("Order", signer, "place", heldADay, async (s, deadline) => {
    const { w, voucher, provider } = s;
    const message = await orderOf(voucher, provider.id, { deadline, contractDay: (await today()) - 1 });
    const bring = async (signature: string, brought: Message = message) => {
      const placement = await placementOf(w, brought as OrderTerms, s.enterprise, provider, id("contract"));
      return w.orders.connect(w.operator).place([{ ...placement, [`${signer}Signature`]: signature }]);
    };
    const spent: Refusal = [w.orders, "PlacedBefore", [await digestOf(w, "Order", message)]];
    const caught: Prepared["caught"] = {
      ".voucher": [w.vouchers, "VoucherUnknown", [voucher + 1n]],
      ".provider": [w.providers, "ProviderUnknown", [provider.id + 1n]],
    };
    return { message, bring, spent, caught };
  });

const cancellationBy = (signer: SignerName): Signed =>
  signed<Placed>("Cancellation", signer, "cancel", placed, async (s, deadline) => {
    const message = { order: s.order, deadline };
    const bring = async (signature: string, brought: Message = message) => {
      const sound = async (party: Party) => sign(s.w, party.key, "Cancellation", brought);
      const signatures = { enterprise: await sound(s.enterprise), provider: await sound(s.provider) };
      const { enterprise, provider }: Record<SignerName, string> = { ...signatures, [signer]: signature };
      const { order, deadline: last } = brought as typeof message;
      return s.w.orders.connect(s.w.operator).cancel(order, last, enterprise, provider);
    };
    return Promise.resolve({ message, bring, spent: inStage(s, "Cancelled"), caught: { ".order": unknown(s) } });
  });

/** How a claim is refused that is not in order, whoever signed it. */
function caughtInClaim(s: Placed): Prepared["caught"] {
  const { w, order } = s;
  const none: Refusal = [w.orders, "InvoicesUnfit", [0, 10]];
  return {
    ".order": unknown(s),
    ".round": [w.orders, "ClaimOfOtherRound", [order, 0, 1]],
    ".invoices: none": none,
    ".invoices: turned round": [w.orders, "InvoicesNotRising", [1]],
    ".invoices: the first once more": [w.orders, "InvoicesNotRising", [3]],
  };
}

/** A redemption in which one of the two signatures is brought from elsewhere. */
const redeemWith =
  (s: Placed, signer: SignerName, acceptanceDeadline: number) =>
  async (signature: string, claim: ClaimTerms, deadline = acceptanceDeadline) => {
    const signatures = {
      providerSignature: await sign(s.w, s.provider.key, "Claim", { ...claim }),
      enterpriseSignature: await sign(s.w, s.enterprise.key, "Acceptance", { claim, deadline }),
    };
    const item = { claim, acceptanceDeadline: deadline, noticeEnd: (await today()) + 6, ...signatures };
    return s.w.orders.connect(s.w.operator).redeem([{ ...item, [`${signer}Signature`]: signature }]);
  };

const withdrawalBy = (signer: SignerName): Signed =>
  signed<InHand>("Withdrawal", signer, "withdrawMessage", inHand, async (s) => {
    const { w } = s;
    const message = { message: id("a message") };
    const { address } = s[signer].key;
    const bring = async (signature: string, brought: Message = message) =>
      w.orders.connect(w.stranger).withdrawMessage(address, (brought as typeof message).message, signature);
    const spent: Refusal = [w.orders, "MessageIsWithdrawn", [address, message.message]];
    return Promise.resolve({ message, bring, spent, caught: {} });
  });

/** Every message that has a deadline, by each of its signers, in each of its ways. */
export const MESSAGES: Signed[] = [
  orderBy("enterprise"),
  orderBy("provider"),
  signed<Placed>("Claim", "provider", "claim", placed, async (s, deadline) => {
    const claim = await longClaim(s.order, { deadline });
    const bring = async (signature: string, brought: Message = { ...claim }) =>
      s.w.orders.connect(s.w.operator).claim(brought as unknown as ClaimTerms, signature);
    return { message: { ...claim }, bring, spent: inStage(s, "Claimed"), caught: caughtInClaim(s) };
  }),
  signed<Placed>("Claim", "provider", "redeem", placed, async (s, deadline) => {
    const claim = await longClaim(s.order, { deadline });
    const redeem = redeemWith(s, "provider", await soon());
    const bring = async (signature: string, brought: Message = { ...claim }) =>
      redeem(signature, brought as unknown as ClaimTerms);
    return { message: { ...claim }, bring, spent: inStage(s, "Redeemed"), caught: caughtInClaim(s) };
  }),
  signed<Claimed>("Acceptance", "enterprise", "accept", claimedInThree, async (s, deadline) => {
    const message = { claim: s.claim, deadline };
    const noticeEnd = (await today()) + 6;
    const bring = async (signature: string, brought: Message = message) => {
      const { claim, deadline: last } = brought as typeof message;
      return s.w.orders.connect(s.w.operator).accept(claim, last, signature, noticeEnd);
    };
    const paths = variants("Acceptance", message).map(([what]) => what);
    const other: Refusal = [s.w.orders, "NotTheClaim", [s.order]];
    const ofClaim = paths.filter((path) => path.startsWith(".claim")).map((path) => [path, other] as const);
    const caught = { ...Object.fromEntries(ofClaim), ".claim.order": unknown(s) };
    return { message, bring, spent: inStage(s, "Redeemed"), caught };
  }),
  signed<Placed>("Acceptance", "enterprise", "redeem", placed, async (s, deadline) => {
    const message = { claim: await longClaim(s.order), deadline };
    const redeem = redeemWith(s, "enterprise", deadline);
    const bring = async (signature: string, brought: Message = message) => {
      const { claim, deadline: last } = brought as typeof message;
      return redeem(signature, claim, last);
    };
    const ofClaim = Object.entries(caughtInClaim(s)).map(([path, refusal]) => [`.claim${path}`, refusal] as const);
    return { message, bring, spent: inStage(s, "Redeemed"), caught: Object.fromEntries(ofClaim) };
  }),
  signed<Claimed>("Refusal", "enterprise", "refuse", claimedInThree, async (s, deadline) => {
    const message = { order: s.order, round: 0, reason: id("not delivered"), deadline };
    const bring = async (signature: string, brought: Message = message) => {
      const { order, reason, deadline: last } = brought as typeof message;
      return s.w.orders.connect(s.w.operator).refuse(order, reason, last, signature);
    };
    const caught = { ".order": unknown(s), ".round": null };
    return Promise.resolve({ message, bring, spent: inStage(s, "Placed"), caught });
  }),
  cancellationBy("enterprise"),
  cancellationBy("provider"),
];

/** Withdrawals, which have no deadline and cannot be withdrawn. */
export const WITHDRAWALS: Signed[] = [withdrawalBy("enterprise"), withdrawalBy("provider")];

export const digestOf = async (w: Pick<World, "orders">, kind: Kind, message: Message): Promise<string> =>
  TypedDataEncoder.hash(await domainOf(w), MESSAGE_TYPES[kind], message);

/** A message ready to be brought, what its signer must sign, and how the ledger refuses it. */
export async function ready(one: Signed, s: InHand, deadline?: number) {
  const { message, bring, spent, caught } = await one.prepare(s, deadline ?? (await soon()));
  const { key } = s[one.signer];
  const { orders } = s.w;
  const digest = await digestOf(s.w, one.kind, message);
  const domain = await domainOf(s.w);
  const inBatch = one.by === "place" || one.by === "redeem";
  const expectRefusal = async (
    act: Promise<unknown>,
    contract: BaseContract,
    error: string,
    args: readonly unknown[],
  ) => (inBatch ? expectItemRefused(act, orders, 0, contract, error, args) : expectRefused(act, contract, error, args));
  const wrong = (of = digest): Refusal => [orders, "SignatureWrong", [key.address, of]];
  return {
    s,
    key,
    message,
    digest,
    domain,
    bring,
    spent,
    caught,
    wrong,
    sign: async (domainOver: TypedDataDomain = {}, messageOver: Message = {}) =>
      key.signTypedData({ ...domain, ...domainOver }, MESSAGE_TYPES[one.kind], { ...message, ...messageOver }),
    expectRefusal,
    expectWrong: async (act: Promise<unknown>) => expectRefusal(act, ...wrong()),
  };
}

/** The party signs with another wallet from now on. */
export async function rotate(s: InHand, signer: SignerName, wallet: string): Promise<void> {
  const [register, home]: [World["enterprises"] | World["providers"], District] =
    signer === "enterprise" ? [s.w.enterprises, s.w.wujin] : [s.w.providers, s.w.yangpu];
  await register.connect(home.bureau).proposeRotation(s[signer].id, wallet);
  await passDays(SETTINGS.rotationDays + 1);
  await register.connect(home.approver).confirmRotation(s[signer].id, wallet);
}

type Field = { name: string; type: string };
type Change = [what: string, changed: unknown];

/** 32 bytes with their last bit turned. */
const flipped = (bytes: string): string => `0x${(BigInt(bytes) ^ 1n).toString(16).padStart(64, "0")}`;

function changesOf(list: unknown[]): Change[] {
  return [
    [": none", []],
    [": without the first", list.slice(1)],
    [": without the last", list.slice(0, -1)],
    [": turned round", [...list].reverse()],
    [": the first once more", [...list, list[0]]],
  ];
}

/** The message with one thing changed, for each thing that its types say it holds. */
export function variants(kind: Kind, message: Message): [what: string, changed: Message][] {
  const types: Record<string, Field[]> = MESSAGE_TYPES[kind];
  const change = (type: string, value: unknown): Change[] => {
    if (type.endsWith("[]")) {
      const list = value as unknown[];
      const each = list.flatMap((item, i) =>
        change(type.slice(0, -2), item).map(([what, changed]): Change => [`[${i}]${what}`, list.with(i, changed)]),
      );
      return [...each, ...changesOf(list)];
    }
    const fields = types[type];
    if (fields === undefined)
      return [["", type === "bytes32" ? flipped(value as string) : BigInt(value as string) + 1n]];
    const struct = value as Message;
    return fields.flatMap(({ name, type: inner }) =>
      change(inner, struct[name]).map(([what, changed]): Change => [`.${name}${what}`, { ...struct, [name]: changed }]),
    );
  };
  return change(kind, message) as [string, Message][];
}

/** A message of another kind, which says the same wherever the two kinds have a field in common. */
export function sampleOf(kind: Kind, like: Message): Message {
  const types: Record<string, Field[]> = MESSAGE_TYPES[kind];
  const sample = (type: string, given: unknown): unknown => {
    if (type.endsWith("[]")) return [sample(type.slice(0, -2), undefined)];
    const fields = types[type];
    if (fields === undefined) return given ?? (type === "bytes32" ? id("sample") : 1);
    const struct = (given ?? like) as Message;
    return Object.fromEntries(fields.map(({ name, type: inner }) => [name, sample(inner, struct[name])]));
  };
  return sample(kind, undefined) as Message;
}
