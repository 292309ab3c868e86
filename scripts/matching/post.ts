/** `match post`: the Operator, or the Bureau of the party's district, brings demands and offers that their parties signed. */
import { KeptDocument } from "../../client/documents/record.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { demandOf, offerOf } from "../../client/matching/standing.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { isTextOf, publicTextSchema, type PublicText } from "../../client/matching/texts.ts";
import type { PostState } from "../../client/replay/matching.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { asked } from "../chain/asked.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { linesText } from "../orders/sign/lines.ts";
import { handedOverIn } from "../documents/commands/handing.ts";
import { documentsOf } from "../documents/office.ts";
import { halfOf, type Wallet } from "../orders/halves.ts";
import { KINDS, stateText } from "./kinds.ts";
import { answerMatchRows, handInAll, sorted, type MatchRow, type Sorted, type Words } from "./rows.ts";
import { gatherMatch, type Read } from "./signature.ts";
import { personalWarnings } from "./warn.ts";

const WORDS: Words = {
  done: { en: "posted", zh: "已发布" },
  before: { en: "posted before", zh: "此前已发布" },
  tried: { en: "could be posted", zh: "可以发布" },
};

type PostRead = Read<"demand" | "offer">;

/** The public parts that were handed on, by their commitments. */
type Texts = ReadonlyMap<string, KeptDocument>;

/**
 * Posts what the ledger would take; the rest is named and left. Run again after a kill it goes on from there: a demand's or an offer's
 * number can be posted once. Demands go first, since an offer may answer one.
 *
 * @throws TongduiError as acting, gatherMatch, performInBatches.
 */
export async function post(input: { readonly files: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const domain = matchingDomain(open.deployment);
    const { signatures, unfit, sources } = await gatherMatch(input.files, domain, ["demand", "offer"], true);
    const texts = await textsIn(sources.map(({ file }) => file));
    const rows: MatchRow[] = unfit.map(({ file, error }) => {
      return { kind: undefined, id: undefined, files: [file], end: "refused", error };
    });
    for (const kind of ["demand", "offer"] as const) {
      const some = signatures.filter((signed): signed is PostRead => signed.kind === kind);
      const judged: Sorted[] = [];
      for (const group of Map.groupBy(some, ({ digest }) => digest).values())
        judged.push(await judge(open, group, texts));
      rows.push(...(await handInAll(open, TITLES[kind], judged)));
    }
    return answerMatchRows(rows, WORDS);
  });
}

const TITLES: Readonly<Record<"demand" | "offer", Text>> = {
  demand: { en: "Post demands", zh: "发布需求" },
  offer: { en: "Post offers", zh: "发布供给" },
};

async function textsIn(files: readonly string[]): Promise<Texts> {
  const found = await Promise.all(files.map(handedOverIn));
  return new Map(found.flatMap((one) => (one ? [[one.commitment, one] as const] : [])));
}

/** Holds one against the ledger and its text. */
async function judge(open: Acting, signatures: readonly PostRead[], texts: Texts): Promise<Sorted> {
  const [signed] = signatures;
  if (!signed) throw new RangeError("nothing signed");
  const { kind, digest: id, message } = signed;
  const { ledger, nodes, outbox } = open;
  const known = { kind, id, title: signed.beside.title, files: signatures.map(({ file }) => file) };
  return sorted(known, async () => {
    const store = await documentsOf(open);
    const handed = texts.get(message.content);
    const kept = handed ?? (await store.find(message.content));
    const text = kept instanceof KeptDocument ? textIn(kept, signed) : undefined;
    const after = async (): Promise<void> => {
      if (handed && !open.context.dryRun) await store.receive(handed);
    };
    const standing = async () => (kind === "demand" ? demandOf(open.ledger, id) : offerOf(open.ledger, id));
    const isDone = async (): Promise<boolean> => (await standing()) !== undefined;
    const there = await standing();
    if (there) {
      await after();
      const remarks = there.state === "Open" ? [] : [ended(id, there.state)];
      return { row: { ...known, title: text?.title ?? known.title, end: "before", remarks } };
    }
    const warnings = personalWarnings(
      kind,
      text ?? { title: signed.beside.title ?? "", text: signed.beside.text ?? "" },
    );
    show(open, signed, text, warnings);
    const wallet = await walletOf(open, signed);
    const { signature } = await halfOf(signatures, wallet, [wallet], nodes);
    const draft = async () =>
      signed.kind === "demand"
        ? ledger.matching.postDemand.populateTransaction(signed.message, signature)
        : ledger.matching.postOffer.populateTransaction(signed.message, signature);
    const refused = await outbox.refusalOf(await draft());
    if (refused) throw refused;
    const remarks = [...warnings, ...(text ? [] : [textMissing(id)])];
    return { item: { ...known, title: text?.title ?? known.title, remarks, isDone, draft, after } };
  });
}

