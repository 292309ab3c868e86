/** The folder of documents and salts as files: finding them, and giving a new one its name at one stroke. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Disk } from "../../client/files/disk.ts";
import {
  KeptDocument,
  commitmentIn,
  differs,
  keyOf,
  parseTombstone,
  type Tombstone,
} from "../../client/documents/record.ts";

/** So many files are read at once. */
const READ_AT_ONCE = 64;

/** So often a file is read that is wiped meanwhile. */
const MOST_READS = 10;

/** A draft lives for milliseconds; one as old as this, in milliseconds, is of a program that died. */
const DRAFT_LIFETIME = 3_600_000;

const RECORD_NAME = /^[0-9a-f]{64}(-[0-9a-f]{64})?\.json$/;

/** What wiping leaves in a file. */
const ONLY_ZEROS = /^\0+$/;

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
  /** The files that were looked into. */
  readonly #seen = new Set<string>();
  #looking: Promise<void> = Promise.resolve();
  #nextLook: Promise<void> | undefined;

  constructor(folder: string, disk: Disk, now: () => number) {
    this.#folder = folder;
    this.#disk = disk;
    this.#now = now;
  }

  /** A path in the folder. */
  in(...names: string[]): string {
    return path.join(this.#folder, ...names);
  }

  /** Puts a new document in place, unless another process was quicker: tells whether it did. */
  async add(document: KeptDocument, name: string): Promise<boolean> {
    await this.#disk.makeFolder(this.#folder);
    const place = async (draft: string) => this.#disk.link(draft, this.in(name));
    return (await this.draft(document.text(), keyOf(document), place)) === "made";
  }

  /** A file gets its name only once it is whole and on the disk. */
  async draft<T>(text: string, key: string, place: (draft: string) => Promise<T>): Promise<T> {
    await this.#disk.makeFolder(this.in("drafts"));
    const draft = this.in("drafts", `${key}.${this.#now()}.${randomUUID()}`);
    try {
      await this.#disk.write(draft, text);
      return await place(draft);
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
    const text = await this.#text(name);
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
    await this.#each(await this.#recordNames(), look);
  }

  /** Finds a commitment. Each file is looked into once, so that many can be asked for. */
  async locate(commitment: string): Promise<Located | undefined> {
    const remembered = await this.#under(this.#names.get(commitment), commitment);
    if (remembered) return remembered;
    await this.#look();
    return this.#under(this.#names.get(commitment), commitment);
  }

  remember({ name, document }: Located): void {
    this.#seen.add(name);
    this.#names.set(document.commitment, name);
  }

  /** Whoever asks while a look is under way is served by the next one, which begins after it. */
  async #look(): Promise<void> {
    this.#nextLook ??= this.#looking
      .catch(() => undefined)
      .then(async () => {
        this.#looking = this.#nextLook ?? this.#looking;
        this.#nextLook = undefined;
        await this.#eachUnseen();
      });
    return this.#nextLook;
  }

  async #eachUnseen(): Promise<void> {
    // A name comes again only after an erasure, be it by another process.
    for (const commitment of await this.#erasedCommitments()) this.#forget(commitment);
    const names = (await this.#recordNames()).filter((name) => !this.#seen.has(name));
    await this.#each(names, (name, text) => {
      this.#seen.add(name);
      const found = commitmentIn(text);
      if (found !== undefined) this.#names.set(found, name);
      return Promise.resolve();
    });
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
    const commitments = await this.#erasedCommitments();
    const stones = await Promise.all(commitments.map(async (commitment) => this.tombstone(commitment)));
    return stones.filter((stone) => stone !== undefined);
  }

  /** Takes a file's name away, so that it can be wiped where nobody looks for it. */
  async takeAway(name: string): Promise<void> {
    await this.#disk.makeFolder(this.in("leaving"));
    await this.#disk.rename(this.in(name), this.in("leaving", `${randomUUID()}.json`));
    await this.#disk.sync(this.#folder);
  }

  /**
   * A file's text. Zeros in it are those of another process that took the file away and wipes it while it is read; soon the
   * name is free, or somebody else's. In a file that stays so, they are damage; one of nothing else was put back while it was
   * wiped by somebody who died then, and is taken away.
   */
  async #text(name: string): Promise<string | undefined> {
    let text: string | undefined;
    for (let tries = 0; tries < MOST_READS; tries += 1) {
      text = await this.#disk.read(this.in(name));
      if (text?.includes("\0") !== true) return text;
    }
    if (!ONLY_ZEROS.test(text ?? "")) return text;
    await this.takeAway(name);
    return undefined;
  }

  async #under(name: string | undefined, commitment: string): Promise<Located | undefined> {
    if (name === undefined) return undefined;
    const document = await this.read(name);
    if (document?.commitment === commitment) return { name, document };
    this.#forget(commitment);
    return undefined;
  }

  #forget(commitment: string): void {
    const name = this.#names.get(commitment);
    if (name === undefined) return;
    this.#names.delete(commitment);
    this.#seen.delete(name);
  }

  async #erasedCommitments(): Promise<string[]> {
    const names = (await this.#disk.list(this.in("erased"))).filter((name) => name.endsWith(".json"));
    return names.map((name) => name.slice(0, -".json".length));
  }

  async #recordNames(): Promise<string[]> {
    return (await this.#disk.list(this.#folder)).filter((name) => RECORD_NAME.test(name));
  }

  async #each(names: readonly string[], look: (name: string, text: string) => Promise<void>): Promise<void> {
    for (let first = 0; first < names.length; first += READ_AT_ONCE) {
      const some = names.slice(first, first + READ_AT_ONCE);
      await Promise.all(
        some.map(async (name) => {
          const text = await this.#text(name);
          if (text !== undefined) await look(name, text);
        }),
      );
    }
  }
}
