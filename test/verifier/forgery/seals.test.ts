import { expect } from "chai";
import { Signature, type Wallet } from "ethers";
import { bytesOf, decodeRlp, encodeRlp, hexOf, isBytes, isList, type Hex, type Rlp } from "../../../verifier/bytes.ts";
import { successionMessage, verifySuccession, type TrustRoot } from "../../../verifier/index.ts";
import { highS } from "../../support/messages.ts";
import { codeOf, contentOf, readersRoot, remade, resealed, verdictOn } from "../support/forging.ts";
import { refused } from "../support/refused.ts";
import { nextRoot } from "../support/roots.ts";
import { extraOf, sealed } from "../support/sealing.ts";
import { vectorRoot, vectorText } from "../support/vectors.ts";
import { STRANGERS } from "../vectors/forged.ts";
import { FIRST, NEXT } from "../vectors/good.ts";

const root = await vectorRoot("root-0");
const next = await vectorRoot("root-1");
const whole = await vectorText("voucher");
const short = await vectorText("voucher-in-hand");
const count = contentOf(whole).headers.length;
const EXTRA_DATA = 12;

/** A header with other things in its extra data; nobody seals it anew. */
function withExtra(header: string, change: (extra: readonly Rlp[]) => Rlp): string {
  const fields = decodeRlp(bytesOf(header as Hex)) as readonly Rlp[];
  const extra = fields[EXTRA_DATA];
  const items = isBytes(extra) ? decodeRlp(extra) : undefined;
  if (!isList(items)) throw new Error("no header of QBFT");
  return hexOf(encodeRlp(fields.with(EXTRA_DATA, encodeRlp(change(items)))));
}

const withSeals = (header: string, seals: readonly string[]) =>
  withExtra(header, (extra) =>
    extra.with(
      4,
      seals.map((seal) => bytesOf(seal as Hex)),
    ),
  );
const sealsOf = (header: string) => extraOf(bytesOf(header as Hex)).seals;

/** The whole proof with one header changed, for each of them. */
async function eachHeader(change: (header: string, at: number) => string, code: string, under = root): Promise<void> {
  const { headers } = contentOf(whole);
  for (const at of headers.keys()) {
    const forged = remade(whole, { headers: headers.with(at, change(headers[at]!, at)) });
    expect(await codeOf(forged, under), `header ${at}`).to.equal(code);
  }
}

const resealing =
  (signers: readonly Wallet[], validators: readonly Wallet[] = FIRST) =>
  (header: string) =>
    hexOf(sealed(bytesOf(header as Hex), { validators, signers }));

describe("A forged seal", () => {
  it("is noticed in each block: too few, none, one twice, one of a stranger, all of strangers", async () => {
    await eachHeader(resealing(FIRST.slice(2)), "TooFewSeals");
    await eachHeader(resealing([]), "TooFewSeals");
    await eachHeader(resealing([FIRST[0]!, FIRST[1]!, FIRST[0]!]), "SealTwice");
    await eachHeader(resealing([...FIRST, FIRST[0]!]), "TooManySeals");
    await eachHeader(resealing([FIRST[0]!, FIRST[1]!, STRANGERS[0]!]), "SealByStranger");
    await eachHeader(resealing(STRANGERS), "SealByStranger");
    await eachHeader(resealing(STRANGERS, STRANGERS), "OtherValidators");
  });

  it("is noticed where whoever has two keys names these two alone as validators, or adds his own", async () => {
    await eachHeader(resealing(FIRST.slice(2), FIRST.slice(2)), "OtherValidators");
    const joined = [...FIRST.slice(2), STRANGERS[0]!, STRANGERS[1]!];
    await eachHeader(resealing(joined, joined), "OtherValidators");
    const more = [...FIRST, ...STRANGERS];
    await eachHeader(resealing(more, more), "OtherValidators");
  });

  it("is noticed where the seals are those of another block, round or chain", async () => {
    const { headers } = contentOf(whole);
    await eachHeader((header, at) => withSeals(header, sealsOf(headers[(at + 1) % count]!)), "SealByStranger");
    await eachHeader((header) => withExtra(header, (extra) => extra.with(3, Uint8Array.of(1))), "SealByStranger");
    const one = await vectorText("provider");
    const round0 = contentOf(one).headers.map((header) =>
      withExtra(header, (extra) => extra.with(3, new Uint8Array())),
    );
    expect(await codeOf(remade(one, { headers: round0 }), root)).to.equal("SealByStranger");
  });

  it("is noticed where a seal is written in another form", async () => {
    const forms: ((seal: string) => string)[] = [
      (seal) =>
        highS(`${seal.slice(0, -2)}${seal.endsWith("00") ? "1b" : "1c"}`)
          .replace(/1b$/, "00")
          .replace(/1c$/, "01"),
      (seal) => `${seal.slice(0, -2)}${seal.endsWith("00") ? "1b" : "1c"}`,
      (seal) => seal.slice(0, -2),
      (seal) => `${seal}00`,
      (seal) => `0x${"00".repeat(64)}${seal.slice(-2)}`,
      () => "0x",
    ];
    for (const form of forms) {
      await eachHeader(
        (header) => withSeals(header, [...sealsOf(header).slice(0, 2), form(sealsOf(header)[2]!)]),
        "SealUnreadable",
      );
    }
  });

  it("is noticed where it is a signature of validators under something else", async () => {
    const signatures = FIRST.map((wallet) => {
      const { r, s, yParity } = Signature.from(wallet.signMessageSync(successionMessage(next)));
      return `${r}${s.slice(2)}0${yParity}`;
    });
    await eachHeader((header) => withSeals(header, signatures), "SealByStranger");
  });

  it("is no forgery where a seal above the quorum is left out: it is the same block", async () => {
    const all = resealed(short, { validators: FIRST });
    const three = contentOf(all).headers.map((header) => withSeals(header, sealsOf(header).slice(1)));
    const facts = async (text: string) => {
      const verdict = await verdictOn(text, root);
      return verdict.valid && verdict.facts.filter(({ kind }) => kind !== "sealed");
    };
    expect(await facts(remade(all, { headers: three }))).to.deep.equal(await facts(all));
    const two = contentOf(all).headers.map((header) => withSeals(header, sealsOf(header).slice(2)));
    expect(await codeOf(remade(all, { headers: two }), root)).to.equal("TooFewSeals");
  });
});

