/** Signed in at a district's office for one run: with the profile's key, by the text that the office gives to be signed. */
import { z } from "zod";
import { readDeployment } from "../../client/deploy/fileStore.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { readSignIn } from "../../client/signIn.ts";
import type { Text } from "../../client/text/text.ts";
import { holdAccount } from "../chain/accountLock.ts";
import { keyMissing } from "../chain/acting.ts";
import type { Context } from "../cli/context.ts";
import { openSigner } from "../keys/openSigner.ts";
import { readProfile, type Profile } from "../profile/profile.ts";
import { districtNamed } from "../safe/names.ts";
import { OfficeCalls } from "./calls.ts";
import { districtAsked, sealedPortalOf, type Where } from "./where.ts";

export interface AtOffice {
  readonly context: Context;
  readonly profile: Profile;
  readonly district: number;
  /** `Wujin`, as the deployment names it. */
  readonly districtName: Text;
  /** With its checksum. */
  readonly account: string;
  /** What the account is to this office: `bureau`, `party` … */
  readonly kinds: readonly string[];
  /** The parties for which it signs: `2-15`, `P1-1`. */
  readonly parties: readonly string[];
  readonly office: OfficeCalls;
}

const me = z.object({ account: z.string(), kinds: z.array(z.string()), parties: z.array(z.string()) });

/**
 * Signs in for a piece of work, and out again whatever comes of it. Of one account only one run is at work on this machine at a time.
 *
 * @throws TongduiError `KeyMissing`, `SignInUnknown`; as readProfile, sealedPortalOf, districtAsked, openSigner, OfficeCalls.send.
 */
export async function atOffice<T>(
  { portal: typed, district: asked }: Where,
  context: Context,
  work: (at: AtOffice) => Promise<T>,
): Promise<T> {
  const profile = await readProfile(context.profile);
  if (!profile.key) throw keyMissing(context.profile);
  const deployment = await readDeployment(profile.deployment);
  const portal = sealedPortalOf(typed, profile);
  const district = await districtAsked(asked, profile, profile.key, context);
  const signer = await openSigner(profile.key, { askSecret: context.io.askSecret });
  const account = await signer.getAddress();
  const giveUp = await holdAccount(profile.journal, account, { note: context.io.note, signal: context.signal });
  try {
    const office = new OfficeCalls({ portal, district, signal: context.signal });
    const { message } = await office.send("POST", "/sign-in/challenge", { account }, z.object({ message: z.string() }));
    demandOwn(message, { portal, district, account, deployment }, context);
    const signature = await signer.signMessage(message);
    context.watch("signed", { kind: "SignIn" });
    const { kinds, parties } = await office.send("POST", "/sign-in", { message, signature }, me);
    const districtName = districtNamed(deployment, BigInt(district));
    const at: AtOffice = { context, profile, district, districtName, account, kinds, parties, office };
    return await signedOut(at, work);
  } finally {
    await giveUp();
  }
}

/** What is not this office's own text, letter for letter, is not signed: it could open another office to whoever gave it. */
function demandOwn(
  message: string,
  at: {
    readonly portal: string;
    readonly district: number;
    readonly account: string;
    readonly deployment: Pick<Deployment, "chainId">;
  },
  { now }: Pick<Context, "now">,
): void {
  const read = readSignIn(message);
  const isOurs =
    read?.origin === at.portal &&
    read.district === at.district &&
    read.account === at.account &&
    read.chainId === at.deployment.chainId &&
    read.expiresAt > now();
  if (isOurs) return;
  throw new TongduiError(
    "SignInUnknown",
    {
      en: `What ${at.portal} gave to be signed is not the text by which one signs in at the office of district ${at.district}; it was not signed.`,
      zh: `${at.portal} 给出的待签内容不是第 ${at.district} 区办公系统的登录文本，未予签署。`,
    },
    {
      hint: {
        en: "Check the portal's address, the profile's deployment and this computer's clock.",
        zh: "请检查门户网站地址、配置文件所指定的部署文件和本机时钟。",
      },
    },
  );
}

async function signedOut<T>(at: AtOffice, work: (at: AtOffice) => Promise<T>): Promise<T> {
  try {
    return await work(at);
  } finally {
    await at.office.signOut().catch(() => at.context.io.note(NOT_SIGNED_OUT));
  }
}

const NOT_SIGNED_OUT: Text = {
  en: "The office could not be told that you are signed out; the session ends by itself, and nobody else has it.",
  zh: "未能通知办公系统退出登录；该登录会自行失效，他人无法使用。",
};
