/** Several clerks at one disk in memory, of whom one at a time takes one step. Who is next, a seed says: the same seed, the same story. */
import type { Disk } from "../../../client/files/disk.ts";

/** How often the next turn is one that nothing spoke for, of 100; and how often a clerk falls behind all others after a turn. */
const [ANYBODYS, LATE] = [10, 15];

type Random = (below: number) => number;

/** A file, whatever its names: what is written over it shows under each. */
interface Content {
  text: string;
}

export class MemoryDisk {
  readonly #files = new Map<string, Content>();
  readonly #folders = new Set<string>();

  /** What all files hold, by their names. */
  get texts(): Map<string, string> {
    return new Map([...this.#files].map(([name, { text }]) => [name, text]));
  }

  /** The disk as one clerk sees it, who waits for a turn before each step. */
  seenBy(turn: () => Promise<void>): Disk {
    const [files, folders] = [this.#files, this.#folders];
    const step = async <T>(act: () => T): Promise<T> => turn().then(act);
    const opened = async (file: string): Promise<Content | undefined> => step(() => files.get(file));
    return {
      makeFolder: async (folder) => step(() => void folders.add(folder)),
      list: async (folder) => {
        const below = (name: string): boolean =>
          name.startsWith(`${folder}/`) && !name.slice(folder.length + 1).includes("/");
        return step(() => [...files.keys()].filter(below).map((name) => name.slice(folder.length + 1)));
      },
      mode: async (folder) => step(() => (folders.has(folder) ? 0o40_700 : undefined)),
      read: async (file) => {
        const content = await opened(file);
        return content && step(() => content.text);
      },
      write: async (file, text) => {
        const content = { text: "" };
        await step(() => void files.set(file, content));
        await step(() => void (content.text = text));
      },
      link: async (file, name) =>
        step(() => {
          const content = files.get(file);
          if (!content) return "gone";
          if (files.has(name)) return "taken";
          files.set(name, content);
          return "made";
        }),
      rename: async (file, name) =>
        step(() => {
          const content = files.get(file);
          if (!content) return "gone";
          files.delete(file);
          files.set(name, content);
          return "made";
        }),
      blank: async (file) => {
        const content = await opened(file);
        if (content) await step(() => void (content.text = "\0".repeat(content.text.length)));
      },
      remove: async (file) => step(() => void files.delete(file)),
      sync: async () => Promise.resolve(),
    };
  }
}

/** Lets each clerk do its work on the disk, in an order that the seed picks. @throws the first of what they throw. */
export async function inTurns(
  disk: MemoryDisk,
  seed: number,
  clerks: readonly ((disk: Disk) => Promise<void>)[],
): Promise<void> {
  const random = randomOf(seed);
  const waiting: { readonly clerk: number; readonly go: () => void }[] = [];
  const places = clerks.map(() => random(1_000));
  let working = clerks.length;
  const works = clerks.map(async (work, clerk) => {
    const turn = async (): Promise<void> => new Promise((go) => waiting.push({ clerk, go }));
    await work(disk.seenBy(turn)).finally(() => (working -= 1));
  });
  const ended = Promise.all(works);
  ended.catch(() => undefined);
  while (working > 0) {
    // By then whoever had the turn waits for the next one.
    await new Promise((resolve) => setImmediate(resolve));
    const first = waiting.toSorted((one, other) => places[one.clerk]! - places[other.clerk]!)[0];
    const next = random(100) < ANYBODYS ? waiting[random(waiting.length)] : first;
    if (!next) continue;
    waiting.splice(waiting.indexOf(next), 1);
    const change = random(100);
    if (change < LATE) places[next.clerk] = Math.max(...places) + 1;
    else if (change < 2 * LATE) places[next.clerk] = random(1_000);
    next.go();
  }
  await ended;
}

function randomOf(seed: number): Random {
  let state = (seed * 48_271) % 2_147_483_647;
  return (below) => {
    // The generator of Park and Miller; its lowest digits are the poorest.
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}
