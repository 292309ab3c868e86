import { keccak256, type Provider } from "ethers";
import { CONTRACTS, type Deployment } from "../deployment.ts";
import type { Check } from "./checks.ts";

/**
 * The codes of all contracts and Safes against the hashes in the deployment's file: quick, and possible without the build. That the
 * file itself is right, verifyDeployment shows.
 *
 * @param block at which is read; the newest if it is not given.
 */
export async function verifyCodeHashes(
  provider: Provider,
  { contracts, safes }: Pick<Deployment, "contracts" | "safes">,
  block?: number,
): Promise<Check[]> {
  const made = [
    ...CONTRACTS.map((name) => ({ subject: name, ...contracts[name] })),
    ...Object.entries(safes).map(([key, safe]) => ({ subject: `safe ${key}`, ...safe })),
  ];
  return Promise.all(
    made.map(async ({ subject, address, codeHash }): Promise<Check> => {
      const actual = keccak256(await provider.getCode(address, block));
      return { subject, aspect: "codeHash", expected: codeHash, actual };
    }),
  );
}
