import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { dataSlice, hexlify, keccak256, toUtf8Bytes } from "ethers";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { proofFile } from "../../../client/proof/proofFile.ts";
import { refusal } from "../refusal.ts";
import { load } from "../../support/load.ts";
import { paid } from "../../support/stages.ts";
import { read, sourceOf, TRUST_ROOT } from "./support/making.ts";

async function proof() {
  const { w, voucher } = await load(paid);
  return proveVoucher(await sourceOf(w), voucher);
}

const MEMBERS = "format version trustRoot edition subject headers codeInEveryBlock events nodes hash".split(" ");

describe("The proof file", () => {
  it("is canonical JSON with its members in order, in lower case", async () => {
    const made = await proof();
    expect(made.text).to.equal(JSON.stringify(JSON.parse(made.text)));
    const { subject, ...members } = JSON.parse(made.text) as Record<string, unknown>;
    expect(Object.keys(JSON.parse(made.text) as object)).to.deep.equal(MEMBERS);
    expect(Object.keys(subject as object)).to.deep.equal(["kind", "id"]);
    expect(members).to.include({ format: "tongdui proof", version: 1, trustRoot: TRUST_ROOT });
    expect(made.text.match(/"0x[0-9a-fA-F]*"/g)!.join("")).to.match(/^["x0-9a-f]*$/);
  });

  it("holds the hash of all else in it", async () => {
    const { text, hash } = await proof();
    const { hash: named, ...rest } = JSON.parse(text) as { hash: string };
    expect(named).to.equal(hash);
    expect(keccak256(toUtf8Bytes(JSON.stringify(rest)))).to.equal(hash);
  });

  it("holds each node and each header once, the nodes in the order of their hashes, the headers in that of their numbers", async () => {
    const { nodes, headers } = read(await proof());
    const hashes = nodes.map((node) => keccak256(node));
    expect(hashes).to.deep.equal([...new Set(hashes)].sort());
    expect(new Set(headers).size).to.equal(headers.length);
  });

  it("is packed as any gunzip reads it, with the hash of what is packed before it", async () => {
    const { bytes, text } = await proof();
    expect(gunzipSync(bytes).toString()).to.equal(text);
    const file = hexlify(bytes);
    expect(dataSlice(file, 0, 10)).to.equal("0x1f8b08040000000000ff");
    expect(dataSlice(file, 10, 16)).to.equal("0x240054442000");
    expect(dataSlice(file, 16, 48)).to.equal(keccak256(dataSlice(file, 48)));
  });

  it("is not made where no verifier would take it", () => {
    const heading = {
      trustRoot: TRUST_ROOT,
      edition: TRUST_ROOT,
      subject: { kind: "voucher", id: "1-000001" },
    } as const;
    const make = (nodes: Uint8Array[]) =>
      proofFile(heading, { headers: [], codeInEveryBlock: true, events: [], nodes });
    const half = new Uint8Array(2 << 20);
    expect(make([half]).text.length).to.be.greaterThan(4 << 20);
    refusal(() => make([half, half]), "ProofTooLarge");
    const random = () => crypto.getRandomValues(new Uint8Array(1 << 16));
    expect(make(Array.from({ length: 40 }, random)).bytes.length).to.be.greaterThan(2 << 20);
  });

  it("is the same, byte for byte, each time", async () => {
    expect(hexlify((await proof()).bytes)).to.equal(hexlify((await proof()).bytes));
  });
});
