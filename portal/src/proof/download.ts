/** Gets files of this site, and no more of one than a proof can have. */
import type { Text } from "../../../client/text/text.ts";

/** Packed; a proof of this site always is. */
const LARGEST = 4 << 20;

/** Why a file did not come, in words. */
export class NotDownloaded extends Error {
  readonly why: Text;

  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}

/** @param address on this site. @throws NotDownloaded */
export async function download(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(address, { cache: "no-cache", headers });
  } catch {
    throw new NotDownloaded(UNREACHABLE);
  }
  if (!response.ok) throw new NotDownloaded((await saidBy(response)) ?? failed(response.status));
  return wholeOf(response);
}

async function wholeOf({ body }: Response): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read().catch(() => broken())) ?? { value: undefined, done: true };
    if (done) return new Blob(pieces);
    pieces.push(value);
    length += value.length;
    if (length > LARGEST) {
      await reader?.cancel();
      throw new NotDownloaded(TOO_LARGE);
    }
  }
}

/** An office says in both languages why it gives no proof. */
async function saidBy(response: Response): Promise<Text | undefined> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== "object" || error === null || !("en" in error) || !("zh" in error)) return undefined;
  const { en, zh } = error;
  return typeof en === "string" && typeof zh === "string" ? { en, zh } : undefined;
}

function broken(): never {
  throw new NotDownloaded(UNREACHABLE);
}

const UNREACHABLE: Text = {
  en: "The file could not be fetched: the connection broke off.",
  zh: "未能取得文件：网络连接中断。",
};
const TOO_LARGE: Text = {
  en: "What came was larger than a proof can be, and was not read on.",
  zh: "收到的内容超出证明文件可能的大小，已停止读取。",
};

function failed(status: number): Text {
  switch (status) {
    case 404:
      return { en: "There is no such file here.", zh: "没有该文件。" };
    case 429:
      return {
        en: "Too many proofs were asked for from your connection. Ask again in a minute.",
        zh: "您的网络索取证明过于频繁，请一分钟后再试。",
      };
    case 502:
    case 503:
    case 504:
      return {
        en: "The district's office does not answer at the moment, so no proof came.",
        zh: "该区的服务器目前没有答复，未能取得证明。",
      };
    default:
      return { en: "The file could not be fetched.", zh: "未能取得文件。" };
  }
}
