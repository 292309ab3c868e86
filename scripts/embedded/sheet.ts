/** Example papers for an application: each a PDF of one page with a few lines on it. */

/** Readers of PDF have these two faces, or others that stand for them; they need not be in the file. */
const LATIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const SONG = "STSong-Light";
const CHINESE = [
  `<< /Type /Font /Subtype /Type0 /BaseFont /${SONG} /Encoding /UniGB-UCS2-H /DescendantFonts [7 0 R] >>`,
  `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${SONG} /FontDescriptor 8 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>`,
  `<< /Type /FontDescriptor /FontName /${SONG} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
];
const FONTS = "/Font << /Latin 5 0 R /Chinese 6 0 R >>";

/** A page of A4. @param lines each in Latin letters or in Chinese, and short enough for its width. */
export function sheetOf(lines: readonly string[]): Buffer {
  const text = `BT 24 TL 72 760 Td ${lines.map(shown).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << ${FONTS} >> >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    LATIN,
    ...CHINESE,
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, i) => {
    const place = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(`${file}${table}${end}`, "latin1");
}

function shown(line: string): string {
  const isLatin = /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(line);
  const letters = isLatin ? Buffer.from(line, "latin1") : Buffer.from(line, "utf16le").swap16();
  return `/${isLatin ? "Latin" : "Chinese"} 14 Tf <${letters.toString("hex")}> Tj T*`;
}
