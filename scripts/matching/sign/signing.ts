/** Signing about demands and offers on the party's own machine, without a node: shown in words, asked, signed, a file each. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { wholeText } from "../../../client/files/wholeFile.ts";
import type { LedgerDomain } from "../../../client/messages.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Answer, Data, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { accountOf } from "../../keys/account.ts";
import { openSigner } from "../../keys/openSigner.ts";
import type { Line } from "../../orders/messages/kind.ts";
import { demandAhead } from "../../orders/moment.ts";
import { linesText } from "../../orders/sign/lines.ts";
import { capital, demandYes, ownSignature, type Desk, type SigningInput } from "../../orders/sign/signing.ts";
import { newFile } from "../../tables/newFile.ts";
import { KINDS, type MatchKind, type MatchMessages } from "../kinds.ts";
import {
  matchSignatureFileName,
  matchSignatureText,
  readMatchSignature,
  type Beside,
  type Read,
  type SignatureOf,
} from "../signature.ts";

/** A message to be signed. */
export interface ToSign<K extends MatchKind> {
  readonly kind: K;
  readonly message: MatchMessages[K];
  readonly beside: Beside;
  /** The folder of what it was made from. */
  readonly folder: string;
  /** Who has signed the other half. */
  readonly other?: Pick<Read, "signer"> & { readonly isNamed: boolean };
  /** What a person should know before saying yes. */
  readonly warnings?: readonly Text[];
  /** A dry run made a commitment in it, which will be another when it is signed. */
  readonly isForShow?: boolean;
  /** Files that go with the signature, written before it. */
  readonly files?: (digest: string) => readonly Along[];
}

/** A file that goes with a signature. */
export interface Along {
  readonly name: string;
  readonly text: string;
  /** What is told of it. */
  readonly said: Text;
}

/**
 * Shows messages in words, asks, signs them and writes a file each. What was signed before is not signed again.
 *
 * @throws TongduiError `NotConfirmed`, `DeadlineOver`, `OwnSignature`, `FileExists`; as openSigner.
 */
export async function signAllMatch<K extends MatchKind>(
  items: readonly ToSign<K>[],
  desk: Desk,
  input: Pick<SigningInput, "out">,
  context: Context,
): Promise<Answer> {
  const account = await accountOf(desk.key);
  const domain = desk.matching;
  for (const { kind, message, other } of items) {
    const deadline = KINDS[kind].deadlineOf(message);
    if (deadline !== undefined) demandAhead(deadline, context.now());
    if (other?.isNamed === true && other.signer === account) throw ownSignature(account);
  }
  context.io.note({
    en: `To be signed as ${account}, for the ledger "${desk.network}":`,
    zh: `将以 ${account} 的身份签署，用于账本“${desk.network}”：`,
  });
  for (const item of items) show(item, domain, context);
  const warnings = items.flatMap((item) => item.warnings ?? []).map((warning): Data => ({ ...warning }));
  if (context.dryRun) {
    const dry = items.map(({ kind, message, isForShow }) => ({
      kind,
      digest: isForShow === true ? null : KINDS[kind].digest(domain, message),
    }));
    return { data: { signed: dry, warnings }, parts: [{ en: "Nothing was signed.", zh: "未签署任何内容。" }] };
  }
  await demandYes(items.length, context);
  const signer = await openSigner(desk.key, context.io);
  const parts: Part[] = [];
  const signed: Data[] = [];
  for (const { kind, message, beside, folder, files } of items) {
    const digest = KINDS[kind].digest(domain, message);
    const unsigned = { kind, message, digest, signer: account, beside };
    const out = input.out ?? folder;
    const file = path.join(out, matchSignatureFileName(unsigned));
    const isNew = !(await isSignedIn(file, digest, account, domain));
    const along = files?.(digest) ?? [];
    await mkdir(out, { recursive: true });
    // The texts first: where a signature is, they are.
    for (const one of along) await writeOnce(path.join(out, one.name), one.text);
    if (isNew) {
      const signature = await KINDS[kind].sign(signer, domain, message);
      await save({ ...unsigned, signature }, file, domain);
    }
    const written = along.map(({ name }) => path.join(out, name));
    signed.push({ kind, digest, signer: account, file, isNew, files: written });
    const { en, zh } = KINDS[kind].title;
    parts.push({
      en: `✓ ${capital(en)} (short number ${shortHex(digest)}), signed${isNew ? "" : " before"}: ${shown(file)}`,
      zh: `✓ ${zh}（短编号 ${shortHex(digest)}）${isNew ? "已" : "此前已"}签署：${shown(file)}`,
    });
    for (const [i, { said }] of along.entries())
      parts.push({ en: `  ${said.en}: ${shown(written[i] ?? "")}`, zh: `  ${said.zh}：${shown(written[i] ?? "")}` });
  }
  return { data: { signed, warnings }, parts };
}

function show<K extends MatchKind>(item: ToSign<K>, domain: LedgerDomain, context: Context): void {
  const { kind, message, beside, other, warnings = [], isForShow } = item;
  const { title } = KINDS[kind];
  const id = shortHex(KINDS[kind].digest(domain, message));
  context.io.note({ en: `${capital(title.en)}, short number ${id}:`, zh: `${title.zh}，短编号 ${id}：` });
  context.io.note(linesText([...linesBeside(beside), ...KINDS[kind].lines(message)]));
  for (const warning of warnings) context.io.note(warning);
  if (isForShow === true) {
    context.io.note({
      en: "  A dry run keeps no document: its commitment will be another, and so will the number.",
      zh: "  试运行不保存文件：正式签署时承诺值不同，编号也随之不同。",
    });
  }
  if (other) context.io.note({ en: `  Signed before by ${other.signer}.`, zh: `  此前已由 ${other.signer} 签署。` });
}

/** What a file tells in words, and nothing that is signed shows. */
export function linesBeside({ title, text, demandTitle, offerTitle }: Beside): Line[] {
  const said = (name: Text, value: string | undefined): Line[] =>
    value === undefined ? [] : [[name, { en: `${value} (as the file says)`, zh: `${value}（据文件）` }]];
  return [
    ...said({ en: "Title", zh: "标题" }, title),
    ...said({ en: "Text", zh: "正文" }, text),
    ...said({ en: "The demand's title", zh: "需求标题" }, demandTitle),
    ...said({ en: "The offer's title", zh: "供给标题" }, offerTitle),
  ];
}

/** Whether a file holds this signature already. */
async function isSignedIn(file: string, digest: string, account: string, domain: LedgerDomain): Promise<boolean> {
  try {
    const there = await readMatchSignature(file, domain);
    return there.digest === digest && there.signer === account && there.isPlain;
  } catch (error) {
    if (error instanceof TongduiError) return false;
    throw error;
  }
}

/** A file that holds a salt, for its owner alone; one that is there already and says the same is left. @throws TongduiError `FileExists`. */
async function writeOnce(file: string, text: string): Promise<void> {
  if ((await wholeText(file).catch(() => undefined)) === text) return;
  await mkdir(path.dirname(file), { recursive: true });
  await newFile(file, false, async (add) => add(text), 0o600);
}

/** Never writes over a file. @throws TongduiError `FileExists`, `FileUnwritable`. */
async function save<K extends MatchKind>(signed: SignatureOf<K>, file: string, domain: LedgerDomain): Promise<void> {
  await newFile(file, false, async (add) => add(matchSignatureText(signed, domain)));
}
