/** What stands behind the portal, looked at when it is started. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { hostOf, reasonOf } from "../../client/nodes.ts";
import { fromNowOn } from "../../client/starting/waiting.ts";
import type { Text } from "../../client/text/text.ts";
import { readTrustRoot, Refusal } from "../../verifier/index.ts";

const ASKING_MS = 5_000;

/** @throws TongduiError `TrustRootUnreadable`. */
export function demandTrustRoot(file: string, text: string): void {
  try {
    readTrustRoot(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new TongduiError(
      "TrustRootUnreadable",
      {
        en: `${shown(file)} is not a trust root that can be used: ${error.en}`,
        zh: `${shown(file)} 不是可用的信任根：${error.zh}`,
      },
      { hint: { en: "Get the file anew from where it is published.", zh: "请从公布处重新获取该文件。" } },
    );
  }
}

/** Looks after the index until the process ends; whoever started the portal is told once that it is lost, and once that it is back. */
export async function watchIndex(url: string): Promise<never> {
  return fromNowOn(async () => missing(url), { en: "The index answers now.", zh: "索引服务已有应答。" });
}

async function missing(url: string): Promise<Text | undefined> {
  const host = hostOf(url);
  try {
    const { status } = await fetch(`${url.replace(/\/$/, "")}/head`, { signal: AbortSignal.timeout(ASKING_MS) });
    // 503 while it catches up, 429 where it has just answered others as often as it does.
    if ([200, 429, 503].includes(status)) return undefined;
    return { en: `At ${host} is no index: it answers ${status}.`, zh: `${host} 不是索引服务：返回 ${status}。` };
  } catch (error) {
    const why = reasonOf(error);
    return { en: `The index at ${host} does not answer (${why}).`, zh: `位于 ${host} 的索引服务无应答（${why}）。` };
  }
}
