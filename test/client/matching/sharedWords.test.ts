import { expect } from "chai";
import fc from "fast-check";
import { sharedWords, tellingRuns, tellingTerms, termsIn } from "../../../client/matching/sharedWords.ts";

/** What a demand has in common with an offer; each term as rare as every other. */
function shared(demand: string, offer: string, most = 5): string[] {
  const terms = new Set(tellingTerms(offer));
  return sharedWords(tellingRuns(demand), (term) => (terms.has(term) ? 1 : undefined), most);
}

const chinese = fc.string({ unit: fc.constantFrom(..."石墨烯粉体制备工艺检测"), maxLength: 30 });

describe("What a demand and an offer say in the same words", () => {
  it("is told in whole words, though Chinese is looked up by pairs of characters", () => {
    expect(shared("石墨烯粉体制备工艺优化", "提供石墨烯粉体的检测与制备服务")).to.deep.equal(["石墨烯粉体", "制备"]);
    expect(shared("Finer graphene powder", "Milling of GRAPHENE and other powder")).to.deep.equal([
      "graphene",
      "powder",
    ]);
    expect(shared("用于石墨烯的 3D打印", "3D打印")).to.deep.equal(["3d", "打印"]);
  });

  it("is nothing of what such texts say whatever they are about", () => {
    expect(shared("我们公司需要技术服务，寻求合作", "我公司提供技术服务与解决方案")).to.deep.equal([]);
    expect(shared("We need your service in 2030", "We offer our services in 2030")).to.deep.equal([]);
    expect(shared("需要等离子体处理", "等离子体等")).to.deep.equal(["等离子体"]);
  });

  it("is told the rarest first, no more than so many, and none that is a part of another", () => {
    const rarity: Readonly<Record<string, number>> = { graphene: 3, powder: 1, furnace: 2 };
    const runs = tellingRuns("Graphene, powder, furnace, kiln");
    expect(sharedWords(runs, (term) => rarity[term], 2)).to.deep.equal(["powder", "furnace"]);
    expect(shared("石墨烯粉体；石墨", "石墨烯粉体")).to.deep.equal(["石墨烯粉体"]);
  });

  it("is always in both of them", () => {
    fc.assert(
      fc.property(chinese, chinese, (demand, offer) => {
        for (const word of shared(demand, offer, 100)) {
          expect(demand).to.include(word);
          for (const term of termsIn(word)) expect(offer).to.include(term);
        }
      }),
    );
  });

  it("is looked for in the first 256 terms, however much is written", () => {
    const long = Array.from({ length: 3_000 }, (_, i) => `word${i}`).join(" ");
    expect(tellingTerms(long)).to.have.length(256);
    const unbroken = String.fromCodePoint(...Array.from({ length: 3_000 }, (_, i) => 0x4e00 + i));
    expect(tellingTerms(unbroken)).to.have.length(256);
  });
});
