import type { Context } from "mocha";
import { beginFile } from "./world.ts";

// Hardhat has its workers' TypeScript read by tsx. What tests start is to run as it does everywhere: on Node alone, which is quicker too.
delete process.env["NODE_OPTIONS"];

/** What mocha does in each of its processes, by the `require` of hardhat.config.ts. */
export const mochaHooks = {
  async beforeEach(this: Context): Promise<void> {
    await beginFile(this.currentTest?.file);
  },
};
