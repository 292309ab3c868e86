/** A proof of whatever can be proved, made through client/proof. */
import type { Deployment } from "../../client/deployment.ts";
import { parseProgram, parseProvider, parseVoucher } from "../../client/ids.ts";
import { provePayment, proveProgram, proveProvider } from "../../client/proof/present.ts";
import { ledgerSource, type Proof, type Source } from "../../client/proof/source.ts";
import { proveVoucher } from "../../client/proof/voucher.ts";
import type { Rpc } from "../../client/replay/logs.ts";
import { trustRootHash, type TrustRoot } from "../../verifier/index.ts";
import type { Subject } from "./said.ts";

/** @throws TongduiError as client/proof. */
export async function proofOf({ kind, id }: Subject, source: Source): Promise<Proof> {
  switch (kind) {
    case "voucher":
      return proveVoucher(source, parseVoucher(id));
    case "provider":
      return proveProvider(source, parseProvider(id));
    case "program":
      return proveProgram(source, parseProgram(id));
    case "payment":
      return provePayment(source, BigInt(id));
  }
}

/** Where a proof comes from: a node, and the ledger under a trust root. */
export function sourceOf({ nodes, deployment }: { nodes: Rpc; deployment: Deployment }, root: TrustRoot): Source {
  return ledgerSource(nodes, deployment, { consensus: root.consensus, trustRoot: trustRootHash(root) });
}
