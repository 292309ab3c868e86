/** Documents as people have them: JSON, YAML, or a reason in plain words. */
import path from "node:path";
import { isNode, isScalar, parseDocument, visit } from "yaml";
import type { Json } from "../../client/documents/canonical.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { wholeFile } from "../../client/files/wholeFile.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Matter } from "../../client/documents/record.ts";
import { Fault, parseStrictJson, TWICE } from "../../client/documents/strictJson.ts";

/** What a document is made for. */
export type About = Pick<Matter, "purpose" | "subject">;

/** A document as it is for some purpose and subject. */
export type Source = (about: About) => Json;

/**
 * Reads a document. In JSON a value means what it says there; in YAML every value is text, so that a number of 20 digits or one
 * that begins with zero stays as it was written. A text file holds a reason, and becomes what {@link reasonDocument} makes of it.
 *
 * @throws TongduiError `DocumentMissing`, `DocumentKindUnknown`, `DocumentNotText`, `ReasonMissing`; `DocumentBroken` with line
 * and column, also where a name stands twice or a number would lose digits.
 */
export async function readDocument(file: string): Promise<Source> {
  const parse = PARSERS[path.extname(file).toLowerCase()];
  if (!parse) throw kindUnknown(file);
  return parse(await textOf(file), shown(file));
}

/**
 * The document that stands for a reason in words. It says what the reason is for, so that nobody can later show it as the
 * reason of something else.
 *
 * @throws TongduiError `ReasonMissing`.
 */
export function reasonDocument(words: string, { purpose, subject }: About): Json {
  // The same words make the same document, whichever program wrote them down.
  const reason = words.replaceAll(/\r\n?/g, "\n").trim();
  if (reason !== "") return { purpose, subject, reason };
  throw new TongduiError("ReasonMissing", { en: "The reason is blank.", zh: "理由为空。" });
}

const PARSERS: Readonly<Record<string, (text: string, shownName: string) => Source>> = {
  ".json": fixed(parseJson),
  ".yaml": fixed(parseYaml),
  ".yml": fixed(parseYaml),
  ".txt": (text) => (about) => reasonDocument(text, about),
};

function fixed(parse: (text: string, shownName: string) => Json): (text: string, shownName: string) => Source {
  return (text, shownName) => {
    const document = parse(text, shownName);
    return () => document;
  };
}

function parseJson(text: string, shownName: string): Json {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof Fault) throw broken(shownName, text, error.offset, error.what);
    throw error;
  }
}

function parseYaml(text: string, shownName: string): Json {
  const document = parseDocument(text, { schema: "failsafe" });
  const problem = [...document.errors, ...document.warnings][0];
  if (problem) {
    const isTwice = problem.code === "DUPLICATE_KEY";
    throw broken(shownName, text, problem.pos[0], isTwice ? TWICE : notYaml(problem.message));
  }
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key)) return;
      throw broken(shownName, text, isNode(key) ? (key.range?.[0] ?? 0) : 0, NAME_NOT_TEXT);
    },
  });
  try {
    return document.toJS() as Json;
  } catch {
    throw broken(shownName, text, 0, REPEATS);
  }
}

/** A text in UTF-8, or in the Chinese national encoding that older programs on Windows write. */
async function textOf(file: string): Promise<string> {
  const bytes = await wholeFile(file).catch((cause: unknown) => {
    throw missing(file, cause);
  });
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may be the one.
    }
  }
  throw new TongduiError(
    "DocumentNotText",
    { en: `${shown(file)} is not text.`, zh: `${shown(file)} 不是文本文件。` },
    {
      hint: {
        en: "Commit to a document that refers to it: tongdui document commit reason.txt --file FILE",
        zh: "请提交引用该文件的说明：tongdui document commit reason.txt --file FILE",
      },
    },
  );
}

const NAME_NOT_TEXT: Text = { en: "a name must be text", zh: "名称必须是文本" };
const REPEATS: Text = { en: "the text repeats itself without end", zh: "内容循环引用，无法展开" };

function notYaml(message: string): Text {
  const said = message.split("\n")[0] ?? "";
  return { en: `the text is not YAML here: ${said}`, zh: `此处不是有效的 YAML：${said}` };
}

function broken(shownName: string, text: string, offset: number, what: Text): TongduiError {
  const before = text.slice(0, offset).split("\n");
  const where = `${shownName}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  return new TongduiError("DocumentBroken", { en: `${where}: ${what.en}.`, zh: `${where}：${what.zh}。` });
}

function kindUnknown(file: string): TongduiError {
  return new TongduiError(
    "DocumentKindUnknown",
    {
      en: `${shown(file)} is not a document that can be committed to by itself.`,
      zh: `${shown(file)} 不能直接作为文件提交。`,
    },
    {
      hint: {
        en: "Documents are .json, .yaml or .txt. Let one refer to it: tongdui document commit reason.txt --file FILE",
        zh: "文件应为 .json、.yaml 或 .txt。可由其引用：tongdui document commit reason.txt --file FILE",
      },
    },
  );
}

function missing(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "DocumentMissing",
    { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
    { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
  );
}
