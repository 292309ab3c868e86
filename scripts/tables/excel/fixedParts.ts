/** The parts of a workbook that hardly depend on what is in it (ECMA-376, part 1). */
import { escaped } from "./xml.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The styles of cells, by their places in {@link STYLES}. */
export const STYLE = { heading: 1, text: 2, amount: 3, count: 4, rate: 5, day: 6 } as const;

export const CONTENT_TYPES = [
  HEAD,
  `<Types xmlns="${PACKAGE}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`,
  "</Types>",
].join("");

export const RELATIONS = [
  HEAD,
  `<Relationships xmlns="${PACKAGE}/relationships">`,
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`,
  "</Relationships>",
].join("");

export const WORKBOOK_RELATIONS = [
  HEAD,
  `<Relationships xmlns="${PACKAGE}/relationships">`,
  `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
  `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/>`,
  "</Relationships>",
].join("");

export const STYLES = [
  HEAD,
  `<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>',
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="7">${[0, 49, 49, 4, 1, 10, 164].map(format).join("")}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  "</styleSheet>",
].join("");

/** The workbook, with one sheet of this title. */
export function workbookXml(title: string): string {
  return [
    HEAD,
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">`,
    `<sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets>`,
    "</workbook>",
  ].join("");
}

/** Excel allows 31 characters, and not these, in the name of a sheet. */
function sheetName(title: string): string {
  return title.replace(/[[\]/\\:*?']/g, " ").slice(0, 31);
}

/** A style of cells: 49 is text, 4 is #,##0.00, 1 is whole numbers, 10 is 0.00 %. */
function format(number: number, style: number): string {
  const font = style === STYLE.heading ? 1 : 0;
  return `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
}
