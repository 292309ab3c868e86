/** Requests for signature and for proof. */
import { createHash } from "node:crypto";
import { getAddress } from "ethers";
import { z } from "zod";
import { dayOf } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import type { Text } from "../../client/text/text.ts";
import { formatEnterprise, formatVoucher, parseVoucher } from "../../client/ids.ts";
import { tooMany } from "../http/answering.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import { Throttle } from "../http/throttle.ts";
import type { Office, Queryable } from "../office.ts";
import { KINDS, type Person } from "../people/person.ts";
import { hasSigned } from "../people/signature.ts";
import { concernedBy, holderOf } from "../requests/ledgerFacts.ts";
import { contractFactsWrong } from "../requests/contractFacts.ts";
import { knownOf } from "../requests/holder.ts";
import { ledgerRefusal, type LedgerRefusal } from "../requests/ledgerRefusal.ts";
import { digestOf, messageSchema, type Message } from "../requests/messages.ts";
import {
  endRequest,
  findRequest,
  keepRequest,
  keepSignature,
  listRequests,
  seesEveryRequest,
  type KeptRequest,
} from "../requests/requests.ts";
import { messageOf, partiesOf, told, walletOf } from "../requests/state.ts";

const MOST_LISTED = 200;

/** Of one account: each is many questions to the ledger. */
const MOST_ASKED_A_MINUTE = 60;

const json = z.custom<Json>((value) => value !== undefined);
const id = z.uuid();
const voucher = z
  .string()
  .regex(/^[1-9]\d{0,4}-\d{1,10}$/)
  .refine((text) => Number(text.split("-")[1]) >= 1 && Number(text.split("-")[1]) <= 0xffff_ffff)
  .refine((text) => Number(text.split("-")[0]) <= 0xffff)
  .transform((text) => parseVoucher(text));
const beside = json.default(null);

const proofSchema = z.strictObject({
  kind: z.literal("proof"),
  message: z.strictObject({ voucher, purpose: z.string().trim().min(1).max(500) }),
});
const bodySchema = z.looseObject({ kind: z.string(), message: json, beside });

const madeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/requests",
    who: KINDS,
    query: z.strictObject({
      kind: z.enum(["order", "claim", "acceptance", "refusal", "cancellation", "proof"]).optional(),
      /** As `made` of the last one that was shown. */
      before: z.iso.datetime().optional(),
      limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(50),
    }),
    give: async ({ office, person, query: { kind, before, limit } }) => {
      const found = await listRequests(office.database, office, person, {
        limit,
        kind,
        before: before === undefined ? undefined : new Date(before),
      });
      return { requests: await Promise.all(found.map(async (one) => told(office, one, person))) };
    },
  }),
  route({
    method: "GET",
    path: "/requests/:id",
    who: KINDS,
    params: z.object({ id }),
    give: async ({ office, person, params, about }) => {
      about(params.id);
      const request = await findRequest(office.database, office, params.id, person);
      const refusal = request.kind === "proof" ? undefined : await wouldRefuse(office, request, person);
      return { ...(await told(office, request, person)), wouldRefuse: refusal?.sentence ?? null };
    },
  }),
  route({
    method: "POST",
    path: "/requests/:id/signatures",
    who: KINDS,
    params: z.object({ id }),
    body: z.strictObject({ signature: z.string().max(20_000) }),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.id);
      const request = await findRequest(office.database, office, params.id, person);
      await demandSignable(office, request);
      const { party, signer } = await signerOf(office, person, request, body.signature);
      const given = new Date(office.now());
      await change(async (within) => keepSignature(within, request.id, { party, signer, ...body, given }));
      return told(office, await findRequest(office.database, office, params.id, person), person);
    },
  }),
  route({
    method: "POST",
    path: "/requests/:id/withdraw",
    who: KINDS,
    params: z.object({ id }),
    give: async ({ office, person, params, about, change }) => {
      about(params.id);
      const request = await findRequest(office.database, office, params.id, person);
      if (request.madeBy !== person.account && !person.kinds.has("bureau")) throw notYours();
      await end(office, person, request, "withdrawn", change);
      return told(office, await findRequest(office.database, office, params.id, person), person);
    },
  }),
  route({
    method: "POST",
    path: "/requests/:id/answer",
    who: ["bureau"],
    params: z.object({ id }),
    body: z.strictObject({ granted: z.boolean() }),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.id);
      const request = await findRequest(office.database, office, params.id, person);
      if (request.kind !== "proof") throw new Refusal(400, "NotAProof", NOT_A_PROOF);
      await end(office, person, request, body.granted ? "granted" : "declined", change);
      return told(office, await findRequest(office.database, office, params.id, person), person);
    },
  }),
];

