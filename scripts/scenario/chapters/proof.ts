import { writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { id, keccak256, toBeHex, toUtf8Bytes } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { trustRootHash, trustRootText, verifyProof, type TrustRoot, type Verdict } from "../../../verifier/index.ts";
import { proofOf, sourceOf } from "../../proofs/making.ts";
import { draftBy, firstRoot } from "../../proofs/trustRoot/draft.ts";
import type { NamedSet } from "../../proofs/trustRoot/validatorsFile.ts";
import type { Subject } from "../../proofs/said.ts";
import type { Stage } from "../stage.ts";
import type { Timeline } from "../timeline.ts";

/**
 * Writes the ledger's trust root, against which its proofs are checked.
 *
 * @param validators whose seals count; a development chain has none.
 */
export async function publishTrustRoot(
  { node, ledger, deployment }: Stage,
  file: string,
  validators?: readonly NamedSet[],
): Promise<TrustRoot> {
  const root = firstRoot(await draftBy({ nodes: node.provider, ledger, deployment }, validators));
  await writeFile(file, trustRootText(root));
  return root;
}

/** Proves the voucher's whole life in a file, checks that without the node, and a copy in which it was worth more. */
export async function proveFirstVoucher(
  { node, ledger, deployment }: Stage,
  timeline: Timeline,
  {
    voucher,
    face,
    folder,
    root,
    trustRoot,
  }: {
    readonly voucher: bigint;
    readonly face: bigint;
    readonly folder: string;
    readonly root: TrustRoot;
    readonly trustRoot: string;
  },
): Promise<void> {
  const subject: Subject = { kind: "voucher", id: formatVoucher(voucher) };
  const chain = { nodes: node.provider, ledger, deployment };
  const proof = await proofOf(subject, sourceOf(chain, root));
  const name = `${subject.kind}-${subject.id}.proof.json.gz`;
  await writeFile(path.join(folder, name), proof.bytes);

  // From here on nothing is asked of the node.
  const verdict = await verifyProof(proof.bytes, root);
  const forged = await verifyProof(withFace(proof.bytes, face, 10n * face), root);
  if (!verdict.valid || forged.valid) throw unsound(verdict);
  const development = verdict.facts.find(({ kind }) => kind === "development");
  const changes = verdict.facts.filter(({ kind }) => kind === "change").length;
  const size = (proof.bytes.length / 1_024).toFixed(1);
  timeline.say({
    en: `  The trust root says which contracts and whose seals count; its hash is ${shortHex(trustRootHash(root))}. run/${trustRoot}`,
    zh: `  信任根载明以哪些合约和签章为准，哈希 ${shortHex(trustRootHash(root))}。run/${trustRoot}`,
  });
  timeline.say({
    en: `  The proof of voucher ${subject.id} is a file of ${size} KiB. run/${name}`,
    zh: `  双创券 ${subject.id} 的证明文件，${size} KiB。run/${name}`,
  });
  if (development) timeline.say({ en: `  ! ${development.en}`, zh: `  ! ${development.zh}` });
  timeline.say({
    en: `  ✓ Checked without a node: all ${changes} changes of the voucher, its order and the payment; ${verdict.facts.length} facts in all.`,
    zh: `  ✓ 不经节点核验：双创券的全部 ${changes} 项变更、订单及拨付，共 ${verdict.facts.length} 项事实。`,
  });
  timeline.say({
    en: `  ✗ A forger makes it worth ten times as much, and mends the file's own hash. It is refused: ${forged.refusal.en}`,
    zh: `  ✗ 有人将面额改为十倍，并重算文件自身的哈希。核验不予通过：${forged.refusal.zh}`,
  });
  timeline.say({
    en: `  Check it yourself: npx tongdui verify run/${name} --trust-root run/${trustRoot}`,
    zh: `  可自行核验：npx tongdui verify run/${name} --trust-root run/${trustRoot}`,
  });
}

/** What a careful forger makes of it: another face in every receipt that tells it, and the file's order and hash put right again. */
function withFace(packed: Uint8Array, face: bigint, instead: bigint): Uint8Array {
  const word = (amount: bigint): string => toBeHex(amount, 32).slice(2);
  const proof = JSON.parse(gunzipSync(packed).toString()) as { nodes: string[] };
  const nodes = proof.nodes.map((node) => node.replaceAll(word(face), word(instead)));
  const byHash = nodes.map((node) => ({ node, hash: keccak256(node) })).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const forged = { ...proof, nodes: byHash.map(({ node }) => node), hash: undefined };
  return toUtf8Bytes(JSON.stringify({ ...forged, hash: id(JSON.stringify(forged)) }));
}

function unsound(verdict: Verdict): TongduiError {
  const why = verdict.valid ? { en: "a forged proof was taken.", zh: "改动后的证明竟被通过。" } : verdict.refusal;
  return new TongduiError("ProofUnsound", {
    en: `The proof is not as it must be: ${why.en}`,
    zh: `证明有误：${why.zh}`,
  });
}
