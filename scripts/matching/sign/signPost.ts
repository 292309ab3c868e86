/** `sign demand` and `sign offer`: from what the party wrote down, with its texts kept here and handed on in files. */
import path from "node:path";
import { KeptDocument } from "../../../client/documents/record.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shown } from "../../../client/files/secretFile.ts";
import {
  demandOfDraft,
  hiddenMatterOf,
  offerOfDraft,
  openMatterOf,
  type PostDraft,
} from "../../../client/matching/draft.ts";
import type { Demand, Offer } from "../../../client/matching/messages.ts";
import type { PostKind } from "../../../client/matching/texts.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { documentsOf } from "../../documents/office.ts";
import type { DocumentStore } from "../../documents/store.ts";
import { openDesk, type SigningInput } from "../../orders/sign/signing.ts";
import { sourcesOf } from "../../orders/sources.ts";
import { readPostDraft } from "../draft.ts";
import { notForMatching } from "../signature.ts";
import { personalWarnings } from "../warn.ts";
import { signAllMatch, type Along, type ToSign } from "./signing.ts";

type PostInput = SigningInput & { readonly files: string[] };

/** @throws TongduiError as {@link signPosts}. */
export async function signDemands(input: PostInput, context: Context): Promise<Answer> {
  return signPosts("demand", input, context, demandOfDraft);
}

/** @throws TongduiError as {@link signPosts}. */
export async function signOffers(input: PostInput, context: Context): Promise<Answer> {
  return signPosts("offer", input, context, offerOfDraft);
}

/**
 * Commits to the texts, in the party's own store of documents, and signs. The same file signed again finds the same signature.
 *
 * @throws TongduiError `NotForThis`, `NothingToSign`; as readPostDraft, DocumentStore, signAllMatch.
 */
async function signPosts<K extends PostKind>(
  kind: K,
  input: PostInput,
  context: Context,
  messageOf: (draft: PostDraft, content: string) => { demand: Demand; offer: Offer }[K],
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const store = await documentsOf({ profile: desk, context });
  const items: ToSign<K>[] = [];
  for (const source of await sourcesOf(input.files)) {
    const { file, what, isNamed } = source;
    if (what !== kind && (what !== undefined || !isNamed)) {
      if (isNamed) throw notForMatching(source, [kind]);
      continue;
    }
    const draft = await readPostDraft(kind, file);
    const kept = await keepTexts(kind, draft, store);
    const { title, text } = draft;
    items.push({
      kind,
      message: messageOf(draft, kept.content),
      beside: { title, text },
      folder: path.dirname(file),
      warnings: personalWarnings(kind, draft),
      isForShow: context.dryRun && !(await isKept(store, kept.content)),
      files: (digest: string) => kept.files(digest.slice(2, 10)),
    } as ToSign<K>);
  }
  if (items.length === 0) throw nothingToSign(kind, input.files);
  return signAllMatch(items, desk, input, context);
}

interface Kept {
  /** Commitment of the public part. */
  readonly content: string;
  /** Both parts with their salts, for those who keep them: `name` tells files of several posts apart. */
  readonly files: (name: string) => readonly Along[];
}

async function keepTexts(kind: PostKind, draft: PostDraft, store: DocumentStore): Promise<Kept> {
  const hidden = hiddenMatterOf(kind, draft);
  const closed = hidden ? await store.commitFor(hidden) : null;
  const content = await store.commitFor(openMatterOf(kind, draft, closed));
  const documents = await Promise.all([content, closed].map(async (one) => one && store.find(one)));
  const files = (name: string): Along[] =>
    documents.flatMap((document, i) => {
      const place = PLACES[i];
      if (!(document instanceof KeptDocument) || !place) return [];
      return [{ name: place.name(`${kind}-${name}`), text: document.text(), said: place.said }];
    });
  return { content, files };
}

/** The private part lies in a folder below, so that the one above can be handed on as it is. */
const PLACES = [
  {
    name: (post: string): string => `${post}-text.json`,
    said: { en: "Its text, for whoever posts it", zh: "公开正文，交发布单位" },
  },
  {
    name: (post: string): string => path.join("private", `${post}-private.json`),
    said: { en: "Its private part, for your district's office alone", zh: "非公开部分，仅交所属区办公系统" },
  },
] as const;

/** In a dry run a document that is not kept yet gets a commitment that is forgotten again. */
async function isKept(store: DocumentStore, commitment: string): Promise<boolean> {
  return (await store.find(commitment)) !== undefined;
}

function nothingToSign(kind: PostKind, names: readonly string[]): TongduiError {
  return new TongduiError(
    "NothingToSign",
    {
      en: `There is no text of ${kind === "demand" ? "a demand" : "an offer"} in ${names.map(shown).join(", ")}.`,
      zh: `${names.map(shown).join("、")} 中没有待签署的${kind === "demand" ? "需求" : "供给"}正文。`,
    },
    {
      hint: {
        en: `In a folder, files have to say what they are: file: ${kind}. docs/matching.md has an example.`,
        zh: `文件夹中的文件须注明类型：file: ${kind}。示例见 docs/matching.zh-CN.md。`,
      },
    },
  );
}
