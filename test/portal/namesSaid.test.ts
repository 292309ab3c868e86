import { expect } from "chai";
import type { Named } from "../../client/acts/named.ts";
import type { District } from "../../portal/src/app/answers.ts";
import { namesOf } from "../../portal/src/app/namesOf.ts";
import type { Published } from "../../portal/src/app/published.ts";
import { namesSaid } from "../../portal/src/desk/namesSaid.ts";

const SETTINGS = { enterprises: "name", amounts: true, smallCells: false, proofs: false } as const;
const member = (district: number, name: string): District => ({
  ...{ district, name, status: "Active", addedOn: "2019-11-18" },
});

describe("The names of what is about to be signed", () => {
  const wujin: Published = {
    district: 2,
    name: { en: "Wujin", zh: "常州武进" },
    settings: SETTINGS,
    enterprises: { "2-1": { en: "Jiangnan Graphene", zh: "江南石墨烯" } },
    programs: {
      "1": { title: { en: "Pilot", zh: "试点" }, serviceClasses: { "1": { en: "Testing", zh: "检验检测" } } },
    },
  };
  const yangpu: Published = {
    district: 1,
    name: { en: "Yangpu", zh: "上海杨浦" },
    settings: SETTINGS,
    providers: { "P1-1": { zh: "上海应用技术大学" } },
    programs: { "7": { serviceClasses: { "1": { en: "Research", zh: "研究开发" } } } },
  };
  const names = namesOf([member(1, "上海杨浦 Yangpu"), member(2, "常州武进 Wujin")], [yangpu, wujin], "en");
  const party = (district: bigint, number: bigint): bigint => (district << 32n) | number;
  const said = (...named: Named[]): string[] => namesSaid(named, names).map(({ en }) => en);

  it("are those that the districts publish, and none where they publish none", () => {
    expect(
      said(
        { noun: "enterprise", id: party(2n, 1n) },
        { noun: "enterprise", id: party(2n, 2n) },
        { noun: "provider", id: party(1n, 1n) },
        { noun: "provider", id: party(3n, 1n) },
        { noun: "district", id: 2n },
        { noun: "order", id: `0x${"ab".repeat(32)}` },
      ),
    ).to.deep.equal(["Enterprise 2-1: Jiangnan Graphene", "Provider P1-1: 上海应用技术大学", "District 2: Wujin"]);
  });

  it("call a service class as the voucher's own program does", () => {
    const [voucher, other] = [party(1n, 5n), party(7n, 5n)];
    const named = { noun: "class", id: 1n } as const;
    expect(said({ noun: "voucher", id: voucher }, named)).to.deep.equal([
      "Program 1: Pilot",
      "Service class 1: Testing",
    ]);
    expect(said({ noun: "voucher", id: other }, named)).to.deep.equal(["Service class 1: Research"]);
    expect(said({ noun: "voucher", id: voucher }, { noun: "class", id: 9n })).to.deep.equal(["Program 1: Pilot"]);
  });
});
