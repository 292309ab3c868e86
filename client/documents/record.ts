/** What the store keeps of a document, and how a file says it. Offices hand documents to each other in the same form. */
import { sha256 } from "ethers";
import { z } from "zod";
import { canonicalBytes, type Json } from "./canonical.ts";
import { commit, newSalt, opens } from "./commitment.ts";
import { TongduiError } from "../errors/tongduiError.ts";

/** What is committed to. */
export interface Matter {
  /** The act that needs it, in one word of the field: `revoke`, `object`. */
  readonly purpose: string;
  /** What it is about, as people write its id: `voucher 3-000017`. It outlives an erasure, so it names no person. */
  readonly subject: string;
  readonly document: Json;
}

const hash32 = z.string().regex(/^0x[0-9a-f]{64}$/);

/** What the file of a document with its salt says that it is. */
export const DOCUMENT_KIND = "document with its salt";

/** Names keep their order, so that a person who opens the file reads first what it is. */
const kept = z.strictObject({
  kind: z.literal(DOCUMENT_KIND),
  commitment: hash32,
  purpose: z.string().min(1),
  subject: z.string().min(1),
  made: z.iso.datetime(),
  salt: hash32,
  document: z.custom<Json>((value) => value !== undefined),
});

/**
 * A document that can be opened. It hides its salt: printing, logging or serialising it shows everything else.
 */
export class KeptDocument implements Matter {
  readonly commitment: string;
  readonly purpose: string;
  readonly subject: string;
  /** When the commitment was made, ISO 8601 in UTC. */
  readonly made: string;
  readonly document: Json;
  readonly #salt: string;

  private constructor({ purpose, subject, document }: Matter, made: string, salt: string) {
    this.commitment = commit(document, salt);
    this.purpose = filled("purpose", purpose);
    this.subject = filled("subject", subject);
    this.made = made;
    this.document = document;
    this.#salt = salt;
  }

  /**
   * Commits to a document with a fresh salt.
   *
   * @param now milliseconds since 1970.
   * @throws TongduiError `NotJson`, `MatterBlank`.
   */
  static make(matter: Matter, now: number): KeptDocument {
    return new KeptDocument(matter, new Date(now).toISOString(), newSalt());
  }

  /**
   * Reads what {@link text} wrote, and checks that the salt opens the commitment.
   *
   * @param shownName names the file in errors.
   * @throws TongduiError `DocumentFileUnreadable`, `DocumentFileDiffers`; the salt is never in the message.
   */
  static parse(text: string, shownName: string): KeptDocument {
    const result = kept.safeParse(jsonOrUndefined(text));
    if (!result.success) throw unreadable(shownName);
    const { commitment, salt, made, ...matter } = result.data;
    const document = new KeptDocument(matter, made, salt);
    if (document.commitment === commitment) return document;
    throw differs(shownName);
  }

  /** Whether a document is the one that was committed to. */
  isOf(document: Json): boolean {
    return opens(this.commitment, document, this.#salt);
  }

  /** The text of the file, with the salt: whoever has it can open the commitment. */
  text(): string {
    const { commitment, purpose, subject, made, document } = this;
    const file: z.infer<typeof kept> = {
      kind: DOCUMENT_KIND,
      commitment,
      purpose,
      subject,
      made,
      salt: this.#salt,
      document,
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }
}

const erased = z.strictObject({
  kind: z.literal("erased document"),
  commitment: hash32,
  purpose: z.string().min(1),
  subject: z.string().min(1),
  made: z.iso.datetime(),
  erased: z.iso.datetime(),
  /** The file that is to be wiped, until it is. */
  wiping: z.string().optional(),
  document: z.custom<Json>((value) => value !== undefined).optional(),
});

/** What is left of an erased document: that there was one. Its commitment can never be opened again. */
export interface ErasedDocument {
  readonly commitment: string;
  readonly purpose: string;
  readonly subject: string;
  readonly made: string;
  /** When it was erased, ISO 8601 in UTC. */
  readonly erased: string;
  /** The document without its salt, where somebody wanted to keep it. */
  readonly document?: Json | undefined;
}

export type Tombstone = z.infer<typeof erased>;

/** Without `document` unless it is to be kept. */
export function tombstoneOf(document: KeptDocument, wiping: string, now: number, keepDocument: boolean): Tombstone {
  const { commitment, purpose, subject, made } = document;
  const stone = { kind: "erased document" as const, commitment, purpose, subject, made };
  const rest = keepDocument ? { document: document.document } : {};
  return { ...stone, erased: new Date(now).toISOString(), wiping, ...rest };
}

export function tombstoneText(stone: Tombstone): string {
  return `${JSON.stringify(stone, null, 2)}\n`;
}

/** @throws TongduiError `DocumentFileUnreadable`. */
export function parseTombstone(text: string, shownName: string): Tombstone {
  const result = erased.safeParse(jsonOrUndefined(text));
  if (result.success) return result.data;
  throw unreadable(shownName);
}

/** What two matters share if and only if purpose, subject and document are the same: 64 hexadecimal digits. */
export function keyOf({ purpose, subject, document }: Matter): string {
  return sha256(canonicalBytes([purpose, subject, document])).slice(2);
}

/** Whether a file says that it is a document with its salt. */
export function isHandedOver(text: string): boolean {
  const value = jsonOrUndefined(text);
  return typeof value === "object" && value !== null && "kind" in value && value.kind === DOCUMENT_KIND;
}

/** The commitment that a file says it is of, without a look at the rest. */
export function commitmentIn(text: string): string | undefined {
  return /"commitment": "(0x[0-9a-f]{64})"/.exec(text)?.[1];
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: a parser's message quotes what it could not read, and that may be a salt.
    return undefined;
  }
}

function unreadable(shownName: string): TongduiError {
  return new TongduiError(
    "DocumentFileUnreadable",
    {
      en: `${shownName} is not a document with its salt, or is damaged.`,
      zh: `${shownName} 不是带盐值的文件，或已损坏。`,
    },
    {
      hint: {
        en: "Such files are made by tongdui document export; a damaged one comes back from a backup only.",
        zh: "此类文件由 tongdui document export 生成；损坏的文件只能从备份中恢复。",
      },
    },
  );
}

/** Said of a file whose parts do not belong together. */
export function differs(shownName: string): TongduiError {
  return new TongduiError(
    "DocumentFileDiffers",
    {
      en: `${shownName} was changed: what it holds is not what was committed to.`,
      zh: `${shownName} 已被改动：其内容与承诺值不符。`,
    },
    {
      hint: {
        en: "Get it once more from where it came, or from a backup.",
        zh: "请向原提供方重新获取，或从备份中恢复。",
      },
    },
  );
}

function filled(name: "purpose" | "subject", text: string): string {
  if (text.trim() !== "") return text;
  const zh = { purpose: "用途", subject: "事项" }[name];
  throw new TongduiError("MatterBlank", {
    en: `The ${name} of the document is blank.`,
    zh: `文件的${zh}为空。`,
  });
}
