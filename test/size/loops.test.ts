import { expect } from "chai";
import { functionsOf, sources, within, written, type Place, type Source } from "./ast.ts";

const BATCH = "a batch's items, given by who calls: 1 to 100";
const INVOICES = "a claim's invoices, given by who calls: 1 to 10 in one that is taken";
const JOINT = "a program's joint districts: at most 8, for good";
const NAME = "the bytes of a district's name: 32";
const CLASSES = "service classes: 256";
const TEXT = "the bytes of a text that the picture itself writes: a name of 32 bytes at most, or its own words";
const FIGURE = "the digits of a figure of 48 bits: 15";

/**
 * Every loop of the ledger: where it is, for how long it goes on, as written, and why that has an end that nobody can move.
 * "Given by who calls" is paid for by who calls.
 */
const LOOPS: [file: string, of: string, condition: string, bound: string][] = [
  ["Districts.sol", "_demandFit", "i < 32", NAME],
  ["Enterprises.sol", "register", "i < items.length", BATCH],
  ["Enterprises.sol", "draw", "i < items.length", BATCH],
  // The only one that grows: with each merger that two officers of one district put behind another of the same district.
  [
    "Enterprises.sol",
    "signerOf",
    "enterprise.status == Status.Merged",
    "mergers of one firm after another, by its home",
  ],
  [
    "Orders.sol",
    "confirmRejectForForm",
    "i < invoices.length",
    "an order's invoices: 1 to 10, compared with their count",
  ],
  ["Payments.sol", "open", "i < ids.length", BATCH],
  ["Payments.sol", "settle", "i < items.length", BATCH],
  ["Programs.sol", "issuersOf", "number < 8 && DistrictId.unwrap(program.joint[number]) != 0", JOINT],
  ["Programs.sol", "issuersOf", "i < number", JOINT],
  ["Programs.sol", "_demandFit", "i < 8", JOINT],
  ["Programs.sol", "_demandFit", "j < i", JOINT],
  ["art/CertificatePicture.sol", "_flower", "class < 256", CLASSES],
  ["art/CertificatePicture.sol", "_count", "bits != 0", CLASSES],
  ["art/CertificatePicture.sol", "_classList", "class < 256 && bits >> class != 0", CLASSES],
  ["art/CertificatePicture.sol", "_classList", "class < 255 && (bits >> (class + 1)) & 1 == 1", CLASSES],
  ["art/FigureText.sol", "yuan", "rest >= 1000", FIGURE],
  ["art/FigureText.sol", "padded", "bytes(text).length < width", "a width that the picture itself gives: at most 6"],
  ["art/FigureText.sol", "_wholeYuan", "left > 0", FIGURE],
  ["art/SvgText.sol", "readable", "index < 32 && name[index] != 0", NAME],
  ["art/SvgText.sol", "readable", "length > 0", "the bytes of a character: 4"],
  ["art/SvgText.sol", "escaped", "i < source.length", TEXT],
  ["art/SvgText.sol", "_width", "i < source.length", TEXT],
  ["art/SvgText.sol", "_character", "i < length", "the bytes of a character: 4"],
  ["art/VoucherPicture.sol", "_attributes", "i < facts.joint.length", JOINT],
  ["art/VoucherPicture.sol", "_jointNames", "i < joint.length && i < most", JOINT],
  ["base/Objections.sol", "_demandNoObjection", "seat < 3", "the seats: 3"],
  ["orders/Messages.sol", "hash", "i < hashes.length", INVOICES],
  ["orders/Placing.sol", "place", "i < items.length", BATCH],
  ["orders/Redeeming.sol", "redeem", "i < items.length", BATCH],
  ["orders/Redeeming.sol", "_demandInvoices", "i < count", INVOICES],
  ["orders/Redeeming.sol", "_useInvoices", "i < invoices.length", INVOICES],
  ["vouchers/Issuing.sol", "approveBatch", "i < 8 && DistrictId.unwrap(terms.joint[i]) != 0", JOINT],
  ["vouchers/Issuing.sol", "_mint", "i < items.length", BATCH],
  ["vouchers/Issuing.sol", "_demandNext", "i != 0", BATCH],
  ["vouchers/Issuing.sol", "_approvalsNeeded", "i < 8 && DistrictId.unwrap(terms.joint[i]) != 0", JOINT],
  ["vouchers/Lifetime.sol", "expire", "i < ids.length", BATCH],
];

/** Functions that ask themselves, in the edition before: the questions go back through editions, of which there are few. */
const ASKS_ITSELF = [
  "Enterprises.sol blacklisted",
  "Groups.sol issuedIn",
  "Providers.sol blacklisted",
  "orders/Placing.sol contractUsed",
  "orders/Redeeming.sol invoiceUsed",
];

const LOOP = ["ForStatement", "WhileStatement", "DoWhileStatement"];

function loopsOf(source: Source): string[][] {
  return functionsOf(source).flatMap((place) =>
    [...within(place.node)]
      .filter(({ nodeType }) => LOOP.includes(nodeType))
      .map(({ condition }) => [place.file, place.function, condition ? written(source, condition) : "for ever"]),
  );
}

/** What a function calls or passes on, by the ids of their declarations; overriding ones stand beside what they override. */
function referencesOf(place: Place): number[] {
  return [...within(place.node)].flatMap(({ referencedDeclaration }) => referencedDeclaration ?? []);
}

/** Functions from which a way of calls leads back to themselves. */
function circles(all: readonly Place[]): string[] {
  const byId = new Map(all.map((place) => [place.node.id, place]));
  const overriding = new Map<number, number[]>();
  for (const { node } of all) {
    for (const base of node.baseFunctions ?? []) overriding.set(base, [...(overriding.get(base) ?? []), node.id]);
  }
  const next = new Map(
    all.map((place) => [
      place.node.id,
      referencesOf(place)
        .flatMap((id) => [id, ...(overriding.get(id) ?? [])])
        .filter((id) => byId.has(id)),
    ]),
  );
  const reaches = (from: number): boolean => {
    const seen = new Set<number>();
    const open = [...(next.get(from) ?? [])];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === from) return true;
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...(next.get(id) ?? []));
    }
    return false;
  };
  return all.filter(({ node }) => reaches(node.id)).map((place) => `${place.file} ${place.function}`);
}

describe("Nothing loops over what others can grow", () => {
  it("every loop of the ledger is known, with what ends it", async () => {
    const found = (await sources()).flatMap(loopsOf);
    expect(found).to.have.deep.members(LOOPS.map(([file, of, condition]) => [file, of, condition]));
  });

  it("no function comes back to itself, but for questions to the edition before", async () => {
    const all = (await sources()).flatMap(functionsOf);
    expect(all.length).to.be.greaterThan(300);
    expect(circles(all)).to.have.members(ASKS_ITSELF);
  });

  it("no loop is written where no function is, nor in the machine's own language", async () => {
    for (const source of await sources()) {
      const everywhere = [...within(source.tree)].filter(({ nodeType }) => LOOP.includes(nodeType));
      expect(everywhere, source.file).to.have.lengthOf(loopsOf(source).length);
      const yul = [...within(source.tree)].filter(({ nodeType }) => nodeType === "YulForLoop");
      expect(yul, source.file).to.deep.equal([]);
    }
  });
});
