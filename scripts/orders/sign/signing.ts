/**
 * Signing on the party's own machine. It needs no node: the deployment's file says which ledger it is for, and a keystore or an
 * external signer holds the key.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { readDeployment } from "../../../client/deploy/fileStore.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../../client/matching/domain.ts";
import { ledgerDomain, type LedgerDomain } from "../../../client/messages.ts";
import type { Text } from "../../../client/text/text.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { keyMissing } from "../../chain/acting.ts";
import type { Answer, Data, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { oneLine } from "../../cli/harmless.ts";
import { accountOf } from "../../keys/account.ts";
import { openSigner } from "../../keys/openSigner.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { KeySettings } from "../../keys/settings.ts";
import { readProfile, type Profile } from "../../profile/profile.ts";
import { newFile } from "../../tables/newFile.ts";
import type { KindName, Messages } from "../messages/kind.ts";
import { KINDS } from "../messages/kinds.ts";
import { demandAhead } from "../moment.ts";
import { orderOf, readSignature, signatureFileName, signatureText } from "../signature.ts";
import type { Beside, Read, SignatureOf } from "../signature.ts";
import { deadlineOf, linesOf, linesText } from "./lines.ts";
import { demandParty, partyOf } from "./whoSigns.ts";

/** What every command that signs takes, in place of the profile's. */
export interface SigningInput {
  readonly deployment: string | undefined;
  readonly keystore: string | undefined;
  readonly passwordFile: string | undefined;
  /** The folder for the signatures' files; beside what is signed unless it says otherwise. */
  readonly out: string | undefined;
}

/** Where and with what a party signs. */
export interface Desk {
  readonly domain: LedgerDomain;
  /** What binds signatures about demands and offers. */
  readonly matching: LedgerDomain;
  /** What the deployment calls the ledger. */
  readonly network: string;
  readonly key: KeySettings;
  /** The folder for documents with their salts: the profile's; without a profile, `documents` where the command is run. */
  readonly documents: string;
}

/** A message to be signed. */
export interface ToSign<K extends KindName> {
  readonly kind: K;
  readonly message: Messages[K];
  readonly beside: Beside;
  /** The folder of what it was made from. */
  readonly folder: string;
  /** Who has signed the other half. */
  readonly other?: Pick<Read, "signer" | "isPlain"> & { readonly isNamed: boolean };
  /** What it is about, where it does not hold that itself: the signature that is taken back, the claim that is refused. */
  readonly about?: { readonly title: Text; readonly signed: Read };
  /** A reason in words, of which the message holds the commitment. */
  readonly reason?: string;
  /** A dry run made a commitment in it, which will be another when it is signed. */
  readonly isForShow?: boolean;
}

/**
 * The ledger's domains alone, for checking.
 *
 * @throws TongduiError as {@link readProfile} and {@link readDeployment}.
 */
export async function domainFor(
  deployment: string | undefined,
  context: Context,
): Promise<Pick<Desk, "domain" | "matching">> {
  return ledgerOf(deployment ?? (await readProfile(context.profile)).deployment);
}

/** @throws TongduiError `KeyMissing`; as {@link readProfile} and {@link readDeployment}. */
export async function openDesk(input: SigningInput, context: Context): Promise<Desk> {
  const { deployment, keystore, passwordFile } = input;
  const isEnough = deployment !== undefined && keystore !== undefined;
  const profile = await readProfile(context.profile).catch((error: unknown) => {
    if (isEnough && error instanceof TongduiError && error.code === "ProfileMissing") return undefined;
    throw error;
  });
  const key = keystore === undefined ? keyOf(profile, passwordFile) : { keystore, ...withPassword(passwordFile) };
  if (!key) throw keyMissing(context.profile);
  return {
    ...(await ledgerOf(deployment ?? profile?.deployment ?? "")),
    key,
    documents: profile?.documents ?? path.resolve("documents"),
  };
}

/**
 * Shows messages in words, asks, signs them and writes a file each. What was signed before is not signed again.
 *
 * @throws TongduiError `NothingToSign`, `NotConfirmed`, `DeadlineOver`, `OwnSignature`, `NotTheParty`, `DraftChanged`, `FileExists`;
 * as openSigner.
 */
