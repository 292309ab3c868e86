/**
 * A district's private store of documents and salts: a folder for the owner alone.
 *
 *     <key>.json                   a document with its salt; the key is the hash of purpose, subject and document
 *     <key>-<commitment>.json      another commitment to the same, received from another office
 *     erased/<commitment>.json     what is left of an erased one
 *     drafts/, leaving/            empty but for moments
 *
 * RULES
 * - A salt is in one file, and on the disk before its commitment is told to anybody.
 * - One purpose, subject and document have one commitment, however often and from however many processes it is asked for:
 *   the file's name is theirs, and only one process can make it.
 * - A document is never overwritten.
 * - Erasing writes zeros over the file, takes its name away, and leaves neither salt nor hash of the document behind. It counts
 *   from when `erased/` says so; whatever died on the way is brought to its end by the next that comes across it.
 *
 * ASSUMPTIONS
 * - The folder lies on a file system that knows hard links, as those of Linux, macOS and Windows do.
 * - Backups, and disks that write elsewhere than over what was there, keep what they have: where they are, erasing here is
 *   not the end of it.
 */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk as realDisk, type Disk } from "../../client/files/disk.ts";
import {
  KeptDocument,
  keyOf,
  tombstoneOf,
  tombstoneText,
  type ErasedDocument,
  type Matter,
  type Tombstone,
} from "../../client/documents/record.ts";
import { documentErased, documentUnknown, folderOpenToOthers } from "./refusals.ts";
import { Shelf, type Located } from "./shelf.ts";

/** So often a commitment is looked for. */
const MOST_SEARCHES = 3;

/** What a store is opened with, where it is not this machine's disk and clock. */
export interface StoreOptions {
  readonly disk?: Disk;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Commit for show: what is not here yet is not kept. */
  readonly dryRun?: boolean;
}

export interface Contents {
  readonly kept: readonly KeptDocument[];
  readonly erased: readonly ErasedDocument[];
  /** Files that hold no readable document. */
  readonly damaged: readonly string[];
}

export class DocumentStore {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #dryRun: boolean;
  readonly #shelf: Shelf;

  private constructor(folder: string, { disk = realDisk, now = Date.now, dryRun = false }: StoreOptions) {
    this.#folder = folder;
    this.#disk = disk;
    this.#now = now;
    this.#dryRun = dryRun;
    this.#shelf = new Shelf(folder, disk, now);
  }

  /**
   * Opens a store. Its folder is made by the first document.
   *
   * @throws TongduiError `FolderOpenToOthers`.
   */
  static async open(folder: string, options: StoreOptions = {}): Promise<DocumentStore> {
    const store = new DocumentStore(folder, options);
    const mode = await store.#disk.mode(folder);
    if (mode !== undefined && process.platform !== "win32" && (mode & 0o077) !== 0) throw folderOpenToOthers(folder);
    return store;
  }

