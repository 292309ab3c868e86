/** A route: what it takes, what it gives, and how the two are held and documented by the same schemas. */
import { createHash } from "node:crypto";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { z } from "zod";
import { csvOf } from "../../../client/text/csv.ts";
import { faceFor, hasKey, type Face } from "./face.ts";
import { indexedBlock, type Height } from "./height.ts";
import { LIMIT, MOST } from "./words.ts";

type Shape = z.ZodRawShape;
type Out<S extends Shape> = z.output<z.ZodObject<S>>;

/** Where a list goes on: the last item's key, as `after` takes it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Common {
  readonly path: `/${string}`;
  readonly summary: string;
  /** Of what only a key opens. */
  readonly fullOnly?: true;
  /** On what the answer hangs beside its block and face. */
  readonly more?: () => string;
}

/** The state of the tables that an answer is of, and whom it is for. */
export interface Asking extends Height {
  readonly face: Face;
}

/** Any route, as it is registered and documented. */
export interface Route extends Common {
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly answer: z.ZodType;
  readonly list: boolean;
  readonly respond: (context: Context, asking: Asking) => Promise<Response>;
}

/** Of an address under which there is nothing. */
export const NOTHING = "The ledger has nothing under this number.";

/** What a person asked for is wrong, or is not there. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 404;

  constructor(status: 400 | 401 | 404, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** One thing. @param give undefined where there is none. */
export function one<P extends Shape, A extends z.ZodType>(
  route: Common & { params: P; answer: A; give: (params: Out<P>, asking: Asking) => Promise<z.input<A> | undefined> },
): Route {
  const [params, query] = [z.strictObject(route.params), z.strictObject({})];
  return {
    ...route,
    params,
    query,
    list: false,
    respond: async (context, asking) => {
      taken(query, queryOf(context));
      const found = await route.give(taken(params, context.req.param()), asking);
      if (found === undefined) throw new Refusal(404, NOTHING);
      return context.json(found);
    },
  };
}

/** A text of another form than JSON. Who has the same text already, of whichever block, is not sent it again. */
export function text<Q extends Shape>(
  route: Common & { query: Q; media: string; give: (asked: Out<Q>, asking: Asking) => Promise<string> },
): Route {
  const [params, query] = [z.strictObject({}), z.strictObject(route.query)];
  return {
    ...route,
    params,
    query,
    answer: z.string().meta({ contentMediaType: route.media }),
    list: false,
    respond: async (context, asking) => {
      const body = await route.give(taken(query, queryOf(context)), asking);
      const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
      context.header("ETag", tag);
      if (context.req.header("If-None-Match") === tag) return context.body(null, 304);
      return context.body(body, 200, { "Content-Type": `${route.media}; charset=utf-8` });
    },
  };
}

const SVG = "image/svg+xml";

/** A picture. @param give SVG; undefined where there is none. */
export function picture<P extends Shape>(
  route: Common & { params: P; give: (params: Out<P>, asking: Asking) => Promise<string | undefined> },
): Route {
  const [params, query] = [z.strictObject(route.params), z.strictObject({})];
  return {
    ...route,
    params,
    query,
    answer: z.string().meta({ contentMediaType: SVG }),
    list: false,
    respond: async (context, asking) => {
      taken(query, queryOf(context));
      const svg = await route.give(taken(params, context.req.param()), asking);
      if (svg === undefined) throw new Refusal(404, "There is no picture under this number.");
      return context.body(svg, 200, { "Content-Type": SVG });
    },
  };
}

