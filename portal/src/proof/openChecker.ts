import type { Checker } from "./checking.ts";
import type { Told } from "./messages.ts";

/** A worker of the page's own. */
export function openChecker(): Checker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return {
    listen(told, failed) {
      worker.onmessage = ({ data }: MessageEvent<Told>) => told(data);
      worker.onerror = failed;
      worker.onmessageerror = failed;
    },
    ask: (asked) => worker.postMessage(asked),
    end: () => worker.terminate(),
  };
}
