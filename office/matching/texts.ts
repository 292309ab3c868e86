/**
 * The texts of demands and offers of the district's own parties.
 *
 * RULES
 * - A text is whatever document of this office opens the commitment that the ledger has of the post, if it is such a text and says of
 *   kind, class, district and last day what the ledger says. So nobody gets at another document by posting its commitment.
 * - The private part says whose it is, and is that of the post's own party: whoever names another's in a text gets nothing.
 */
import type { KeptDocument } from "../../client/documents/record.ts";
import { districtOf } from "../../client/ids.ts";
import {
  isTextOf,
  mattersOf,
  privateTextSchema,
  publicTextSchema,
  type PrivateText,
  type PublicText,
} from "../../client/matching/texts.ts";
import { contentOf } from "../documents/documents.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office } from "../office.ts";
import type { Post } from "./posts.ts";

/** What its texts are held against: the ledger's word of a post, or a message that is to become one. */
export type PostTerms = Pick<Post, "kind" | "written" | "content" | "serviceClass" | "district" | "through">;

type Kept = Pick<Office, "database" | "vault">;

/** @throws Refusal 404 for one that the ledger has not, or whose party is of another district: its own office keeps its text. */
export async function postAtHome({ posts, district }: Pick<Office, "posts" | "district">, id: string): Promise<Post> {
  const post = await posts.find(id);
  if (!post) {
    throw new Refusal(404, "PostUnknown", {
      en: `The ledger has no demand and no offer ${id}.`,
      zh: `账本中没有需求或供给 ${id}。`,
    });
  }
  const home = Number(districtOf(post.party));
  if (home === district) return post;
  throw new Refusal(404, "PostElsewhere", {
    en: `The text of ${id} is kept by the office of district ${home}.`,
    zh: `${id} 的正文由第 ${home} 区的办公系统保存。`,
  });
}

/** Undefined where it is not here, was erased, or is no text of this post. */
export async function publicTextOf({ database, vault }: Kept, post: PostTerms): Promise<PublicText | undefined> {
  return readPublic(await contentOf(database, { vault }, post.content), post);
}

/** Whether everybody may read its text. */
export function isForAll({ state }: Pick<Post, "state">): boolean {
  return state === "Open" || state === "Matched";
}

/** Undefined where there is none, it is not here, was erased, or is another party's. */
export async function privateTextOf(kept: Kept, post: PostTerms): Promise<PrivateText | undefined> {
  const text = await publicTextOf(kept, post);
  if (text?.private == null) return undefined;
  return readPrivate(await contentOf(kept.database, { vault: kept.vault }, text.private), post);
}

/** What is handed in of a post. */
export interface Handed {
  readonly open: KeptDocument | undefined;
  readonly hidden: KeptDocument | undefined;
}

/**
 * Holds what is handed in against the post, and the private part against the public one, which may be here already.
 *
 * @returns the public text.
 * @throws Refusal 400 for what is not of this post, 409 for a private part whose public part is not here.
 */
export async function demandFitting(kept: Kept, post: PostTerms, { open, hidden }: Handed): Promise<PublicText> {
  const matters = mattersOf(post.kind, post.written);
  if (open && (open.commitment !== post.content || !isAbout(open, matters.open))) throw otherText("text");
  const text = open ? readPublic(open.document, post) : await publicTextOf(kept, post);
  if (!text) {
    throw open
      ? otherText("text")
      : new Refusal(409, "TextMissing", {
          en: "The public text is not here yet: hand it in first, or together with the private part.",
          zh: "公开正文尚未提交，请先提交公开正文，或与非公开部分一并提交。",
        });
  }
  if (!hidden) return text;
  const isIts = hidden.commitment === text.private && isAbout(hidden, matters.hidden);
  if (!isIts || !readPrivate(hidden.document, post)) throw otherText("private");
  return text;
}

function readPublic(content: unknown, post: PostTerms): PublicText | undefined {
  const read = publicTextSchema.safeParse(content);
  return read.success && isTextOf(read.data, post.kind, post) ? read.data : undefined;
}

function readPrivate(content: unknown, { kind, written }: PostTerms): PrivateText | undefined {
  const read = privateTextSchema.safeParse(content);
  const isIts = read.success && read.data.kind === `${kind}, private part` && read.data.party === written;
  return isIts ? read.data : undefined;
}

function isAbout({ purpose, subject }: KeptDocument, matter: Pick<KeptDocument, "purpose" | "subject">): boolean {
  return purpose === matter.purpose && subject === matter.subject;
}

function otherText(field: "text" | "private"): Refusal {
  const sentences = {
    text: {
      en: "This is not the text of the commitment that the party signed, or it says another class, district or last day, or is too long.",
      zh: "该正文与所签承诺值不符，或服务类别、区域、截止日不一致，或篇幅过长。",
    },
    private: {
      en: "This is not the private part that the public text names, or not this party's, or it is too long.",
      zh: "该非公开部分与公开正文所载不符，或不属于该当事方，或篇幅过长。",
    },
  };
  return new Refusal(400, "TextOther", sentences[field], field);
}
