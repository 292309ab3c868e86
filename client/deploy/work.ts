import type { Provider, Signer } from "ethers";
import type { DeploymentRecord } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { buildHash, type Artifacts } from "./artifacts.ts";
import { Outbox } from "./outbox.ts";
import { parsePlan, type DeploymentPlan } from "./plan.ts";
import type { DeploymentStore } from "./store.ts";

/** One step of the deployment that is done now. */
export interface Progress {
  readonly step: string;
  /** Where something came to be, if it did. */
  readonly address: string | null;
}

export interface DeployOptions {
  /** An ordinary account with a provider; it may be unfunded where gas costs nothing, and keeps no right. */
  readonly deployer: Signer;
  readonly plan: DeploymentPlan;
  readonly artifacts: Artifacts;
  /** The commit of this project, for the record. */
  readonly commit: string;
  readonly store: DeploymentStore;
  readonly report?: (progress: Progress) => void;
  /** In wei; 0 unless the network takes fees. */
  readonly gasPrice?: bigint;
  /** How long a transaction may take to be in a block; 120 unless said. */
  readonly patienceSeconds?: number;
  /** For how long the chain may make no block before {@link stalled} is told; 30 unless said. */
  readonly stalledSeconds?: number | undefined;
  /** Is told the newest block of a chain that stands still while a transaction waits for one. */
  readonly stalled?: (block: number) => void;
}

/** A deployment in progress. */
export interface Work {
  readonly record: DeploymentRecord;
  readonly artifacts: Artifacts;
  readonly provider: Provider;
  readonly outbox: Outbox;
  readonly report: (progress: Progress) => void;
  save(changes: Partial<DeploymentRecord>): Promise<void>;
}

/**
 * Opens the store's record, or begins a new one.
 *
 * @throws TongduiError `ProviderMissing`, `DeployerHasOffice`, `DeploymentOfOther`.
 */
export async function beginWork(options: DeployOptions): Promise<Work> {
  const {
    deployer: signer,
    artifacts,
    store,
    report = () => undefined,
    gasPrice = 0n,
    patienceSeconds = 120,
    stalledSeconds = 30,
    stalled = () => undefined,
  } = options;
  const provider = signer.provider;
  if (!provider) throw providerMissing();

  const fresh = await newRecord(options, provider);
  const record = (await store.load()) ?? fresh;
  demandSame(record, fresh);

  const save = async (changes: Partial<DeploymentRecord>): Promise<void> => {
    Object.assign(record, changes);
    await store.save(record);
  };
  const journal = {
    sending: () => record.sending,
    note: async (sending: DeploymentRecord["sending"]) => save({ sending }),
  };
  const outbox = new Outbox({ signer, provider, journal, gasPrice, patienceSeconds, stalledSeconds, stalled });
  return { record, artifacts, provider, outbox, report, save };
}

async function newRecord(options: DeployOptions, provider: Provider): Promise<DeploymentRecord> {
  const { artifacts, commit } = options;
  const plan = parsePlan(options.plan);
  const deployer = await options.deployer.getAddress();
  const offices = [...plan.districts.flatMap(({ officials }) => officials), plan.operator, plan.auditor];
  if (offices.includes(deployer)) throw deployerHasOffice();
  const [{ chainId }, genesis] = await Promise.all([provider.getNetwork(), provider.getBlock(0)]);
  return {
    network: plan.network,
    chainId: Number(chainId),
    genesis: genesis?.hash ?? "",
    commit,
    build: buildHash(artifacts),
    deployer,
    plan,
    contracts: {},
    safes: {},
    roles: {},
    joined: [],
    completed: false,
    sending: null,
  };
}

/** A record of another chain, plan, build or deployer is not gone on with: the outcome would be neither the one nor the other. */
function demandSame(record: DeploymentRecord, fresh: DeploymentRecord): void {
  for (const field of ["chainId", "genesis", "build", "deployer", "plan"] as const) {
    if (JSON.stringify(record[field]) === JSON.stringify(fresh[field])) continue;
    throw new TongduiError(
      "DeploymentOfOther",
      {
        en: `The file of ${record.network} records a deployment with another ${field}.`,
        zh: `${record.network} 的部署文件记录的是另一次部署（${field} 不同）。`,
      },
      {
        hint: {
          en: "Go on with what it was begun with, or move the file away to begin a new deployment.",
          zh: "请使用当初的配置继续，或移走该文件以开始新的部署。",
        },
      },
    );
  }
}

function providerMissing(): TongduiError {
  return new TongduiError("ProviderMissing", {
    en: "The deployer's account is not connected to a node.",
    zh: "部署账户未连接到节点。",
  });
}

function deployerHasOffice(): TongduiError {
  return new TongduiError("DeployerHasOffice", {
    en: "The deployer keeps nothing, so it is no official, no Operator and no Auditor.",
    zh: "部署账户不保留任何权限，因此不得同时为官员、运营方或审计方。",
  });
}