  /**
   * The commitment to a document for one purpose and subject: the same one each time, until it is erased. In a dry run a
   * document that is not here gets a commitment that is forgotten again.
   *
   * @returns 32 bytes as `0x…`.
   * @throws TongduiError `NotJson`, `MatterBlank`, `DocumentFileUnreadable`, `DocumentFileDiffers`, `DriveUnsuitable`.
   */
  async commitFor(matter: Matter): Promise<string> {
    const key = keyOf(matter);
    let own: KeptDocument | undefined;
    for (let away = 0; ;) {
      await this.#emptyLeaving();
      const name = (own && (await this.#placeOf(own))) ?? `${key}.json`;
      const document = await this.#shelf.read(name);
      if (own && document?.commitment !== own.commitment) {
        // What was made here may have been told to others by now: it is used, or erased, not left behind.
        away += 1;
        if (away > MOST_SEARCHES || (await this.#shelf.tombstone(own.commitment))) own = undefined;
        continue;
      }
      if (document === undefined) {
        if (this.#dryRun) return KeptDocument.make(matter, this.#now()).commitment;
        const made = KeptDocument.make(matter, this.#now());
        if (await this.#shelf.add(made, name)) [own, away] = [made, 0];
        continue;
      }
      const stone = await this.#shelf.tombstone(document.commitment);
      if (stone) {
        await this.#finish({ ...stone, wiping: name });
        continue;
      }
      // Whoever made the file may have died before its name was sure to last, or its draft was gone.
      await this.#disk.sync(this.#folder);
      await this.#shelf.removeDrafts(key);
      this.#shelf.remember({ name, document });
      return document.commitment;
    }
  }

  /** The document of a commitment, what is left of it, or undefined if it is not here. */
  async find(commitment: string): Promise<KeptDocument | ErasedDocument | undefined> {
    const found = await this.#search(commitment);
    if (found === undefined) return undefined;
    return "name" in found ? found.document : this.#finish(found);
  }

  /** All documents, the oldest first. */
  async list(): Promise<Contents> {
    await this.#emptyLeaving();
    const erased = new Map<string, ErasedDocument>();
    for (const stone of await this.#shelf.tombstones()) erased.set(stone.commitment, await this.#finish(stone));
    const kept: KeptDocument[] = [];
    const damaged: string[] = [];
    await this.#shelf.eachText(async (name, text) => {
      const document = unlessDamaged(() => this.#shelf.parse(name, text));
      if (document === undefined) damaged.push(this.#shelf.in(name));
      else if (erased.has(document.commitment)) await this.#wipe(name);
      else kept.push(document);
    });
    return { kept: kept.sort(byAge), erased: [...erased.values()].sort(byAge), damaged: damaged.sort() };
  }

  /**
   * Removes a document's salt for good, and the document with it. Erasing again changes nothing, but for taking away a document
   * that was kept before.
   *
   * @param keepDocument keep the document, which then no longer opens anything.
   * @throws TongduiError `DocumentUnknown`.
   */
  async erase(commitment: string, keepDocument = false): Promise<ErasedDocument> {
    const located = await this.#search(commitment);
    if (!located) throw documentUnknown(commitment);
    if (!("name" in located)) {
      const left = await this.#finish(located);
      if (left.document === undefined || keepDocument) return left;
      const bare = { ...left, document: undefined };
      await this.#replaceTombstone({ kind: "erased document", ...bare });
      return bare;
    }
    const stone = tombstoneOf(located.document, located.name, this.#now(), keepDocument);
    const stoneFile = this.#shelf.stoneFile(commitment);
    await this.#disk.makeFolder(this.#shelf.in("erased"));
    await this.#shelf.draft(tombstoneText(stone), commitment, async (draft) => this.#disk.link(draft, stoneFile));
    await this.#disk.sync(this.#shelf.in("erased"));
    const left = await this.#finish((await this.#shelf.tombstone(commitment)) ?? stone);
    // Two that received it at once may have made two files of it.
    for (const name of namesOf(located.document)) {
      if ((await this.#shelf.read(name))?.commitment === commitment) await this.#wipe(name);
    }
    return left;
  }

  /**
   * Keeps a document that another office handed over. Receiving it again changes nothing.
   *
   * @throws TongduiError `DocumentErased`, if it was erased here: that is for good.
   */
  async receive(document: KeptDocument): Promise<void> {
    const { commitment } = document;
    const key = keyOf(document);
    const [first, second] = namesOf(document);
    for (;;) {
      await this.#emptyLeaving();
      if (await this.#shelf.tombstone(commitment)) throw documentErased(commitment);
      const there = await Promise.all([this.#shelf.read(first), this.#shelf.read(second)]);
      if (there.some((one) => one?.commitment === commitment)) break;
      // Where another commitment to the same is here already, that one stays the one for new acts.
      await this.#shelf.add(document, there[0] ? second : first);
    }
    await this.#disk.sync(this.#folder);
    await this.#shelf.removeDrafts(key);
  }

  /** Where a document lies. Who erases another one of its name may take it away; when it is put back, that name can be taken. */
  async #placeOf(document: KeptDocument): Promise<string | undefined> {
    for (const name of namesOf(document)) {
      if ((await this.#shelf.read(name))?.commitment === document.commitment) return name;
    }
    return undefined;
  }

  /**
   * What there is of a commitment. Where things are erased, a document can be away for a moment, until it is put back: what is not
   * found is looked for again.
   */
  async #search(commitment: string): Promise<Located | Tombstone | undefined> {
    for (let tries = 1; ; tries += 1) {
      await this.#emptyLeaving();
      const found = (await this.#shelf.tombstone(commitment)) ?? (await this.#shelf.locate(commitment));
      if (found || tries === MOST_SEARCHES) return found;
      if ((await this.#disk.mode(this.#shelf.in("leaving"))) === undefined) return undefined;
    }
  }

  /** Wipes the file of an erased document if that is still to be done. */
  async #finish(stone: Tombstone): Promise<ErasedDocument> {
    const { kind, wiping, ...left } = stone;
    if (wiping === undefined) return left;
    await this.#wipe(wiping);
    await this.#replaceTombstone({ kind, ...left });
    return left;
  }

  async #wipe(name: string): Promise<void> {
    await this.#shelf.removeDrafts(name.slice(0, 64));
    await this.#shelf.takeAway(name);
    await this.#emptyLeaving();
  }

  /**
   * Wipes what was taken away. Two processes may erase the same while a third one commits to it anew; then the slower took away
   * the new document, and it is put back. A file that cannot be read is one that is being wiped.
   */
  async #emptyLeaving(): Promise<void> {
    for (const name of await this.#disk.list(this.#shelf.in("leaving"))) {
      const file = this.#shelf.in("leaving", name);
      const text = await this.#disk.read(file);
      if (text === undefined) continue;
      const document = unlessDamaged(() => KeptDocument.parse(text, file));
      if (document && !(await this.#shelf.tombstone(document.commitment))) {
        await this.#putBack(file, document);
        continue;
      }
      await this.#disk.blank(file);
      await this.#disk.remove(file);
      await this.#disk.sync(this.#shelf.in("leaving"));
    }
  }

  async #putBack(file: string, document: KeptDocument): Promise<void> {
    for (const name of namesOf(document)) {
      const back = await this.#disk.link(file, this.#shelf.in(name));
      if (back === "gone") return;
      if (back === "taken" && (await this.#shelf.read(name))?.commitment !== document.commitment) continue;
      await this.#disk.sync(this.#folder);
      // Who erased it meanwhile does not know of this name.
      if (back === "made" && (await this.#shelf.tombstone(document.commitment))) await this.#wipe(name);
      break;
    }
    await this.#disk.remove(file);
  }

  async #replaceTombstone(stone: Tombstone): Promise<void> {
    const file = this.#shelf.stoneFile(stone.commitment);
    await this.#shelf.draft(tombstoneText(stone), stone.commitment, async (draft) => this.#disk.rename(draft, file));
    await this.#shelf.removeDrafts(stone.commitment);
    await this.#disk.sync(this.#shelf.in("erased"));
  }
}

/** The name of a document's file, and the one that it gets where another commitment to the same has that. */
function namesOf(document: KeptDocument): [first: string, second: string] {
  const key = keyOf(document);
  return [`${key}.json`, `${key}-${document.commitment.slice(2)}.json`];
}

type Aged = { readonly made: string; readonly commitment: string };

/** The oldest first; what was made in one instant, in the order of the commitments. */
function byAge(a: Aged, b: Aged): number {
  return compare(a.made, b.made) || compare(a.commitment, b.commitment);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function unlessDamaged<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TongduiError) return undefined;
    throw error;
  }
}
