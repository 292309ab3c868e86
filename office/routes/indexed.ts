/** The index, for those who are signed in: with the office's key for what is theirs, as everybody sees it for the rest. */
import { z } from "zod";
import { notFound, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import { isKnown, isTheirs, type Question } from "../indexed/theirs.ts";
import type { Office } from "../office.ts";

const LONGEST_MILLISECONDS = 60_000;
const PASSED_ON = ["Content-Type", "Content-Disposition", "ETag", "X-Next", "Retry-After"];

/** Parameters are the index's own; it refuses what it does not know. */
const anyQuery = z.record(z.string().max(40), z.string().max(200));

export const indexRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/index/*",
    who: "signed in",
    params: z.object({}),
    query: z.object({}).catchall(z.string().max(200)),
    give: async ({ office, person, request, about, query }) => {
      const path = new URL(request.url).pathname.replace(/^.*?\/index(?=\/)/, "");
      if (!isKnown(path)) throw notFound();
      about(path);
      const question: Question = { path, query: new URLSearchParams(anyQuery.parse(query)) };
      const withKey = await isTheirs(office, person, question, async (of) => json(await ask(office, of, true)));
      const search = question.query.size === 0 ? "" : `?${question.query.toString()}`;
      const answer = await ask(office, `${path}${search}`, withKey, request.headers.get("If-None-Match"));
      const headers = new Headers({ "Cache-Control": "no-cache" });
      for (const name of PASSED_ON) {
        const value = answer.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      return new Response(answer.body, { status: answer.status, headers });
    },
  }),
];

/** @throws Refusal 503 where the office has no index, 502 where it does not answer. */
async function ask(
  { index }: Pick<Office, "index">,
  question: string,
  withKey: boolean,
  ifNoneMatch?: string | null,
): Promise<Response> {
  if (!index) throw new Refusal(503, "NoIndex", NO_INDEX);
  const headers = new Headers();
  if (withKey) headers.set("Authorization", `Bearer ${index.key}`);
  if (ifNoneMatch) headers.set("If-None-Match", ifNoneMatch);
  try {
    return await fetch(`${index.url.replace(/\/$/, "")}${question}`, {
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
    });
  } catch {
    throw new Refusal(502, "IndexAway", { en: "The index does not answer.", zh: "索引服务没有应答。" });
  }
}

async function json(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  await response.body?.cancel();
  return undefined;
}

const NO_INDEX = { en: "This office was started without the index.", zh: "该办公系统启动时未接入索引服务。" };
