/**
 * The record of one deployment, kept as `deployments/<network>.json`: where the contracts are, how they were made and which code
 * they have. While the deployer is at work it is its diary too.
 *
 * `plan` says how it was deployed and stays. `safes`, `roles` and `joined` say what is to hold now: when an official, the Operator or
 * an administrator is replaced on purpose, or a district joins, whoever answers for the file brings it up to date (deploy/current.ts).
 */
import { z } from "zod";
import { addressSchema, bytes32Schema, planSchema } from "./deploy/plan.ts";
import { TongduiError } from "./errors/tongduiError.ts";

/** The ledger's ten parts in the order in which the Edition makes them; a part's number is its place here, from 1. */
export const PARTS = [
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
  "voucherPicture",
  "certificatePicture",
  "matching",
] as const;

/** What ordinary transactions create, in this order. */
export const FOUNDATION = [
  "safeSingleton",
  "safeProxyFactory",
  "fallbackHandler",
  "multiSend",
  "manager",
  "edition",
] as const;

export type PartName = (typeof PARTS)[number];
export type FoundationName = (typeof FOUNDATION)[number];
export type ContractName = FoundationName | PartName;

export const CONTRACTS: readonly ContractName[] = [...FOUNDATION, ...PARTS];

const block = z.number().int().min(0);
const count = z.number().int().min(0);

const argumentSchema = z.union([z.string(), z.record(z.string(), z.number())]);
/** As text, or a struct of small numbers. */
export type ConstructorArgument = z.infer<typeof argumentSchema>;

const contractSchema = z.object({
  address: addressSchema,
  constructorArguments: z.array(argumentSchema),
  /** keccak256 of the code on the chain, immutables included. */
  codeHash: bytes32Schema,
  /** The transaction that made it, and its block. */
  transaction: bytes32Schema,
  block,
});
export type DeployedContract = z.infer<typeof contractSchema>;

const safeSchema = z.object({
  address: addressSchema,
  owners: z.array(addressSchema),
  threshold: count,
  /** How it was set up, if it was made after the deployment and the plan does not say. */
  setUp: z.object({ owners: z.array(addressSchema), threshold: count }).optional(),
  codeHash: bytes32Schema,
  transaction: bytes32Schema,
  block,
});
export type DeployedSafe = z.infer<typeof safeSchema>;

const joinedSchema = z.object({
  key: z.string(),
  /** As pictures and pages show it. */
  name: z.string(),
  /** The commitment of its public profile. */
  profile: bytes32Schema,
});

const contractsSchema = z.object({
  safeSingleton: contractSchema,
  safeProxyFactory: contractSchema,
  fallbackHandler: contractSchema,
  multiSend: contractSchema,
  manager: contractSchema,
  edition: contractSchema,
  districts: contractSchema,
  enterprises: contractSchema,
  providers: contractSchema,
  programs: contractSchema,
  vouchers: contractSchema,
  orders: contractSchema,
  payments: contractSchema,
  voucherPicture: contractSchema,
  certificatePicture: contractSchema,
  matching: contractSchema,
});

/** A transaction that is about to be sent, written down before it is. */
const sendingSchema = z.object({
  step: z.string(),
  nonce: count,
  /** The newest block when it was written: the transaction can only be in a later one. */
  block,
  /** keccak256 of the transaction's data. */
  data: bytes32Schema,
});
export type Sending = z.infer<typeof sendingSchema>;

const recordSchema = z.object({
  network: z.string(),
  chainId: count,
  /** Hash of block 0: tells a chain from another one with the same id. */
  genesis: bytes32Schema,
  /** The commit of this project that was deployed. */
  commit: z.string(),
  /** Hash over the creation code of all contracts: a run is resumed only with the build that began it. */
  build: bytes32Schema,
  deployer: addressSchema,
  plan: planSchema,
  contracts: contractsSchema.partial(),
  /** By district key, and `consortium`. Owners and thresholds are those that hold now. */
  safes: z.record(z.string(), safeSchema),
  /**
   * Who is to hold each role now, by the role's number. Not listed are the highest, which is always the consortium's Safe's, and
   * the duties that a district gives.
   */
  roles: z.record(z.string(), z.array(addressSchema)),
  /** Districts that joined after the deployment, in the order of their numbers. */
  joined: z.array(joinedSchema).default([]),
  /** Whether every role is handed over and the deployer's renounced. */
  completed: z.boolean(),
  sending: sendingSchema.nullable(),
});

