/** The HTTP interface. */
import { db } from "ponder:api";
import schema from "ponder:schema";
import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { graphql } from "ponder";
import { readSettings } from "../../settings.ts";
import { changeRoutes } from "./changes.ts";
import { eligibilityRoutes } from "./eligibility.ts";
import { enterpriseRoutes } from "./enterprises.ts";
import { hasKey } from "./face.ts";
import { feedRoutes } from "./feed/feed.ts";
import { funnelRoutes } from "./funnel.ts";
import { headRoutes } from "./head.ts";
import { rateLimit, weightOf } from "./limits.ts";
import { listRoutes } from "./lists.ts";
import { milestoneRoutes } from "./milestones.ts";
import { keepWatching } from "./nodes.ts";
import { matchRoutes } from "./matches.ts";
import { noticeRoutes } from "./notices.ts";
import { openApi } from "./openapi.ts";
import { orderRoutes } from "./orders.ts";
import { partyRoutes } from "./parties.ts";
import { paymentRoutes } from "./payments.ts";
import { pictureRoutes } from "./pictures.ts";
import { postRoutes } from "./posts.ts";
import { searchRoutes } from "./search.ts";
import { programRoutes } from "./programs.ts";
import { keepAsking } from "./published.ts";
import { proposalRoutes } from "./proposals.ts";
import { faultOf } from "../../../client/observing/log.ts";
import { figures, figuresNow, keepFollowing, log } from "./observing.ts";
import { keepComparing, readiness } from "./readiness.ts";
import { keyOnly, Refusal, serve } from "./route.ts";
import { suggestionRoutes } from "./suggestions.ts";
import { keepReading } from "./texts.ts";
import { totalRoutes } from "./totals.ts";
import { listen } from "./server.ts";
import { voucherRoutes } from "./vouchers.ts";

const routes = [
  ...headRoutes,
  ...voucherRoutes,
  ...changeRoutes,
  ...pictureRoutes,
  ...orderRoutes,
  ...paymentRoutes,
  ...listRoutes,
  ...programRoutes,
  ...partyRoutes,
  ...enterpriseRoutes,
  ...eligibilityRoutes,
  ...postRoutes,
  ...matchRoutes,
  ...searchRoutes,
  ...suggestionRoutes,
  ...noticeRoutes,
  ...proposalRoutes,
  ...totalRoutes,
  ...funnelRoutes,
  ...milestoneRoutes,
  ...feedRoutes,
];
const description = openApi(routes);

/** A question has at most so many words, so deep, and names nothing more often under other names. */
const GRAPHQL_LIMITS = { maxOperationTokens: 500, maxOperationDepth: 8, maxOperationAliases: 5 };

const settings = await readSettings();
const app = new Hono();
app.use(async (context, next) => {
  const began = performance.now();
  await next();
  const milliseconds = performance.now() - began;
  const route = matchedRoutes(context).find(({ path }) => !path.endsWith("*"))?.path ?? "other";
  const { status } = context.res;
  figures.answered(route, status, milliseconds);
  log.info("request", { route, status, ms: Math.round(milliseconds) });
});
app.get("/health", (context) => context.text(""));
app.get("/ready", (context) => {
  const now = readiness();
  return context.json(now, now.ready ? 200 : 503);
});
const trusts = (authorization: string | undefined): boolean => settings.trustedProxy || hasKey(authorization);
app.use(rateLimit(settings.rate, trusts, weightOf));
app.get("/openapi.json", (context) => context.json(description));
for (const route of routes) serve(app, route);
app.post("/graphql", keyOnly, graphql({ db, schema }, GRAPHQL_LIMITS));
app.all("*", (context) => context.json({ error: "There is nothing at this address." }, 404));
app.onError((error, context) => {
  if (error instanceof Refusal) return context.json({ error: error.message }, error.status);
  figures.failed("Fault");
  log.error("fault", faultOf(error));
  return context.json({ error: "The index could not answer." }, 500);
});
await keepAsking();
keepReading();
keepComparing();
keepWatching();
if (settings.figures) keepFollowing();
await listen({ app, settings, log, figures: figuresNow });

/** Ponder's own server has nothing of ours. */
export default new Hono();