/** A list, page by page or as CSV. */
export function list<P extends Shape, Q extends Shape, I extends Shape>(
  route: Common & {
    params: P;
    query: Q;
    item: I;
    give: (asked: Out<P> & Out<Q>, limit: number, asking: Asking) => Promise<Page<z.input<z.ZodObject<I>>>>;
  },
): Route {
  const [params, query, item] = [z.strictObject(route.params), z.strictObject(route.query), z.object(route.item)];
  return {
    ...route,
    params,
    query,
    answer: z.object({ items: z.array(item), next: z.string().nullable().meta({ description: "What `after` takes" }) }),
    list: true,
    respond: async (context, asking) => {
      const asked = taken(query, queryOf(context)) as Out<Q> & { limit?: number; format?: string };
      const csv = asked.format === "csv";
      const most = csv ? MOST.rows : MOST.items;
      if (asked.limit !== undefined && asked.limit > most)
        throw new Refusal(400, `The parameter "limit" must be ${LIMIT}.`);
      const page = await route.give(
        { ...taken(params, context.req.param()), ...asked },
        asked.limit ?? (csv ? most : 50),
        asking,
      );
      if (!csv) return context.json(page);
      if (page.next !== null) context.header("X-Next", page.next);
      context.header(
        "Content-Disposition",
        `attachment; filename="${route.path.slice(1).replaceAll(/\W+/g, "-")}.csv"`,
      );
      return context.body(csvOf(Object.keys(route.item), page.items), 200, {
        "Content-Type": "text/csv; charset=utf-8",
      });
    },
  };
}

/** Serves a route, unless whoever asks has the answer of this block and face already. */
export function serve(app: Hono, route: Route): void {
  app.get(route.path, async (context) => {
    const face = faceOf(context);
    if (route.fullOnly) demandKey(face);
    const height = await indexedBlock();
    if (height === undefined) {
      context.header("Retry-After", "5");
      return context.json({ error: "The index is catching up with the ledger and answers shortly." }, 503);
    }
    const { pathname, search } = new URL(context.req.url);
    const asked = createHash("sha256").update(`${pathname}${search}`).digest("base64url");
    const more = route.more === undefined ? "" : `-${route.more()}`;
    const tag = `W/"${height.block}-${face.tag}-${asked.slice(0, 16)}${more}"`;
    context.header("ETag", tag);
    context.header("Cache-Control", face.full ? "private, no-cache" : "no-cache");
    context.header("Vary", "Authorization");
    if (context.req.header("If-None-Match") === tag) return context.body(null, 304);
    return route.respond(context, { ...height, face });
  });
}

/** Lets nobody pass who has no key. */
export const keyOnly: MiddlewareHandler = async (context, next) => {
  demandKey(faceOf(context));
  return next();
};

function demandKey({ full }: Face): void {
  if (!full) throw new Refusal(401, "Only the index's key opens this address.");
}

/** The face that a request is shown. @throws Refusal for a key that is none: whoever has one wants to see everything. */
function faceOf(context: Context): Face {
  const authorization = context.req.header("Authorization");
  if (authorization === undefined) return faceFor(false);
  if (!hasKey(authorization)) throw new Refusal(401, "This is not the index's key.");
  return faceFor(true);
}

/** @throws Refusal which says which parameter is wrong, and what it must be. */
function taken<S extends z.ZodObject>(schema: S, given: Record<string, unknown>): z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === "unrecognized_keys") {
    const known = Object.keys(schema.shape);
    const hint = known.length === 0 ? "This address takes none" : `There are ${known.join(", ")}`;
    throw new Refusal(400, `There is no parameter ${JSON.stringify(issue.keys[0]?.slice(0, 40))}. ${hint}.`);
  }
  throw new Refusal(400, `The parameter "${String(issue?.path[0])}" must be ${issue?.message ?? "another"}.`);
}

/** @throws Refusal for a parameter that is given twice. */
function queryOf(context: Context): Record<string, string> {
  const pairs = Object.entries(context.req.queries()).map(([name, values]): [string, string] => {
    if (values.length !== 1)
      throw new Refusal(400, `The parameter ${JSON.stringify(name.slice(0, 40))} is given twice.`);
    return [name, values[0] as string];
  });
  return Object.fromEntries(pairs);
}
