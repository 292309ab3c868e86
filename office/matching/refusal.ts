/**
 * What the ledger would refuse of a demand, an offer or a withdrawal, said when it is handed in: as contracts/Matching.sol asks it, but for
 * who brings it. The signature is held against the wallet that the ledger names.
 */
import { isError } from "ethers";
import { dayOf } from "../../client/days.ts";
import { districtOf } from "../../client/ids.ts";
import { POST_STATES } from "../../client/replay/matching.ts";
import { Refusal } from "../http/refusal.ts";
import type { OfficeLedger } from "../ledger.ts";
import { hasSigned } from "../people/signature.ts";
import { OF_THE_ENTERPRISE, refusalIn, reverted } from "../requests/ledgerRefusal.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { walletsFitting, type Wallets } from "./fit.ts";
import { numberOf, type HandedMessage, type PostMessage } from "./messages.ts";
import type { Post } from "./posts.ts";

const FIELDS: Readonly<Record<string, string>> = {
  ContentMissing: "content",
  ThroughUnfit: "through",
  DistrictUnknown: "district",
  DistrictNotActive: "district",
  ClassNotAdmitted: "serviceClass",
  ClassesDiffer: "serviceClass",
  DemandUnknown: "demand",
  PostIn: "demand",
  OutsideDistrict: "demand",
  OneGroup: "demand",
  OneWallet: "demand",
  AnswersOther: "offer",
};

/** A post's last day is at most so many days ahead. */
const LONGEST_POST = 366;
const OPEN = BigInt(POST_STATES.indexOf("Open"));
const ZERO = 0n;

type At = Pick<OfficeLedger, "ledger" | "time" | "nodes" | "deployment">;

/**
 * Holds a signed demand or offer against the ledger.
 *
 * @returns the wallet that has signed it. @throws Refusal 400 where the ledger would refuse it, or it is no signature of the party's.
 */
export async function demandPostable(at: At, post: PostMessage, signature: string): Promise<string> {
  const answers = post.kind === "offer" && BigInt(post.message.demand) !== ZERO;
  return demandSigned(at, post, signature, async () => signerOfPost(at, post), answers);
}

/** As {@link demandPostable}, of what takes a post back. @param about what the ledger has. */
export async function demandWithdrawable(
  at: At,
  withdrawal: HandedMessage & { readonly kind: "withdrawal" },
  about: Post,
  signature: string,
): Promise<string> {
  return demandSigned(at, withdrawal, signature, async () => {
    const { matching } = at.ledger;
    if (about.state !== "Open") {
      throw reverted(matching.interface, "PostIn", [about.id, POST_STATES.indexOf(about.state)]);
    }
    return signerOfParty(at, about);
  });
}

/** Who signs for whoever posted it, to take it back. */
export async function signerOfParty({ ledger }: Pick<At, "ledger">, { kind, party }: Post): Promise<string> {
  if (kind === "offer") return ledger.providers.signerOf(party);
  return (await ledger.enterprises.signerOf(party, false)).wallet;
}

/** Whether the ledger would take a signature today: of the wallet that signs now, and not taken back. */
export async function stillHolds(at: At, id: string, signer: string, wallet: () => Promise<string>): Promise<boolean> {
  try {
    if ((await wallet()).toLowerCase() !== signer.toLowerCase()) return false;
  } catch (error) {
    // Who is frozen, suspended or without a wallet signs nothing.
    if (isError(error, "CALL_EXCEPTION")) return false;
    throw error;
  }
  return !(await at.ledger.matching.withdrawn(signer, id));
}

/** Whoever signs for the party of a demand or an offer on this day. Reverts as the ledger does. */
export async function walletToPost({ ledger }: Pick<At, "ledger">, post: PostMessage): Promise<string> {
  if (post.kind === "demand") return (await ledger.enterprises.signerOf(post.message.enterprise, true)).wallet;
  const { provider, serviceClass } = post.message;
  return (await ledger.providers.signerForOrder(provider, serviceClass)).wallet;
}

/** @returns the wallet that has signed. */
async function demandSigned(
  at: At,
  message: HandedMessage,
  signature: string,
  signerOf: () => Promise<string>,
  isByOther = false,
): Promise<string> {
  const wallet = await demandSignable(at, message, signerOf, isByOther);
  const number = numberOf(matchingDomain(at.deployment), message);
  if (await hasSigned(at.nodes, wallet, number, signature)) return wallet;
  throw new Refusal(400, "SignatureNotTheirs", NOT_THEIRS, "signature");
}

/**
 * All that the ledger would ask but for the signature itself.
 *
 * @param isByOther whether whoever asks is not the enterprise that the matter is about as well.
 * @returns the wallet that is to sign.
 */
