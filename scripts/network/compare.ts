/** A network's folder held against what its description makes. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { disk } from "../../client/files/disk.ts";
import { wholeText } from "../../client/files/wholeFile.ts";
import type { Text } from "../../client/text/text.ts";
import { INDEX, type Files } from "../../network/files.ts";
import type { Grid } from "../cli/grid.ts";

export interface Difference {
  readonly file: string;
  readonly kind: "missing" | "differs" | "leftOver" | "takenIn";
  /** Of a file that differs: the first line that does. */
  readonly line: number | undefined;
}

/** In the order of the files; what else lies beside them is the machine's own and is not looked at, unless it changes what they say. */
export async function differencesIn(folder: string, files: Files): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [file, text] of files) {
    const found = await textOf(path.join(folder, file));
    if (found === undefined) differences.push({ file, kind: "missing", line: undefined });
    else if (found !== text) differences.push({ file, kind: "differs", line: firstLineApart(found, text) });
  }
  return [...differences, ...(await takenIn(folder, files)), ...(await nodesLeftOver(folder, files))];
}

/** What Docker's compose takes in by itself where it lies beside compose.yaml. */
const OVERRIDES = /^(docker-)?compose\.override\.ya?ml$/;

async function takenIn(folder: string, files: Files): Promise<Difference[]> {
  const beside = [...files.keys()]
    .filter((file) => path.basename(file) === "compose.yaml")
    .map((file) => path.dirname(file));
  const found = beside.map(async (place) =>
    (await disk.list(path.join(folder, place)))
      .filter((name) => OVERRIDES.test(name))
      .sort()
      .map((name): Difference => ({ file: `${place}/${name}`, kind: "takenIn", line: undefined })),
  );
  return (await Promise.all(found)).flat();
}

/** Folders of nodes that the network does not have, any more or at all: somebody could start one of them. */
async function nodesLeftOver(folder: string, files: Files): Promise<Difference[]> {
  const ours = new Set([...files.keys()].map((file) => /^nodes\/([^/]+)/.exec(file)?.[1]));
  const found = await unlessMissing(readdir(path.join(folder, "nodes")));
  return (found ?? [])
    .filter((name) => !ours.has(name))
    .sort()
    .map((name) => ({ file: `nodes/${name}`, kind: "leftOver", line: undefined }));
}

async function textOf(file: string): Promise<string | undefined> {
  return unlessMissing(wholeText(file));
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  });
}

function firstLineApart(a: string, b: string): number {
  const [ours, others] = [a.split("\n"), b.split("\n")];
  return ours.findIndex((line, i) => line !== others[i]) + 1 || ours.length + 1;
}

/** The index differs whenever anything does, and says nothing of its own. */
export function withoutIndex(differences: readonly Difference[]): readonly Difference[] {
  const others = differences.filter(({ file }) => file !== INDEX);
  return others.length > 0 ? others : differences;
}

/** @param areReplaced whether the files are about to be made anew for it. */
export function differencesGrid(differences: readonly Difference[], areReplaced = false): Grid {
  return {
    head: [
      { en: "File", zh: "文件" },
      areReplaced ? { en: "Replaced, for it", zh: "替换原因" } : { en: "Found", zh: "情况" },
    ],
    rows: differences.map((one) => [one.file, foundText(one)]),
  };
}

function foundText({ kind, line = 0 }: Difference): Text {
  switch (kind) {
    case "missing":
      return { en: "is missing", zh: "缺少" };
    case "takenIn":
      return { en: "changes what compose.yaml says", zh: "会改变 compose.yaml 的内容" };
    case "leftOver":
      return { en: "is of no node of this network", zh: "不属于本网络的任何节点" };
    case "differs":
      return { en: `differs, first in line ${line}`, zh: `不一致，自第 ${line} 行起` };
  }
}
