/** Files that are published about a sample: canonical JSON, read strictly, for they come from others. */
import type { z } from "zod";
import { parseCanonical } from "../../../client/documents/canonical.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { wholeText } from "../../../client/files/wholeFile.ts";

/**
 * What a published text says.
 *
 * @param file as it is named to people.
 * @throws TongduiError `PublishedFileUnreadable`.
 */
export function parsedAs<Schema extends z.ZodType>(schema: Schema, text: string, file: string): z.output<Schema> {
  let value: unknown;
  try {
    // An editor may have put a line's end after it, which changes nothing.
    value = parseCanonical(text.trimEnd());
  } catch (cause) {
    throw unreadable(file, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw unreadable(file, parsed.error);
  return parsed.data;
}

/** @throws TongduiError `PublishedFileUnreadable`. */
export async function readPublished(file: string): Promise<string> {
  return wholeText(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
}

function unreadable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "PublishedFileUnreadable",
    {
      en: `${file} is missing, or is not the canonical JSON that tongdui audit writes.`,
      zh: `${file} 不存在，或不是 tongdui audit 写出的规范化 JSON 文件。`,
    },
    {
      hint: { en: "Take the file as it was published, unchanged.", zh: "请使用未经改动的公布文件。" },
      cause,
    },
  );
}
