import { expect } from "chai";
import { bytesOf, encodeRlp, hexOf, type Hex, type Rlp } from "../../verifier/bytes.ts";
import { readHeader } from "../../verifier/header.ts";
import { headerOf } from "../../client/proof/header.ts";
import { extraData, genesisHash, genesisOf } from "../../network/genesis/genesis.ts";
import { foundersOf } from "../../network/description.ts";
import { addressOf, isOnCurve, publicKeyOf } from "../../network/publicKey.ts";
import { PILOT, readPilot } from "./pilot.ts";
import recorded from "./vectors/genesis-besu-25.12.0.json" with { type: "json" };
import chain from "../verifier/vectors/qbft-besu-25.12.0.json" with { type: "json" };

describe("The genesis", () => {
  it("has the hash that a real node gave for block 0", async () => {
    expect(genesisHash(await readPilot())).to.equal(recorded.block.hash);
  });

  it("is field by field what that node gave, of which the prover's and the verifier's reading make the same hash", async () => {
    const genesis = genesisOf(await readPilot());
    for (const field of ["timestamp", "gasLimit", "difficulty", "mixHash", "extraData", "baseFeePerGas"] as const)
      expect(recorded.block[field], field).to.equal(genesis[field]);
    const { bytes, hash } = headerOf(recorded.block, "qbft");
    expect(hash).to.equal(recorded.block.hash);
    expect(hexOf(readHeader(bytes, 0, "qbft").hash)).to.equal(recorded.block.hash);
  });

  it("names the validators in ascending order, with no vote, no round and no seal", async () => {
    const founders = foundersOf(await readPilot());
    expect(founders).to.deep.equal([...founders].sort());
    const consensus = consensusIn(extraData(founders));
    expect(consensus?.validators.map(hexOf)).to.deep.equal(founders);
    expect(consensus?.seals).to.deep.equal([]);
  });

  it("says it in just the bytes of an earlier chain's genesis", () => {
    const { extraData: before } = chain.genesis;
    const validators = consensusIn(bytesOf(before as Hex))?.validators.map(hexOf) ?? [];
    expect(validators).to.have.members(chain.validators);
    expect(hexOf(extraData(validators))).to.equal(before);
  });

  it("says who seals from a block on, and stays the same first block", async () => {
    const network = await readPilot(`${PILOT}transitions:\n  - { block: 101, validators: [yangpu-1, hefei-1] }\n`);
    const addresses = network.transitions[0]?.validators.map(({ address }) => address).sort();
    expect(addresses).to.have.length(2);
    expect(genesisOf(network).config).to.deep.include({
      transitions: { qbft: [{ block: 101, validators: addresses }] },
    });
    expect(genesisHash(network)).to.equal(recorded.block.hash);
    expect(genesisOf(await readPilot()).config).to.not.have.property("transitions");
  });

  it("is another chain's if anything of it is another", async () => {
    const others = [
      PILOT.replace("2026-11-01", "2026-11-02"),
      PILOT.replace("besu: 26.9.0", "besu: 26.9.0\ngasLimit: 70000000"),
      PILOT.replace("kind: operator", "kind: validator"),
    ];
    const hashes = await Promise.all([PILOT, ...others].map(async (text) => genesisHash(await readPilot(text))));
    expect(new Set(hashes)).to.have.length(4);
  });

  it("is the same whatever is changed of addresses, periods and versions", async () => {
    const other = PILOT.replaceAll("10.11.", "10.12.").replace("besu: 26.9.0", "besu: 25.12.0");
    expect(genesisHash(await readPilot(other))).to.equal(recorded.block.hash);
  });
});

/** What the verifier reads in a header that has this extra data and nothing else. */
function consensusIn(extra: Uint8Array) {
  const [nothing, root] = [new Uint8Array(), new Uint8Array(32)];
  const fields: Rlp[] = Array.from({ length: 16 }, () => nothing);
  return readHeader(encodeRlp(fields.with(3, root).with(5, root).with(12, extra)), 0, "qbft").consensus;
}

describe("A node's public key", () => {
  // The key 1, whose point is the curve's generator, and whose address everybody knows.
  const one = new Uint8Array(32).with(31, 1);

  it("has the address of the account with this key", () => {
    expect(addressOf(publicKeyOf(one))).to.equal("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
  });

  it("is a point of the curve, and hardly ever still one with another digit", () => {
    const key = publicKeyOf(one);
    expect(isOnCurve(key)).to.equal(true);
    const others = Array.from({ length: 128 }, (_, i) => `0x${flipped(key.slice(2), i)}` as const);
    expect(others.filter(isOnCurve)).to.deep.equal([]);
    expect(bytesOf(key)).to.have.length(64);
  });
});

function flipped(digits: string, at: number): string {
  return digits.slice(0, at) + (digits[at] === "0" ? "1" : "0") + digits.slice(at + 1);
}
