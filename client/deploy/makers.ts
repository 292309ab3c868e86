/** Makes one contract or one Safe, or finds that it is made, and records it. */
import { keccak256 } from "ethers";
import { Edition__factory, SafeProxyFactory__factory } from "../../typechain-types/index.ts";
import type { ContractName, FoundationName, PartName } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { isCodeOf } from "./artifacts.ts";
import { searchLogs } from "./logs.ts";
import {
  addressOf,
  constructorArgumentsOf,
  makingOf,
  partNumber,
  safeAddressOf,
  safeFormOf,
  safeMakingOf,
} from "./made.ts";
import type { Work } from "./work.ts";

/** The transaction that made something. */
interface Origin {
  readonly transaction: string;
  readonly block: number;
}

/** A contract of an ordinary transaction. What an earlier run sent is found by the outbox, through its nonce. */
export async function makeContract(work: Work, name: FoundationName): Promise<void> {
  if (await isRecorded(work, name)) return;
  const receipt = await work.outbox.send(name, makingOf(work.record, work.artifacts, name));
  await recordContract(work, name, receipt.contractAddress ?? "", {
    transaction: receipt.hash,
    block: receipt.blockNumber,
  });
}

/** A contract that the Edition makes; the Edition itself says whether it has. */
export async function makePart(work: Work, name: PartName): Promise<void> {
  if (await isRecorded(work, name)) return;
  const { record, provider, outbox, artifacts } = work;
  const edition = Edition__factory.connect(addressOf(record, "edition"), provider);
  const number = partNumber(name);
  if (Number(await edition.made({ blockTag: await outbox.newestBlock() })) < number)
    await outbox.send(name, makingOf(record, artifacts, name));
  const topics = edition.interface.encodeFilterTopics("PartMade", [number]);
  const origin = await originOf(work, "edition", topics);
  await recordContract(work, name, await edition.part(number), origin);
}

/** A Safe; its address follows from its owners and its key, so the chain says whether it exists. */
export async function makeSafe(work: Work, key: string): Promise<void> {
  const { record, provider, outbox, report } = work;
  const recorded = record.safes[key];
  if (recorded) return demandCode(work, key, recorded.address, recorded.codeHash);

  const { to, data } = safeMakingOf(record, key);
  const factory = SafeProxyFactory__factory.connect(to, provider);
  const address = safeAddressOf(record, key, await factory.proxyCreationCode());
  if ((await codeAt(work, address)) === "0x") await outbox.send(`safe ${key}`, { to, data });

  const topics = factory.interface.encodeFilterTopics("ProxyCreation", [address]);
  const origin = await originOf(work, "safeProxyFactory", topics);
  const { owners, threshold } = safeFormOf(record, key);
  const codeHash = keccak256(await codeAt(work, address));
  const safe = { address, owners: [...owners], threshold, codeHash, ...origin };
  await work.save({ safes: { ...record.safes, [key]: safe }, sending: null });
  report({ step: `safe ${key}`, address });
}

/** Whether the record has the contract; then the chain must have it too. */
async function isRecorded(work: Work, name: ContractName): Promise<boolean> {
  const contract = work.record.contracts[name];
  if (contract) await demandCode(work, name, contract.address, contract.codeHash);
  return contract !== undefined;
}

async function recordContract(work: Work, name: ContractName, address: string, origin: Origin): Promise<void> {
  const { record, artifacts, report } = work;
  const code = await codeAt(work, address);
  if (!isCodeOf(artifacts[name], code)) throw codeWrong(name, address);
  const contract = {
    address,
    constructorArguments: constructorArgumentsOf(record, name),
    codeHash: keccak256(code),
    ...origin,
  };
  await work.save({ contracts: { ...record.contracts, [name]: contract }, sending: null });
  report({ step: name, address });
}

async function demandCode(work: Work, name: string, address: string, codeHash: string): Promise<void> {
  if (keccak256(await codeAt(work, address)) !== codeHash) throw codeWrong(name, address);
}

/** Where an event that happens once tells of the making. */
async function originOf(
  { record, provider, outbox }: Work,
  maker: "edition" | "safeProxyFactory",
  topics: (string | string[] | null)[],
): Promise<Origin> {
  const address = addressOf(record, maker);
  const range = { from: record.contracts[maker]?.block ?? 0, to: await outbox.newestBlock() };
  const [log] = await searchLogs(provider, { address, topics, ...range });
  if (!log) throw codeWrong(maker, address);
  return { transaction: log.transactionHash, block: log.blockNumber };
}

/** By the block's number, since providers remember for a while what was at "latest". */
async function codeAt({ provider, outbox }: Work, address: string): Promise<string> {
  return provider.getCode(address, await outbox.newestBlock());
}

function codeWrong(name: string, address: string): TongduiError {
  return new TongduiError(
    "DeployedCodeWrong",
    {
      en: `What is at ${address} is not the "${name}" of this build.`,
      zh: `地址 ${address} 上的代码不是本次构建的“${name}”。`,
    },
    {
      hint: {
        en: "If the chain was begun anew, move the deployment's file away.",
        zh: "如果链已重新创建，请移走部署文件。",
      },
    },
  );
}
