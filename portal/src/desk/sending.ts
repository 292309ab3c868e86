/**
 * One act, from trying it to its block. It is written down in this tab before the wallet is asked, with the account's number under which
 * it would go: whatever is closed, lost or loaded anew in between, that number serves once, so nothing is done twice.
 */
import { actOf, INTERFACES, type Act, type ActAddresses } from "../../../client/acts/acts.ts";
import { explainer } from "../../../client/errors/explain.ts";
import type { Text } from "../../../client/text/text.ts";
import { SignInRefused } from "./demandSignIn.ts";
import { OfficeRefused } from "./office.ts";
import { demandSame, WalletRefused, type Wallet } from "./wallet.ts";

export interface Transaction {
  readonly from: string;
  readonly to: string;
  readonly data: string;
}

/** What was handed to the wallet, or was about to be. */
export interface UnderWay extends Transaction {
  readonly title: Text;
  /** The account's number under which it goes. */
  readonly nonce: number;
  readonly hash: string | null;
}

export type Fate =
  | { readonly end: "done"; readonly block: number; readonly hash: string }
  /** It got into a block and was refused there. */
  | { readonly end: "failed"; readonly sentence: Text }
  /** Nothing of it was sent. */
  | { readonly end: "not sent" }
  /** Its number was used; by what, only the queue tells. */
  | { readonly end: "number used" };

const KEPT = "tongdui.act";
const EVERY_MS = 1_000;

/** What wallets say when their node did not answer as it should, and when they have none (EIP-1474, EIP-1193). */
const INTERNAL = -32_603;
const NODE_AWAY_CODES: readonly number[] = [INTERNAL, 4_900, 4_901];

const explain = explainer(Object.values(INTERFACES));

/** What is known to be under way in this tab. */
export function underWay(): UnderWay | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as UnderWay | undefined;
  } catch {
    return undefined;
  }
}

function keep(act: UnderWay | undefined): void {
  if (act) sessionStorage.setItem(KEPT, JSON.stringify(act));
  else sessionStorage.removeItem(KEPT);
}

/** The act in words, with whose account. @throws TongduiError `ActUnknown`. */
export function wordsOf(transaction: Transaction, addresses: ActAddresses): Act {
  return actOf(transaction, addresses);
}

