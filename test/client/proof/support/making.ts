/** Where the tests' proofs come from: the in-process node, or one that answers otherwise. */
import { keccak256, toUtf8Bytes } from "ethers";
import type { Source } from "../../../../client/proof/source.ts";
import type { Rpc } from "../../../../client/replay/logs.ts";
import { addressesOf } from "../../../../client/replay/replay.ts";
import type { World } from "../../../support/world.ts";
import { node } from "../../../promises/story/replaying.ts";
import type { ProofText } from "../../../verifier/support/sealing.ts";

export { node };

export const TRUST_ROOT = keccak256(toUtf8Bytes("a trust root"));

export async function sourceOf(w: World, rpc: Rpc = node): Promise<Source> {
  return { rpc, addresses: await addressesOf(w), fromBlock: 0, consensus: "development", trustRoot: TRUST_ROOT };
}

export function read({ text }: { text: string }): ProofText & { readonly hash: string } {
  return JSON.parse(text) as ProofText & { hash: string };
}

/** A node that is asked everything but answers one method through a change of its answer. */
export function changing(method: string, change: (answer: never, params: unknown[]) => unknown): Rpc {
  return {
    send: async (asked, params) => {
      const answer = await node.send(asked, params);
      return asked === method ? change(structuredClone(answer) as never, params) : answer;
    },
  };
}

/** A node that refuses a method where the parameters are such. */
export function refusing(method: string, isRefused: (params: unknown[]) => boolean, error: Error): Rpc {
  return {
    send: async (asked, params) => {
      if (asked === method && isRefused(params)) throw error;
      return node.send(asked, params);
    },
  };
}

/** What a node of ethers says of a question that the node itself refused. */
export function refusal(message: string): Error {
  return Object.assign(new Error(message), { code: "UNKNOWN_ERROR" });
}