describe("A block of the wrong time", () => {
  it("is noticed where the validators had changed: sealed by the next ones under the old root, and by the old ones after it", async () => {
    const later = resealed(whole, { validators: NEXT });
    expect(await codeOf(later, root)).to.equal("OtherValidators");
    expect(await codeOf(whole, next)).to.equal("OtherValidators");
    const twoSets = await vectorText("voucher-two-sets");
    expect(await codeOf(twoSets, next)).to.equal("valid");
    for (const at of contentOf(twoSets).headers.keys()) {
      for (const validators of [FIRST, NEXT]) {
        const moved = resealed(twoSets, { validators }, (i) => i === at);
        const isIn = extraOf(bytesOf(contentOf(twoSets).headers[at]! as Hex)).validators.length === validators.length;
        expect(await codeOf(moved, next)).to.equal(isIn ? "valid" : "OtherValidators");
      }
    }
  });

  it("is noticed where two blocks of one number stand in a file, though both are sealed, or blocks fall", async () => {
    const { headers } = contentOf(whole);
    const again = resealing(FIRST.slice(0, 3));
    for (const at of headers.keys()) {
      const twice = [...headers.slice(0, at), again(headers[at]!), ...headers.slice(at)];
      expect(await codeOf(remade(whole, { headers: twice }), root)).to.equal("HeadersOutOfOrder");
    }
    const fallen = [...headers.slice(0, -2), headers.at(-1)!, headers.at(-2)!];
    expect(await codeOf(remade(whole, { headers: fallen }), root)).to.equal("HeadersOutOfOrder");
  });

  it("is noticed where an older block is to be the newest: then the later changes have none, or their state is not proved", async () => {
    const { headers, events } = contentOf(whole);
    const cut = headers.slice(0, 6);
    expect(await codeOf(remade(whole, { headers: cut }), root)).to.equal("ProofMisshapen");
    const fewer = events.filter(([header]) => header < cut.length);
    expect(await codeOf(remade(whole, { headers: cut, events: fewer }), root)).to.equal("SlotNotProved");
    const before = [headers.at(-1)!, ...headers.slice(0, -1)];
    const moved = events.map(([header, ...place]) => [header + 1, ...place] as [number, number, number]);
    expect(await codeOf(remade(whole, { headers: before, events: moved }), root)).to.equal("HeadersOutOfOrder");
  });

  it("is not noticed where the whole proof is an old one: it is as true as it was, and says of which block it is", async () => {
    const verdict = await verdictOn(short, root);
    expect(verdict.valid && verdict.notProved.some(({ kind }) => kind === "later")).to.equal(true);
    const blocks = [short, whole].map(async (text) => {
      const { facts } = (await verdictOn(text, root)) as Extract<typeof verdict, { valid: true }>;
      return facts.find(({ kind }) => kind === "moment")?.en;
    });
    expect(await blocks[0]).to.not.equal(await blocks[1]);
  });
});

describe("A forged trust root", () => {
  const alterations: [string, (root: TrustRoot) => void][] = [
    ["a district's name", (it) => (it.districts[0]!.en = "Yangpu District")],
    ["a validator", (it) => (it.validators[0]!.members[0]!.address = `0x${"01".repeat(20)}`)],
    ["a validator's district", (it) => (it.validators[0]!.members[0]!.district = 2)],
    ["the code of a contract", (it) => (it.editions[0]!.vouchers.codeHash = `0x${"01".repeat(32)}`)],
    ["the address of a contract", (it) => (it.editions[0]!.orders.address = `0x${"01".repeat(20)}`)],
    ["the chain's number", (it) => (it.chainId += 1)],
    ["the first block", (it) => (it.genesis = `0x${"01".repeat(32)}`)],
  ];
  for (const [what, alter] of alterations) {
    it(`has another hash, so that old proofs are not taken under it: ${what}`, async () => {
      const forged = structuredClone(root);
      alter(forged);
      expect(await codeOf(whole, readersRoot(forged))).to.equal("TrustRootUnknown");
    });
  }

  it("does not follow from the true one without its validators, whatever it changes", async () => {
    const followed = nextRoot(root);
    await refused("SuccessionTooFewSignatures", () => verifySuccession(root, followed));
    const signed = {
      ...followed,
      signatures: STRANGERS.map((it) => it.signMessageSync(successionMessage(followed)) as Hex),
    };
    await refused("SuccessionSignedByStranger", () => verifySuccession(root, signed));
    const others = { ...followed, signatures: next.signatures };
    await refused("SuccessionSignedByStranger", () => verifySuccession(root, others));
  });

  it("gives a proof of a development chain no seals, and takes none of them for sealed ones", async () => {
    expect(await codeOf(await vectorText("voucher-development"), root)).to.equal("TrustRootUnknown");
    const relabelled = remade(await vectorText("voucher-development"), { trustRoot: contentOf(short).trustRoot });
    expect(await codeOf(relabelled, root)).to.equal("HeaderUnreadable");
  });
});
