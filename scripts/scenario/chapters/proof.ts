import { writeFile } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { trustRootHash, trustRootText, verifyProof, type Verdict } from "../../../verifier/index.ts";
import { proofOf, sourceOf } from "../../proofs/making.ts";
import { draftBy, firstRoot } from "../../proofs/root/draft.ts";
import type { Subject } from "../../proofs/said.ts";
import type { Stage } from "../stage.ts";
import type { Timeline } from "../timeline.ts";

/** Proves the voucher's whole life in a file, checks that without the node, and a copy with one byte changed. */
export async function proveFirstVoucher(
  { node, ledger, deployment }: Stage,
  timeline: Timeline,
  { voucher, folder, trustRoot }: { readonly voucher: bigint; readonly folder: string; readonly trustRoot: string },
): Promise<void> {
  const subject: Subject = { kind: "voucher", id: formatVoucher(voucher) };
  const chain = { nodes: node.provider, ledger, deployment };
  const root = firstRoot(await draftBy(chain, undefined));
  const proof = await proofOf(subject, sourceOf(chain, root));
  const name = `${subject.kind}-${subject.id}.proof.json.gz`;
  await writeFile(path.join(folder, trustRoot), trustRootText(root));
  await writeFile(path.join(folder, name), proof.bytes);

  // From here on nothing is asked of the node.
  const verdict = await verifyProof(proof.bytes, root);
  const forged = await verifyProof(oneByteOff(proof.bytes), root);
  if (!verdict.valid || forged.valid) throw unsound(verdict);
  const [development] = verdict.facts;
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
  timeline.say({
    en: `  ✓ Checked without a node: all ${changes} changes of the voucher, its order and the payment; ${verdict.facts.length} facts in all.`,
    zh: `  ✓ 不经节点核验：双创券的全部 ${changes} 项变更、订单及拨付，共 ${verdict.facts.length} 项事实。`,
  });
  if (development) timeline.say({ en: `  ! ${development.en}`, zh: `  ! ${development.zh}` });
  timeline.say({
    en: `  ✗ With one byte changed it is refused: ${forged.refusal.en}`,
    zh: `  ✗ 改动一个字节即不予通过：${forged.refusal.zh}`,
  });
  timeline.say({
    en: `  Check it yourself: npx tongdui verify run/${name} --trust-root run/${trustRoot}`,
    zh: `  可自行核验：npx tongdui verify run/${name} --trust-root run/${trustRoot}`,
  });
}

/** A copy of the file in which the byte in the middle is another one. */
function oneByteOff(bytes: Uint8Array): Uint8Array {
  const middle = Math.floor(bytes.length / 2);
  return bytes.with(middle, (bytes[middle] ?? 0) ^ 1);
}

function unsound(verdict: Verdict): TongduiError {
  const why = verdict.valid ? { en: "a forged proof was taken.", zh: "改动后的证明竟被通过。" } : verdict.refusal;
  return new TongduiError("ProofUnsound", {
    en: `The proof is not as it must be: ${why.en}`,
    zh: `证明有误：${why.zh}`,
  });
}
