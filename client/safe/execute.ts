import { ZeroAddress, type Provider, type Signer, type TransactionReceipt } from "ethers";
import { Safe__factory } from "../../typechain-types/index.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { encodeApprovals, type Approval } from "./approval.ts";
import type { Call, SafePlace, SafeProposal } from "./transaction.ts";

/** A Safe with the nonce of its next transaction. */
export async function safePlace(safe: string, provider: Provider): Promise<SafePlace> {
  const [{ chainId }, nonce] = await Promise.all([
    provider.getNetwork(),
    Safe__factory.connect(safe, provider).nonce(),
  ]);
  return { chainId: Number(chainId), safe, nonce: Number(nonce) };
}

/**
 * The transaction that carries out a proposal, as anyone may send it.
 *
 * @throws TongduiError `ApprovalWrong`, `ApprovalTwice`.
 */
export function executionOf(proposal: SafeProposal, approvals: readonly Approval[]): Call {
  const { safe, to, data, operation } = proposal;
  const signatures = encodeApprovals(proposal, approvals);
  const execution = Safe__factory.createInterface().encodeFunctionData("execTransaction", [
    to,
    0,
    data,
    operation,
    0,
    0,
    0,
    ZeroAddress,
    ZeroAddress,
    signatures,
  ]);
  return { to: safe, data: execution };
}

/**
 * Carries out a proposal that enough owners approved. Anyone may send it.
 *
 * A refusal by what is called comes through as if it had been called directly.
 *
 * @param sender any account; it needs no role.
 * @param gasPrice in wei; 0 on a chain without fees.
 * @throws TongduiError `ApprovalWrong`, `ApprovalTwice`, `ProposalWithoutEffect`.
 */
export async function executeProposal(
  proposal: SafeProposal,
  approvals: readonly Approval[],
  sender: Signer,
  gasPrice = 0n,
): Promise<TransactionReceipt> {
  const transaction = await sender.sendTransaction({ ...executionOf(proposal, approvals), type: 0, gasPrice });
  const receipt = await transaction.wait();
  if (receipt) return receipt;
  throw new TongduiError("ProposalWithoutEffect", {
    en: `The transaction ${transaction.hash} is in no block.`,
    zh: `交易 ${transaction.hash} 未进入区块。`,
  });
}
