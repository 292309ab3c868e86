import { fileURLToPath } from "node:url";
import type * as Hardhat from "hardhat";

/** Hardhat looks for its settings from the folder in which it is started, which may be anybody's. */
export async function hardhat(): Promise<typeof Hardhat> {
  process.env["HARDHAT_CONFIG"] ??= fileURLToPath(new URL("../../hardhat.config.ts", import.meta.url));
  return import("hardhat");
}

/** As `npm run build` does: compiles the contracts and makes `typechain-types/`, unless they are of the same sources already. */
export async function build(): Promise<void> {
  const { tasks } = await hardhat();
  await tasks.getTask("build").run({ quiet: true });
}
