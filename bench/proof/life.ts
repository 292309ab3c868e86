/** A voucher's whole life in batches, on a chain of four validators of which three seal each block. */
import { formatVoucher } from "../../client/ids.ts";
import { proveVoucher } from "../../client/proof/voucher.ts";
import type { ProofFile } from "../../client/proof/proofFile.ts";
import { addressesOf } from "../../client/replay/replay.ts";
import { openProgram } from "../../test/support/acts.ts";
import { ethers, world } from "../../test/support/world.ts";
import { rootOf } from "../../test/verifier/support/realRoot.ts";
import { VALIDATORS } from "../../test/verifier/support/roots.ts";
import { sealedProof } from "../../test/verifier/support/sealing.ts";
import { trustRootHash, type TrustRoot } from "../../verifier/index.ts";
import { issueList } from "../gas/issue.ts";
import { pay, place, redeem, type Parties } from "../gas/orders.ts";
import { admitProviders, registerEnterprises } from "../gas/people.ts";

const ISSUED = 100;
const PAID = 50;
const FACE = 1_000_000n; // ¥10,000
const BUDGET = 200_000_000_000n;

export interface Life {
  readonly voucher: string;
  /** What was done, in a line. */
  readonly told: string;
  readonly proof: ProofFile;
  readonly root: TrustRoot;
}

/** Wujin issues a hundred, jointly with Yangpu; fifty are spent with providers of Yangpu, and paid in one batch. */
export async function live(): Promise<Life> {
  const w = await world();
  const firms = await registerEnterprises(w, w.wujin, ISSUED);
  const providers = await admitProviders(w, w.yangpu, PAID);
  const program = await openProgram(w, w.wujin, { joint: [w.yangpu.id, 0, 0, 0, 0, 0, 0, 0] }, BUDGET);
  const items = firms.map(({ id }) => ({ enterprise: id, face: FACE }));
  await issueList(w, { home: w.wujin, joint: w.yangpu, program }, items, "a hundred");
  const parties = providers.map((provider, n): Parties => {
    const enterprise = firms[n];
    if (enterprise === undefined) throw new RangeError(`There is no enterprise ${n}.`);
    return { voucher: (program << 32n) | BigInt(n + 1), enterprise, provider };
  });
  const [, placed] = await place(w, parties, 0);
  await redeem(w, placed, 0);
  await pay(w, w.wujin, placed);

  const voucher = (program << 32n) | BigInt(PAID / 2);
  const validators = VALIDATORS.slice(0, 4);
  const root = await rootOf(w, validators);
  const trustRoot = trustRootHash(root);
  const source = { rpc: ethers.provider, addresses: await addressesOf(w), fromBlock: 0 };
  const { text } = await proveVoucher({ ...source, consensus: "development", trustRoot }, voucher);
  const proof = sealedProof(text, { validators, signers: validators.slice(1) }, trustRoot);
  const told = `issued among ${ISSUED}, placed, redeemed and paid among ${PAID}; three of four validators sealed each block`;
  return { voucher: formatVoucher(voucher), told, proof, root };
}
