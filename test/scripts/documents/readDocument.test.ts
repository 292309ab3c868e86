import { expect } from "chai";
import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Json } from "../../../client/documents/canonical.ts";
import { referenceTo } from "../../../scripts/documents/attachments.ts";
import { readDocument } from "../../../scripts/documents/readDocument.ts";
import { parseStrictJson, type Fault } from "../../../client/documents/strictJson.ts";
import { readYaml } from "../../../client/yaml/readYaml.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { ownFolder } from "./folder.ts";

/** A text's value in short JSON, or what is wrong with it. */
function outcomeOf(text: string): string {
  try {
    return JSON.stringify(parseStrictJson(text));
  } catch (error) {
    return (error as Fault).message;
  }
}

/** A list of a list, nine times. */
const doubling = (name: string, of: string): string => `${name}: &${name} [${`*${of},`.repeat(9)}]`;

const ABOUT = { purpose: "revoke", subject: "voucher 3-000017" };

describe("A document's file", () => {
  const folder = ownFolder();
  const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
    const file = path.join(folder(), name);
    await writeFile(file, content);
    return file;
  };
  const read = async (name: string, content: string | Uint8Array): Promise<Json> =>
    (await readDocument(await fileOf(name, content)))(ABOUT);
  const refused = async (name: string, content: string | Uint8Array, code: string) =>
    (await refusedWith(read(name, content), code)).sentence.en;

  it("in JSON means what it says", async () => {
    const text = '{\r\n\t"合同": "HT-1",\n"amount":1.50e2,"paid":[true,null,-0,9007199254740991],"\\u0061":"\\/"}';
    expect(await read("a.json", text)).to.deep.equal({
      合同: "HT-1",
      amount: 150,
      paid: [true, null, -0, 9007199254740991],
      a: "/",
    });
    expect(await read("a.JSON", "\uFEFF{}")).to.deep.equal({});
  });

  it("in JSON is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json({ depthSize: "medium" }), fc.constantFrom(undefined, 2, "\t"), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(outcomeOf(JSON.stringify(value, null, indent))).to.equal(JSON.stringify(value));
      }),
    );
  });

  it("in JSON is refused wherever JSON.parse refuses it", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", '"', ",", "}", "]", "0", "-", "\\", " "),
        (text, at, change) => {
          const place = at % (text.length + 1);
          const spoilt = text.slice(0, place) + change + text.slice(place + 1);
          let isJson = true;
          try {
            JSON.parse(spoilt);
          } catch {
            isJson = false;
          }
          if (isJson) expect(outcomeOf(spoilt)).to.not.equal("the text is not JSON here");
          else expect(outcomeOf(spoilt)).to.match(/^(the text is not JSON here|this (name|number) .*)$/);
        },
      ),
    );
  });

  it("in JSON is refused at once where a long string is not closed", () => {
    expect(outcomeOf(`{"a":"${"word ".repeat(20_000)}`)).to.equal("the text is not JSON here");
    expect(outcomeOf(`{"a":"${"word\\n".repeat(20_000)}`)).to.equal("the text is not JSON here");
  });

  it("in YAML holds text alone, as it was written", async () => {
    const text = "invoice: 24312000000012345678\ncode: 031001\npaid: yes\nrate: 0.10\nfiles:\n  - name: a.pdf\nnote:\n";
    const expected = {
      invoice: "24312000000012345678",
      code: "031001",
      paid: "yes",
      rate: "0.10",
      files: [{ name: "a.pdf" }],
      note: "",
    };
    expect(await read("a.yaml", text)).to.deep.equal(expected);
    expect(await read("a.yml", text)).to.deep.equal(expected);
  });

  it("in plain words is a reason that says what it is for", async () => {
    expect(await read("a.txt", "\r\n  虚假合同。\r\n见附件。\n\n")).to.deep.equal({
      ...ABOUT,
      reason: "虚假合同。\n见附件。",
    });
  });

  it("is read in UTF-8 and in what older Chinese programs write", async () => {
    const gbk = Uint8Array.of(0xd0, 0xe9, 0xbc, 0xd9);
    expect(await read("a.txt", gbk)).to.deep.equal({ ...ABOUT, reason: "虚假" });
    await refused("b.txt", Uint8Array.of(0xff, 0xff, 0xff), "DocumentNotText");
  });

  it("is refused where a name stands twice, of which one would be lost", async () => {
    expect(await refused("a.json", '{"a": 1,\n  "b": [{"c": 1, "\\u0063": 2}]}', "DocumentBroken")).to.contain(
      ":2:18: ",
    );
    expect(await refused("a.yaml", "a: 1\nb: 2\na: 3\n", "DocumentBroken")).to.contain(":3:1: ");
  });

  it("is refused where a number would lose digits", async () => {
    for (const number of ["24312000000012345678", "9007199254740993", "0.1234567890123456789", "1e400", "-1e-400"]) {
      expect(await refused("a.json", `{"n":\n${number}}`, "DocumentBroken"))
        .to.contain(":2:1: ")
        .and.contain("quotation");
    }
    for (const number of [
      "0",
      "-0.0",
      "0e5",
      "1e21",
      "1E-7",
      "123456789012345",
      "0.30000000000000004",
      "0.000000000000012345",
    ]) {
      expect(await read("a.json", `[${number}]`)).to.deep.equal([Number(number)]);
    }
    expect(await read("a.json", '["24312000000012345678"]')).to.deep.equal(["24312000000012345678"]);
  });

  it("is refused where it is broken, with line and column", async () => {
    const wrong: [string, string][] = [
      ['{\n  "a": tru\n}', "2:8"],
      ['{\n  "a": ', "2:8"],
      ["", "1:1"],
      ["[1,]", "1:4"],
      ["[1 2]", "1:4"],
      ['{"a" 1}', "1:6"],
      ['{"a": 1,}', "1:9"],
      ["{a: 1}", "1:2"],
      ["[01]", "1:3"],
      ['["\\x"]', "1:2"],
      ['["a\nb"]', "1:2"],
      ["[1] 2", "1:5"],
      ["[".repeat(100), "1:66"],
    ];
    for (const [text, place] of wrong) {
      expect(await refused("a.json", text, "DocumentBroken")).to.contain(`a.json:${place}: `);
    }
    expect(await refused("a.yaml", "a: 1\n b: 2\n", "DocumentBroken")).to.contain("a.yaml:");
    expect(await refused("a.yaml", "a: !secret 1\n", "DocumentBroken")).to.contain("a.yaml:1:4");
    expect(await refused("a.yaml", "a: 1\n---\nb: 2\n", "DocumentBroken")).to.contain("a.yaml:");
    expect(await refused("a.yaml", "? [a, b]\n: 1\n", "DocumentBroken")).to.contain("a.yaml:1:");
    await refused("a.txt", " \n", "ReasonMissing");
  });

  it("is refused where it repeats itself until no memory holds it", async () => {
    const lines = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ...["b", "c", "d", "e"].map((name, i) => doubling(name, "abcd"[i] ?? "")),
    ];
    expect(await refused("a.yaml", lines.join("\n"), "DocumentBroken")).to.contain("repeats itself without end");
  });

  it("is refused if it is a pipe, on which one would wait for ever", async () => {
    const pipe = path.join(folder(), "pipe.json");
    execFileSync("mkfifo", [pipe]);
    await refusedWith(readDocument(pipe), "DocumentMissing");
    await refusedWith(referenceTo(pipe), "AttachmentUnreadable");
    await refusedWith(readYaml(pipe, z.unknown()), "FileUnreadable");
  });

  it("is refused if it is missing, or of another kind", async () => {
    await refusedWith(readDocument(path.join(folder(), "none.json")), "DocumentMissing");
    const { hint } = await refusedWith(readDocument(await fileOf("scan.pdf", "%PDF")), "DocumentKindUnknown");
    expect(hint?.en).to.contain("--file");
  });
});
