import { ZeroAddress, type ContractTransactionReceipt, type Provider, type Signer } from "ethers";
import { Safe__factory } from "../../typechain-types/index.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { encodeApprovals, type Approval } from "./approval.ts";
import type { SafePlace, SafeProposal } from "./transaction.ts";

/** A Safe with the nonce of its next transaction. */
export async function safePlace(safe: string, provider: Provider): Promise<SafePlace> {
  const [{ chainId }, nonce] = await Promise.all([
    provider.getNetwork(),
    Safe__factory.connect(safe, provider).nonce(),
  ]);
  return { chainId: Number(chainId), safe, nonce: Number(nonce) };
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
): Promise<ContractTransactionReceipt> {
  const { safe, to, data, operation } = proposal;
  const signatures = encodeApprovals(proposal, approvals);
  const transaction = await Safe__factory.connect(safe, sender).execTransaction(
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
    { type: 0, gasPrice },
  );
  const receipt = await transaction.wait();
  if (receipt) return receipt;
  throw new TongduiError("ProposalWithoutEffect", {
    en: `The transaction ${transaction.hash} is in no block.`,
    zh: `交易 ${transaction.hash} 未进入区块。`,
  });
}