export async function signAll<K extends KindName>(
  given: readonly ToSign<K>[],
  desk: Desk,
  input: Pick<SigningInput, "out">,
  context: Context,
): Promise<Answer> {
  const account = await accountOf(desk.key);
  const items = oneEach(given, desk.domain);
  if (items.length === 0) throw nothingToSign();
  for (const item of items) demandGood(item, account, context);
  context.io.note({
    en: `To be signed as ${account}, for the ledger "${desk.network}":`,
    zh: `将以 ${account} 的身份签署，用于账本“${desk.network}”：`,
  });
  for (const item of items) show(item, account, desk.domain, context);
  if (context.dryRun) return dry(items, desk.domain);
  await demandYes(items.length, context);
  const signer = await openSigner(desk.key, context.io);
  const parts: Part[] = [];
  const data: Data[] = [];
  for (const { kind, message, beside, folder } of items) {
    const digest = KINDS[kind].digest(desk.domain, message);
    const unsigned = { kind, message, digest, signer: account, beside };
    const file = path.join(input.out ?? folder, signatureFileName(unsigned));
    const isNew = !(await isSignedIn(file, digest, account, desk.domain));
    if (isNew) {
      const signature = await KINDS[kind].sign(signer, desk.domain, message);
      await save({ ...unsigned, signature }, file, desk.domain);
    }
    const order = orderOf(unsigned) ?? null;
    const [id, { en, zh }] = [shortHex(order ?? digest), KINDS[kind].title];
    const party = partyOf(beside.told ?? {}, account);
    data.push({ kind, order, digest, signer: account, side: party?.side ?? null, file, isNew });
    parts.push({
      en: `✓ ${capital(en)} (short number ${id}), signed${isNew ? "" : " before"}${party ? ` as ${party.en}` : ""}: ${shown(file)}`,
      zh: `✓ ${zh}（短编号 ${id}）${isNew ? "已" : "此前已"}${party ? `以${party.zh}的身份` : ""}签署：${shown(file)}`,
    });
  }
  return { data, parts };
}

/** One item a message; where a file of the other party is among several, its signer is kept. */
function oneEach<K extends KindName>(given: readonly ToSign<K>[], domain: LedgerDomain): ToSign<K>[] {
  const items = new Map<string, ToSign<K>>();
  for (const item of given) {
    const digest = KINDS[item.kind].digest(domain, item.message);
    const first = items.get(digest);
    if (!first || (item.other && !first.other)) items.set(digest, item);
  }
  return [...items.values()];
}

function show<K extends KindName>(
  { kind, message, beside, other, about, reason, isForShow }: ToSign<K>,
  account: string,
  domain: LedgerDomain,
  context: Context,
): void {
  const { title } = KINDS[kind];
  const digest = KINDS[kind].digest(domain, message);
  const id = shortHex(KINDS[kind].orderOf(message, digest) ?? digest);
  context.io.note({ en: `${capital(title.en)}, short number ${id}:`, zh: `${title.zh}，短编号 ${id}：` });
  const { told = {} } = beside;
  context.io.note(linesText(linesOf(kind, message, beside, domain)));
  if (reason !== undefined)
    context.io.note({ en: `    Reason: ${oneLine(reason)}`, zh: `    理由：${oneLine(reason)}` });
  if (about) {
    const { title: what, signed } = about;
    context.io.note({ en: `  ${what.en}:`, zh: `  ${what.zh}：` });
    context.io.note(linesText(linesOf(signed.kind, signed.message as never, signed.beside, domain)));
  }
  const party = partyOf(told, account);
  if (party) context.io.note({ en: `  You sign as ${party.en}.`, zh: `  您以${party.zh}的身份签署。` });
  else if (kind !== "withdrawal") context.io.note(WALLETS_UNTOLD);
  if (isForShow === true) {
    context.io.note({
      en: "  A dry run keeps no document: its commitment will be another, and so will the number.",
      zh: "  试运行不保存文件：正式签署时承诺值不同，编号也随之不同。",
    });
  }
  if (!other) return;
  const by = partyOf(told, other.signer);
  context.io.note({
    en: `  The other signature is by ${by ? `${by.en} (${other.signer})` : other.signer}.`,
    zh: `  对方签名账户：${by ? `${by.zh}（${other.signer}）` : other.signer}。`,
  });
  if (!by && told.parties) context.io.note(OTHER_STRANGE);
  if (!other.isPlain) {
    context.io.note({
      en: "  It is no plain signature of that account; if the account has a contract of its own, only the ledger can tell.",
      zh: "  该签名不是此账户的普通签名；若该账户为合约钱包，只有账本能够验证。",
    });
  }
}

