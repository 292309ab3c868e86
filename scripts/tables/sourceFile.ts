import { createHash } from "node:crypto";
import { open, stat, type FileHandle } from "node:fs/promises";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { EncodingGuess, type Encoding } from "./csv/encodingGuess.ts";
import type { Text } from "../../client/text/text.ts";

/** What is known of a file after it was read once from its first byte to its last. */
export interface Survey {
  /** SHA-256 of the bytes, `0x` and 64 digits. */
  readonly digest: string;
  readonly form: "csv" | "excel";
  /** Means nothing for Excel. */
  readonly encoding: Encoding;
}

/** How many bytes are read at a time. */
const PIECE = 64 * 1024;

/**
 * SHA-256 of a file's bytes, `0x` and 64 digits.
 *
 * @throws TongduiError `FileMissing`, `FileIsFolder`, `FileUnreadable`.
 */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytesOf(file)) hash.update(chunk);
  return `0x${hash.digest("hex")}`;
}

/**
 * Finds out what a file is, by its bytes and not by its name.
 *
 * @throws TongduiError `FileMissing`, `FileIsFolder`, `FileUnreadable`, `TableEmpty`, `OldExcelFile`, `FileIsWebPage`.
 */
export async function survey(file: string): Promise<Survey> {
  const hash = createHash("sha256");
  const guess = new EncodingGuess();
  let start: Buffer | undefined;
  for await (const piece of bytesOf(file)) {
    start ??= Buffer.from(piece.subarray(0, 1024));
    hash.update(piece);
    guess.add(piece);
  }
  if (!start) throw new TongduiError("TableEmpty", { en: `${file} is empty.`, zh: `${file} 为空。` });
  return { digest: `0x${hash.digest("hex")}`, form: formOf(file, start), encoding: markOf(start) ?? guess.encoding };
}

/**
 * The bytes of a file, and at their end the certainty that they are the ones that were surveyed.
 *
 * @throws TongduiError `FileChanged`, and those of {@link digestOf}.
 */
export async function* surveyedBytes(file: string, { digest }: Survey): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of bytesOf(file)) {
    hash.update(chunk);
    yield chunk;
  }
  if (`0x${hash.digest("hex")}` !== digest) throw fileChanged(file);
}

export function fileChanged(file: string): TongduiError {
  return new TongduiError(
    "FileChanged",
    { en: `${file} changed while it was read.`, zh: `${file} 在读取过程中被修改。` },
    { hint: { en: "Close it in other programs, and begin again.", zh: "请在其他程序中关闭该文件后重试。" } },
  );
}

/**
 * Opens a file for reading; whoever does it closes it.
 *
 * @throws TongduiError `FileMissing`, `FileIsFolder`, `FileUnreadable`.
 */
export async function openFile(file: string): Promise<FileHandle> {
  try {
    const found = await stat(file);
    // To open a pipe would wait for somebody to write, and what it says can be read only once.
    if (!found.isFile()) throw notAFile(file, found.isDirectory());
    return await open(file);
  } catch (cause) {
    throw cause instanceof TongduiError ? cause : unreadable(file, cause);
  }
}

/** The bytes of a file in pieces, each of which is good until the next is asked for. */
async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  const piece = Buffer.allocUnsafeSlow(PIECE);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, PIECE).catch((cause: unknown) => {
        throw unreadable(file, cause);
      });
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function formOf(file: string, start: Buffer): Survey["form"] {
  if (start.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) return "excel";
  if (start.subarray(0, 4).equals(Buffer.from("D0CF11E0", "hex"))) {
    throw new TongduiError(
      "OldExcelFile",
      {
        en: `${file} is a workbook of an old Excel, or locked with a password.`,
        zh: `${file} 是旧版 Excel（.xls）工作簿或已加密。`,
      },
      { hint: SAVE_AS_XLSX },
    );
  }
  if (/^\uFEFF?\s*<(!doctype html|html|table|\?xml|meta|head)/i.test(start.toString("utf8"))) {
    throw new TongduiError(
      "FileIsWebPage",
      {
        en: `${file} is a web page or XML, whatever its name says.`,
        zh: `${file} 实际上是网页或 XML 文件，与其扩展名不符。`,
      },
      { hint: SAVE_AS_XLSX },
    );
  }
  return "csv";
}

const SAVE_AS_XLSX: Text = {
  en: "Open it in Excel and save it as .xlsx, without a password.",
  zh: "请用 Excel 打开并另存为 .xlsx 格式（不设密码）。",
};

function markOf(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return undefined;
}

function notAFile(file: string, isFolder: boolean): TongduiError {
  if (isFolder) return new TongduiError("FileIsFolder", { en: `${file} is a folder.`, zh: `${file} 是文件夹。` });
  return new TongduiError("FileUnreadable", { en: `${file} is not a file.`, zh: `${file} 不是普通文件。` });
}

function unreadable(file: string, cause: unknown): TongduiError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") {
    return new TongduiError(
      "FileMissing",
      { en: `There is no file ${file}.`, zh: `文件 ${file} 不存在。` },
      { hint: { en: "Check its name and folder.", zh: "请检查文件名和所在文件夹。" }, cause },
    );
  }
  return new TongduiError(
    "FileUnreadable",
    { en: `${file} cannot be read.`, zh: `无法读取 ${file}。` },
    {
      hint: {
        en: "Check that you may read it, and that no other program holds it.",
        zh: "请检查是否有读取权限，或文件是否被其他程序占用。",
      },
      cause,
    },
  );
}
