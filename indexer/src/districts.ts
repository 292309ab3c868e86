/** contracts/Districts.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { decodeDistrictName } from "../../client/deploy/plan.ts";
import { dayIn } from "./told.ts";

ponder.on("Districts:DistrictAdded", async ({ event, context }) => {
  const { district, name, profile } = event.args;
  await context.db
    .insert(tables.district)
    .values({ id: district, name: decodeDistrictName(name), profile, status: "Active", addedOn: dayIn(event) });
});

ponder.on("Districts:DistrictProfileChanged", async ({ event, context }) => {
  await context.db.update(tables.district, { id: event.args.district }).set({ profile: event.args.profile });
});

ponder.on("Districts:DistrictRetired", async ({ event, context }) => {
  await context.db.update(tables.district, { id: event.args.district }).set({ status: "Retired" });
});

ponder.on("Districts:EditionClosed", async ({ event, context }) => {
  await context.db.insert(tables.closing).values({ edition: event.log.address, closedOn: dayIn(event) });
});
