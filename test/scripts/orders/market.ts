/** An office in which firms have vouchers and a laboratory is admitted, all under marks of a nullifier key that the officers hold. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { id, type Wallet } from "ethers";
import { lastValidSecond } from "../../../client/days.ts";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { invoiceNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import type { NullifierKey } from "../../../client/documents/nullifierKey.ts";
import { orderIdOf, type Claim, type LedgerDomain, type Order } from "../../../client/messages.ts";
import { SealedKey } from "../../../client/documents/sealedKey.ts";
import { NullifierKeyFolder } from "../../../scripts/nullifiers/keyFolder.ts";
import { claimOf, type Invoiced } from "../../../scripts/orders/claimTerms.ts";
import type { KindName, Messages } from "../../../scripts/orders/messages/kind.ts";
import { KINDS } from "../../../scripts/orders/messages/kinds.ts";
import { signatureFileName, signatureText, type Beside } from "../../../scripts/orders/signature.ts";
import type { ProfileFile } from "../../../scripts/profile/profile.ts";
import { tongdui, type Office, type Said } from "../support/office.ts";
import { domainOf, setScene, type Scene } from "../support/scene.ts";

const PASSWORD = "nullifier password";

export interface Market {
  readonly office: Office;
  readonly scene: Scene;
  readonly domain: LedgerDomain;
  readonly key: NullifierKey;
  /** What a profile says so that the nullifier keys are found. */
  readonly keys: Partial<ProfileFile>;
  /** Opens the keys. */
  readonly password: readonly string[];
  /** Runs the command as somebody who holds the nullifier keys. */
  readonly tongdui: (name: string, ...words: string[]) => Promise<Said>;
  /** An empty folder. */
  readonly folder: () => Promise<string>;
}

export async function openMarket(office: Office, vouchers = 3): Promise<Market> {
  const keyFolder = path.join(office.folder, "consortium-keys");
  const sealed = await SealedKey.make(1, PASSWORD, 1_024);
  await new NullifierKeyFolder(keyFolder).add(sealed);
  const key = await sealed.open(PASSWORD, "key");
  const passwordFile = path.join(office.folder, "nullifier-password");
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  const scene = await setScene(office, { vouchers, partyOf: (wallet) => partyNullifier(key, codeOf(wallet)) });
  const keys = { nullifierKeys: keyFolder };
  const password = ["--nullifier-password-file", passwordFile];
  const profiles = new Map<string, Promise<string>>();
  const profileOf = async (name: string): Promise<string> => {
    const known = profiles.get(name) ?? office.profile(name, keys);
    profiles.set(name, known);
    return known;
  };
  let folders = 0;
  return {
    office,
    scene,
    domain: domainOf(office),
    key,
    keys,
    password,
    tongdui: async (name, ...words) => tongdui([...words, ...password, "--profile", await profileOf(name)]),
    folder: async () => {
      folders += 1;
      const folder = path.join(office.folder, `files-${folders}`);
      await mkdir(folder);
      return folder;
    },
  };
}

/** The credit code of a party, made from its wallet. */
export function codeOf(wallet: string): string {
  const first17 = `91320412${(BigInt(wallet) % 1_000_000_000n).toString().padStart(9, "0")}`;
  return first17 + checkCharacter(first17);
}

/** Terms of an order on a firm's voucher: ¥30,000 of a contract of ¥100,000, unless said otherwise. */
export async function termsOf({ office, scene }: Market, place: number, over: Partial<Order> = {}): Promise<Order> {
  const today = await office.today();
  return {
    voucher: scene.vouchers[place] ?? 0n,
    provider: scene.provider,
    amount: 3_000_000n,
    contractValue: 10_000_000n,
    contractDay: today,
    serviceClass: 1,
    deliverBy: today + 60,
    contractCommitment: id(`contract ${place} ${today}`),
    referenceTo: `0x${"00".repeat(32)}`,
    deadline: BigInt(lastValidSecond(today + 60)),
    ...over,
  };
}

/** Writes somebody's signature into a folder. @returns the file. */
export async function signInto<K extends KindName>(
  { domain }: Pick<Market, "domain">,
  folder: string,
  key: Wallet,
  kind: K,
  message: Messages[K],
  beside: Beside = {},
): Promise<string> {
  const signature = await KINDS[kind].sign(key, domain, message);
  const digest = KINDS[kind].digest(domain, message);
  const signed = { kind, message, digest, signer: key.address, signature, beside };
  const file = path.join(folder, signatureFileName(signed));
  await writeFile(file, signatureText(signed, domain));
  return file;
}

/** Both halves of an order on a firm's voucher. */
export async function signBoth(
  market: Market,
  folder: string,
  place: number,
  { over = {}, number = `HT-${place}` }: { readonly over?: Partial<Order>; readonly number?: string } = {},
): Promise<{ readonly order: string; readonly message: Order; readonly files: readonly [string, string] }> {
  const { scene, domain } = market;
  const message = await termsOf(market, place, over);
  const firm = scene.enterprises[place]!.key;
  const contract = { number, enterprise: codeOf(firm.address), provider: codeOf(scene.providerKey.address) };
  const files = [
    await signInto(market, folder, firm, "order", message, { contract }),
    await signInto(market, folder, scene.providerKey, "order", message, { contract }),
  ] as const;
  return { order: orderIdOf(domain, message), message, files };
}

/** An invoice of the laboratory, and its mark. */
export function invoiceOf({ key, scene }: Market, number: number, amount = 10_000_000n): Invoiced {
  const seller = codeOf(scene.providerKey.address);
  const invoice = { seller, code: "", number: String(number).padStart(20, "0"), amount };
  return { ...invoice, mark: invoiceNullifier(key, seller, invoice.code, invoice.number) };
}

/** Claim and acceptance of an order of a firm, as files. */
export async function signRedemption(
  market: Market,
  folder: string,
  {
    place,
    order,
    invoices,
    round = 0,
  }: { place: number; order: string; invoices: readonly Invoiced[]; round?: number },
): Promise<{ readonly claim: Claim; readonly files: readonly [string, string] }> {
  const { scene, office } = market;
  const deadline = BigInt(lastValidSecond((await office.today()) + 60));
  const { claim, beside } = claimOf({ order, round, evidence: id(`evidence ${order}`), deadline }, invoices);
  const firm = scene.enterprises[place]!.key;
  const files = [
    await signInto(market, folder, scene.providerKey, "claim", claim, beside),
    await signInto(market, folder, firm, "acceptance", { claim, deadline }, beside),
  ] as const;
  return { claim, files };
}
