/**
 * Passes requests on to the index and the offices, and nothing else: never to a node, never a key, to each office only its own cookie.
 * What comes back streams through, up to a size and a time.
 */
import { householdOf, type Asked } from "./limits.ts";
import { DATA_CSP } from "./headers.ts";
import { sentence } from "./sentence.ts";

const LONGEST_MS = 120_000;
const MOST_BYTES = 64 * 1_024 * 1_024;

const ASKED = ["accept", "accept-language", "content-type", "if-none-match", "origin"];
const ANSWERED = ["content-type", "content-disposition", "cache-control", "etag", "retry-after", "x-next"];

export interface Behind {
  /** Its address, as http://127.0.0.1:42069. */
  readonly url: string;
  /** Its own path that is asked for: it begins with a slash and has nothing in it that is encoded. */
  readonly path: string;
  /** The one cookie that is handed on, both ways. */
  readonly cookie?: string;
}

/**
 * @param away is told why there is no answer, `BehindAway` or `BehindSlow`.
 * @returns its answer; 502 where it cannot be reached, 504 where it takes too long.
 */
export async function passOn(
  { url, path, cookie }: Behind,
  context: Asked,
  away: (code: string) => void,
): Promise<Response> {
  const address = new URL(url);
  address.pathname = address.pathname.replace(/\/$/, "") + path;
  address.search = new URL(context.req.url).search;
  const hasBody = !["GET", "HEAD"].includes(context.req.method);
  try {
    const answer = await fetch(address, {
      method: context.req.method,
      headers: headersFor(context, cookie),
      redirect: "manual",
      signal: AbortSignal.any([context.req.raw.signal, AbortSignal.timeout(LONGEST_MS)]),
      ...(hasBody && { body: await context.req.arrayBuffer() }),
    });
    const headers = new Headers({ "Content-Security-Policy": DATA_CSP });
    for (const name of ANSWERED) copy(answer.headers, headers, name);
    for (const set of answer.headers.getSetCookie()) {
      if (cookie !== undefined && set.startsWith(`${cookie}=`)) headers.append("set-cookie", set);
    }
    return new Response(answer.body?.pipeThrough(atMost(MOST_BYTES)) ?? null, { status: answer.status, headers });
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") {
      away("BehindSlow");
      return context.json(sentence({ en: "The answer took too long.", zh: "等候答复超时。" }), 504);
    }
    // Who asked may have gone away first.
    if (!context.req.raw.signal.aborted) away("BehindAway");
    return context.json(sentence({ en: "The server behind this address is away.", zh: "后台服务暂时无法连接。" }), 502);
  }
}

function headersFor(context: Asked, cookie: string | undefined): Headers {
  const headers = new Headers({ "X-Forwarded-For": householdOf(context) });
  for (const name of ASKED) copy(context.req.raw.headers, headers, name);
  const own = context.req
    .header("cookie")
    ?.split(/;\s*/)
    .find((one) => cookie !== undefined && one.startsWith(`${cookie}=`));
  if (own !== undefined) headers.set("cookie", own);
  return headers;
}

function copy(from: Headers, to: Headers, name: string): void {
  const value = from.get(name);
  if (value !== null) to.set(name, value);
}

function atMost(most: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > most) controller.error(new Error(`The answer has more than ${most} bytes.`));
      else controller.enqueue(chunk);
    },
  });
}
