import type { BaseContract } from "ethers";
import { Outcomes } from "../../client/outcome.ts";
import type { Reading } from "./reading.ts";

/**
 * What a contract answers to a question; what it refuses the answer for is said in a sentence.
 *
 * @throws TransactionRefused with the ledger's error; as the nodes.
 */
export async function asked<T>(
  { nodes, ledger }: Pick<Reading, "nodes" | "ledger">,
  contract: BaseContract,
  question: Promise<T>,
): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const to = await contract.getAddress();
    throw await new Outcomes(nodes, Object.values(ledger)).explain({ to }, error);
  }
}
