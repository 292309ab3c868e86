/**
 * Reads a deployment back from the chain and compares everything that matters with its file and with the build.
 *
 * It judges the chain by the file. What was changed since on purpose, another official, another Operator or another district, shows as a
 * difference until the file says so too (current.ts).
 *
 * ASSUMPTION. The node that is asked tells the truth, and all of it: a node that hides an event can hide a role. Ask one's own.
 */
import type { Provider } from "ethers";
import type { Deployment } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Artifacts } from "./artifacts.ts";
import { isHolding, type Check, type Fact } from "./checks.ts";
import { verifyContracts } from "./verifyContracts.ts";
import { verifyDistricts } from "./verifyDistricts.ts";
import { verifyRoles } from "./verifyRoles.ts";
import { verifySafes } from "./verifySafes.ts";

export interface VerifyOptions {
  readonly provider: Provider;
  readonly deployment: Deployment;
  readonly artifacts: Artifacts;
  /** The block to read at; the newest if it is not given. */
  readonly block?: number;
}

/** One reading of the chain, all of it at one block. */
export interface Reading extends VerifyOptions {
  readonly block: number;
  /** That block's time, in Unix seconds. */
  readonly time: bigint;
}

export interface Findings {
  readonly checks: Check[];
  readonly facts: Fact[];
}

export interface Verification extends Findings {
  /** The block at which everything was read. */
  readonly block: { readonly number: number; readonly hash: string };
  /** The checks that do not hold. */
  readonly differences: Check[];
}

/** Compares, and gives back every check, right or wrong. */
export async function verifyDeployment(options: VerifyOptions): Promise<Verification> {
  const { provider, deployment } = options;
  const number = options.block ?? (await provider.getBlockNumber());
  const [newest, first, { chainId }] = await Promise.all([
    provider.getBlock(number),
    provider.getBlock(0),
    provider.getNetwork(),
  ]);
  const reading: Reading = { ...options, block: number, time: BigInt(newest?.timestamp ?? 0) };

  const checks: Check[] = [
    { subject: "network", aspect: "chain", expected: String(deployment.chainId), actual: String(chainId) },
    { subject: "network", aspect: "genesis", expected: deployment.genesis, actual: first?.hash ?? "none" },
  ];
  const facts: Fact[] = [];
  // On another chain every further check would fail and say nothing more.
  if (checks.every(isHolding)) {
    for (const verify of [verifyContracts, verifySafes, verifyDistricts, verifyRoles]) {
      const findings = await verify(reading);
      checks.push(...findings.checks);
      facts.push(...findings.facts);
    }
  }
  const differences = checks.filter((check) => !isHolding(check));
  return { block: { number, hash: newest?.hash ?? "" }, checks, differences, facts };
}

/**
 * Refuses a deployment in which anything differs.
 *
 * @throws TongduiError `DeploymentDiffers`; `verification.differences` has the details.
 */
export function demandVerified({ differences }: Pick<Verification, "differences">): void {
  if (differences.length === 0) return;
  const list = differences.map(({ subject, aspect }) => `${subject} (${aspect})`).join(", ");
  throw new TongduiError("DeploymentDiffers", {
    en: `The chain differs from the deployment's file: ${list}. This ledger must not be used.`,
    zh: `链上状态与部署文件不符：${list}。不得使用此账本。`,
  });
}
