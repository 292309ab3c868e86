/** contracts/Providers.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { toBeHex } from "ethers";
import { districtOf } from "../../client/ids.ts";
import { PROVIDER_STATUSES } from "../../client/replay/providers.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { followAdmission } from "./experiences.ts";
import { dayIn, nameOf, placeOf, type Hex } from "./told.ts";

ponder.on("Providers:ProviderProposed", async ({ event, context }) => {
  const { group, admission, by } = event.args;
  const id = BigInt(event.args.provider);
  const proposed = await context.db.insert(tables.provider).values({
    id,
    district: Number(districtOf(id)),
    status: "Proposed",
    stopped: false,
    wallet: admission.wallet,
    group: BigInt(group),
    classes: classesOf(admission.classes),
    validFrom: admission.validFrom,
    validThrough: admission.validThrough,
    noticeEnd: 0,
    profile: admission.profile,
    proposedOn: dayIn(event),
    proposedBy: by,
  });
  await followAdmission(context.db, proposed);
});

ponder.on("Providers:ProviderCountersigned", async ({ event, context }) => {
  const { noticeEnd } = event.args;
  const id = BigInt(event.args.provider);
  const district = Number(districtOf(id));
  await context.db.update(tables.provider, { id }).set({ status: "Countersigned", noticeEnd });
  await context.db.insert(tables.notice).values({
    subject: toBeHex(id, 32) as Hex,
    about: "admission",
    district,
    otherDistrict: district,
    provider: id,
    noticeEnd,
    ...placeOf(event),
    openObjections: 0,
  });
});

ponder.on("Providers:ProviderStatusChanged", async ({ event, context }) => {
  const status = nameOf(PROVIDER_STATUSES, event.args.status);
  const id = BigInt(event.args.provider);
  await followAdmission(context.db, await context.db.update(tables.provider, { id }).set({ status }));
});

ponder.on("Providers:ProviderRenewed", async ({ event, context }) => {
  const { validThrough } = event.args;
  const [id, classes] = [BigInt(event.args.provider), classesOf(event.args.classes)];
  let before: readonly number[] = [];
  const renewed = await context.db.update(tables.provider, { id }).set((row) => {
    before = row.classes;
    return { validThrough, classes };
  });
  await followAdmission(context.db, renewed, before);
});

ponder.on("Providers:ProviderProfileChanged", async ({ event, context }) => {
  await context.db.update(tables.provider, { id: BigInt(event.args.provider) }).set({ profile: event.args.profile });
});

ponder.on("Providers:RotationProposed", async ({ event, context }) => {
  const id = BigInt(event.args.party);
  await followAdmission(context.db, await context.db.update(tables.provider, { id }).set({ stopped: true }));
});

ponder.on("Providers:RotationCancelled", async ({ event, context }) => {
  const id = BigInt(event.args.party);
  await followAdmission(context.db, await context.db.update(tables.provider, { id }).set({ stopped: false }));
});

ponder.on("Providers:WalletRotated", async ({ event, context }) => {
  const { party, wallet } = event.args;
  const id = BigInt(party);
  await followAdmission(context.db, await context.db.update(tables.provider, { id }).set({ stopped: false, wallet }));
});
