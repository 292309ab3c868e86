/** contracts/Enterprises.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { districtOf } from "../../client/ids.ts";
import { ENTERPRISE_STATUSES } from "../../client/replay/enterprises.ts";
import { dayIn, nameOf } from "./told.ts";

ponder.on("Enterprises:EnterpriseRegistered", async ({ event, context }) => {
  const { wallet, group, profile } = event.args;
  const id = BigInt(event.args.enterprise);
  await context.db.insert(tables.enterprise).values({
    id,
    district: Number(districtOf(id)),
    status: "Active",
    stopped: false,
    wallet,
    group: BigInt(group),
    vouchers: 0,
    profile,
    registeredOn: dayIn(event),
  });
});

ponder.on("Enterprises:EnterpriseProfileChanged", async ({ event, context }) => {
  await context.db
    .update(tables.enterprise, { id: BigInt(event.args.enterprise) })
    .set({ profile: event.args.profile });
});

ponder.on("Enterprises:EnterpriseStatusChanged", async ({ event, context }) => {
  const status = nameOf(ENTERPRISE_STATUSES, event.args.status);
  await context.db.update(tables.enterprise, { id: BigInt(event.args.enterprise) }).set({ status });
});

ponder.on("Enterprises:EnterpriseRegrouped", async ({ event, context }) => {
  const group = BigInt(event.args.group);
  await context.db.update(tables.enterprise, { id: BigInt(event.args.enterprise) }).set({ group });
});

ponder.on("Enterprises:EnterpriseMerged", async ({ event, context }) => {
  const mergedInto = BigInt(event.args.into);
  await context.db.update(tables.enterprise, { id: BigInt(event.args.enterprise) }).set({ mergedInto });
});

ponder.on("Enterprises:RotationProposed", async ({ event, context }) => {
  await context.db.update(tables.enterprise, { id: BigInt(event.args.party) }).set({ stopped: true });
});

ponder.on("Enterprises:RotationCancelled", async ({ event, context }) => {
  await context.db.update(tables.enterprise, { id: BigInt(event.args.party) }).set({ stopped: false });
});

ponder.on("Enterprises:WalletRotated", async ({ event, context }) => {
  const { party, wallet } = event.args;
  await context.db.update(tables.enterprise, { id: BigInt(party) }).set({ stopped: false, wallet });
});
