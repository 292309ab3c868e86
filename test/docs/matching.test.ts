import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { dayOfIso, lastValidSecond } from "../../client/days.ts";
import { personalDataIn } from "../../client/matching/personal.ts";
import { readPostDraft } from "../../scripts/matching/draft.ts";

describe("The example of the guide to supply and demand", () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(path.join(tmpdir(), "guide-"))));
  after(async () => rm(folder, { recursive: true }));

  for (const page of ["matching.md", "matching.zh-CN.md"])
    it(`is a demand as the command reads it, with nothing personal in its public part (${page})`, async () => {
      const guide = await readFile(path.resolve(import.meta.dirname, "../../docs", page), "utf8");
      const file = path.join(folder, `${page}.yaml`);
      await writeFile(file, /```yaml\n(.*?)```/s.exec(guide)![1]!);
      const { title, text, contact, ...rest } = await readPostDraft("demand", file);
      const through = dayOfIso("2030-06-30");
      expect(rest).to.include({ party: (2n << 32n) | 1n, serviceClass: 1, district: 0, through });
      expect(rest.deadline).to.equal(BigInt(lastValidSecond(through)));
      expect(personalDataIn({ title, text })).to.deep.equal([]);
      expect(personalDataIn({ phone: contact!.phone! })).to.have.length(1);
    });
});
