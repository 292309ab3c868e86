/** The index as the queue reads it: with the office's key, whole lists up to a bound. */
import { dayOfIso, type Day } from "../../client/days.ts";
import { Refusal } from "../http/refusal.ts";

/** Of one list; a queue of more is worked off from its beginning. */
const MOST = 1_000;
const A_PAGE = 200;
const PATIENCE_MILLISECONDS = 20_000;

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

export class IndexReader {
  readonly #url: string;
  readonly #key: string;
  /** Each list is read once for one queue. */
  readonly #known = new Map<string, Promise<readonly unknown[]>>();

  constructor({ url, key }: { readonly url: string; readonly key: string }) {
    this.#url = url.replace(/\/$/, "");
    this.#key = key;
  }

  /** @param path as `/lists?stage=Announced`. @throws Refusal 502. */
  async all<Item>(path: string): Promise<readonly Item[]> {
    const known = this.#known.get(path) ?? this.#pages(path);
    this.#known.set(path, known);
    return (await known) as readonly Item[];
  }

  async one<Answer>(path: string): Promise<Answer> {
    return (await this.#ask(path)) as Answer;
  }

  async #pages(path: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    let after = "";
    do {
      const query = `limit=${A_PAGE}${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`;
      const page = (await this.#ask(`${path}${path.includes("?") ? "&" : "?"}${query}`)) as Page;
      items.push(...page.items);
      after = page.next ?? "";
    } while (after !== "" && items.length < MOST);
    return items;
  }

  async #ask(path: string): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(`${this.#url}${path}`, {
        headers: { authorization: `Bearer ${this.#key}` },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
    } catch {
      throw indexAway();
    }
    if (!response.ok) throw indexAway();
    return response.json();
  }
}

function indexAway(): Refusal {
  return new Refusal(502, "IndexAway", {
    en: "The index does not answer, so what waits cannot be told.",
    zh: "索引服务没有应答，无法列出待办。",
  });
}

/** Rows of the index's lists, of what the queue reads. */
export interface ListRow {
  readonly list: string;
  readonly hash: string;
  readonly program: number;
  readonly district: number;
  readonly count: number;
  readonly done: number;
  readonly total: string;
  readonly noticeEnd: string;
  readonly lastAct: string;
  readonly announcedBy: string;
  readonly announcedOn: string;
  readonly approvals: readonly number[];
}

export interface ProgramRow {
  readonly program: number;
  readonly district: number;
  readonly joint: readonly number[];
  readonly graceDays: number;
  readonly resolveDays: number;
  readonly noticeFloor: number;
  readonly noticeCeiling: number;
}

export interface OrderRow {
  readonly order: string;
  readonly voucher: string;
  readonly program: number;
  readonly district: number;
  readonly enterprise: string;
  readonly provider: string;
  readonly providerDistrict: number;
  readonly stage: string;
  readonly amount: string;
  readonly contractValue: string;
  readonly deliverBy: string;
  readonly graceEnd: string | null;
  readonly noticeEnd: string | null;
  readonly placedOn: string;
  readonly redeemedOn: string | null;
  readonly payment: number | null;
}

export interface PaymentRow {
  readonly payment: number;
  readonly district: number;
  readonly orders: number;
  readonly open: number;
  readonly total: string;
  readonly openedBy: string;
  readonly openedOn: string;
}

export interface ObjectionRow {
  readonly seat: "Auditor" | "Home" | "Provider";
  readonly by: string;
  readonly on: string;
  readonly endedOn: string | null;
}

export interface NoticeRow {
  readonly about: "list" | "admission" | "order";
  readonly list: string | null;
  readonly order: string | null;
  readonly district: number;
  readonly otherDistrict: number;
  readonly program: number | null;
  readonly voucher: string | null;
  readonly provider: string | null;
  readonly count: number | null;
  readonly amount: string | null;
  readonly since: string;
  readonly noticeEnd: string;
  readonly objections: readonly ObjectionRow[];
}

export interface ProposalRow {
  readonly part: string;
  readonly matter: string;
  readonly kind: string;
  readonly says: Readonly<Record<string, string>>;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly lapsesAt: number;
}

export interface ProviderRow {
  readonly provider: string;
  readonly district: number;
  readonly classes: readonly number[];
  readonly validThrough: string;
  readonly noticeEnd: string | null;
  readonly proposedOn?: string;
}

export interface VoucherRow {
  readonly voucher: string;
  readonly enterprise: string;
  readonly remaining: string;
  readonly useBy: string;
  readonly frozen: boolean;
}

export const dayIn = (date: string): Day => dayOfIso(date);
