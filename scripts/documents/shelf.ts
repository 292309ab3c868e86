/** The folder of documents and salts as files: finding them, and giving a new one its name at one stroke. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Disk } from "../files/disk.ts";
import { KeptDocument, commitmentIn, differs, keyOf, parseTombstone, type Tombstone } from "./record.ts";

/** So many files are read at once. */
const READ_AT_ONCE = 64;

/** A draft lives for milliseconds; one as old as this, in milliseconds, is of a program that died. */
const DRAFT_LIFETIME = 3_600_000;

const RECORD_NAME = /^[0-9a-f]{64}(-[0-9a-f]{64})?\.json$/;

/** A document and the name of its file. */
export interface Located {
  readonly name: string;
  readonly document: KeptDocument;
}

export class Shelf {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #now: () => number;
  /** Which file holds a commitment, as far as this process has looked. A hint: the file itself says what it holds. */
  readonly #names = new Map<string, string>();

  constructor(folder: string, disk: Disk, now: () => number) {
    this.#folder = folder;
    this.#disk = disk;
    this.#now = now;
  }

  /** A path in the folder. */
  in(...names: string[]): string {
    return path.join(this.#folder, ...names);
  }

  /** Puts a new document in place, unless another process was quicker. */
  async add(document: KeptDocument, name: string): Promise<void> {
    await this.#disk.makeFolder(this.#folder);
    await this.draft(document.text(), keyOf(document), async (draft) => this.#disk.link(draft, this.in(name)));
  }

  /** A file gets its name only once it is whole and on the disk. */
  async draft(text: string, key: string, place: (draft: string) => Promise<unknown>): Promise<void> {
    await this.#disk.makeFolder(this.in("drafts"));
    const draft = this.in("drafts", `${key}.${this.#now()}.${randomUUID()}`);
    try {
      await this.#disk.write(draft, text);
      await place(draft);
    } finally {
      await this.#disk.remove(draft);
    }
  }

  /**
   * Takes away what died programs left of a document. A draft may be a second name of the document's own file, so nothing
   * is written over it; a salt in any other draft was never used. Who lives and misses its draft tries again.
   */
  async removeDrafts(key: string): Promise<void> {
    for (const draft of await this.#disk.list(this.in("drafts"))) {
      const [of, time] = draft.split(".");
      if (of === key || Number(time) < this.#now() - DRAFT_LIFETIME) await this.#disk.remove(this.in("drafts", draft));
    }
  }

  /** @throws TongduiError `DocumentFileUnreadable`, `DocumentFileDiffers`. */
  async read(name: string): Promise<KeptDocument | undefined> {
    const text = await this.#disk.read(this.in(name));
    return text === undefined ? undefined : this.parse(name, text);
  }

  /** The name vouches for purpose and subject, which the commitment does not cover. Errors as {@link read}. */
  parse(name: string, text: string): KeptDocument {
    const document = KeptDocument.parse(text, this.in(name));
    if (name.startsWith(keyOf(document))) return document;
    throw differs(this.in(name));
  }

  /** All files of documents. */
  async eachText(look: (name: string, text: string) => Promise<void>): Promise<void> {
    const names = (await this.#disk.list(this.#folder)).filter((name) => RECORD_NAME.test(name));
    for (let first = 0; first < names.length; first += READ_AT_ONCE) {
      const some = names.slice(first, first + READ_AT_ONCE);
      await Promise.all(
        some.map(async (name) => {
          const text = await this.#disk.read(this.in(name));
          if (text !== undefined) await look(name, text);
        }),
      );
    }
  }

  /** Finds a commitment. The name that is remembered is tried first, then all files are looked into. */
  async locate(commitment: string): Promise<Located | undefined> {
    const remembered = await this.#under(this.#names.get(commitment), commitment);
    if (remembered) return remembered;
    await this.eachText((name, text) => {
      const found = commitmentIn(text);
      if (found !== undefined) this.#names.set(found, name);
      return Promise.resolve();
    });
    return this.#under(this.#names.get(commitment), commitment);
  }

  remember({ name, document }: Located): void {
    this.#names.set(document.commitment, name);
  }

  stoneFile(commitment: string): string {
    return this.in("erased", `${commitment}.json`);
  }

  /** @throws TongduiError `DocumentFileUnreadable`. */
  async tombstone(commitment: string): Promise<Tombstone | undefined> {
    const file = this.stoneFile(commitment);
    const text = await this.#disk.read(file);
    return text === undefined ? undefined : parseTombstone(text, file);
  }

  /** Errors as {@link tombstone}. */
  async tombstones(): Promise<Tombstone[]> {
    const names = (await this.#disk.list(this.in("erased"))).filter((name) => name.endsWith(".json"));
    const stones = await Promise.all(names.map(async (name) => this.tombstone(name.slice(0, -".json".length))));
    return stones.filter((stone) => stone !== undefined);
  }

  async #under(name: string | undefined, commitment: string): Promise<Located | undefined> {
    if (name === undefined) return undefined;
    const document = await this.read(name);
    if (document?.commitment === commitment) return { name, document };
    this.#names.delete(commitment);
    return undefined;
  }
}
