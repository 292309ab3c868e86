/** How far a replay has come, for the person who waits for it and may stop it. */
import { interrupted } from "../chain/accountLock.ts";
import type { Context } from "../cli/context.ts";

export interface ReplayProgress {
  /** @throws TongduiError `Interrupted` where the person asked to stop. */
  readonly passed: (blocks: number) => void;
  readonly end: () => void;
}

/** @param blocks as many as are to be replayed. */
export function replayProgress(
  { io, signal, watch }: Pick<Context, "io" | "signal" | "watch">,
  blocks: number,
): ReplayProgress {
  const progress = io.progress({ en: "Replaying blocks", zh: "重放区块" }, blocks);
  watch("to do", { items: blocks });
  return {
    passed: (count) => {
      if (signal.aborted) throw interrupted();
      progress.add(count);
      watch("done", { items: count });
    },
    end: progress.end,
  };
}
