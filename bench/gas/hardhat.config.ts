/** Builds the peers with the ledger's own compiler and settings, apart from the ledger: `hardhat --config` names this file. */
import { defineConfig } from "hardhat/config";
import ledger, { compiler } from "../../hardhat.config.ts";

export default defineConfig({
  ...ledger,
  paths: { sources: "bench/gas/contracts", artifacts: "cache/bench/artifacts", cache: "cache/bench" },
  solidity: { profiles: { default: compiler } },
  typechain: { outDir: "cache/bench/types" },
});