async function demandSignable(
  at: At,
  message: HandedMessage,
  signerOf: () => Promise<string>,
  isByOther: boolean,
): Promise<string> {
  if (message.message.deadline < BigInt(await at.time()))
    throw new Refusal(400, "DeadlineOver", DEADLINE_OVER, "deadline");
  let wallet = "";
  const refusal = await refusalIn(
    async () => void (wallet = await signerOf()),
    (name) => FIELDS[name] ?? "message",
  );
  if (refusal && isByOther && OF_THE_ENTERPRISE.includes(refusal.code))
    throw new Refusal(400, "NotTogether", NOT_TOGETHER, "demand");
  if (refusal) throw new Refusal(400, refusal.code, refusal.sentence, refusal.field);
  const number = numberOf(matchingDomain(at.deployment), message);
  if (await at.ledger.matching.withdrawn(wallet, number)) {
    throw new Refusal(400, "SignatureTakenBack", SIGNATURE_TAKEN_BACK, "signature");
  }
  return wallet;
}

async function signerOfPost(at: At, post: PostMessage): Promise<string> {
  const { matching, districts } = at.ledger;
  const { content, district, through } = post.message;
  const today = dayOf(await at.time());
  if (BigInt(content) === ZERO) throw reverted(matching.interface, "ContentMissing", []);
  if (through < today || through > today + LONGEST_POST) {
    throw reverted(matching.interface, "ThroughUnfit", [through, today, today + LONGEST_POST]);
  }
  if (district !== 0) await districts.demandActive(district);
  const wallet = await walletToPost(at, post);
  if (post.kind === "demand") {
    await districts.demandOpen(districtOf(post.message.enterprise));
    return wallet;
  }
  if (BigInt(post.message.demand) === ZERO) await districts.demandOpen(districtOf(post.message.provider));
  else await demandAnswers(at, post);
  return wallet;
}

/** That an offer fits the one demand that it answers. */
async function demandAnswers({ ledger, deployment }: At, post: PostMessage & { kind: "offer" }): Promise<void> {
  const { demand: id, provider: party, serviceClass, district } = post.message;
  const found = await ledger.matching.demandOf(id);
  if (found.state !== OPEN) throw reverted(ledger.matching.interface, "PostIn", [id, found.state]);
  const sought = { serviceClass: Number(found.serviceClass), district: Number(found.district) };
  const offer = numberOf(matchingDomain(deployment), post);
  await walletsFitting({ ledger }, { id, party: found.party, ...sought }, { id: offer, party, serviceClass, district });
}

type MatchMessage = HandedMessage & { readonly kind: "match" };

/** Holds a match against the ledger before one party signs it. @throws Refusal 400. */
export async function demandMatchable(at: At, match: MatchMessage, couple: Couple, side: keyof Wallets): Promise<void> {
  await demandSignable(at, match, async () => (await walletsToMatch(at, couple))[side], side === "provider");
}

/** As {@link demandMatchable}, as one party has signed it. @returns the wallet that has signed. */
export async function demandMatchSigned(
  at: At,
  match: MatchMessage,
  couple: Couple,
  side: keyof Wallets,
  signature: string,
): Promise<string> {
  return demandSigned(at, match, signature, async () => (await walletsToMatch(at, couple))[side], side === "provider");
}

/** A demand and an offer, as the ledger has them today. */
export interface Couple {
  readonly demand: Post;
  readonly offer: Post;
}

/** Who signs a match for the two. Reverts as the ledger does, where they cannot be matched today. */
export async function walletsToMatch({ ledger }: Pick<At, "ledger">, { demand, offer }: Couple): Promise<Wallets> {
  const { matching } = ledger;
  for (const { id, state } of [demand, offer]) {
    if (state !== "Open") throw reverted(matching.interface, "PostIn", [id, POST_STATES.indexOf(state)]);
  }
  const answered = await matching.demandAnswered(offer.id);
  if (BigInt(answered) !== ZERO && answered !== demand.id) {
    throw reverted(matching.interface, "AnswersOther", [offer.id, answered]);
  }
  return walletsFitting({ ledger }, demand, offer);
}

const NOT_TOGETHER = {
  en: "The ledger would not match you with this demand as things stand. Whose it is, and why not, is not said here.",
  zh: "按账本现状，贵单位不能与该需求对接。需求方身份及具体原因不在此公开。",
};
const DEADLINE_OVER = { en: "The deadline of the message is over.", zh: "签署内容的期限已过。" };
const SIGNATURE_TAKEN_BACK = {
  en: "The wallet took back its signature of this very message on the ledger, which takes none of it any more.",
  zh: "该钱包已在账本上撤回对此内容的签名，账本不再受理。",
};
const NOT_THEIRS = {
  en: "This is no signature of this message by the wallet that signs for the party.",
  zh: "该签名不是该单位签名钱包对此内容的签名。",
};
