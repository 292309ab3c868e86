/**
 * With whose key a person acts: `tongdui desk`, which serves these pages on the person's own computer, or the browser's wallet
 * (EIP-1193). Both are asked in the same words.
 */
import { findRevertData } from "../../../client/errors/revertData.ts";
import type { Text } from "../../../client/text/text.ts";
import { deskToken, TOKEN_HEADER } from "../app/deskToken.ts";

export interface Wallet {
  readonly kind: "desk" | "browser";
  /** @throws WalletRefused for an answer that is a no; any other error where there was no answer. */
  readonly request: (method: string, params?: readonly unknown[]) => Promise<unknown>;
  /** Tells when the person changes account or chain in it. */
  readonly onChange: (act: () => void) => () => void;
}

/** A wallet's no, with what it said. */
export class WalletRefused extends Error {
  readonly code: number;
  /** What the contract reverted with. */
  readonly revert: string | undefined;
  /** From `tongdui desk`. */
  readonly sentence: Text | undefined;
  readonly reason: string | undefined;

  constructor(code: number, message: string, more: { revert?: string; sentence?: Text; reason?: string } = {}) {
    super(message);
    this.code = code;
    this.revert = more.revert;
    this.sentence = more.sentence;
    this.reason = more.reason;
  }
}

/** The wallet at hand; undefined where there is none. */
export function walletAtHand(): Wallet | undefined {
  const token = deskToken();
  if (token !== null) return deskWallet(token);
  const { ethereum } = window as { ethereum?: Injected };
  return ethereum && browserWallet(ethereum);
}

/**
 * The wallet, held to one ledger: while it is at another network it is asked nothing else, for the answers would be taken for this
 * ledger's. `tongdui desk` is always at its own.
 */
export function heldTo(wallet: Wallet, chainId: number): Wallet {
  if (wallet.kind === "desk") return wallet;
  return {
    ...wallet,
    request: async (method, params) => {
      if (Number(await wallet.request("eth_chainId")) !== chainId)
        throw new WalletRefused(4_901, "", { sentence: OTHER_CHAIN });
      return wallet.request(method, params);
    },
  };
}

/** @throws WalletRefused if the person has changed to another account in the wallet since signing in. */
export async function demandSame(wallet: Wallet, account: string): Promise<void> {
  const accounts = (await wallet.request("eth_accounts")) as string[];
  if (accounts.some((one) => one.toLowerCase() === account.toLowerCase())) return;
  throw new WalletRefused(4_100, "", { sentence: OTHER_ACCOUNT });
}

const OTHER_ACCOUNT: Text = {
  en: "The wallet is at another account than the one that is signed in here. Until you change it in the wallet, or sign in anew, nothing is sent or signed.",
  zh: "钱包当前账户与登录账户不同。请在钱包中切换账户或重新登录，在此之前不会发送或签署任何内容。",
};
const OTHER_CHAIN: Text = {
  en: "The wallet is at another network than this ledger. Until you change it in the wallet, nothing is sent or signed.",
  zh: "钱包所在网络与本账本不同。请在钱包中切换网络，在此之前不会发送或签署任何内容。",
};

interface Injected {
  readonly request: (asked: { method: string; params?: readonly unknown[] }) => Promise<unknown>;
  readonly on?: (event: string, act: () => void) => void;
  readonly removeListener?: (event: string, act: () => void) => void;
}

type Said =
  | { readonly result: unknown }
  | {
      readonly error: {
        readonly code: number;
        readonly message: string;
        readonly name?: string;
        readonly data?: unknown;
      };
    };

function deskWallet(token: string): Wallet {
  return {
    kind: "desk",
    request: async (method, params = []) => {
      const response = await fetch("/wallet", {
        method: "POST",
        headers: { "content-type": "application/json", [TOKEN_HEADER]: token },
        body: JSON.stringify({ method, params }),
      });
      if (response.status === 401 || response.status === 403) throw new WalletRefused(4_100, "", { sentence: NOT_ITS });
      const said = (await response.json()) as Said;
      if ("result" in said) return said.result;
      const { code, message, name, data } = said.error;
      const told = data as { sentence?: Text; hint?: Text | null } | string | undefined;
      if (typeof told === "string") throw new WalletRefused(code, message, { revert: told });
      throw new WalletRefused(code, message, {
        ...(name !== undefined && { reason: name }),
        ...(told?.sentence && { sentence: withHint(told.sentence, told.hint) }),
      });
    },
    onChange: () => () => undefined,
  };
}

const NOT_ITS: Text = {
  en: "The desk does not know this tab. Open the link that its window shows.",
  zh: "工作台无法识别本标签页，请打开其窗口所显示的链接。",
};

function withHint({ en, zh }: Text, hint: Text | null | undefined): Text {
  return hint ? { en: `${en} ${hint.en}`, zh: `${zh}${hint.zh}` } : { en, zh };
}

function browserWallet(ethereum: Injected): Wallet {
  return {
    kind: "browser",
    request: async (method, params) => {
      try {
        return await ethereum.request({ method, ...(params && { params }) });
      } catch (error) {
        const { code, message } = error as { code?: unknown; message?: unknown };
        const revert = findRevertData(error);
        if (typeof code !== "number" && revert === undefined) throw error;
        throw new WalletRefused(Number(code ?? 3), String(message), revert === undefined ? {} : { revert });
      }
    },
    onChange: (act) => {
      const events = ["accountsChanged", "chainChanged"];
      for (const event of events) ethereum.on?.(event, act);
      return () => {
        for (const event of events) ethereum.removeListener?.(event, act);
      };
    },
  };
}
