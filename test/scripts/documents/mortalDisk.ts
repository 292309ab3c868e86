import { open, readFile, writeFile } from "node:fs/promises";
import { disk, type Disk } from "../../../client/files/disk.ts";

/** When a program dies: before a step, counted from 1, or in the middle of it. */
type Death = { readonly step: number; readonly within: boolean };

class Killed extends Error {
  readonly doing: keyof Disk;

  constructor(doing: keyof Disk) {
    super(`killed at ${doing}`);
    this.doing = doing;
  }
}

/** A disk on which a program lives until it dies, and from then on does nothing more. */
function mortalDisk({ step: last, within }: Death): Disk {
  let step = 0;
  return new Proxy(disk, {
    get(_, name: keyof Disk) {
      return async (...parameters: string[]) => {
        step += 1;
        if (step === last && within) await half(name, parameters);
        if (step >= last) throw new Killed(name);
        const act = disk[name] as (...parameters: string[]) => Promise<unknown>;
        return act(...parameters);
      };
    },
  });
}

/** Only what writes can be cut in two: a name is there or not. */
async function half(name: keyof Disk, [file = "", text = ""]: string[]): Promise<void> {
  if (name === "write") await writeFile(file, text.slice(0, text.length / 2), { flag: "wx" });
  if (name === "blank") {
    const { length } = await readFile(file);
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(length / 2));
    await handle.close();
  }
}

/**
 * Runs an act again and again, each time from the same beginning, and lets it die before every step, and in the middle of every
 * one that can be cut. Each time `after` looks at what is left.
 *
 * @returns how often it died.
 */
export async function dieEverywhere(
  begin: () => Promise<(disk: Disk) => Promise<unknown>>,
  after: () => Promise<void>,
): Promise<number> {
  let deaths = 0;
  for (let death: Death = { step: 1, within: false }; ;) {
    const act = await begin();
    const killed = await act(mortalDisk(death)).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Killed) return error;
        throw error;
      },
    );
    if (!killed) return deaths;
    deaths += 1;
    await after();
    const canBeCut = killed.doing === "write" || killed.doing === "blank";
    death = canBeCut && !death.within ? { ...death, within: true } : { step: death.step + 1, within: false };
  }
}
