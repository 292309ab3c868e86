/**
 * A browser's wallet as its owner uses it: it asks before it shows an account, signs or sends, may be at another account or network,
 * and reaches the ledger through a node of its own. The page finds it at `window.ethereum`.
 */
import { toQuantity, Transaction, TypedDataEncoder, type Wallet } from "ethers";
import type { BrowserContext, Page } from "playwright-core";
import { person, type Name, type Office } from "../../scripts/support/office.ts";

interface Asked {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** What its owner is asked for. */
const ASKING = ["eth_requestAccounts", "personal_sign", "eth_signTypedData_v4", "eth_sendTransaction"];
const OTHER_NETWORK: Readonly<Record<string, unknown>> = {
  // Another ledger knows neither the contracts nor what was sent, and counts differently.
  eth_call: "0x",
  eth_getTransactionReceipt: null,
  eth_getTransactionCount: "0x7",
};

export class BrowserWallet {
  readonly #office: Office;
  /** Whose account is chosen in it. */
  owner: Name;
  chainId: number;
  /** What its owner answers; asked before anything is signed. */
  confirms: (method: string) => boolean | Promise<boolean> = () => true;
  /** Its node: `leaving` takes what is sent and then is gone; of a `mute` one that answer is lost as well. */
  node: "there" | "leaving" | "gone" | "mute" = "there";
  /** What its owner was asked for. */
  readonly asked: string[] = [];

  constructor(office: Office, owner: Name) {
    this.#office = office;
    this.owner = owner;
    this.chainId = office.deployment.chainId;
  }

  /** Puts it into all pages of a browser that are opened from now on. */
  async installIn(context: BrowserContext): Promise<void> {
    await context.exposeFunction("askWallet", async (text: string) => JSON.stringify(await this.#answer(text)));
    await context.addInitScript(INJECTED);
  }

  /** Its owner chooses another account or network, of which the page is told. */
  async change(page: Page, to: { readonly owner?: Name; readonly chainId?: number }): Promise<void> {
    if (to.owner !== undefined) this.owner = to.owner;
    if (to.chainId !== undefined) this.chainId = to.chainId;
    for (const event of ["accountsChanged", "chainChanged"]) await page.evaluate(`tellPage("${event}")`);
  }

  get #key(): Wallet {
    return person(this.owner);
  }

  get #isElsewhere(): boolean {
    return this.chainId !== this.#office.deployment.chainId;
  }

  async #answer(text: string): Promise<object> {
    const asked = JSON.parse(text) as Asked;
    if (ASKING.includes(asked.method)) this.asked.push(asked.method);
    try {
      const isRefused = ASKING.includes(asked.method) && !(await this.confirms(asked.method));
      if (isRefused) throw new Said(4_001, "User rejected the request.");
      return { result: await this.#do(asked) };
    } catch (error) {
      const { code, message, data } = error as Said;
      return { error: { code, message, data } };
    }
  }

  async #do({ method, params = [] }: Asked): Promise<unknown> {
    const [first, second] = params;
    switch (method) {
      case "eth_accounts":
      case "eth_requestAccounts":
        return [this.#key.address.toLowerCase()];
      case "eth_chainId":
        return toQuantity(this.chainId);
      case "personal_sign":
        this.#demandOwn(second);
        return this.#key.signMessage(Buffer.from(String(first).slice(2), "hex"));
      case "eth_signTypedData_v4":
        this.#demandOwn(first);
        return this.#signTyped(String(second));
      case "eth_sendTransaction":
        return this.#send(first as Record<string, string>);
      default:
        if (this.#isElsewhere) return OTHER_NETWORK[method] ?? null;
        return this.#node(method, params);
    }
  }

  #demandOwn(account: unknown): void {
    if (String(account).toLowerCase() === this.#key.address.toLowerCase()) return;
    throw new Said(4_100, "The requested account and/or method has not been authorized by the user.");
  }

  async #signTyped(text: string): Promise<string> {
    const { domain, types, message } = JSON.parse(text) as Parameters<typeof TypedDataEncoder.getPayload>[1] & {
      domain: Record<string, unknown>;
      types: Record<string, { name: string; type: string }[]>;
      message: Record<string, unknown>;
    };
    if (Number(domain["chainId"]) !== this.chainId)
      throw new Said(-32_603, "Provided chainId must match the active chainId");
    const own = Object.entries(types).filter(([name]) => name !== "EIP712Domain");
    return this.#key.signTypedData(domain, Object.fromEntries(own), message);
  }

  async #send(asked: Record<string, string>): Promise<string> {
    this.#demandOwn(asked["from"]);
    if (Number(asked["chainId"]) !== this.chainId)
      throw new Said(4_901, "The provider is not connected to the requested chain.");
    const raw = await this.#key.signTransaction({
      type: 0,
      to: asked["to"] ?? null,
      data: asked["data"] ?? "0x",
      nonce: Number(asked["nonce"]),
      chainId: this.chainId,
      gasPrice: 0n,
      gasLimit: 16_000_000n,
    });
    // A development node calls it an error if what it put into a block failed there; others give the hash.
    if (this.node === "gone") throw new Said(-32_603, "Failed to fetch");
    await this.#office.provider.send("eth_sendRawTransaction", [raw]).catch(() => undefined);
    const isMute = this.node === "mute";
    if (this.node !== "there") this.node = "gone";
    if (isMute) throw new Said(-32_603, "Failed to fetch");
    return Transaction.from(raw).hash ?? "";
  }

  async #node(method: string, params: readonly unknown[]): Promise<unknown> {
    if (this.node === "gone") throw new Said(-32_603, "Failed to fetch");
    const response = await fetch(this.#office.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const answer = (await response.json()) as { result?: unknown; error?: { data?: unknown } };
    // As wallets hand on what their node said.
    if (answer.error) throw new Said(-32_603, "Internal JSON-RPC error.", answer.error);
    return answer.result ?? null;
  }
}

/** A wallet's no, as EIP-1193 has it. */
class Said extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const INJECTED = `
  const listeners = [];
  window.ethereum = {
    request: async (asked) => {
      const { result, error } = JSON.parse(await askWallet(JSON.stringify(asked)));
      if (error) throw Object.assign(new Error(error.message), error);
      return result;
    },
    on: (event, act) => void listeners.push({ event, act }),
    removeListener: (event, act) => {
      const place = listeners.findIndex((one) => one.event === event && one.act === act);
      if (place >= 0) listeners.splice(place, 1);
    },
  };
  window.tellPage = (event) => listeners.filter((one) => one.event === event).forEach(({ act }) => act());
`;