export function requestRoutes({ now }: Pick<Office, "now">): Route[] {
  const asking = new Throttle(MOST_ASKED_A_MINUTE, 60, now);
  return [
    route({
      method: "POST",
      path: "/requests",
      who: KINDS,
      /** `{kind, message, beside?}`: see requests/messages.ts; or kind `proof` with voucher and purpose. */
      body: bodySchema,
      give: async ({ office, person, body, about, change }) => {
        if (asking.take(person.account) > 0) throw tooMany();
        const asked = { ...(await askedFor(office, person, body)), madeOn: dayOf(await office.at.time()) };
        about(asked.voucher);
        const time = await office.at.time();
        const kept = await change(async (within) => keepRequest(within, office, asked, person, time));
        return told(office, await findRequest(office.database, office, kept, person), person);
      },
    }),
    ...madeRoutes,
  ];
}

type Kept = Pick<KeptRequest, "kind" | "digest" | "voucher" | "enterprise" | "provider" | "deadline" | "content">;

/** @throws Refusal 400 where it is no such message, or not of this district; 403 where it is not this person's to ask for. */
async function askedFor(office: Office, person: Person, body: z.output<typeof bodySchema>): Promise<Kept> {
  const { beside: along, ...rest } = body;
  if (rest.kind === "proof") return proofAskedFor(office, person, taken(proofSchema, rest).message, along);
  const message: Message = taken(messageSchema, rest);
  const concerned = await concernedBy(office.at, message);
  if (office.district !== 0 && concerned.district !== office.district) throw otherDistrict(concerned.district);
  const isOwn = person.parties.some(({ written }) => [concerned.enterprise, concerned.provider].includes(written));
  // An auditor looks on; everybody else has a part in it.
  if (!isOwn && !(seesEveryRequest(person) && [...person.kinds].some((kind) => kind !== "auditor"))) throw notYours();
  const { deadline } = message.message;
  if (deadline < BigInt(await office.at.time())) throw new Refusal(400, "DeadlineOver", DEADLINE_OVER);
  const known = await knownOf(office, { enterprise: concerned.enterprise, signatures: [] }, person);
  const refusal = (await ledgerRefusal(office.at, message, known)) ?? contractFactsWrong(message.kind, along);
  if (refusal) throw new Refusal(400, refusal.code, refusal.sentence, refusal.field);
  return {
    kind: message.kind,
    digest: digestOf(office.at.domain, message),
    voucher: concerned.voucher,
    enterprise: concerned.enterprise,
    provider: concerned.provider,
    deadline: Number(deadline),
    content: { message: rest.message, beside: along },
  };
}

async function wouldRefuse(office: Office, request: KeptRequest, person: Person): Promise<LedgerRefusal | undefined> {
  return ledgerRefusal(office.at, messageOf(request), await knownOf(office, request, person));
}

async function proofAskedFor(
  office: Office,
  person: Person,
  { voucher: wanted, purpose }: { voucher: bigint; purpose: string },
  along: Json,
): Promise<Kept> {
  const enterprise = await holderOf(office.at, wanted);
  const district = Number(enterprise >> 32n);
  if (district !== office.district) throw otherDistrict(district);
  const written = formatVoucher(wanted);
  const holder = formatEnterprise(enterprise);
  const parties = person.parties.map((party) => party.written);
  const isConcerned =
    parties.includes(holder) || [...(await office.sellers.of(wanted))].some((one) => parties.includes(one));
  if (!isConcerned && !seesEveryRequest(person)) throw notYours();
  return {
    kind: "proof",
    digest: createHash("sha256")
      .update(JSON.stringify([person.account, written, purpose]))
      .digest("hex"),
    voucher: written,
    enterprise: holder,
    provider: person.parties.find(({ register }) => register === "provider")?.written,
    deadline: undefined,
    content: { message: { voucher: written, purpose }, beside: along },
  };
}

