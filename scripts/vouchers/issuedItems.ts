/** What became of each item of a list: which voucher it is, or why it was passed over. A few bytes an item. */
import type { Interface } from "ethers";
import type { Text } from "../../client/text/text.ts";

/** Why the ledger passes an item over, by the numbers of contracts/vouchers/Item.sol. */
export const PASSED_OVER: readonly Text[] = [
  { en: "not passed over", zh: "未跳过" },
  { en: "its enterprise is of another district", zh: "企业不属于本区" },
  { en: "its enterprise is not active", zh: "企业状态不正常" },
  { en: "its group has no room left this year", zh: "集团年度余额不足" },
  { en: "its face is out of the program's terms", zh: "面额不符合项目条款" },
];

interface EmittedLog {
  readonly topics: readonly string[];
  readonly data: string;
}

export class IssuedItems {
  /** By the items' places; 0 where no voucher is known. */
  readonly #serials: Uint32Array;
  readonly #passed = new Map<number, number>();
  readonly #changed: string;
  readonly #passedOver: string;
  readonly #abi: Interface;

  /** @param abi of Vouchers. */
  constructor(count: number, abi: Interface) {
    this.#serials = new Uint32Array(count);
    this.#abi = abi;
    this.#changed = topicOf(abi, "VoucherChanged");
    this.#passedOver = topicOf(abi, "ItemPassedOver");
  }

  /**
   * Takes over what a chunk's transaction told, in its order.
   *
   * @param first the place of the chunk's first item.
   * @returns how many the ledger passed over.
   */
  take(first: number, logs: readonly EmittedLog[]): number {
    let passedOver = 0;
    let place = first;
    for (const { topics, data } of logs) {
      if (topics[0] === this.#changed) {
        this.#serials[place] = Number(BigInt(topics[1] ?? 0) & 0xffff_ffffn);
        place += 1;
      } else if (topics[0] === this.#passedOver) {
        const { reason } = this.#abi.decodeEventLog("ItemPassedOver", data, topics) as unknown as { reason: bigint };
        this.#passed.set(place, Number(reason));
        place += 1;
        passedOver += 1;
      }
    }
    return passedOver;
  }

  /** Of how many items it is known what became of them. */
  get known(): number {
    return this.#passed.size + this.#serials.reduce((count, serial) => count + (serial === 0 ? 0 : 1), 0);
  }

  isKnown(place: number): boolean {
    return this.#serials[place] !== 0 || this.#passed.has(place);
  }

  /** The serial of an item's voucher, or undefined if it has none that is known. */
  serialOf(place: number): number | undefined {
    return this.#serials[place] || undefined;
  }

  /** The vouchers, in the items' order. */
  vouchers(): { readonly place: number; readonly serial: number }[] {
    const found: { place: number; serial: number }[] = [];
    this.#serials.forEach((serial, place) => {
      if (serial !== 0) found.push({ place, serial });
    });
    return found;
  }

  reasonOf(place: number): Text | undefined {
    const reason = this.#passed.get(place);
    return reason === undefined ? undefined : PASSED_OVER[reason];
  }

  /** The places of what was passed over, in their order. */
  passedOver(): number[] {
    return [...this.#passed.keys()].sort((a, b) => a - b);
  }
}

function topicOf(abi: Interface, event: string): string {
  const topic = abi.getEvent(event)?.topicHash;
  if (topic === undefined) throw new TypeError(`Vouchers has no event ${event}.`);
  return topic;
}
