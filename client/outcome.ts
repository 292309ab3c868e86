/** What becomes of a transaction: its events, or why a contract refused it. */
import type { BaseContract, Interface, LogDescription, Provider, TransactionRequest } from "ethers";
import { explainer, type Explanation } from "./errors/explain.ts";
import { findRevertData } from "./errors/revertData.ts";
import { TongduiError } from "./errors/tongduiError.ts";

/** What of a transaction's receipt is looked at; ethers' own has it all. */
export type Receipt = {
  readonly hash: string;
  readonly blockNumber: number;
  /** 1 if the transaction did what it was to do. */
  readonly status: number | null;
  readonly gasUsed: bigint;
  readonly logs: readonly { readonly address: string; readonly topics: readonly string[]; readonly data: string }[];
};

/** An event of a receipt, read by the interface of the contract that emitted it. */
export type SentEvent = {
  readonly contract: string;
  readonly name: string;
  readonly args: LogDescription["args"];
};

export type Sent<R extends Receipt = Receipt> = {
  readonly receipt: R;
  /** In the order of the logs; logs of contracts that the sender does not know are left out. */
  readonly events: readonly SentEvent[];
};

/** A transaction that a contract refused, with what the contract said. */
export class TransactionRefused extends TongduiError {
  /** The values of the custom error that `code` names. */
  readonly args: Explanation["args"];
  /** The index of the batch's item that was refused, from 0. */
  readonly item: number | undefined;
  /** The hash, if it got as far as a block. */
  readonly transaction: string | undefined;

  constructor(explanation: Explanation, sentence: TongduiError["sentence"], transaction?: string) {
    super(explanation.name, sentence);
    this.args = explanation.args;
    this.item = explanation.item;
    this.transaction = transaction;
  }
}

/** Reads outcomes by the interfaces of the contracts that are known. */
export class Outcomes {
  readonly #provider: Provider;
  readonly #contracts: readonly BaseContract[];
  #interfaces: Promise<Map<string, Interface>> | undefined;

  constructor(provider: Provider, contracts: readonly BaseContract[]) {
    this.#provider = provider;
    this.#contracts = contracts;
  }

  /** What a transaction did. Its events are read when they are first asked for: ethers takes longer for them than the node. */
  async sentOf<R extends Receipt>(receipt: R): Promise<Sent<R>> {
    const interfaces = await this.#byAddress();
    let events: SentEvent[] | undefined;
    return {
      receipt,
      get events() {
        events ??= receipt.logs.flatMap((log) => {
          const event = interfaces.get(log.address.toLowerCase())?.parseLog(log);
          return event ? [{ contract: log.address, name: event.name, args: event.args }] : [];
        });
        return events;
      },
    };
  }

  /** Why a transaction failed in its block: it is called again on the state after the block and before it. */
  async whyFailed(request: TransactionRequest, receipt: Receipt): Promise<unknown> {
    for (const blockTag of [receipt.blockNumber, receipt.blockNumber - 1]) {
      try {
        await this.#provider.call({ ...request, blockTag });
      } catch (error) {
        if (findRevertData(error) !== undefined) return this.#explained(request, error, receipt.hash);
      }
    }
    return new TongduiError(
      "TransactionFailed",
      {
        en: `The transaction ${receipt.hash} failed in its block and changed nothing; the node gives no reason.`,
        zh: `交易 ${receipt.hash} 在区块中执行失败，未产生任何变更，节点未给出原因。`,
      },
      { hint: { en: "Try again.", zh: "请重试。" } },
    );
  }

  /** An error of trying or sending, as a person can read it; what nobody foresaw keeps its stack. */
  async explain(request: TransactionRequest, error: unknown): Promise<unknown> {
    return error instanceof TongduiError ? error : this.#explained(request, error);
  }

  /** The called contract's interface comes first: two contracts may give one error's selector different meanings. */
  async #explained(request: TransactionRequest, error: unknown, transaction?: string): Promise<unknown> {
    const interfaces = await this.#byAddress();
    const called = typeof request.to === "string" ? interfaces.get(request.to.toLowerCase()) : undefined;
    const explain = explainer([...(called ? [called] : []), ...interfaces.values()]);
    const en = explain(error, "en");
    if (!en.expected) return error;
    const text = { en: en.sentence, zh: explain(error, "zh").sentence };
    if (findRevertData(error) === undefined) return new TongduiError(en.name, text);
    return new TransactionRefused(en, text, transaction);
  }

  async #byAddress(): Promise<Map<string, Interface>> {
    this.#interfaces ??= interfacesOf(this.#contracts);
    return this.#interfaces;
  }
}

/**
 * On a consortium chain gas is free and officers hold no coin: an old-style transaction at price zero is what such a chain takes
 * from an empty account. Anywhere else ethers chooses.
 */
export async function feesFor(provider: Provider, account: string): Promise<TransactionRequest> {
  const [block, balance] = await Promise.all([provider.getBlock("latest"), provider.getBalance(account)]);
  const free = (block?.baseFeePerGas ?? 0n) === 0n;
  return free && balance === 0n ? { type: 0, gasPrice: 0n } : {};
}

async function interfacesOf(contracts: readonly BaseContract[]): Promise<Map<string, Interface>> {
  const entries = contracts.map(
    async (contract) => [(await contract.getAddress()).toLowerCase(), contract.interface] as const,
  );
  return new Map(await Promise.all(entries));
}
