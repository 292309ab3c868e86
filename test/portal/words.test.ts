import { expect } from "chai";
import type { Program, Provider } from "../../portal/src/app/answers.ts";
import { firstLanguage } from "../../portal/src/app/firstLanguage.ts";
import { namesOf } from "../../portal/src/app/namesOf.ts";
import { isPage } from "../../portal/src/app/routes.ts";
import { monthsThrough, sumOf } from "../../portal/src/app/sums.ts";
import { stillToGet } from "../../portal/src/programs/stillToGet.ts";
import { standing } from "../../portal/src/providers/standing.ts";
import { inWords } from "../../portal/src/publication/inWords.ts";
import { matching } from "../../portal/src/search/matches.ts";
import { readSearch } from "../../portal/src/search/readSearch.ts";

describe("What the search box understands", () => {
  const voucher = { kind: "voucher", id: "2-000001" } as const;

  it("reads a number however it is written, and an address that names it", () => {
    const written = [
      "2-000001",
      "２－０００００１",
      " 2 — 000001",
      "券号：2-000001",
      "https://x.cn/v/2-000001?lang=zh",
    ];
    for (const typed of written) expect(readSearch(typed), typed).to.deep.equal({ ...voucher, guessed: false });
    for (const typed of ["P1-1", "p 1-1", "机构 P1-1", "https://x.cn/providers/P1-1"])
      expect(readSearch(typed), typed).to.deep.equal({ kind: "provider", id: "P1-1" });
    for (const typed of ["2", "program 2", "项目2", "第2号项目"])
      expect(readSearch(typed), typed).to.deep.equal({ kind: "program", id: "2" });
  });

  it("guesses at a mistyped one", () => {
    for (const typed of ["2_000001", "2 000001", "2000001", "2-00000l", "2-OOOOO1", "2.1"])
      expect(readSearch(typed), typed).to.deep.equal({ ...voucher, guessed: true });
  });

  it("leaves open whether few digits mean a voucher or a firm", () => {
    expect(readSearch("2-1")).to.deep.equal({ ...voucher, guessed: false, enterprise: "2-1" });
  });

  it("takes all else for words, and nothing for nothing", () => {
    expect(readSearch("石墨烯")).to.deep.equal({ kind: "words", words: "石墨烯" });
    for (const typed of ["", "  ", "券号"]) expect(readSearch(typed)).to.deep.equal({ kind: "nothing" });
  });

  it("finds names that hold the words, else such as look like them", () => {
    const among = [
      { names: ["江南石墨烯研究院", "Jiangnan Graphene Research Institute"] },
      { names: ["上海应用技术大学"] },
    ];
    expect(matching("graphene", among)).to.deep.equal({ items: [among[0]], alike: false });
    expect(matching("Jiangnan Grafene", among)).to.deep.equal({ items: [among[0]], alike: true });
    expect(matching("zzz", among).items).to.deep.equal([]);
  });
});

describe("The portal's words", () => {
  it("come in the language that is asked for, else remembered, else the browser's", () => {
    expect(firstLanguage("?lang=en", "zh", ["zh-CN"])).to.equal("en");
    expect(firstLanguage("?lang=fr", "zh", ["en"])).to.equal("zh");
    expect(firstLanguage("", null, ["fr", "en-GB", "zh"])).to.equal("en");
  });

  it("call a district by the half of its name that is in the language", () => {
    const district = { district: 2, name: "常州武进 Wujin", status: "Active", addedOn: "2019-11-18" };
    expect(namesOf([district], [], "en").district(2)).to.equal("Wujin");
    expect(namesOf([district], [], "zh").district(2)).to.equal("常州武进");
  });

  it("take a district that was never heard for one that publishes nothing, and one that is away by what the index heard last", () => {
    const district = { district: 2, name: "Wujin", status: "Active", addedOn: "2019-11-18" };
    expect(namesOf([district], [], "en").settings(2).amounts).to.equal(false);
    const published = { enterprises: "name", amounts: true, smallCells: false, proofs: false } as const;
    expect(namesOf([{ ...district, published }], [], "en").settings(2).amounts).to.equal(true);
  });

  it("never make a sum of what is not shown", () => {
    const rows = [{ issued: "100" }, { issued: null, suppressed: true }];
    expect(sumOf(rows, "issued")).to.deep.equal({ fen: "100", partly: true });
    expect(monthsThrough("2019-11", "2020-01")).to.deep.equal(["2019-11", "2019-12", "2020-01"]);
  });

  const provider: Provider = {
    ...{ provider: "P1-1", district: 1, status: "Admitted", classes: [1], profile: "0x" },
    ...{ validFrom: "2019-12-01", validThrough: "2021-11-30", noticeEnd: "2019-11-25" },
  };

  it("say whether a voucher can be spent with a provider today", () => {
    expect(standing(provider, "2019-11-30").en).to.contain("from 1 December 2019");
    expect(standing(provider, "2021-11-30").en).to.contain("can be spent here through 30 November 2021");
    expect(standing(provider, "2021-12-01").en).to.contain("ended on 30 November 2021");
    expect(standing({ ...provider, status: "Suspended" }, "2020-01-01").zh).to.contain("暂停");
  });

  const program = { status: "Open", lastIssueDay: "2020-11-30", greatestFace: "20000000", yearlyCap: "30000000" };

  it("say what is left of a budget, and that it is not published where it is not", () => {
    const said = (available: string | null, today = "2020-01-01") =>
      stillToGet({ ...program, available } as Program, today, "Wujin").map(({ en }) => en);
    expect(said("110000000")[1]).to.equal("¥1,100,000.00 is left, enough for 5 vouchers of the greatest amount.");
    expect(said("0")[1]).to.equal("Nothing is left of the budget.");
    expect(said(null)[1]).to.equal("How much is left is not published.");
    expect(said("110000000", "2020-12-01")).to.have.length(1);
  });

  it("never promise proofs of a district that hides amounts or enterprises", () => {
    const shown = inWords({ enterprises: "name", amounts: false, smallCells: false, proofs: true });
    expect(shown.map((setting) => setting.shown)).to.deep.equal(["yes", "no", "partly", "no"]);
    const nameless = inWords({ enterprises: "none", amounts: true, smallCells: false, proofs: true });
    expect(nameless.at(-1)?.shown).to.equal("no");
  });

  it("are at addresses that the server knows too", () => {
    for (const address of ["/", "/v/2-1", "/desk/a/b", "/programs/"]) expect(isPage(address), address).to.equal(true);
    for (const address of ["/v/", "/deskx", "/programs/2/3"]) expect(isPage(address), address).to.equal(false);
  });
});
