/** The interface's description, from the schemas that hold it. */
import { z } from "zod";
import type { Route } from "./route.ts";

const REFUSED = {
  description: "What was asked for is wrong, in one sentence",
  ...json(z.object({ error: z.string() })),
};

export function openApi(routes: readonly Route[]): object {
  return {
    components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "The index's key" } } },
    security: [{}, { key: [] }],
    openapi: "3.1.0",
    info: {
      title: "Tongdui: what the ledger of innovation vouchers says",
      version: "1",
      description:
        "Amounts are fen as digits, days are dates in Shanghai, ids are as people write them. Lists go on where `next` says: give it as `after`. Each answer's ETag holds until the next block. What a district does not publish is null, but for who has the index's key.",
    },
    paths: Object.fromEntries(
      routes.map((route) => [route.path.replaceAll(/:(\w+)/g, "{$1}"), { get: operation(route) }]),
    ),
  };
}

function operation({ summary, params, query, answer, list, fullOnly }: Route): object {
  const good = { description: "Found", ...json(answer) };
  return {
    summary,
    ...(fullOnly && { security: [{ key: [] }] }),
    parameters: [...parameters(params, "path"), ...parameters(query, "query")],
    responses: {
      200: list ? { ...good, content: { ...good.content, "text/csv": { schema: { type: "string" } } } } : good,
      304: { description: "Nothing has changed since the given ETag" },
      400: REFUSED,
      401: REFUSED,
      ...(list ? {} : { 404: REFUSED }),
      429: REFUSED,
      503: REFUSED,
    },
  };
}

function parameters(schema: z.ZodObject, place: "path" | "query"): object[] {
  return Object.entries(schema.shape).map(([name, one]) => {
    const { description, ...rest } = z.toJSONSchema(one, { io: "input" });
    delete rest.$schema;
    return {
      name,
      in: place,
      required: place === "path",
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

/** As JSON, unless the schema names another form. */
function json(schema: z.ZodType) {
  const rest = z.toJSONSchema(schema);
  delete rest.$schema;
  return { content: { [rest.contentMediaType ?? "application/json"]: { schema: rest } } };
}
