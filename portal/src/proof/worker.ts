/** The checker: runs beside the page, so that no file, however hostile, holds the page up. It answers once; the page then ends it. */
import { check, look } from "./check.ts";
import { download, NotDownloaded } from "./download.ts";
import { TRUST_ROOT, type Asked, type Told } from "./messages.ts";

async function answer({ proof, headers }: Asked): Promise<Told> {
  try {
    const root = await (await download(TRUST_ROOT)).text();
    if (proof === undefined) return look(root);
    return await check(typeof proof === "string" ? await download(proof, headers) : proof, root);
  } catch (error) {
    return { kind: "unchecked", why: error instanceof NotDownloaded ? error.why : UNREADABLE };
  }
}

/** A folder, or a file that was moved since it was chosen. */
const UNREADABLE = {
  en: "This is no file that can be read.",
  zh: "无法读取该文件。",
};

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  void answer(data).then((told) => {
    postMessage(told);
  });
});
