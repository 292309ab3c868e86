import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { LAST_LEDGER_DAY } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { MAX_FEN } from "../../../client/money.ts";
import type { Cell } from "../../../scripts/tables/cell.ts";
import { amount, day } from "../../../scripts/tables/cells.ts";
import { column, optional, type Row } from "../../../scripts/tables/column.ts";
import { defineSheet } from "../../../scripts/tables/sheet.ts";
import { writeTable } from "../../../scripts/tables/writeTable.ts";
import { texts } from "../../client/texts.ts";
import { gb18030 } from "./gb18030.ts";
import { ownFolder, readAll, type Read } from "./files.ts";

const COLUMNS = {
  name: optional(["企业名称", "name"], (cell: Cell) => cell.text.trim()),
  face: column(["金额", "face"], amount),
  until: optional(["到期日", "until"], day),
};
const HEAD = "企业名称,金额,到期日";

const SHEET = defineSheet({
  title: { en: "List", zh: "名单" },
  columns: {
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    face: { heading: { en: "Face", zh: "金额" }, kind: "amount" },
    until: { heading: { en: "Until", zh: "到期日" }, kind: "day" },
  },
});

const faces = fc.bigInt({ min: 0n, max: MAX_FEN });
const days = fc.option(fc.nat(LAST_LEDGER_DAY), { nil: undefined });

/** Names as they are, and names that are formulas, dates, numbers and quotation marks. */
const names = fc
  .oneof(texts, fc.string({ unit: fc.constantFrom(..."='\"@+-\t\r\n,;0123456789eE/ 石墨_x0041_") }))
  .map((name) => name.replace(/[\0\uFFFD]/g, ""));

describe("Any file at all", () => {
  const folder = ownFolder();

  /** Rows and complaints, or an error of ours; anything else is a fault. */
  async function outcomeOf(content: Uint8Array): Promise<Read<typeof COLUMNS> | TongduiError> {
    const file = await folder.put("any", content);
    return readAll(file, COLUMNS).catch((error: unknown) => {
      if (error instanceof TongduiError) return error;
      throw error;
    });
  }

  it("is read, or refused in words", async () => {
    const starts = fc
      .constantFrom("", "\uFEFF", `${HEAD}\n`, "name;face;until\r", "PK\u0003\u0004", '"name","face\n')
      .map((start) => Buffer.from(start));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...',;\t\r\n"=\0甲1') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(starts, bytes, async (start, rest) => {
        await outcomeOf(Buffer.concat([start, rest]));
      }),
      { numRuns: 300 },
    );
  });

  it("gives a row or a complaint for every line that is not blank", async () => {
    const cell = fc.constantFrom("", " ", "甲", "5", "1.005", "2026-06-30", "x", "\0", "\uFFFD");
    const lines = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lines, async (rows) => {
        const content = `${[HEAD, ...rows.map((cells) => cells.join(","))].join("\n")}\n`;
        const outcome = (await outcomeOf(Buffer.from(content))) as Read<typeof COLUMNS>;
        const told = new Set([...outcome.rows, ...outcome.complaints].map(({ line }) => line));
        const filled = rows.flatMap((cells, i) => (cells.some((text) => text.trim() !== "") ? [i + 2] : []));
        expect([...told].sort((a, b) => a - b)).to.deep.equal(filled);
      }),
    );
  });

  it("if it is a damaged workbook, is read as it was or refused, and never read otherwise", async () => {
    const file = folder.at("good.xlsx");
    await writeTable({ file }, SHEET, [{ name: "江南烯元", face: 500n, until: 20_634 }, { face: 7n }], {
      format: "xlsx",
      lang: "zh",
    });
    const good = await readAll(file, COLUMNS);
    const bytes = await readFile(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const outcome = await outcomeOf(damaged);
        if (!(outcome instanceof TongduiError)) expect(outcome).to.deep.equal(good);
      }),
      { numRuns: 300 },
    );
  });
});

describe("Any table", () => {
  const folder = ownFolder();
  const row = fc.record({ name: names, face: faces, until: days });
  type Given = Partial<Row<typeof COLUMNS>>;

  /** What is expected of a reader: blanks around names do not count, and neither do blank names. */
  function expected(rows: readonly Given[]): Given[] {
    return rows.map(({ name = "", face, until }) => ({
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      ...(face === undefined ? {} : { face }),
      ...(until === undefined ? {} : { until }),
    }));
  }

  async function reread(file: string): Promise<Given[]> {
    const { rows, complaints } = await readAll(file, COLUMNS);
    expect(complaints).to.deep.equal([]);
    return rows.map(({ line, ...values }) => {
      expect(line).to.be.greaterThan(1);
      return values;
    });
  }

  for (const format of ["csv", "xlsx"] as const) {
    it(`that is written as ${format} is read as it was`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { maxLength: 8 }),
          fc.constantFrom("en" as const, "zh" as const),
          async (rows, lang) => {
            const file = folder.at(`out.${format}`);
            await writeTable({ file, overwrite: true }, SHEET, rows, { format, lang });
            expect(await reread(file)).to.deep.equal(expected(rows));
          },
        ),
      );
    });
  }

  it("that is written as CSV is read by another program, guards included", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const file = folder.at("out.csv");
        await writeTable({ file, overwrite: true }, SHEET, rows, { format: "csv", lang: "en" });
        const parsed: string[][] = parse(await readFile(file), { bom: true, record_delimiter: "\r\n" });
        expect(parsed).to.have.lengthOf(rows.length + 1);
        for (const [i, { name }] of rows.entries()) {
          const [read = ""] = parsed[i + 1] ?? [];
          expect([name, `'${name}`, `${name}\t`]).to.include(read);
          expect(read).not.to.match(/^[=+\-@\t\r]/);
        }
      }),
    );
  });

  it("is read the same from every encoding, with every separator, line end and habit of quoting", async () => {
    const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
      utf8: (text) => Buffer.from(text),
      marked: (text) => Buffer.from(`\uFEFF${text}`),
      utf16: (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
      bigEnd: (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
      gb18030,
    };
    const plain = fc.string({ unit: fc.constantFrom(...'石墨烯粉体𠮷，“”"\n\r;,\ta1 ') });
    const rows = fc.array(fc.record({ name: plain, face: faces, until: days }), { minLength: 1, maxLength: 6 });
    const form = fc.record({
      encoding: fc.constantFrom(...Object.keys(encodings)),
      separator: fc.constantFrom(",", ";", "\t"),
      end: fc.constantFrom("\n", "\r\n", "\r"),
      lastEnd: fc.boolean(),
      quoteAll: fc.boolean(),
      title: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(rows, form, async (given, { encoding, separator, end, lastEnd, quoteAll, title }) => {
        const quoted = (cell: string) =>
          quoteAll || /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
        const cells = given.map(({ name, face, until }) => [
          name,
          `${face / 100n}.${String(face % 100n).padStart(2, "0")}`,
          until === undefined ? "" : new Date(until * 86_400_000).toISOString().slice(0, 10),
        ]);
        const lines = [...(title ? [["2026 年名单"]] : []), HEAD.split(","), ...cells];
        const text = lines.map((line) => line.map(quoted).join(separator)).join(end) + (lastEnd ? end : "");
        const file = await folder.put("list.csv", encodings[encoding]!(text));
        expect(await reread(file)).to.deep.equal(expected(given));
      }),
      { numRuns: 200 },
    );
  });
});
