import { expect } from "chai";
import { bigNumber, hexOf, keccak, word, type Hex } from "../../verifier/bytes.ts";
import { Evidence } from "../../verifier/evidence.ts";
import { readProofFile, type EventPlace } from "../../verifier/proofFile.ts";
import { trustRootHash, type TrustRoot } from "../../verifier/trustRoot.ts";
import { BLOCKS, RECORDER, recordedRoot, rlpOf, vectors } from "./support/besu.ts";
import { packed, proofText, type Content } from "./support/files.ts";
import { refused } from "./support/refused.ts";
import { inOrder, nodesOfHex, nodesTo, receiptKey, receiptsTrie, recordedReceipts } from "./support/tries.ts";

const root = recordedRoot();

/** Where the five changes of voucher 3 stand: its recorder tells voucher and sequence in its topics. */
const places: EventPlace[] = Object.values(vectors.receipts).flatMap((receipts, header) =>
  receipts.flatMap(({ logs }, transaction) =>
    logs.flatMap(({ topics }, log) => (Number(topics[1]) === 3 ? [[header, transaction, log] as const] : [])),
  ),
);

async function proofOf(state: typeof vectors.proof, under: TrustRoot): Promise<Content> {
  const numbers = Object.keys(vectors.receipts) as (keyof typeof vectors.receipts)[];
  const tries = await Promise.all(numbers.map((number) => receiptsTrie(recordedReceipts(number))));
  const toEvents = await Promise.all(
    places.map(([header, transaction]) => nodesTo(tries[header]!, receiptKey(transaction))),
  );
  return {
    trustRoot: trustRootHash(under),
    edition: RECORDER,
    subject: { kind: "voucher", id: "3-000017" },
    headers: BLOCKS.map(rlpOf),
    codeInEveryBlock: false,
    events: places,
    nodes: inOrder([
      ...toEvents.flat(),
      ...nodesOfHex([...state.accountProof, ...state.storageProof.flatMap(({ proof }) => proof)]),
    ]),
  };
}

const read = async (content: Content, under = root) =>
  Evidence.of(await readProofFile(packed(proofText(content))), under);
const slotOf = (voucher: bigint) => bigNumber(keccak(Uint8Array.of(...word(voucher), ...word(0n))));

describe("A proof from the recorded Besu network", () => {
  it("proves the five changes of voucher 3, each once, and that its slot counts five", async () => {
    const evidence = await read(await proofOf(vectors.proof, root));
    expect(await evidence.slot("vouchers", slotOf(3n))).to.equal(BigInt(vectors.proof.storageProof[0]!.value));
    const events = await Promise.all(places.map((_, at) => evidence.event(at)));
    expect(events.map(({ topics }) => bigNumber(topics[2]!))).to.deep.equal([1n, 2n, 3n, 4n, 5n]);
    expect(events.map(({ address }) => address)).to.deep.equal(Array(5).fill(RECORDER));
    expect(evidence.headers.map(({ hash }) => hexOf(hash))).to.deep.equal(BLOCKS.map(({ hash }) => hash));
    expect(evidence.sealed!.map(({ length }) => length >= 3)).to.deep.equal(Array(5).fill(true));
    evidence.finish();
  });

  it("proves that there is no voucher 999", async () => {
    const evidence = await read(await proofOf(vectors.absenceProof, root));
    expect(await evidence.slot("vouchers", slotOf(999n))).to.equal(0n);
    await refused("SlotNotProved", () => evidence.slot("vouchers", slotOf(3n)));
  });

  it("is refused under the same blocks' root with one other validator", async () => {
    const other = recordedRoot();
    other.validators[0]!.members[0]!.address = `0x${"01".repeat(20)}`;
    const content = await proofOf(vectors.proof, other);
    await refused("OtherValidators", () => read(content, other));
  });

  it("is refused where the recorder's code is not the root's", async () => {
    const other = recordedRoot();
    const codeHash: Hex = `0x${"01".repeat(32)}`;
    other.editions[0]!.edition = { address: RECORDER, codeHash };
    const content = await proofOf(vectors.proof, other);
    await refused("CodeDiffers", () => read(content, other));
  });
});
