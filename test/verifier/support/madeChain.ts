/** A small chain made for tests alone: real tries and real seals, but of validators whose keys are known here. */
import { bytesOf, encodeRlp, hexOf, keccak, utf8, word, type Hex, type Rlp } from "../../../verifier/bytes.ts";
import { Evidence, type PlacedEvent } from "../../../verifier/evidence.ts";
import { readProofFile } from "../../../verifier/proofFile.ts";
import { PARTS, trustRootHash, type Edition, type TrustRoot } from "../../../verifier/trustRoot.ts";
import { quantity } from "./besu.ts";
import { packed, proofText, type Content } from "./files.ts";
import { addressOf, firstRoot, VALIDATORS } from "./roots.ts";
import { sealed } from "./sealing.ts";
import { inOrder, nodesTo, receiptFields, receiptKey, receiptsTrie, trieOf, typed } from "./tries.ts";

export const ROOT: TrustRoot = firstRoot();
export const EDITION: Edition = ROOT.editions[0]!;
export const SEALERS = VALIDATORS.slice(0, 4);

export interface MadeBlock {
  readonly number: number;
  /** The code of a part where it is another than the root's. */
  readonly code?: Partial<Record<keyof Edition, Hex>>;
  /** The transactions' receipts. */
  readonly receipts: readonly Uint8Array[];
}

/** An event of a contract that says this. */
export function saying(address: Hex, text: string): Rlp {
  return [bytesOf(address), [keccak(utf8("Said"))], utf8(text)];
}

const said = (text: string) => saying(EDITION.vouchers.address, text);

/** Three blocks: in the first two a voucher changes, in the second twice in one transaction; the third is the anchor. */
export const BLOCKS: readonly MadeBlock[] = [
  { number: 10, receipts: [typed(2, receiptFields([said("one")]))] },
  {
    number: 12,
    receipts: [
      encodeRlp(receiptFields([])),
      typed(2, receiptFields([saying(EDITION.orders.address, "by the way"), said("two"), said("three")])),
      typed(2, receiptFields([said("undone")], new Uint8Array())),
    ],
  },
  { number: 15, receipts: [] },
];

/** What the contracts hold in every block. */
const SLOTS: Partial<Record<keyof Edition, Record<string, bigint>>> = {
  vouchers: { 1: 7n, 3: 9n },
  orders: { 5: 11n },
};

/** The proof of these blocks, sealed by `signers` of `validators`. */
export async function madeProof(
  blocks: readonly MadeBlock[] = BLOCKS,
  signers = SEALERS,
  validators = SEALERS,
): Promise<Content> {
  const headers: Uint8Array[] = [];
  const nodes: Uint8Array[] = [];
  for (const [at, block] of blocks.entries()) {
    const isAnchor = at === blocks.length - 1;
    const state = await stateOf(block, isAnchor);
    const receipts = await receiptsTrie(block.receipts);
    const told = Math.min(1, block.receipts.length - 1);
    nodes.push(...state.nodes, ...(told < 0 ? [] : await nodesTo(receipts, receiptKey(told))));
    headers.push(sealed(headerOf(block.number, state.root, receipts.root()), { validators, signers }));
  }
  return {
    trustRoot: trustRootHash(ROOT),
    edition: EDITION.edition.address,
    subject: { kind: "voucher", id: "3-000017" },
    headers,
    codeInEveryBlock: true,
    events: [
      [0, 0, 0],
      [1, 1, 1],
      [1, 1, 2],
    ],
    nodes: inOrder(nodes),
  };
}

/** Packs a proof, reads it back, and reads all that it is there for. */
export async function readAll(content: Content, root: TrustRoot = ROOT) {
  const evidence = await Evidence.of(await readProofFile(packed(proofText(content))), root);
  const slots = [
    await evidence.slot("vouchers", 1n),
    await evidence.slot("vouchers", 2n),
    await evidence.slot("orders", 5n),
    await evidence.slot("payments", 5n),
  ];
  const events: PlacedEvent[] = [];
  for (const at of content.events.keys()) events.push(await evidence.event(at));
  evidence.finish();
  return { evidence, slots, events };
}

async function stateOf({ number, code = {} }: MadeBlock, isAnchor: boolean) {
  const storages = new Map<keyof Edition, Awaited<ReturnType<typeof trieOf>>>();
  for (const part of PARTS) {
    const slots = Object.entries(SLOTS[part] ?? {});
    storages.set(
      part,
      await trieOf(slots.map(([slot, value]) => [keyOf(slot), encodeRlp(quantity(hexOf(word(value))))])),
    );
  }
  const accounts = PARTS.map((part) => {
    const fields = [
      Uint8Array.of(1),
      new Uint8Array(),
      storages.get(part)!.root(),
      bytesOf(code[part] ?? EDITION[part].codeHash),
    ];
    return [keccak(bytesOf(EDITION[part].address)), encodeRlp(fields)] as const;
  });
  // Something else changes in every block, so that no two blocks have one state.
  const other = [keccak(word(0n)), encodeRlp(quantity(`0x${number.toString(16)}`))] as const;
  const state = await trieOf([...accounts, other]);
  const nodes: Uint8Array[] = [];
  for (const part of isAnchor
    ? (["edition", "vouchers", "orders", "payments"] as const)
    : (["edition", "vouchers"] as const))
    nodes.push(...(await nodesTo(state, keccak(bytesOf(EDITION[part].address)))));
  if (isAnchor) {
    for (const slot of ["1", "2"]) nodes.push(...(await nodesTo(storages.get("vouchers")!, keyOf(slot))));
    nodes.push(...(await nodesTo(storages.get("orders")!, keyOf("5"))));
  }
  return { root: state.root(), nodes };
}

function keyOf(slot: string): Uint8Array {
  return keccak(word(BigInt(slot)));
}

function headerOf(number: number, stateRoot: Uint8Array, receiptsRoot: Uint8Array): Uint8Array {
  const fields: Uint8Array[] = Array.from({ length: 16 }, () => new Uint8Array());
  for (const at of [0, 1, 4]) fields[at] = new Uint8Array(32).fill(at);
  fields[2] = bytesOf(addressOf(SEALERS[0]!));
  fields[3] = stateRoot;
  fields[5] = receiptsRoot;
  fields[6] = new Uint8Array(256);
  fields[8] = quantity(`0x${number.toString(16)}`);
  fields[11] = quantity(`0x${(1_800_000_000 + number).toString(16)}`);
  return encodeRlp(fields);
}