/** What everybody will read is read here once more before it is posted. */
function show({ context }: Acting, signed: PostRead, text: PublicText | undefined, warnings: readonly Text[]): void {
  const { kind, digest, message } = signed;
  const { en, zh } = KINDS[kind].title;
  context.io.note({ en: `To be posted, ${en} ${shortHex(digest)}:`, zh: `待发布的${zh} ${shortHex(digest)}：` });
  const lines = KINDS[kind].lines(message as never);
  const words = text
    ? ([
        [{ en: "Title", zh: "标题" }, text.title],
        [{ en: "Text", zh: "正文" }, text.text],
      ] as const)
    : [];
  context.io.note(linesText([...words, ...lines]));
  for (const warning of warnings) context.io.note(warning);
}

/** @throws TongduiError `PostTextDiffers`. */
function textIn({ document }: KeptDocument, { kind, message, digest }: PostRead): PublicText {
  const read = publicTextSchema.safeParse(document);
  if (read.success && isTextOf(read.data, kind, message)) return read.data;
  throw new TongduiError(
    "PostTextDiffers",
    {
      en: `The text of ${KINDS[kind].title.en} ${shortHex(digest)} is not of what was signed: kind, class, district or last day are others, or it is no such text.`,
      zh: `${KINDS[kind].title.zh} ${shortHex(digest)} 的正文与所签内容不符：类型、服务类别、区域或截止日不一致，或不是此类正文。`,
    },
    { hint: { en: "Let the party sign anew.", zh: "请由当事方重新签署。" } },
  );
}

/** Who signs for whoever posts, as the ledger asks it. @throws TransactionRefused */
async function walletOf(open: Acting, signed: PostRead): Promise<Wallet> {
  const { enterprises, providers } = open.ledger;
  if (signed.kind === "demand") {
    const { enterprise } = signed.message;
    const { wallet } = await asked(open, enterprises, enterprises.signerOf(enterprise, true));
    return { side: "enterprise", party: formatEnterprise(enterprise), wallet };
  }
  const { provider, serviceClass } = signed.message;
  const { wallet } = await asked(open, providers, providers.signerForOrder(provider, serviceClass));
  return { side: "provider", party: formatProvider(provider), wallet };
}

/** Whoever posts the same again may think that it is open once more. */
function ended(id: string, state: PostState): Text {
  const is = stateText({ state });
  return {
    en: `! ${shortHex(id)} is ${is.en}. To look or offer anew, sign a text that differs in something, the last day say.`,
    zh: `！${shortHex(id)} ${is.zh}。如需重新发布，请签署至少有一项不同的正文，例如截止日。`,
  };
}

function textMissing(id: string): Text {
  return {
    en: `! The text of ${shortHex(id)} is not here: nobody can read it until its office has it. Hand its file in with the signature, or take it in with tongdui document import.`,
    zh: `！此处没有 ${shortHex(id)} 的正文，办公系统收到之前无人可读。请随签名一并提交正文文件，或用 tongdui document import 导入。`,
  };
}
