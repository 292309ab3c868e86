/** Whether an account has signed, as the ledger's Signatures.sol sees it: plain first, then by asking a wallet that is a contract. */
import { Contract, getAddress, isHexString, recoverAddress, Signature, type Provider } from "ethers";

const WALLET_GAS = 100_000n;
const AGREES = "0x1626ba7e";
const ERC_1271 = ["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"];

/** Longer ones no wallet asks for. */
const MOST_BYTES = 8_192;

/** @param digest 32 bytes. @param signature any text; what is not a signature is nobody's. */
export async function hasSigned(
  provider: Provider,
  account: string,
  digest: string,
  signature: string,
): Promise<boolean> {
  if (!isHexString(signature, true) || signature.length > 2 + 2 * MOST_BYTES) return false;
  if (isPlain(account, digest, signature)) return true;
  if ((await provider.getCode(account)) === "0x") return false;
  const wallet = new Contract(account, ERC_1271, provider);
  try {
    const answer: unknown = await wallet.getFunction("isValidSignature")(digest, signature, { gasLimit: WALLET_GAS });
    return answer === AGREES;
  } catch (error) {
    // A wallet that reverts, or answers something else, does not agree. A node that does not answer is another matter.
    const { code } = error as { code?: unknown };
    if (code === "CALL_EXCEPTION" || code === "BAD_DATA") return false;
    throw error;
  }
}

function isPlain(account: string, digest: string, signature: string): boolean {
  try {
    if (!isHexString(signature, 65) || Signature.from(signature).serialized !== signature.toLowerCase()) return false;
    return recoverAddress(digest, signature) === getAddress(account);
  } catch {
    return false;
  }
}
