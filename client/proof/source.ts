/** Where proofs come from, and the block that all of a proof's state is of. */
import type { Deployment } from "../deployment.ts";
import type { Rpc } from "../replay/logs.ts";
import { headerOf, type Consensus, type Header } from "./header.ts";
import { blockOf, newestOf } from "./node.ts";
import { proofFile, type Evidence, type ProofFile, type Subject } from "./proofFile.ts";
import { wordsAt } from "./state.ts";
import { TrieNodes } from "./trieNodes.ts";

export type ProvedPart = "edition" | "providers" | "programs" | "vouchers" | "orders" | "payments";

/** A ledger on some node, and the trust root that names it. */
export interface Source {
  readonly rpc: Rpc;
  readonly addresses: Readonly<Record<ProvedPart, string>>;
  /** At or before the block of the edition's creation. */
  readonly fromBlock: number;
  readonly consensus: Consensus;
  /** The trust root's hash. */
  readonly trustRoot: string;
}

/** A ledger on a node. @param under which trust root its proofs are made. */
export function ledgerSource(
  rpc: Rpc,
  { contracts }: Pick<Deployment, "contracts">,
  under: Pick<Source, "consensus" | "trustRoot">,
): Source {
  const { edition, providers, programs, vouchers, orders, payments } = contracts;
  return {
    rpc,
    addresses: {
      edition: edition.address,
      providers: providers.address,
      programs: programs.address,
      vouchers: vouchers.address,
      orders: orders.address,
      payments: payments.address,
    },
    fromBlock: edition.block,
    ...under,
  };
}

export interface Proof extends ProofFile {
  /** The block whose state is proved. */
  readonly anchor: Header;
  /** The ledger's code is proved in the block of every event too; a node that keeps no old states cannot. */
  readonly codeInEveryBlock: boolean;
}

/** A proof in the making. Its anchor is the node's newest block when it is begun. */
export class Making {
  readonly source: Source;
  readonly anchor: Header;
  readonly nodes = new TrieNodes();

  private constructor(source: Source, anchor: Header) {
    this.source = source;
    this.anchor = anchor;
  }

  /** Takes the anchor, and proves the edition's account there. */
  static async begin(source: Source): Promise<Making> {
    const number = await newestOf(source.rpc);
    const anchor = headerOf(await blockOf(source.rpc, number), source.consensus, number);
    const making = new Making(source, anchor);
    await making.words("edition", []);
    return making;
  }

  /** What slots of a contract hold at the anchor; proved from then on. */
  async words(part: ProvedPart, slots: readonly string[]): Promise<bigint[]> {
    const { source, anchor, nodes } = this;
    return wordsAt({ rpc: source.rpc, nodes, header: anchor }, source.addresses[part], slots);
  }

  /** Packs what was proved. @param history of a voucher: the headers before the anchor, and its events. */
  end(subject: Subject, history: Omit<Evidence, "nodes" | "headers"> & { readonly headers: readonly Header[] }): Proof {
    const { source, anchor, nodes } = this;
    const { trustRoot, addresses } = source;
    const headers = [...history.headers.filter(({ number }) => number !== anchor.number), anchor];
    const evidence = { ...history, headers: headers.map(({ bytes }) => bytes), nodes: nodes.used() };
    const file = proofFile({ trustRoot, edition: addresses.edition, subject }, evidence);
    return { ...file, anchor, codeInEveryBlock: history.codeInEveryBlock };
  }
}
