/**
 * Proofs of vouchers, made by this office for whoever may have them.
 *
 * RULES: a proof is given again for a minute, as long as its voucher has not changed. Only so many are made at a time, and none is given
 * that the verifier does not take.
 */
import { readFile } from "node:fs/promises";
import { formatVoucher, programOf } from "../../client/ids.ts";
import { ledgerSource } from "../../client/proof/source.ts";
import { proveVoucher } from "../../client/proof/voucher.ts";
import { readTrustRoot, trustRootHash, verifyProof, type TrustRoot } from "../../verifier/index.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office } from "../office.ts";

const FRESH_MILLISECONDS = 60_000;
/** Each is some ten to a hundred KiB. */
const MOST_KEPT = 200;
const MOST_AT_ONCE = 4;

export interface MadeProof {
  readonly hash: string;
  /** Packed. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its receipts are whole transactions, in which vouchers of other districts may have changed too. */
  readonly tellsOfOthers: boolean;
}

interface Kept {
  readonly sequence: number;
  readonly since: number;
  readonly proof: Promise<MadeProof>;
}

type At = Pick<Office, "district" | "at" | "trustRoot" | "now">;

export class Proofs {
  readonly #office: At;
  readonly #kept = new Map<bigint, Kept>();
  #making = 0;

  constructor(office: At) {
    this.#office = office;
  }

  /**
   * @param sequence the number of the voucher's last change.
   * @param demandTurn called before one is made; what it throws is thrown.
   * @throws Refusal `TrustRootMissing`, `ProofsBusy`, `ProofRefused`; TongduiError as client/proof.
   */
  async of(voucher: bigint, sequence: number, demandTurn: () => void): Promise<MadeProof> {
    const kept = this.#kept.get(voucher);
    const now = this.#office.now();
    if (kept?.sequence === sequence && now - kept.since < FRESH_MILLISECONDS) return kept.proof;
    demandTurn();
    if (this.#making >= MOST_AT_ONCE) throw busy();
    this.#making += 1;
    const proof = madeBy(this.#office, voucher).finally(() => {
      this.#making -= 1;
    });
    this.#keep(voucher, { sequence, since: now, proof });
    return proof;
  }

  #keep(voucher: bigint, kept: Kept): void {
    this.#kept.delete(voucher);
    this.#kept.set(voucher, kept);
    kept.proof.catch(() => {
      if (this.#kept.get(voucher) === kept) this.#kept.delete(voucher);
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function madeBy(office: At, voucher: bigint): Promise<MadeProof> {
  const { nodes, deployment } = office.at;
  const { trustRoot } = office;
  const root = await rootIn(trustRoot);
  const under = { consensus: root.consensus, trustRoot: trustRootHash(root) };
  const { hash, bytes, text } = await proveVoucher(ledgerSource(nodes, deployment, under), voucher);
  const verdict = await verifyProof(bytes, root);
  if (verdict.valid) return { hash, bytes: new Uint8Array(bytes), tellsOfOthers: await tellsOfOthers(office, text) };
  const { en, zh } = verdict.refusal;
  throw new Refusal(502, "ProofRefused", {
    en: `The proof of voucher ${formatVoucher(voucher)} that was made does not hold: ${en}`,
    zh: `生成的双创券 ${formatVoucher(voucher)} 证明未通过核验：${zh}`,
  });
}

async function tellsOfOthers({ at, district }: At, text: string): Promise<boolean> {
  const { topicHash } = at.ledger.vouchers.getEvent("VoucherChanged").fragment;
  // The event's topic and the voucher behind it, as a receipt holds them in RLP.
  const changed = text.matchAll(new RegExp(`a0${topicHash.slice(2)}a0([0-9a-f]{64})`, "g"));
  const vouchers = [...changed].map(([, voucher = ""]) => BigInt(`0x${voucher}`));
  const programs = [...new Set(vouchers.map(programOf))];
  const terms = await Promise.all(programs.map(async (program) => at.ledger.programs.termsOf(program)));
  // Vouchers are issued to enterprises of the program's home district only.
  return terms.some(({ home }) => Number(home) !== district);
}

/** Read anew each time: the next trust root takes the place of the one before. @throws Refusal `TrustRootMissing` */
async function rootIn(file: string | undefined): Promise<TrustRoot> {
  const text = file === undefined ? undefined : await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    throw new Refusal(503, "TrustRootMissing", {
      en: "This office has no trust root yet, under which it could make proofs.",
      zh: "本区服务器尚未配置信任根，无法生成证明。",
    });
  }
  return readTrustRoot(text);
}

function busy(): Refusal {
  return new Refusal(503, "ProofsBusy", {
    en: "Many proofs are being made at the moment. Ask again in a minute.",
    zh: "目前正在生成的证明较多，请一分钟后再试。",
  });
}
