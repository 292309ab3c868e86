/** The files that a person names, or that lie in a folder that a person names. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { wholeText } from "../../client/files/wholeFile.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

/** What a file says that it is. */
export interface Source {
  readonly file: string;
  /** `signature`, `order` or `claim`; undefined where it does not say. */
  readonly what: string | undefined;
  /** The kind of message that was signed. */
  readonly kind: string | undefined;
  /** Whether the person named it, or only its folder. */
  readonly isNamed: boolean;
}

const FILES = /\.(json|ya?ml)$/i;

const label = z.looseObject({ file: z.string().optional(), kind: z.string().optional() });

/**
 * The files behind some names: a folder stands for the JSON and YAML files that lie in it, those in folders below it left out.
 *
 * @throws TongduiError `FileMissing`, `FolderEmpty`.
 */
export async function sourcesOf(names: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const name of names) {
    if (!(await isFolder(name))) {
      found.push(await sourceOf(name, true));
      continue;
    }
    const inside = (await readdir(name)).filter((one) => FILES.test(one) && !one.startsWith(".")).sort();
    if (inside.length === 0) throw folderEmpty(name);
    for (const one of inside) found.push(await sourceOf(path.join(name, one), false));
  }
  return found.filter(
    ({ file }, i) => found.findIndex((other) => path.resolve(other.file) === path.resolve(file)) === i,
  );
}

/**
 * Reads a file as {@link readYaml} does. Most of these files are JSON that a program wrote; the reader of JSON is much the
 * faster one, and the other finds the places of what is wrong.
 */
export async function readFields<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await jsonIn(file));
  return result.success ? result.data : readYaml(file, schema);
}

async function sourceOf(file: string, isNamed: boolean): Promise<Source> {
  const said = label.safeParse((await jsonIn(file)) ?? (await readYaml(file, label).catch(() => undefined)));
  return { file, what: said.data?.file, kind: said.data?.kind, isNamed };
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await wholeText(file));
  } catch {
    // It may be YAML, or broken: the other reader tells.
    return undefined;
  }
}

async function isFolder(name: string): Promise<boolean> {
  const found = await stat(name).catch((cause: unknown) => {
    throw new TongduiError(
      "FileMissing",
      { en: `There is no file or folder ${shown(name)}.`, zh: `没有文件或文件夹 ${shown(name)}。` },
      { hint: { en: "Check its name.", zh: "请检查名称。" }, cause },
    );
  });
  return found.isDirectory();
}

function folderEmpty(name: string): TongduiError {
  return new TongduiError("FolderEmpty", {
    en: `There is no JSON or YAML file in the folder ${shown(name)}.`,
    zh: `文件夹 ${shown(name)} 中没有 JSON 或 YAML 文件。`,
  });
}
