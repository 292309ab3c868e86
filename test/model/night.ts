/** Plays the model's runs for a whole night: `npm run test:model -- --minutes 60`, with --seed and --runs where they matter. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

function main(): void {
  const { values } = parseArgs({
    options: { minutes: { type: "string" }, seed: { type: "string" }, runs: { type: "string" } },
  });
  const asked = { ...process.env };
  for (const [name, value] of Object.entries(values)) asked[`TONGDUI_MODEL_${name.toUpperCase()}`] = value;
  const test = ["test", "mocha", "--network", "default", "test/model/model.test.ts"];
  const { status } = spawnSync("hardhat", test, { stdio: "inherit", env: asked });
  process.exitCode = status ?? 1;
}

// The test runner loads every file of this folder.
if (import.meta.main) main();
