/** Deploys a ledger by a plan, with progress that a person can follow; a run that died is simply started again. */
import path from "node:path";
import type { Signer } from "ethers";
import { deployLedger } from "../../client/deploy/deploy.ts";
import { fileStore } from "../../client/deploy/fileStore.ts";
import type { DeploymentPlan } from "../../client/deploy/plan.ts";
import { CONTRACTS, type DeploymentRecord } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { feesFor } from "../../client/outcome.ts";
import { holdAccount } from "../chain/accountLock.ts";
import { keyMissing } from "../chain/acting.ts";
import { Nodes, otherChain, unreachable, type ChainIdentity } from "../../client/nodes.ts";
import { stalledAt } from "../chain/outboxErrors.ts";
import { isSameChain, probe } from "../chain/probe.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { accountOf } from "../keys/account.ts";
import { openSigner } from "../keys/openSigner.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { KeySettings } from "../keys/settings.ts";
import { readProfile, type Profile } from "../profile/profile.ts";
import { gridText } from "../programs/propose.ts";
import { commitHere, readBuild } from "./build.ts";
import { readPlanFile } from "./planFile.ts";
import { planGrids } from "./planText.ts";

export interface DeployInput {
  /** The plan's file. */
  readonly plan: string;
  /** The deployer's, if it is not the profile's own. */
  readonly keystore: string | undefined;
  readonly passwordFile: string | undefined;
}

/**
 * @param stalledSeconds for how long the chain may make no block before that is said; shorter only in tests.
 * @throws TongduiError `KeyMissing`, `BuildMissing`, `NodesUnreachable`, `OtherChain`, `NotConfirmed`; as readPlanFile, openSigner
 * and deployLedger.
 */
export async function deploy(input: DeployInput, context: Context, stalledSeconds?: number): Promise<Answer> {
  const profile = await readProfile(context.profile);
  const plan = await readPlanFile(input.plan);
  const artifacts = await readBuild();
  const store = fileStore(profile.deployment);
  const record = await store.load();
  if (record?.completed === true && isOf(record, plan)) return answer(record, profile, "before");

  const key = keyOf(input, profile);
  if (!key) throw keyMissing(context.profile);
  const account = await accountOf(key);
  const nodes = new Nodes({
    urls: profile.nodes,
    chain: await chainOf(profile.nodes, record),
    note: context.io.note,
    watch: context.watch,
    signal: context.signal,
  });
  try {
    await demandConfirmed(plan, account, nodes, record, context);
    if (context.dryRun) return answer(record, profile, "tried");
    const signer = await openSigner(key, { askSecret: context.io.askSecret, provider: nodes });
    const release = await holdAccount(profile.journal, account, { note: context.io.note, signal: context.signal });
    try {
      const made = await run(signer, { plan, artifacts, store, record, nodes, context, stalledSeconds });
      return answer(made, profile, "done");
    } finally {
      await release();
    }
  } finally {
    nodes.destroy();
  }
}

/** What is read of a plan twice is the same plan, whatever its file looked like. */
function isOf(record: DeploymentRecord, plan: DeploymentPlan): boolean {
  return JSON.stringify(record.plan) === JSON.stringify(plan);
}

function keyOf({ keystore, passwordFile }: DeployInput, profile: Profile): KeySettings | undefined {
  if (keystore === undefined) return profile.key;
  return {
    keystore: path.resolve(keystore),
    ...(passwordFile === undefined ? {} : { passwordFile: path.resolve(passwordFile) }),
  };
}

/** Before there is a deployment's file, the chain is the one that the first node which answers is on. */
async function chainOf(urls: readonly string[], record: DeploymentRecord | null): Promise<ChainIdentity> {
  const reasons = new Map<string, string>();
  for (const url of urls) {
    const found = await probe(url);
    if ("chain" in found) {
      if (record && !isSameChain(record, found.chain)) throw otherChain(found.host, record, found.chain);
      return found.chain;
    }
    reasons.set(found.host, found.reason);
  }
  throw unreachable(reasons);
}