/** A deployment that may be unfinished. */
export type DeploymentRecord = z.infer<typeof recordSchema>;

/** A deployment in which every contract and every Safe exists. */
export type Deployment = DeploymentRecord & { contracts: Record<ContractName, DeployedContract> };

/**
 * Reads a deployment's file, finished or not.
 *
 * @param name what people call it: its path.
 * @throws TongduiError `DeploymentUnreadable`.
 */
export function parseDeploymentRecord(value: unknown, name: string): DeploymentRecord {
  const result = recordSchema.safeParse(value);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join(".") ?? "";
  throw new TongduiError(
    "DeploymentUnreadable",
    place === ""
      ? { en: `${name} is not a deployment's file.`, zh: `${name} 不是部署文件。` }
      : {
          en: `${name} is not a deployment's file: "${place}" is missing from it, or is not what a deployment has there.`,
          zh: `${name} 不是部署文件：其中缺少“${place}”，或其内容不符合要求。`,
        },
    {
      hint: {
        en: "Name the file that tongdui deploy wrote, as it wrote it: deployments/<network>.json.",
        zh: "请指定由 tongdui deploy 生成且未经改动的文件：deployments/<网络>.json。",
      },
    },
  );
}

/**
 * Reads a finished deployment's file.
 *
 * @param name what people call it: its path.
 * @throws TongduiError `DeploymentUnreadable`, `DeploymentUnfinished`.
 */
export function parseDeployment(value: unknown, name: string): Deployment {
  const record = parseDeploymentRecord(value, name);
  if (!record.completed) throw unfinished(record.network);
  return deploymentOf(record);
}

/**
 * The record, once every contract and every Safe is in it.
 *
 * @throws TongduiError `DeploymentUnfinished`.
 */
export function deploymentOf(record: DeploymentRecord): Deployment {
  const contracts = contractsSchema.safeParse(record.contracts);
  const safes = [...districtsIn(record).map(({ key }) => key), "consortium"];
  if (!contracts.success || safes.some((key) => !record.safes[key])) throw unfinished(record.network);
  return { ...record, contracts: contracts.data };
}

/**
 * One of the deployment's Safes.
 *
 * @param key a district's key, or `consortium`.
 * @throws TongduiError `SafeUnknown`.
 */
export function safeOf(deployment: Pick<DeploymentRecord, "safes">, key: string): DeployedSafe {
  const safe = deployment.safes[key];
  if (safe) return safe;
  throw new TongduiError("SafeUnknown", {
    en: `The deployment has no Safe called "${key}".`,
    zh: `部署记录中没有名为“${key}”的多签账户。`,
  });
}

/** All districts in the order of their numbers: those of the plan, and those that joined later. */
export function districtsIn({
  plan,
  joined,
}: Pick<DeploymentRecord, "plan" | "joined">): z.infer<typeof joinedSchema>[] {
  return [...plan.districts, ...joined];
}

/**
 * A district's number on the ledger.
 *
 * @throws TongduiError `DistrictKeyUnknown`.
 */
export function districtIdOf(deployment: Pick<DeploymentRecord, "plan" | "joined">, key: string): number {
  const place = districtsIn(deployment).findIndex((district) => district.key === key);
  if (place >= 0) return place + 1;
  throw new TongduiError("DistrictKeyUnknown", {
    en: `The deployment has no district called "${key}".`,
    zh: `部署记录中没有名为“${key}”的区。`,
  });
}

function unfinished(network: string): TongduiError {
  return new TongduiError(
    "DeploymentUnfinished",
    { en: `The deployment on ${network} is not finished.`, zh: `${network} 上的部署尚未完成。` },
    { hint: { en: "Run the deployment again: it goes on where it stopped.", zh: "请重新运行部署，将从中断处继续。" } },
  );
}