/** The party whose wallet of the moment has signed. @throws Refusal 400 where none has, 403 where it is another's to hand in. */
async function signerOf(
  office: Office,
  person: Person,
  request: KeptRequest,
  signature: string,
): Promise<{ party: string; signer: string }> {
  const own = new Set(person.parties.map(({ written }) => written));
  const mayHandIn = partiesOf(request).filter((party) => own.has(party) || seesEveryRequest(person));
  if (mayHandIn.length === 0) throw notYours();
  const digest = digestOf(office.at.domain, messageOf(request));
  for (const party of mayHandIn) {
    const wallet = await walletOf(office, party);
    if (wallet === undefined || !(await hasSigned(office.at.nodes, wallet, digest, signature))) continue;
    return { party, signer: getAddress(wallet) };
  }
  throw new Refusal(400, "SignatureNotTheirs", {
    en: "This is no signature of this message by a party whose signature it takes.",
    zh: "该签名不是应签单位对此内容的签名。",
  });
}

/** @throws Refusal 409 where nothing more is signed. */
async function demandSignable(office: Office, request: KeptRequest): Promise<void> {
  if (request.kind === "proof") throw new Refusal(400, "NothingToSign", NOTHING_TO_SIGN);
  if (request.ended) throw new Refusal(409, "RequestEnded", ENDED);
  if ((request.deadline ?? 0) < (await office.at.time())) throw new Refusal(409, "DeadlineOver", DEADLINE_OVER);
}

async function end(
  office: Office,
  person: Person,
  { id: which }: KeptRequest,
  how: "withdrawn" | "granted" | "declined",
  change: <T>(work: (within: Queryable) => Promise<T>) => Promise<T>,
): Promise<void> {
  await change(async (within) => {
    if (!(await endRequest(within, office, which, how, person))) throw new Refusal(409, "RequestEnded", ENDED);
  });
}

function taken<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.map(String) ?? [];
  const field = path[0] === "message" ? (path[1] ?? "message") : (path[0] ?? "");
  throw new Refusal(400, "RequestWrong", FIELD_WRONG[field] ?? fieldWrong(path.join(".")), field);
}

function otherDistrict(district: number): Refusal {
  return new Refusal(400, "OtherDistrict", {
    en: `The voucher is district ${district}'s, and its office is the one to ask.`,
    zh: `该双创券属于第 ${district} 区，请向该区提出。`,
  });
}

function fieldWrong(field: string): Text {
  return { en: `In the request, "${field}" is not as it should be.`, zh: `请求内容中的“${field}”不正确。` };
}

const AMOUNT_WRONG: Text = {
  en: "The amount is none that the ledger can hold.",
  zh: "金额超出账本可记录的范围。",
};
const DAY_WRONG: Text = { en: "The date is none that the ledger can hold.", zh: "日期超出账本可记录的范围。" };
const FIELD_WRONG: Readonly<Record<string, Text>> = {
  voucher: {
    en: "This is not a voucher's number; it is written as 1-000001.",
    zh: "双创券编号不正确，应填写为 1-000001 的形式。",
  },
  provider: {
    en: "This is not a provider's number; it is written as P1-1.",
    zh: "服务机构编号不正确，应填写为 P1-1 的形式。",
  },
  amount: AMOUNT_WRONG,
  contractValue: AMOUNT_WRONG,
  contractDay: DAY_WRONG,
  deliverBy: DAY_WRONG,
  serviceClass: { en: "A service class is a number from 0 to 255.", zh: "服务类别为 0 至 255 的编号。" },
  round: { en: "A round is a number from 0 to 255.", zh: "轮次为 0 至 255 的数字。" },
  order: { en: "An order's code is 0x and 64 digits.", zh: "订单编号为 0x 加 64 位字符。" },
};

const DEADLINE_OVER = { en: "The deadline of the message is over.", zh: "签署内容的期限已过。" };
const ENDED = { en: "This request is at its end already.", zh: "该请求已结束。" };
const NOTHING_TO_SIGN = { en: "There is nothing to sign here.", zh: "此处没有需要签署的内容。" };
const NOT_A_PROOF = { en: "This is not a request for proof.", zh: "这不是出具证明的请求。" };
