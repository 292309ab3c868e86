/** Signing in and out, and who one is. */
import { getAddress, hashMessage } from "ethers";
import { z } from "zod";
import { dutiesOf } from "../../client/duties.ts";
import { addressOf } from "../http/address.ts";
import { cookieName, tooMany } from "../http/answering.ts";
import { Refusal } from "../http/refusal.ts";
import { publicRoute, route, type Route } from "../http/route.ts";
import { Throttle } from "../http/throttle.ts";
import type { Office } from "../office.ts";
import { challengeFor, readChallenge, type Challenges } from "../people/challenge.ts";
import { personOf, type Person } from "../people/person.ts";
import { beginSession, endSession, MOST_HOURS } from "../people/sessions.ts";
import { hasSigned } from "../people/signature.ts";

/** From one address; an office has few people. */
const MOST_CHALLENGES = { times: 120, seconds: 60 };
const MOST_FAILURES = { times: 60, seconds: 300 };

const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  // In small letters, for a wallet may write it so, and a wrong checksum is no account.
  .refine((text) => isAccount(text))
  .transform((text) => getAddress(text));

export function signInRoutes(office: Office): Route[] {
  const challenged = new Throttle(MOST_CHALLENGES.times, MOST_CHALLENGES.seconds, office.now);
  const failed = new Throttle(MOST_FAILURES.times, MOST_FAILURES.seconds, office.now);
  const challenges: Challenges = {
    district: office.district,
    chainId: office.at.deployment.chainId,
    origin: office.portalOrigin,
    vault: office.vault,
    now: office.now,
  };
  return [
    publicRoute({
      method: "POST",
      path: "/sign-in/challenge",
      body: z.strictObject({ account }),
      logged: false,
      give: async ({ body, request }) => {
        if (challenged.take(addressOf(office, request)) > 0) throw tooMany();
        return Promise.resolve({ message: challengeFor(challenges, body.account) });
      },
    }),
    publicRoute({
      method: "POST",
      path: "/sign-in",
      body: z.strictObject({ message: z.string().max(2_000), signature: z.string().max(20_000) }),
      give: async ({ body, request, by, change }) => {
        const from = addressOf(office, request);
        if (failed.isUsedUp(from)) throw tooMany();
        let signed: Awaited<ReturnType<typeof signedIn>>;
        try {
          signed = await signedIn(office, challenges, body, by);
        } catch (error) {
          if (error instanceof Refusal) failed.take(from);
          throw error;
        }
        const { person, nonce } = signed;
        const token = await change(async (within) => {
          const begun = await beginSession(within, person.account, nonce, office.now());
          if (begun === undefined) throw new Refusal(401, "ChallengeUsed", USED);
          return begun;
        });
        return withCookie(office, token, await told(office, person));
      },
    }),
    route({
      method: "GET",
      path: "/me",
      who: "signed in",
      logged: false,
      give: async ({ person }) => told(office, person),
    }),
    publicRoute({
      method: "POST",
      path: "/sign-out",
      body: z.strictObject({}),
      give: async ({ token, person, change }) => {
        if (person) await change(async (within) => endSession(within, token, office.now()));
        return withCookie(office, "", { signedOut: true });
      },
    }),
  ];
}

async function signedIn(
  office: Office,
  challenges: Challenges,
  { message, signature }: { message: string; signature: string },
  by: (account: string) => void,
): Promise<{ person: Person; nonce: string }> {
  const read = readChallenge(challenges, message);
  if (!(await hasSigned(office.at.nodes, read.account, hashMessage(message), signature))) {
    throw new Refusal(401, "SignatureWrong", {
      en: "The signature is not that of the account.",
      zh: "签名与账户不符。",
    });
  }
  const person = await personOf(read.account, office.district, office.at, office.parties, office.database);
  if (person.kinds.size === 0) throw new Refusal(403, "NobodyHere", NOBODY);
  // Only now: with accounts that are nobody's here anybody could fill the log.
  by(read.account);
  return { person, nonce: read.nonce };
}

/** Every duty that the account holds, anywhere; and what it is here. */
async function told(office: Office, { account: who, kinds, parties }: Person): Promise<object> {
  const duties = await dutiesOf(office.at, who);
  const [party] = parties;
  return {
    account: who,
    duties,
    district: office.district,
    kinds: [...kinds],
    parties: parties.map(({ written }) => written),
    ...(party ? { party: { [party.register]: party.written } } : {}),
  };
}

/** @param token empty to take the cookie away. */
function withCookie({ district, portalOrigin }: Office, token: string, answer: object): Response {
  const response = Response.json(answer);
  const secure = portalOrigin.startsWith("https:") ? "; Secure" : "";
  const age = token === "" ? 0 : MOST_HOURS * 3_600;
  response.headers.set(
    "Set-Cookie",
    `${cookieName(district)}=${token}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`,
  );
  return response;
}

function isAccount(text: string): boolean {
  try {
    return getAddress(text) !== "";
  } catch {
    return false;
  }
}

const USED = { en: "This was signed in with before. Sign in anew.", zh: "该登录文本已使用过，请重新登录。" };
const NOBODY = {
  en: "This account holds no duty at this office, and is no enterprise's or provider's wallet. Officers choose their own district's office; operator and auditor the consortium's.",
  zh: "该账户在本单位没有职责，也不是企业或服务机构的钱包。经办人员请选择本区，运营机构和审计机构请选择联盟。",
};