async function demandConfirmed(
  plan: DeploymentPlan,
  account: string,
  nodes: Nodes,
  record: DeploymentRecord | null,
  { io, dryRun, yes }: Context,
): Promise<void> {
  for (const grid of planGrids(plan)) io.note(gridText(grid));
  const chain = nodes.chain.chainId;
  io.note({
    en: `${account} deploys it on chain ${chain}, through ${nodes.host}, and keeps no right.`,
    zh: `由 ${account} 通过节点 ${nodes.host} 部署到链 ${chain}，部署账户不保留任何权限。`,
  });
  if (record) {
    const done = Object.keys(record.contracts).length;
    io.note({
      en: `An earlier run began it: ${done} of ${CONTRACTS.length} contracts are there. It is gone on with.`,
      zh: `此前的运行已开始部署：${CONTRACTS.length} 个合约中已有 ${done} 个。将从中断处继续。`,
    });
  }
  if (dryRun || yes) return;
  if (await io.confirm({ en: "Deploy this ledger?", zh: "确认部署此账本吗？" })) return;
  throw new TongduiError("NotConfirmed", { en: "Nothing was sent.", zh: "未发送任何内容。" });
}

interface Run {
  readonly plan: DeploymentPlan;
  readonly artifacts: Awaited<ReturnType<typeof readBuild>>;
  readonly store: ReturnType<typeof fileStore>;
  readonly record: DeploymentRecord | null;
  readonly nodes: Nodes;
  readonly context: Context;
  readonly stalledSeconds: number | undefined;
}

async function run(
  signer: Signer,
  { plan, artifacts, store, record, nodes, context, stalledSeconds }: Run,
): Promise<DeploymentRecord> {
  const { gasPrice } = await feesFor(nodes, await signer.getAddress());
  const price = gasPrice ?? (await nodes.getFeeData()).gasPrice ?? 0n;
  const districts = plan.districts.length;
  // The contracts, a Safe a district and one more, the districts, roles a district and for the consortium, the hand-over.
  const steps = CONTRACTS.length + (districts + 1) + districts + (districts + 1) + 1;
  const done = Object.keys(record?.contracts ?? {}).length + Object.keys(record?.safes ?? {}).length;
  const progress = context.io.progress({ en: "Deploying", zh: "部署" }, Math.max(0, steps - done));
  try {
    return await deployLedger({
      deployer: signer,
      plan,
      artifacts,
      store,
      commit: await commitHere(),
      gasPrice: BigInt(price),
      stalledSeconds,
      stalled: (block) => context.io.note(stalledAt(block)),
      report: ({ step, address }) => {
        progress.add(1);
        context.io.note({ en: `✓ ${step} ${address ?? ""}`.trimEnd(), zh: `✓ ${step} ${address ?? ""}`.trimEnd() });
      },
    });
  } finally {
    progress.end();
  }
}

function answer(record: DeploymentRecord | null, profile: Profile, end: "done" | "before" | "tried"): Answer {
  const file = shown(profile.deployment);
  return {
    data: {
      end,
      deployment: profile.deployment,
      network: record?.network ?? null,
      chainId: record?.chainId ?? null,
      edition: record?.contracts.edition?.address ?? null,
    },
    parts: [OUTCOMES[end](file), ...(end === "tried" ? [] : NEXT)],
  };
}

const OUTCOMES = {
  done: (file: string): Part => ({
    en: `✓ The ledger is deployed and handed over. Its deployment's file is ${file}.`,
    zh: `✓ 账本已部署并完成移交。部署文件为 ${file}。`,
  }),
  before: (file: string): Part => ({
    en: `✓ The ledger was deployed and handed over before: ${file}.`,
    zh: `✓ 账本此前已部署并移交：${file}。`,
  }),
  tried: (file: string): Part => ({
    en: `· It would be deployed, and written down in ${file}.`,
    zh: `· 将进行部署，并记录于 ${file}。`,
  }),
} as const;

const NEXT: Part[] = [
  {
    en: "Give this file to every office: it holds nothing secret. Whoever gets it checks it: tongdui deploy verify",
    zh: "请将该文件发给各单位，其中不含保密内容。收到后请核验：tongdui deploy verify",
  },
  {
    en: "In the first five days officers who are appointed hold their duty at once; later, after the grant delay. See tongdui officer --help",
    zh: "最初五天内任命的人员立即生效，此后须经过等待期。参见 tongdui officer --help",
  },
];
