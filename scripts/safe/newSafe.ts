/** A Safe for a district that joins later, made as the deployment made the others. */
import { dataSlice, getAddress, keccak256, toBigInt } from "ethers";
import { newSafeCall } from "../../client/deploy/made.ts";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { safeOf } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { connectSafe, connectSafeFactory } from "../../client/safe.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { demandMajority } from "./ownersChange.ts";

export interface NewSafeInput {
  /** The district's short name; with the officials it gives the Safe its address. */
  readonly key: string;
  readonly official: readonly string[];
  readonly threshold: number;
}

/**
 * Makes a Safe (anyone may). Its address follows from its officials, threshold and key, so making it twice finds it there.
 *
 * @throws TongduiError `OfficialTwice`, `ThresholdUnfit`; as typedAccount and perform.
 */
export async function createSafe({ key, official, threshold }: NewSafeInput, context: Context): Promise<Answer> {
  const owners = official.map(typedAccount);
  demandMajority(threshold, owners.length);
  const twice = owners.find((owner, i) => owners.indexOf(owner) !== i);
  if (twice !== undefined) {
    throw new TongduiError("OfficialTwice", { en: `${twice} is named twice.`, zh: `${twice} 重复。` });
  }
  return acting(context, async (open) => {
    const { nodes, deployment } = open;
    const factory = connectSafeFactory(deployment.contracts.safeProxyFactory.address, nodes);
    const { call, address } = newSafeCall(deployment, { key, owners, threshold }, await factory.proxyCreationCode());
    const outcomes = await perform(open, [
      {
        title: {
          en: `Make the Safe of ${key}: ${threshold} of ${owners.length} officials`,
          zh: `建立 ${key} 多签账户：${owners.length} 名官员中的 ${threshold} 名`,
        },
        isDone: async () => (await nodes.getCode(address)) !== "0x",
        draft: async () => Promise.resolve(call),
      },
    ]);
    return answerOf(outcomes, {
      data: { key, safe: address },
      parts: [{ en: `The Safe of ${key} is ${address}.`, zh: `${key} 多签账户地址为 ${address}。` }],
    });
  });
}

/** Where a Safe's proxy keeps whose code it runs. */
const SINGLETON_SLOT = 0n;
/** The list of modules begins and ends with this address. */
const SENTINEL = "0x0000000000000000000000000000000000000001";

/**
 * Demands that an account is a Safe as the deployment's own: its code, the contract that it runs, no module, more than half.
 *
 * @throws TongduiError `SafeUnfit`.
 */
export async function demandSafe({ nodes, deployment }: Reading, address: string): Promise<void> {
  const code = await nodes.getCode(address);
  if (code === "0x" || keccak256(code) !== safeOf(deployment, CONSORTIUM_KEY).codeHash) throw unfit(address);
  const singleton = getAddress(dataSlice(await nodes.getStorage(address, SINGLETON_SLOT), 12));
  if (singleton !== deployment.contracts.safeSingleton.address) throw unfit(address);
  const safe = connectSafe(address, nodes);
  const [owners, threshold, [modules, next]] = await Promise.all([
    safe.getOwners(),
    safe.getThreshold(),
    safe.getModulesPaginated(SENTINEL, 1),
  ]);
  if (modules.length > 0 || toBigInt(next) !== 1n) throw unfit(address);
  demandMajority(Number(threshold), owners.length);
}

function unfit(address: string): TongduiError {
  return new TongduiError(
    "SafeUnfit",
    {
      en: `${address} is not a Safe as this ledger's others are.`,
      zh: `${address} 不是与本账本其他多签账户相同的多签账户。`,
    },
    { hint: { en: "Make one with tongdui safe create.", zh: "请用 tongdui safe create 建立。" } },
  );
}
