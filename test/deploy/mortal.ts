import type { Provider, Signer, TransactionRequest, TransactionResponse, Wallet } from "ethers";
import type { DeploymentStore } from "../../client/deploy/store.ts";

/** When a program dies: having written down what it is about to send, or having just sent it. */
export type Death = "before sending" | "after sending";

export class Killed extends Error {}

/** A deployer's account and store that live until the next transaction: from then on nothing answers any more. */
export function mortal(
  wallet: Wallet,
  provider: Provider,
  store: DeploymentStore,
  death: Death,
): { deployer: Signer; store: DeploymentStore } {
  let isDead = false;
  const alive = <T extends object>(target: T, special: Record<string, unknown> = {}): T =>
    new Proxy(target, {
      get(_, name) {
        if (typeof name === "string" && name in special) return special[name];
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...parameters: unknown[]) => {
          if (isDead) throw new Killed();
          return value.apply(target, parameters) as unknown;
        };
      },
    });
  const connected = wallet.connect(provider);
  const sendTransaction = async (request: TransactionRequest): Promise<TransactionResponse> => {
    if (death === "after sending") await connected.sendTransaction(request);
    isDead = true;
    throw new Killed();
  };
  return { deployer: alive<Signer>(connected, { provider: alive(provider), sendTransaction }), store: alive(store) };
}
