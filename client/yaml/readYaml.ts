import { isUtf8 } from "node:buffer";
import path from "node:path";
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { wholeFile } from "../files/wholeFile.ts";
import { complaintOf } from "./fields.ts";

/**
 * Reads a YAML file and checks it.
 *
 * @throws TongduiError `FileUnreadable`, `FileNotText`, `FileNotYaml`, or `FieldUnfit` with the file, line and column of the
 * first field that does not fit, and what is allowed there.
 */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const shown = shownOf(file);
  const bytes = await wholeFile(file).catch((cause: unknown) => {
    throw new TongduiError(
      "FileUnreadable",
      { en: `${shown} cannot be read.`, zh: `无法读取 ${shown}。` },
      { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
    );
  });
  if (!isUtf8(bytes)) throw notUtf8(shown, bytes);
  const text = bytes.toString("utf8");
  const lines = new LineCounter();
  // Every scalar stays text, so that 0.10 or 031001 is read as it was written; the schema says what it means.
  const document = parseDocument(text, { lineCounter: lines, schema: "failsafe", prettyErrors: false });
  // A line that is indented too far is read as the end of the one above, and complained of there first.
  const tooFar = document.errors.find(({ code }) => code === "MULTILINE_IMPLICIT_KEY");
  if (tooFar) throw unfit("FileNotYaml", shown, lines, lastLineIn(text, tooFar.pos), "", TOO_FAR);
  const broken = document.errors[0];
  if (broken) throw unfit("FileNotYaml", shown, lines, broken.pos[0], "", notYaml(broken.message));

  const result = schema.safeParse(valueOf(document));
  if (result.success) return result.data;
  // A misspelt field is also a missing one: what stands there helps more than what does not.
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : undefined;
  const place = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  const field = place.join(".");
  const complaint = unknown === undefined ? complaintOf(issue?.message ?? "") : UNKNOWN_FIELD;
  throw unfit("FieldUnfit", shown, lines, offsetOf(document, place), field, complaint);
}

/** From where people stand, where it lies below; elsewhere as they named it. */
function shownOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

/** A file that repeats itself without end by its references has no value. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

const UNKNOWN_FIELD = {
  en: "is not a field of this file; remove or rename it",
  zh: "不是本文件的字段，请删除或改名",
};

/** Where a field stands, or the nearest one around it when the field itself is missing. */
function offsetOf(document: Document, place: readonly PropertyKey[]): number {
  for (let length = place.length; length > 0; length -= 1) {
    const node = document.getIn(place.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function unfit(
  code: string,
  file: string,
  lines: LineCounter,
  offset: number,
  field: string,
  complaint: Text,
): TongduiError {
  const { line, col } = lines.linePos(offset);
  const where = `${file}:${String(line)}:${String(col)}`;
  const named = field === "" ? "" : ` "${field}"`;
  return new TongduiError(code, {
    en: `${where}:${named} ${complaint.en}.`,
    zh: `${where}：${named} ${complaint.zh}。`,
  });
}

function lastLineIn(text: string, [start, end]: readonly [number, number]): number {
  const line = text.lastIndexOf("\n", end - 1) + 1;
  return Math.max(start, line + text.slice(line, end).search(/\S|$/));
}

const TOO_FAR: Text = {
  en: "is not YAML here: the line has more blanks before it than its neighbours; let it begin where they begin",
  zh: "此处不是有效的 YAML：该行开头的空格多于相邻各行，请与其对齐",
};

function notYaml(said: string): Text {
  return { en: `is not YAML here: ${said}`, zh: `此处不是有效的 YAML：${said}` };
}

/** Chinese saved as GBK would be read as other characters, and nobody would notice before it stands in the files. */
function notUtf8(file: string, bytes: Buffer): TongduiError {
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((one) => !isUtf8(Buffer.from(one, "latin1"))) + 1;
  return new TongduiError(
    "FileNotText",
    {
      en: `${file} is not text in UTF-8, first in line ${String(line)}.`,
      zh: `${file} 不是 UTF-8 编码的文本，自第 ${String(line)} 行起。`,
    },
    { hint: { en: "Open it in your editor and save it as UTF-8.", zh: "请用编辑器打开，另存为 UTF-8 编码。" } },
  );
}