/** Why the ledger would refuse it, tried on its state of the moment; undefined if it would take it. */
export async function refusalOf(wallet: Wallet, { from, to, data }: Transaction): Promise<Text | undefined> {
  try {
    await wallet.request("eth_call", [{ from, to, data }, "latest"]);
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}

/**
 * Hands it to the wallet.
 *
 * @returns what is under way from then on. @throws WalletRefused if nothing was sent; any other error if nobody knows.
 */
export async function handOver(
  wallet: Wallet,
  transaction: Transaction,
  title: Text,
  chainId: number,
): Promise<UnderWay> {
  await demandSame(wallet, transaction.from);
  const [used, counted] = await Promise.all(
    ["latest", "pending"].map(async (tag) =>
      Number(await wallet.request("eth_getTransactionCount", [transaction.from, tag])),
    ),
  );
  if (used === undefined || used !== counted) throw new WalletRefused(-1, "", { sentence: STILL_WAITING });
  const act: UnderWay = { ...transaction, title, nonce: used, hash: null };
  keep(act);
  try {
    const { from, to, data } = transaction;
    const asked = {
      from,
      to,
      data,
      value: "0x0",
      nonce: `0x${used.toString(16)}`,
      chainId: `0x${chainId.toString(16)}`,
    };
    const hash = (await wallet.request("eth_sendTransaction", [asked])) as string;
    const sent = { ...act, hash };
    keep(sent);
    return sent;
  } catch (error) {
    if (isUnknown(wallet, error)) throw new Error("Nobody knows whether it was sent.", { cause: error });
    keep(undefined);
    throw error;
  }
}

/** A browser's wallet whose node did not answer may have handed it over all the same. */
function isUnknown(wallet: Wallet, error: unknown): boolean {
  if (!(error instanceof WalletRefused)) return true;
  return wallet.kind === "browser" && error.code === INTERNAL && error.revert === undefined;
}

/** Looks until it is known what became of it. @param told why nothing can be looked up; undefined when it can again. */
export async function fateOf(
  wallet: Wallet,
  act: UnderWay,
  told: (lost: Text | undefined) => void,
  signal: AbortSignal,
): Promise<Fate> {
  for (;;) {
    try {
      const fate = await look(wallet, act);
      told(undefined);
      if (fate) {
        keep(undefined);
        return fate;
      }
    } catch (error) {
      if (error instanceof WalletRefused && error.code === 4_100) throw error;
      told(error instanceof WalletRefused ? (error.sentence ?? LOST) : LOST);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    signal.throwIfAborted();
  }
}

async function look(wallet: Wallet, act: UnderWay): Promise<Fate | undefined> {
  const { from, to, data, hash, nonce } = act;
  if (hash !== null) {
    const receipt = (await wallet.request("eth_getTransactionReceipt", [hash])) as Receipt | null;
    if (receipt && Number(receipt.status) === 1) return { end: "done", block: Number(receipt.blockNumber), hash };
    if (receipt) {
      const sentence = (await refusalOf(wallet, { from, to, data })) ?? FAILED;
      return { end: "failed", sentence };
    }
  }
  const used = Number(await wallet.request("eth_getTransactionCount", [from, "latest"]));
  if (used > nonce) {
    // Between the two questions it may have got into a block itself.
    const late = hash === null ? null : ((await wallet.request("eth_getTransactionReceipt", [hash])) as Receipt | null);
    return late ? undefined : { end: "number used" };
  }
  // A browser's wallet may still be asking its owner.
  if (hash !== null || wallet.kind === "browser") return undefined;
  // The desk knows what it sent, and brings to an end what an earlier one had written down before it answers anything.
  const sent = (await wallet.request("tongdui_sent", [`0x${nonce.toString(16)}`])) as string | null;
  if (sent !== null) return look(wallet, { ...act, hash: sent });
  const again = Number(await wallet.request("eth_getTransactionCount", [from, "latest"]));
  return again > nonce ? { end: "number used" } : { end: "not sent" };
}

interface Receipt {
  readonly status: string;
  readonly blockNumber: string;
}

/** What a refusal says, of the ledger, the wallet or an office. */
export function sentenceOf(error: unknown): Text {
  if (error instanceof OfficeRefused || error instanceof SignInRefused) return error.sentence;
  if (error instanceof WalletRefused) {
    if (error.sentence) return error.sentence;
    if (error.code === 4_001) return DECLINED;
    if (error.code === 4_100) return NOT_ALLOWED;
    if (error.revert !== undefined) {
      const reverted = { code: "CALL_EXCEPTION", data: error.revert };
      return { en: explain(reverted, "en").sentence, zh: explain(reverted, "zh").sentence };
    }
    if (NODE_AWAY_CODES.includes(error.code)) return NODE_AWAY;
    return { en: `The wallet refused: “${error.message}”`, zh: `钱包拒绝：“${error.message}”` };
  }
  return NO_CONNECTION;
}

const LOST: Text = {
  en: "The connection is lost; it is looked for again. What was sent is not sent a second time.",
  zh: "连接中断，正在重新查询；已发送的事项不会重复发送。",
};
const DECLINED: Text = {
  en: "It was declined in the wallet; nothing was sent.",
  zh: "已在钱包中拒绝，未发送任何内容。",
};
const NOT_ALLOWED: Text = {
  en: "The wallet does not let this page use the account. Allow it in the wallet; nothing was sent or signed.",
  zh: "钱包未允许本页面使用该账户，未发送或签署任何内容。请在钱包中允许。",
};
const NODE_AWAY: Text = {
  en: "The wallet does not reach the ledger at the moment.",
  zh: "钱包目前无法连接账本。",
};
const NO_CONNECTION: Text = {
  en: "The wallet does not answer. Is the desk's window still open?",
  zh: "钱包没有应答，请检查工作台窗口是否仍打开。",
};
const STILL_WAITING: Text = {
  en: "Something of this account is still on its way into a block. Wait until it is there.",
  zh: "该账户尚有事项未进入区块，请等待其完成。",
};
const FAILED: Text = {
  en: "The ledger refused it in its block; nothing was recorded.",
  zh: "账本在区块中拒绝了该事项，未作任何记录。",
};
