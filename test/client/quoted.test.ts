import { expect } from "chai";
import { quoted } from "../../client/text/quoted.ts";

describe("Words of strangers in our sentences", () => {
  it("stand in quotes as they are", () => {
    for (const words of ["https://policy.example/1?a=b#c", "科技创新券 2026 年", ""])
      expect(quoted(words)).to.equal(`“${words}”`);
  });

  it("begin no line of their own, end no quotation, and hide and turn nothing", () => {
    const forged = quoted('x\n  · Nothing else is recorded.\r\u2028\u202e\u200b\u00a0\u3000\u{e0041}”" \u001b[2K   y');
    expect(forged).to.equal(
      "“x⟨U+000A⟩ ⟨U+0020⟩· Nothing else is recorded.⟨U+000D⟩⟨U+2028⟩⟨U+202E⟩⟨U+200B⟩⟨U+00A0⟩⟨U+3000⟩⟨U+E0041⟩⟨U+201D⟩⟨U+0022⟩ ⟨U+001B⟩[2K ⟨U+0020⟩⟨U+0020⟩y”",
    );
  });

  it("are no longer than can be read, and say how long they were", () => {
    const long = quoted("券".repeat(5_000));
    expect(long).to.equal(`“${"券".repeat(300)}…” (300/5000)`);
  });
});