const WALLETS_UNTOLD: Text = {
  en: "  The file does not tell the parties' wallets, so whether your account is one of them cannot be checked here; the ledger checks it.",
  zh: "  文件未载明双方钱包，此处无法核对您的账户是否为其中一方，提交时由账本核验。",
};

const OTHER_STRANGE: Text = {
  en: "  ! That is the wallet of neither party: it was probably signed with the wrong profile, and has to be signed again.",
  zh: "  ! 该账户不是任何一方的钱包：很可能用错了配置文件，须重新签署。",
};

function demandGood<K extends KindName>(item: ToSign<K>, account: string, context: Context): void {
  const deadline = deadlineOf(item);
  if (deadline !== undefined) demandAhead(deadline, context.now());
  demandParty(item.kind, item.beside.told ?? {}, account);
  // In a folder the own signature may lie beside the other party's.
  if (item.other?.isNamed === true && item.other.signer === account) throw ownSignature(account);
}

/** @throws TongduiError `NotConfirmed`. */
export async function demandYes(count: number, context: Context): Promise<void> {
  if (context.yes) return;
  const question =
    count === 1
      ? { en: "Sign this?", zh: "确认签署吗？" }
      : { en: `Sign these ${count}?`, zh: `确认签署以上 ${count} 项吗？` };
  if (await context.io.confirm(question)) return;
  throw new TongduiError("NotConfirmed", { en: "Nothing was signed.", zh: "未签署任何内容。" });
}

function dry<K extends KindName>(items: readonly ToSign<K>[], domain: LedgerDomain): Answer {
  return {
    data: items.map(({ kind, message, isForShow }) => ({
      kind,
      digest: isForShow === true ? null : KINDS[kind].digest(domain, message),
    })),
    parts: [{ en: "Nothing was signed.", zh: "未签署任何内容。" }],
  };
}

/** Whether a file holds this signature already. */
async function isSignedIn(file: string, digest: string, account: string, domain: LedgerDomain): Promise<boolean> {
  try {
    const there = await readSignature(file, domain);
    return there.digest === digest && there.signer === account && there.isPlain;
  } catch (error) {
    if (error instanceof TongduiError) return false;
    throw error;
  }
}

/** Never writes over a file. @throws TongduiError `FileExists`, `FileUnwritable`. */
async function save<K extends KindName>(signed: SignatureOf<K>, file: string, domain: LedgerDomain): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await newFile(file, false, async (add) => add(signatureText(signed, domain)));
}

async function ledgerOf(deploymentFile: string): Promise<Pick<Desk, "domain" | "matching" | "network">> {
  const deployment = await readDeployment(deploymentFile);
  const { chainId, contracts, plan, network } = deployment;
  return {
    domain: ledgerDomain(chainId, contracts.orders.address, plan.salt),
    matching: matchingDomain(deployment),
    network,
  };
}

function keyOf(profile: Profile | undefined, passwordFile: string | undefined): KeySettings | undefined {
  const key = profile?.key;
  return key && "keystore" in key ? { ...key, ...withPassword(passwordFile) } : key;
}

function withPassword(passwordFile: string | undefined): { passwordFile?: string } {
  return passwordFile === undefined ? {} : { passwordFile };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nothingToSign(): TongduiError {
  return new TongduiError(
    "NothingToSign",
    { en: "There is nothing of this kind to be signed here.", zh: "此处没有可签署的此类内容。" },
    {
      hint: {
        en: "Name the files themselves. In a folder, files have to say what they are: file: order, file: claim.",
        zh: "请直接指定文件。文件夹中的文件须注明类型：file: order 或 file: claim。",
      },
    },
  );
}

/** @throws TongduiError `OwnSignature`. */
export function ownSignature(account: string): TongduiError {
  return new TongduiError(
    "OwnSignature",
    {
      en: `The account ${account} has signed this already: the other signature is its own.`,
      zh: `账户 ${account} 已签署过：对方签名即为其本人的签名。`,
    },
    {
      hint: {
        en: "Enterprise and provider each sign with their own account.",
        zh: "企业与服务机构须各用自己的账户签署。",
      },
    },
  );
}
