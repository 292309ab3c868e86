/**
 * One change, one VoucherChanged: every act on a voucher is told twice in its transaction, numbered by Vouchers and in full by the
 * contract that did it. Expiring alone has no second teller, and says itself what it did.
 */
import { AbiCoder, keccak256 } from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";
import { formatVoucher } from "../ids.ts";
import type { LedgerEvent } from "./events.ts";
import type { Change } from "./voucherChange.ts";

type Told = { readonly voucher: bigint; readonly change: Change };

/** The changes of one transaction that no other event has explained yet. */
export class Pairing {
  readonly #changes = new Map<string, Told>();
  readonly #confirmed = new Set<string>();
  #issued = 0n;
  #items = 0n;
  readonly #drawn = new Map<string, { done: bigint; drawn: bigint }>();

  /** Takes a change. @throws TongduiError `ChangeUnexplained` if the same act has changed the voucher before. */
  change(voucher: bigint, change: Change): void {
    const { action, subject, amount } = change;
    if (action === "Expired") return;
    if (action === "Issued") {
      this.#issued += amount;
      this.#items += 1n;
      return;
    }
    if (action === "Revoked" && this.#confirmed.delete(matterOf(voucher, subject))) return;
    const key = keyOf(action, action in BY_VOUCHER ? voucher : subject);
    const earlier = this.#changes.get(key);
    this.#changes.set(key, { voucher, change });
    if (earlier) throw unexplained(earlier);
  }

  /** Takes what another event tells. @throws TongduiError `ChangeNotNumbered` if no change goes with it. */
  event(event: LedgerEvent): void {
    if (event.part === "vouchers") this.#vouchersEvent(event);
    else if (event.part === "orders" || event.part === "payments") this.#orderEvent(event);
  }

  /** @throws TongduiError `ChangeUnexplained` if a change is left that nothing else tells of. */
  end(): void {
    const [left] = this.#changes.values();
    this.#changes.clear();
    this.#confirmed.clear();
    if (left) throw unexplained(left);
  }

  #vouchersEvent(event: Extract<LedgerEvent, { part: "vouchers" }>): void {
    switch (event.name) {
      case "FreezeOrdered":
        this.#take("Frozen", event.args.voucher, event.args.length);
        break;
      case "FreezeEnded":
        this.#take("Unfrozen", event.args.voucher, event.args.unused);
        break;
      case "VoucherExtended":
        this.#take("Extended", event.args.voucher, event.args.length);
        break;
      case "MatterConfirmed":
        this.#confirmed.add(event.args.matter);
        break;
      case "ItemPassedOver":
        this.#issued += event.args.face;
        this.#items += 1n;
        break;
      case "ChunkIssued":
        this.#chunk(event.args);
        break;
      default:
        break;
    }
  }

  #orderEvent(event: Extract<LedgerEvent, { part: "orders" | "payments" }>): void {
    switch (event.name) {
      case "OrderPlaced":
        this.#take("Locked", event.args.order, event.args.terms.amount);
        break;
      case "OrderCancelled":
        this.#take("Unlocked", event.args.order);
        break;
      case "OrderRedeemed":
        this.#take("Redeemed", event.args.order, event.args.amount);
        break;
      case "OrderReopened":
        this.#take("Reopened", event.args.order);
        break;
      case "OrderRejected":
        this.#take("Rejected", event.args.order);
        break;
      case "OrderSettled":
        if (event.args.paid) this.#take("Paid", event.args.order, event.args.amount);
        break;
      case "ClawBackRecovered":
        this.#take("Recovered", event.args.order, event.args.amount);
        break;
      default:
        break;
    }
  }

  /** Vouchers issued and items passed over make up the chunk. */
  #chunk({ batch, done, drawn }: { batch: string; done: bigint; drawn: bigint }): void {
    const before = this.#drawn.get(batch) ?? { done: 0n, drawn: 0n };
    const fits = before.done + this.#items === done && before.drawn + this.#issued === drawn;
    this.#drawn.set(batch, { done, drawn });
    this.#issued = 0n;
    this.#items = 0n;
    if (!fits) throw notNumbered("Issued", batch);
  }

  #take(action: Change["action"], id: bigint | string, amount?: bigint): void {
    const key = keyOf(action, id);
    const told = this.#changes.get(key);
    this.#changes.delete(key);
    if (told === undefined || (amount !== undefined && told.change.amount !== amount)) throw notNumbered(action, id);
  }
}

const BY_VOUCHER = { Frozen: true, Unfrozen: true, Extended: true, Revoked: true };

function keyOf(action: Change["action"], id: bigint | string): string {
  return `${action} ${id}`;
}

/** What the home Bureau proposed and the home Approver confirmed. */
function matterOf(voucher: bigint, reason: string): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["string", "uint48", "bytes32"], ["revoke", voucher, reason]));
}

function unexplained({ voucher, change }: Told): TongduiError {
  const id = formatVoucher(voucher);
  return new TongduiError("ChangeUnexplained", {
    en: `No other event explains change ${change.sequence} of voucher ${id} (${change.action}).`,
    zh: `没有其他事件说明券 ${id} 的第 ${change.sequence} 号变更（${change.action}）。`,
  });
}

function notNumbered(action: string, id: bigint | string): TongduiError {
  const of = typeof id === "bigint" ? formatVoucher(id) : id;
  return new TongduiError("ChangeNotNumbered", {
    en: `An event tells of a change (${action}, ${of}) that VoucherChanged does not number.`,
    zh: `事件记载了一次变更（${action}，${of}），但 VoucherChanged 没有对应的编号。`,
  });
}
