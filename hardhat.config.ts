import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";
import type { EdrNetworkUserConfig, SingleVersionSolidityUserConfig } from "hardhat/types/config";

import strictBuild from "./hardhat.plugin.ts";

// A public ledger's tools report to nobody.
process.env.HARDHAT_DISABLE_TELEMETRY = "true";

// The compiler is the one in node_modules: nothing is downloaded, and package-lock.json says which bytes it has.
export const compiler: SingleVersionSolidityUserConfig = {
  version: "0.8.37",
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
  isolated: false,
  toolVersionsInBuildInfo: true,
  settings: {
    optimizer: { enabled: true, runs: 200 },
    viaIR: false,
    evmVersion: "cancun",
    metadata: { bytecodeHash: "ipfs" },
    outputSelection: { "*": { "*": ["metadata", "storageLayout"] } },
  },
};

// Besu's rules and free gas. Code over 24 KiB is refused, except under --coverage, where Hardhat lets instrumented code grow.
const chain: EdrNetworkUserConfig = {
  type: "edr-simulated",
  chainType: "l1",
  hardfork: "cancun",
  chainId: 31337,
  initialBaseFeePerGas: 0,
  gasPrice: 0,
};

export default defineConfig({
  plugins: [toolbox, strictBuild],
  paths: { sources: "contracts", tests: { mocha: "test", solidity: "test" } },
  solidity: {
    // What is tested is what is deployed: both profiles are one.
    profiles: { default: compiler, production: compiler },
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@safe-global/safe-smart-account/contracts/Safe.sol",
      "@safe-global/safe-smart-account/contracts/proxies/SafeProxyFactory.sol",
      "@safe-global/safe-smart-account/contracts/handler/CompatibilityFallbackHandler.sol",
      "@safe-global/safe-smart-account/contracts/libraries/MultiSendCallOnly.sol",
    ],
  },
  networks: { default: chain, node: chain },
  // Files run side by side, each process with chains of its own; one more than there are processors, for there is always one that waits.
  test: {
    // How many calls and runs a test makes stands beside it; a failing story is shortened for seconds, not for minutes.
    solidity: { invariant: { shrinkRunLimit: 100 } },
    mocha: {
      // Whatever else the machine does.
      timeout: 300_000,
      forbidPending: true,
      parallel: true,
      jobs: availableParallelism() + 1,
      require: [fileURLToPath(import.meta.resolve("./test/support/hooks.ts"))],
    },
  },
  typechain: { outDir: "typechain-types", tsNocheck: true },
});
