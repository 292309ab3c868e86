import { dataSlice, getAddress, id, isHexString, keccak256, ZeroAddress } from "ethers";
import { Safe__factory, SafeProxyFactory__factory } from "../../typechain-types/index.ts";
import { safeOf } from "../deployment.ts";
import { answer, sayAccounts, type Check } from "./checks.ts";
import { safeAddressOf, safeKeys } from "./made.ts";
import type { Findings, Reading } from "./verify.ts";

/** Where a Safe keeps what it has no getter for; a proxy's singleton is in slot 0. */
const SLOTS = {
  singleton: "0x0",
  guard: id("guard_manager.guard.address"),
  moduleGuard: id("module_manager.module_guard.address"),
  fallbackHandler: id("fallback_manager.handler.address"),
} as const;

/** The list of modules begins and ends with this address. */
const SENTINEL = "0x0000000000000000000000000000000000000001";

/** Enough for a page: the first module found is one too many. */
const MODULES_A_PAGE = 10;

/** Every Safe: whose code it runs, who owns it, and that nothing has a way around its owners. */
export async function verifySafes(reading: Reading): Promise<Findings> {
  const checks: Check[] = [];
  for (const key of safeKeys(reading.deployment)) checks.push(...(await verifySafe(reading, key)));
  return { checks, facts: [] };
}

async function verifySafe({ provider, deployment, block }: Reading, key: string): Promise<Check[]> {
  const { contracts } = deployment;
  const { address, codeHash, owners, threshold } = safeOf(deployment, key);
  const safe = Safe__factory.connect(address, provider);
  const factory = SafeProxyFactory__factory.connect(contracts.safeProxyFactory.address, provider);
  const at = { blockTag: block };
  const subject = `safe ${key}`;

  const code = await provider.getCode(address, block);
  // The factory's own code was compared with the build; what it creates ends in the proxy's code.
  const creation = await answer(() => factory.proxyCreationCode(at));
  const isProxy = code !== "0x" && creation.includes(code.slice(2));
  const planned = isHexString(creation) ? safeAddressOf(deployment, key, creation) : creation;
  const inSlot = async (slot: string) => getAddress(dataSlice(await provider.getStorage(address, slot, block), 12));
  const modules = answer(async () => {
    const [found, next] = await safe.getModulesPaginated(SENTINEL, MODULES_A_PAGE, at);
    return sayAccounts(next === SENTINEL ? found : [...found, "and more"]);
  });

  return [
    { subject, aspect: "code", expected: "a Safe's proxy", actual: isProxy ? "a Safe's proxy" : "other code" },
    { subject, aspect: "codeHash", expected: codeHash, actual: keccak256(code) },
    { subject, aspect: "singleton", expected: contracts.safeSingleton.address, actual: await inSlot(SLOTS.singleton) },
    // A Safe that was set up otherwise could have an owner whom its list does not show.
    { subject, aspect: "address", expected: address, actual: planned },
    {
      subject,
      aspect: "owners",
      expected: sayAccounts(owners),
      actual: await answer(async () => sayAccounts(await safe.getOwners(at))),
    },
    { subject, aspect: "threshold", expected: String(threshold), actual: await answer(() => safe.getThreshold(at)) },
    { subject, aspect: "modules", expected: "none", actual: await modules },
    { subject, aspect: "guard", expected: ZeroAddress, actual: await inSlot(SLOTS.guard) },
    { subject, aspect: "moduleGuard", expected: ZeroAddress, actual: await inSlot(SLOTS.moduleGuard) },
    {
      subject,
      aspect: "fallbackHandler",
      expected: contracts.fallbackHandler.address,
      actual: await inSlot(SLOTS.fallbackHandler),
    },
  ];
}
