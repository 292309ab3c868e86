import { crc32 } from "node:zlib";
import { zipPieces } from "../../../scripts/tables/excel/zipPieces.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;

/** What a workbook of a test is made of; what is left out is left out of the file. */
export interface Parts {
  /** The rows of the only sheet, as XML. */
  readonly rows?: string;
  /** The texts that cells share, as XML. */
  readonly texts?: string;
  readonly styles?: string;
  /** The sheets and properties of the workbook, as XML. */
  readonly workbook?: string;
  /** Parts that replace or add to the others, by their names. */
  readonly others?: Readonly<Record<string, string>>;
}

/** The parts of a workbook by their names. */
export function partsOf({ rows = "", texts, styles, workbook, others = {} }: Parts): Record<string, string> {
  return {
    "_rels/.rels": `${RELATIONS}<Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbook ?? sheets("名单")}</workbook>`,
    "xl/_rels/workbook.xml.rels": [
      RELATIONS,
      `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
      `<Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>`,
      `<Relationship Id="rId8" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`,
      ...(styles === undefined ? [] : [`<Relationship Id="rId9" Type="${OFFICE}/styles" Target="styles.xml"/>`]),
      "</Relationships>",
    ].join(""),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ...(texts === undefined ? {} : { "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${texts}</sst>` }),
    ...(styles === undefined ? {} : { "xl/styles.xml": `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...others,
  };
}

/** The list of sheets of a workbook, in their order. */
export function sheets(...names: readonly string[]): string {
  return `<sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets>`;
}

/** A sheet with these rows of text. */
export function sheetOf(...rows: readonly (readonly string[])[]): string {
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.map((cells) => rowOf(...cells)).join("")}</sheetData></worksheet>`;
}

/** A row of text. */
export function rowOf(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
}

export async function workbookOf(parts: Parts): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const all = Object.entries(partsOf(parts)).map(([name, content]) => ({ name, content: [content] }));
  for await (const piece of zipPieces(all)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** An archive as programs write it that know no sizes beforehand and expect gigabytes: all figures have 64 bits; nothing is packed. */
export function wideZip(parts: Readonly<Record<string, string>>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const put = (...added: readonly Buffer[]): void => {
    pieces.push(...added);
    offset += added.reduce((sum, { length }) => sum + length, 0);
  };
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(crc32(bytes), 16);
    entry.fill(0xff, 20, 28);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(28 + 8, 30);
    entry.fill(0xff, 42, 46);
    const stamp = Buffer.from([0x55, 0x54, 4, 0, 1, 2, 3, 4]);
    const wide = Buffer.alloc(28);
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(24, 2);
    [bytes.length, bytes.length, offset].forEach((figure, i) => wide.writeBigUInt64LE(BigInt(figure), 4 + i * 8));
    directory.push(entry, Buffer.from(name), stamp, wide);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    put(local, Buffer.from(name), bytes);
  }
  const start = offset;
  put(...directory);
  const [end64, place, end] = [Buffer.alloc(56), Buffer.alloc(20), Buffer.alloc(22, 0xff)];
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(offset - start), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  place.writeUInt32LE(0x07064b50, 0);
  place.writeBigUInt64LE(BigInt(offset), 8);
  end.writeUInt32LE(0x06054b50, 0);
  return Buffer.concat([...pieces, end64, place, end]);
}
