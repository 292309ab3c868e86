import { expect } from "chai";
import { bytesOf, encodeRlp, hexOf, keccak, word, type Hex } from "../../verifier/bytes.ts";
import { readHeader, type Header } from "../../verifier/header.ts";
import { accountAt, ContractState } from "../../verifier/state.ts";
import { Nodes } from "../../verifier/tries.ts";
import { contractsIn, type Edition } from "../../verifier/trustRoot.ts";
import { BLOCKS, RECORDER, recordedRoot, rlpOf, vectors } from "./support/besu.ts";
import { madeUpEdition } from "./support/roots.ts";
import { refused } from "./support/refused.ts";
import { inOrder, nodesOfHex, nodesTo, trieOf } from "./support/tries.ts";

const anchor = readHeader(rlpOf(BLOCKS[4]!), 0, "qbft");
const edition = recordedRoot().editions[0]!;
const nodesOf = ({ accountProof, storageProof }: typeof vectors.proof) =>
  nodesOfHex([...accountProof, ...storageProof.flatMap(({ proof }) => proof)]);
const slotOf = (voucher: bigint) => BigInt(hexOf(keccak(Uint8Array.of(...word(voucher), ...word(0n)))));

/** A block whose state holds one contract with these slots, and all nodes of its tries that lead to what is asked for. */
async function made(
  slots: Record<string, Uint8Array>,
  asked: readonly bigint[],
  account?: Uint8Array,
  of = madeUpEdition(0x1000),
) {
  const storage = await trieOf(Object.entries(slots).map(([slot, value]) => [keccak(word(BigInt(slot))), value]));
  const fields = [Uint8Array.of(1), new Uint8Array(), storage.root(), bytesOf(of.orders.codeHash)];
  const others = [7, 8, 9].map((n) => [keccak(word(BigInt(n))), encodeRlp(word(1n))] as const);
  const state = await trieOf([[keccak(bytesOf(of.orders.address)), account ?? encodeRlp(fields)], ...others]);
  const toSlots = await Promise.all(asked.map((slot) => nodesTo(storage, keccak(word(slot)))));
  const all = inOrder([...(await nodesTo(state, keccak(bytesOf(of.orders.address)))), ...toSlots.flat()]);
  const header: Header = { ...anchor, number: 7, stateRoot: state.root() };
  const nodes = new Nodes(all);
  return { header, nodes, open: () => ContractState.of(nodes, header, of, "orders") };
}

describe("The state of Besu's block 120", () => {
  it("holds the recorder, and of voucher 3 that it has changed five times", async () => {
    const nodes = new Nodes(nodesOf(vectors.proof));
    const state = await ContractState.of(nodes, anchor, edition, "vouchers");
    expect(word(slotOf(3n))).to.deep.equal(bytesOf(vectors.contract.storageKey as Hex));
    const value = await state.slot(slotOf(3n));
    expect(value).to.equal(BigInt(vectors.proof.storageProof[0]!.value));
    expect(value >> 240n).to.equal(5n);
    nodes.demandAllUsed();
  });

  it("holds nothing of voucher 999, which is proved too", async () => {
    const nodes = new Nodes(nodesOf(vectors.absenceProof));
    const state = await ContractState.of(nodes, anchor, edition, "vouchers");
    expect(await state.slot(slotOf(999n))).to.equal(0n);
    nodes.demandAllUsed();
  });

  it("proves nothing of a voucher that the nodes do not lead to", async () => {
    const state = await ContractState.of(new Nodes(nodesOf(vectors.proof)), anchor, edition, "vouchers");
    const { en } = await refused("SlotNotProved", () => state.slot(slotOf(999n)));
    expect(en).to.contain("block 120").and.to.contain("vouchers");
  });

  it("proves nothing under the header of another block", () =>
    refused("AccountNotProved", () =>
      accountAt(new Nodes(nodesOf(vectors.proof)), readHeader(rlpOf(BLOCKS[3]!), 0, "qbft"), RECORDER),
    ));

  it("proves nothing when any one of the nodes is missing", async () => {
    const nodes = nodesOf(vectors.proof);
    for (const missing of nodes) {
      const read = async () => {
        const some = new Nodes(nodes.filter((node) => node !== missing));
        return (await ContractState.of(some, anchor, edition, "vouchers")).slot(slotOf(3n));
      };
      const code = await read().catch((error: unknown) => (error as { code: string }).code);
      expect(code).to.be.oneOf(["AccountNotProved", "SlotNotProved"]);
    }
  });

  it("is that of no other contract, and not with other code", async () => {
    const nodes = new Nodes(nodesOf(vectors.proof));
    const vouchers: Edition["vouchers"] = { ...edition.vouchers, codeHash: `0x${"c0".repeat(32)}` };
    await refused("CodeDiffers", () => ContractState.of(nodes, anchor, { ...edition, vouchers }, "vouchers"));
    const elsewhere: Edition["vouchers"] = { ...edition.vouchers, address: `0x${"00".repeat(20)}` };
    const code = await ContractState.of(nodes, anchor, { ...edition, vouchers: elsewhere }, "vouchers").catch(
      (error: unknown) => (error as { code: string }).code,
    );
    expect(code).to.be.oneOf(["AccountAbsent", "AccountNotProved"]);
  });
});

