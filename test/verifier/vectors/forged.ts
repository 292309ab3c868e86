/** The forged proofs among the vectors: whatever needs no key is right in them, and they are refused all the same. */
import { Wallet } from "ethers";
import { blockWithReceipts } from "../../../client/proof/receipts.ts";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { bytesOf, encodeRlp, hexOf, type Hex } from "../../../verifier/bytes.ts";
import type { RefusalCode } from "../../../verifier/index.ts";
import { trustRootHash } from "../../../verifier/trustRoot.ts";
import { node } from "../../client/proof/support/making.ts";
import { packed } from "../support/files.ts";
import { contentOf, remade, resealed, withNodes } from "../support/forging.ts";
import { secondChain } from "../support/secondChain.ts";
import { sealed, type Sealing } from "../support/sealing.ts";
import { nodesTo, receiptKey } from "../support/tries.ts";
import { FIRST, NEXT, numberOf, type Good, type RootName } from "./good.ts";

export interface ForgedProof {
  /** Of the file. */
  readonly name: string;
  readonly what: string;
  readonly root: RootName;
  readonly file: string | Uint8Array;
  readonly code: RefusalCode;
}

/** Four keys that no trust root knows. */
export const STRANGERS = ["a1", "a2", "a3", "a4"].map((byte) => new Wallet(`0x${byte.repeat(32)}`));

export async function forgedProofs(good: Good): Promise<ForgedProof[]> {
  const forged: ForgedProof[] = [];
  const add = (name: string, what: string, code: RefusalCode, text: string, root: RootName = "root-0") =>
    forged.push({ name: `${name}.proof.json.gz`, what, root, file: packed(text), code });

  const { program, provider } = good.proofs;
  const { inUse } = good;
  const inHand = good.proofs["voucher-in-hand"].text;
  const { events, headers, nodes, subject } = contentOf(inHand);

  // The file.
  const file = packed(inHand);
  forged.push({
    name: "byte-flipped.proof.json.gz",
    what: "one bit in the middle of the packed file is another",
    root: "root-0",
    file: file.with(file.length >> 1, (file[file.length >> 1] ?? 0) ^ 1),
    code: "PackingDamaged",
  });
  add(
    "other-number",
    "another voucher's number, under the old hash",
    "ProofHashWrong",
    inHand.replace("1-000002", "1-000003"),
  );
  add("escaped", "a letter written as an escape", "ProofNotCanonical", inHand.replace("voucher", "vouche\\u0072"));
  add(
    "member-twice",
    "a member that stands twice",
    "ProofNotCanonical",
    inHand.replace('"version":1,', '"version":1,"version":1,'),
  );

  // The seals.
  const seal = (sealing: Omit<Sealing, "validators">) => resealed(inHand, { validators: FIRST, ...sealing });
  add("too-few-seals", "two seals where three are needed", "TooFewSeals", seal({ signers: FIRST.slice(2) }));
  add(
    "seal-twice",
    "three seals, two of one validator",
    "SealTwice",
    seal({ signers: [FIRST[0]!, FIRST[1]!, FIRST[1]!] }),
  );
  add(
    "seal-of-a-stranger",
    "three seals, one of somebody else",
    "SealByStranger",
    seal({ signers: [...FIRST.slice(2), STRANGERS[0]!] }),
  );
  add(
    "strangers",
    "validators and seals of somebody else's own",
    "OtherValidators",
    resealed(inHand, { validators: STRANGERS }),
  );
  add("retired-validators", "sealed by validators that had been replaced", "OtherValidators", program.text, "root-1");
  const root1 = trustRootHash(good.roots["root-1"]);
  const next = remade(resealed(program.text, { validators: NEXT }), { trustRoot: root1 });
  add("stale-root", "made under a root that came after the reader's", "TrustRootUnknown", next);
  const hidden = remade(next, { trustRoot: trustRootHash(good.roots["root-0"]) });
  add("stale-root-hidden", "the same, and says that it was made under the reader's", "OtherValidators", hidden);

  // The chain.
  const rpc = await secondChain(good.roots["root-0"].chainId + 1);
  const other = await proveVoucher(
    { ...good.source, rpc, trustRoot: trustRootHash(good.roots["root-0"]) },
    good.life.other,
  );
  add(
    "another-chain",
    "a voucher of another chain with the same validators, at the same addresses",
    "CodeDiffers",
    resealed(other.text, { validators: FIRST }),
  );
  const { vouchers } = good.source.addresses;
  add(
    "another-contract",
    "about another contract than an edition",
    "EditionUnknown",
    remade(inHand, { edition: vouchers.toLowerCase() }),
  );

  // The evidence.
  add("node-left-out", "a node is missing", "SlotNotProved", remade(inHand, { nodes: nodes.slice(1) }));
  add(
    "node-added",
    "a node that proves nothing",
    "NodeUnused",
    withNodes(inHand, [encodeRlp([Uint8Array.of(0x20), Uint8Array.of(1)])]),
  );
  const more = sealed(bytesOf(contentOf(inUse).headers[0] as Hex), { validators: FIRST });
  add(
    "header-twice",
    "a header that stands twice",
    "HeadersOutOfOrder",
    remade(inHand, { headers: [hexOf(more), ...headers] }),
  );

  // The history.
  const history = contentOf(inUse);
  add(
    "event-left-out",
    "the last change is left out",
    "HistoryIncomplete",
    remade(inUse, { events: history.events.slice(0, -1) }),
  );
  add(
    "event-added",
    "the only change is told again",
    "HistoryIncomplete",
    remade(inHand, { events: [...events, ...events] }),
  );
  const swapped = [...history.events.slice(0, 3), history.events[4]!, history.events[3]!, ...history.events.slice(5)];
  add(
    "events-swapped",
    "two orders placed in one transaction have changed places",
    "EventOutOfOrder",
    remade(inUse, { events: swapped }),
  );
  const [header, transaction, log] = events[0]!;
  add(
    "event-of-another-voucher",
    "the issue of another voucher in the same transaction",
    "EventForeign",
    remade(inHand, { events: [[header, transaction, log - 1]] }),
  );
  add(
    "failed-transaction",
    "a transaction that failed is named instead of the one that redeemed the order",
    "TransactionFailed",
    await failed(inUse),
  );

  // The subject.
  add(
    "other-voucher",
    "the proof of one voucher under the number of another",
    "SlotNotProved",
    remade(inHand, { subject: { ...subject, id: "1-000003" } }),
  );
  add(
    "other-program",
    "the proof of one program under the number of another",
    "Unknown",
    remade(program.text, { subject: { kind: "program", id: "2" } }),
  );
  add(
    "other-kind",
    "a provider's proof as a program's",
    "AccountNotProved",
    remade(provider.text, { subject: { kind: "program", id: "1" } }),
  );
  return forged;
}

/** The sixth change named in the transaction after its own, with the nodes that lead there. */
async function failed(text: string): Promise<string> {
  const { events, headers } = contentOf(text);
  const [header, transaction] = events[5]!;
  const { trie } = await blockWithReceipts(node, numberOf(headers[header]!), "development");
  const moved = events.with(5, [header, transaction + 1, 0]);
  return remade(withNodes(text, await nodesTo(trie, receiptKey(transaction + 1))), { events: moved });
}
