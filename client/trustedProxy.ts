/** What a server behind a portal has to know of it. */
import type { Text } from "./text/text.ts";

/** Whether only one's own proxy can come here, which names its visitors: `TONGDUI_TRUSTED_PROXY=1`. */
export function trustsProxy(): boolean {
  return process.env["TONGDUI_TRUSTED_PROXY"] === "1";
}

/** Longer than a portal keeps a connection that is idle: it would ask on one that was closed a moment before. */
export const IDLE_MILLISECONDS = 75_000;

/** For whoever starts a server without it. Behind a portal, one visitor could use up what all may ask for. */
export const VISITORS_ALIKE: Text = {
  en: "TONGDUI_TRUSTED_PROXY is not set: behind a portal, limits on how often may be asked are for all visitors together.",
  zh: "未设置 TONGDUI_TRUSTED_PROXY：在门户之后，访问频率限制由所有访问者合并计算。",
};
