/** Demands, offers and matches: contracts/Matching.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { districtOf } from "../../client/ids.ts";
import { noteActive } from "./experiences.ts";
import { dayIn, told } from "./told.ts";

ponder.on("Matching:DemandPosted", async ({ event, context: { db } }) => {
  const { demand: id, terms, by } = event.args;
  const enterprise = BigInt(event.args.enterprise);
  await db.insert(tables.demand).values({
    id,
    enterprise,
    district: Number(districtOf(enterprise)),
    content: terms.content,
    serviceClass: terms.serviceClass,
    sought: terms.district,
    through: terms.through,
    state: "Open",
    answers: 0,
    postedOn: dayIn(event),
    postedBy: by,
  });
});

ponder.on("Matching:OfferPosted", async ({ event, context: { db } }) => {
  const { offer: id, terms, by } = event.args;
  const provider = BigInt(event.args.provider);
  const demand = BigInt(terms.demand) === 0n ? null : terms.demand;
  await db.insert(tables.offer).values({
    id,
    provider,
    district: Number(districtOf(provider)),
    demand,
    content: terms.content,
    serviceClass: terms.serviceClass,
    sought: terms.district,
    through: terms.through,
    state: "Open",
    matches: 0,
    postedOn: dayIn(event),
    postedBy: by,
  });
  await noteActive(db, { provider, serviceClass: terms.serviceClass }, dayIn(event));
  if (demand === null) return;
  await db.update(tables.demand, { id: demand }).set((row) => ({ answers: row.answers + 1 }));
});

ponder.on("Matching:PostWithdrawn", async ({ event, context: { db } }) => {
  const { post: id } = event.args;
  const withdrawn = { state: "Withdrawn", endedOn: dayIn(event) };
  // The ledger knows it as the one or the other.
  if (await db.find(tables.demand, { id })) await db.update(tables.demand, { id }).set(withdrawn);
  else await db.update(tables.offer, { id }).set(withdrawn);
});

ponder.on("Matching:MatchMade", async ({ event, context: { db } }) => {
  const { matchId: id, demand, offer, by } = event.args;
  const matched = { state: "Matched", endedOn: dayIn(event) };
  const { enterprise, district, serviceClass } = await db.update(tables.demand, { id: demand }).set(matched);
  // An offer to everybody stays open.
  const { provider, district: providerDistrict } = await db
    .update(tables.offer, { id: offer })
    .set((row) => ({ matches: row.matches + 1, ...(row.demand !== null && matched) }));
  await db.insert(tables.match).values({
    id,
    demand,
    offer,
    enterprise,
    district,
    provider,
    providerDistrict,
    serviceClass,
    orders: 0,
    madeOn: dayIn(event),
    madeBy: by,
  });
});

ponder.on("Matching:OrderRecorded", async ({ event, context: { db } }) => {
  const { matchId, order } = event.args;
  told(await db.find(tables.order, { id: order }), "order", order);
  await db.insert(tables.matchOrder).values({ order, match: matchId, recordedOn: dayIn(event) });
  await db.update(tables.match, { id: matchId }).set((row) => ({ orders: row.orders + 1 }));
});
