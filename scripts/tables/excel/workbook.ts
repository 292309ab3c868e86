import path from "node:path";
import { broken } from "./broken.ts";
import { SharedTexts } from "./sharedTexts.ts";
import { TextCollector } from "./textCollector.ts";
import { attributesOf, readXml, type XmlReader } from "./xml.ts";
import type { Zip } from "./zip.ts";

/** What has to be known of a workbook before the cells of its sheets make sense. */
export interface Workbook {
  /** The sheets that a person sees, in their order. */
  readonly sheets: readonly SheetPart[];
  /** Days are counted from 1904 instead of 1900, as Excel for the Mac once did. */
  readonly from1904: boolean;
  /** Of each style of cells whether it shows a number as a date. */
  readonly dateStyles: readonly boolean[];
  /** The texts that cells share. */
  readonly texts: SharedTexts;
}

export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

/** Formats that every Excel knows by number and that show dates, those of Chinese editions included (ECMA-376, part 1, 18.8.30). */
const isDateNumber = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** @throws BrokenWorkbook */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  const root = await relations(zip, "_rels/.rels", "");
  const part = root.find(({ type }) => type === "officeDocument")?.target;
  if (part === undefined) throw broken("no workbook in it");
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const parts = await relations(zip, `${folder}_rels/${part.slice(folder.length)}.rels`, folder);
  const partOf = (wanted: string): string | undefined => parts.find(({ type }) => type === wanted)?.target;
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await read(zip, part, (name, attributes) => {
    if (name === "workbookPr") from1904 = isTrue(attributesOf(attributes)["date1904"]);
    if (name !== "sheet") return;
    const { name: title = "", state = "visible", id } = attributesOf(attributes);
    const worksheet = parts.find((candidate) => candidate.id === id && candidate.type === "worksheet");
    if (worksheet && state === "visible") sheets.push({ name: title, part: worksheet.target });
  });
  if (sheets.length === 0) throw broken("no sheet in it");
  const styles = partOf("styles");
  const texts = partOf("sharedStrings");
  return {
    sheets,
    from1904,
    dateStyles: styles === undefined ? [] : await dateStyles(zip, styles),
    // Some programs announce shared texts and have none; a cell that then asks for one finds out.
    texts: texts !== undefined && zip.has(texts) ? await sharedTexts(zip, texts) : new SharedTexts(),
  };
}

interface Relation {
  readonly id: string | undefined;
  /** The last word of the type's address, which is the same in both editions of the standard. */
  readonly type: string;
  readonly target: string;
}

async function relations(zip: Zip, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  await read(zip, part, (name, attributes) => {
    if (name !== "Relationship") return;
    const { Id: id, Type: type = "", Target: target = "" } = attributesOf(attributes);
    const whole = target.startsWith("/") ? target.slice(1) : path.posix.join(folder, target);
    found.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: whole });
  });
  return found;
}

async function dateStyles(zip: Zip, part: string): Promise<boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await read(
    zip,
    part,
    (name, attributes) => {
      if (name === "numFmt") {
        const { numFmtId, formatCode = "" } = attributesOf(attributes);
        formats.set(Number(numFmtId), formatCode);
      }
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) {
        const id = Number(attributesOf(attributes)["numFmtId"] ?? 0);
        const format = formats.get(id);
        styles.push(format === undefined ? isDateNumber(id) : showsDate(format));
      }
    },
    (name) => {
      if (name === "cellXfs") inCells = false;
    },
  );
  return styles;
}

/** Whether a format has a year, month, day, hour or second outside of its quoted words and its colours and conditions. */
export function showsDate(format: string): boolean {
  const [positive = ""] = format
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .split(";");
  return /[ymdhs]/i.test(positive) && !/general/i.test(positive);
}

async function sharedTexts(zip: Zip, part: string): Promise<SharedTexts> {
  const texts = new SharedTexts();
  const collector = new TextCollector();
  await read(
    zip,
    part,
    (name) => {
      if (name === "si") collector.begin();
      else collector.open(name);
    },
    (name) => {
      if (name === "si") texts.add(collector.end());
      else collector.close(name);
    },
    (text) => collector.text(text),
  );
  return texts;
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

async function read(
  zip: Zip,
  part: string,
  open: XmlReader["open"],
  close: XmlReader["close"] = () => undefined,
  text: XmlReader["text"] = () => undefined,
): Promise<void> {
  const steps = readXml(zip.part(part), { open, close, text });
  while (!(await steps.next()).done);
}
