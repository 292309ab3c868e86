import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { readYaml } from "../../client/yaml/readYaml.ts";
import { refusedWith } from "../deploy/refusedWith.ts";

describe("A file in YAML", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "yaml-"));
  });
  after(async () => rm(folder, { recursive: true }));

  const fileOf = async (content: string | Uint8Array): Promise<string> => {
    const file = path.join(folder, "file.yaml");
    await writeFile(file, content);
    return file;
  };

  it("is refused in another encoding than UTF-8, with the first line that shows it", async () => {
    const gbk = Buffer.concat([
      Buffer.from("name: 武进\nzh: "),
      Uint8Array.of(0xce, 0xe4, 0xbd, 0xf8),
      Buffer.from("\n"),
    ]);
    const file = await fileOf(gbk);
    const { sentence, hint } = await refusedWith(readYaml(file, z.unknown()), "FileNotText");
    expect(sentence.en).to.equal(`${file} is not text in UTF-8, first in line 2.`);
    expect(sentence.zh).to.equal(`${file} 不是 UTF-8 编码的文本，自第 2 行起。`);
    expect(hint?.en).to.include("save it as UTF-8");
    await refusedWith(readYaml(await fileOf(Uint8Array.of(0xff, 0xfe, 0x61, 0x00)), z.unknown()), "FileNotText");
    expect(await readYaml(await fileOf("\ufeffzh: 武进\n"), z.unknown())).to.deep.equal({ zh: "武进" });
  });

  it("is named as the person named it where it lies elsewhere", async () => {
    const none = path.join(folder, "none.yaml");
    const { sentence } = await refusedWith(readYaml(none, z.unknown()), "FileUnreadable");
    expect(sentence.en).to.equal(`${none} cannot be read.`);
    const above = await refusedWith(readYaml("../none.yaml", z.unknown()), "FileUnreadable");
    expect(above.sentence.en).to.equal("../none.yaml cannot be read.");
    const below = await refusedWith(readYaml(path.resolve("none.yaml"), z.unknown()), "FileUnreadable");
    expect(below.sentence.en).to.equal("none.yaml cannot be read.");
  });

  it("is refused where it is no YAML in one sentence, which says the place once", async () => {
    const file = await fileOf("a: b: c\n");
    const { sentence } = await refusedWith(readYaml(file, z.unknown()), "FileNotYaml");
    expect(sentence.en).to.equal(`${file}:1:4: is not YAML here: Nested mappings are not allowed in compact mappings.`);
    expect(sentence.zh).to.match(/：Nested mappings are not allowed in compact mappings。$/);
  });

  it("names the line that is indented too far, and not the one above", async () => {
    const file = await fileOf("host: 10.11.0.1\n    publicKey: 0x40\nport: 1\n");
    const { sentence } = await refusedWith(readYaml(file, z.unknown()), "FileNotYaml");
    expect(sentence.en).to.include(`${file}:2:5: is not YAML here: the line has more blanks before it`);
    expect(sentence.zh).to.include("此处不是有效的 YAML").and.include("请与其对齐");
  });
});
