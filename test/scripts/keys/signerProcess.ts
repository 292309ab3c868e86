/**
 * A signer that holds keys and speaks Web3Signer's JSON-RPC over HTTP, on a free port of this machine. The path of a request
 * says how it misbehaves. It is told its keys, and tells its port and what it was asked, over the channel to its parent.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Transaction, TypedDataEncoder, Wallet, type TransactionLike, type TypedDataField } from "ethers";

/** What the parent begins with. */
export interface Begin {
  readonly keys: readonly string[];
  /** The chain that it is configured for; what a request says of it does not count. */
  readonly chainId: number;
}

/** A request, as it came in. */
export interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly method: string;
  readonly params: readonly unknown[];
}

export type Told = { readonly port: number } | { readonly asked: Asked };

type Rpc = { id: number; method: string; params: unknown[] };
type Sent = Record<"from" | "nonce" | "gas" | "value" | "data", string> &
  Partial<Record<"to" | "gasPrice" | "maxFeePerGas" | "maxPriorityFeePerGas", string>>;
type Typed = {
  types: Record<string, TypedDataField[]>;
  domain: Record<string, unknown>;
  message: Record<string, unknown>;
};

/** Another transaction than was asked for. */
const CHANGES: Readonly<Record<string, TransactionLike>> = {
  "/other-nonce": { nonce: 77 },
  "/other-value": { value: 1n },
  "/other-receiver": { to: `0x${"99".repeat(20)}` },
  "/other-data": { data: `0x${"99".repeat(60)}` },
  "/other-gas": { gasLimit: 99_999n },
  "/other-chain": { chainId: 99n },
};

const BLANKS = " ".repeat(65_536);

const REFUSED = "No unlocked account matches the Sender";

function signerOf({ keys, chainId }: Begin): (path: string, rpc: Rpc) => unknown {
  const wallets = new Map(keys.map((key) => [new Wallet(key).address.toLowerCase(), new Wallet(key)]));

  function walletOf(path: string, address: string): Wallet {
    const wallet = path === "/other-key" ? new Wallet(`0x${"77".repeat(32)}`) : wallets.get(address.toLowerCase());
    if (!wallet) throw new Error(REFUSED);
    return wallet;
  }

  function signTransaction(path: string, params: unknown[]): string {
    if (params.length !== 1) throw new Error("Invalid params");
    const { from, nonce, gas, gasPrice, maxFeePerGas, maxPriorityFeePerGas, to, ...rest } = params[0] as Sent;
    const fees =
      maxFeePerGas === undefined || maxPriorityFeePerGas === undefined
        ? { type: 0, gasPrice: gasPrice ?? "0x0" }
        : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
    const transaction = Transaction.from({
      ...{ value: rest.value, data: rest.data, to: to ?? null },
      ...{ nonce: Number(nonce), gasLimit: gas, chainId },
      ...fees,
      ...CHANGES[path],
    });
    if (path === "/unsigned") return transaction.unsignedSerialized;
    transaction.signature = walletOf(path, from).signingKey.sign(transaction.unsignedHash);
    return transaction.serialized;
  }

  function signTypedData(path: string, params: unknown[]): string {
    // As Web3Signer does, it takes the message as text only.
    const [address, json] = params;
    if (params.length !== 2 || typeof address !== "string" || typeof json !== "string")
      throw new Error("Invalid params");
    const { types, domain, message } = JSON.parse(json) as Typed;
    const { EIP712Domain, ...structs } = types;
    if (!EIP712Domain) throw new Error("Invalid params");
    const said = path === "/other-message" ? { ...message, deadline: "1" } : message;
    const digest = TypedDataEncoder.hash(domain, structs, said);
    return walletOf(path, address).signingKey.sign(digest).serialized;
  }

  return (path, { method, params }) => {
    if (path === "/no-hex") return "signed!";
    if (path === "/number") return 7;
    if (method === "eth_accounts") return path === "/no-accounts" ? [] : [...wallets.keys()];
    if (method === "eth_signTransaction") return signTransaction(path, params);
    if (method === "eth_signTypedData") return signTypedData(path, params);
    throw new Error("Method not found");
  };
}

/** Blanks before an answer that never comes, for as long as somebody listens. */
function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write(BLANKS));
  if (!response.destroyed) response.once("drain", () => pour(response));
}

function serve(begin: Begin, tell: (told: Told) => void): void {
  const sign = signerOf(begin);
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    const path = url.replace(/\?.*$/, "");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const rpc = JSON.parse(Buffer.concat(parts).toString()) as Rpc;
      const { authorization } = request.headers;
      tell({ asked: { url, authorization, method: rpc.method, params: rpc.params } });
      const answer = (status: number, body: unknown, raw = JSON.stringify(body)) =>
        response.writeHead(status, { "content-type": "application/json", location: "/" }).end(raw);

      if (path === "/silent") return;
      if (path === "/stalls") return void response.writeHead(200).write("{");
      if (path === "/hangs-up") return void request.socket.destroy();
      if (/^\/\d+$/.test(path)) return void answer(Number(path.slice(1)), null, "<html>fault</html>");
      if (path === "/garbage") return void answer(200, null, '{"jsonrpc": "2.0", "id":');
      if (path === "/endless") {
        pour(response.writeHead(200));
        return;
      }
      const head = { jsonrpc: "2.0", id: path === "/other-id" ? rpc.id + 1 : rpc.id };
      if (path === "/nothing") return void answer(200, head);
      if (path === "/echo") {
        const message = `no: ${authorization ?? ""} \u001b[31m${"long ".repeat(100)}`;
        return void answer(200, { ...head, error: { code: -32000, message } });
      }
      try {
        answer(200, { ...head, result: sign(path, rpc), ...(path === "/null-error" ? { error: null } : {}) });
      } catch (error) {
        answer(400, { ...head, error: { code: -32000, message: (error as Error).message } });
      }
    });
  });
  server.listen(0, "127.0.0.1", () => tell({ port: (server.address() as AddressInfo).port }));
}

// Only as a process of its own; its parent's end is its own.
if (import.meta.main && process.send) {
  process.once("message", (begin: Begin) => serve(begin, (told) => process.send?.(told)));
  process.once("disconnect", () => process.exit());
}
