import type { Context } from "mocha";
import { beginFile } from "./world.ts";

/** What mocha does in each of its processes, by the `require` of hardhat.config.ts. */
export const mochaHooks = {
  async beforeEach(this: Context): Promise<void> {
    await beginFile(this.currentTest?.file);
  },
};