describe("A contract's slots", () => {
  it("are numbers of up to 32 bytes, and 0 where the trie shows that nothing is there", async () => {
    const most = (1n << 256n) - 1n;
    const { nodes, open } = await made({ 0: encodeRlp(word(most)), 1: encodeRlp(Uint8Array.of(7)) }, [0n, 1n, 2n]);
    const state = await open();
    expect([await state.slot(0n), await state.slot(1n), await state.slot(2n)]).to.deep.equal([most, 7n, 0n]);
    nodes.demandAllUsed();
  });

  it("are all 0 where the contract has no storage, without a node", async () => {
    const { nodes, open } = await made({}, []);
    expect(await (await open()).slot(123n)).to.equal(0n);
    nodes.demandAllUsed();
  });

  for (const [what, value] of Object.entries({
    "a leading zero": encodeRlp(bytesOf("0x0007")),
    "33 bytes": encodeRlp(new Uint8Array(33).fill(1)),
    "no bytes": encodeRlp(new Uint8Array()),
    "a list": encodeRlp([Uint8Array.of(1)]),
    "no RLP": Uint8Array.of(0x82, 1),
  })) {
    it(`are refused with ${what}`, async () => {
      const { open } = await made({ 5: value }, [5n]);
      await refused("SlotUnreadable", async () => (await open()).slot(5n));
    });
  }

  for (const [what, account] of Object.entries({
    "three fields": encodeRlp([Uint8Array.of(1), new Uint8Array(), word(1n)]),
    "five fields": encodeRlp([Uint8Array.of(1), new Uint8Array(), word(1n), word(1n), word(1n)]),
    "a short root": encodeRlp([Uint8Array.of(1), new Uint8Array(), new Uint8Array(31), word(1n)]),
    "a list as code": encodeRlp([Uint8Array.of(1), new Uint8Array(), word(1n), []]),
    "a count of transactions with a leading zero": encodeRlp([bytesOf("0x0001"), new Uint8Array(), word(1n), word(1n)]),
    "no RLP": Uint8Array.of(0xff),
  })) {
    it(`are refused where the account has ${what}`, async () => {
      const { open } = await made({}, [], account);
      await refused("AccountUnreadable", open);
    });
  }

  it("are refused where the contract is proved not to be there", async () => {
    const { header, nodes } = await made({}, []);
    const absent = contractsIn(madeUpEdition(0x2000)).map(([, { address }]) => address);
    const codes = await Promise.all(
      absent.map((address) =>
        accountAt(nodes, header, address).catch((error: unknown) => (error as { code: string }).code),
      ),
    );
    expect(new Set(codes)).to.include("AccountAbsent");
    for (const code of codes) expect(code).to.be.oneOf(["AccountAbsent", "AccountNotProved"]);
  });
});
