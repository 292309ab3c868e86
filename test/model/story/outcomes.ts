import type { Told } from "../rules/act.ts";
import type { Names } from "./names.ts";

const WHY = ["", "of another district", "not active", "no room in the year", "face out of terms"];

type Values = Readonly<Record<string, never>>;
type Say = (n: Names, args: Values) => string;

/** What a story calls whatever has come to be. */
const NEW: Readonly<Record<string, Say>> = {
  DistrictAdded: (n, { district }) => n.district(Number(district)),
  EnterpriseRegistered: (n, { enterprise }) => `${n.firm(enterprise!)} under ${n.controllerOf(enterprise!)}`,
  ProviderProposed: (n, { provider }) => n.provider(provider!),
  ProgramProposed: (n, { program }) => n.program(Number(program)),
  BatchAnnounced: (n, { batch }) => n.list(batch!),
  Transfer: (n, { tokenId }) => n.token(tokenId!),
  ItemPassedOver: (n, { enterprise, reason }) => `${n.firm(enterprise!)} passed over (${WHY[Number(reason)]!})`,
  OrderPlaced: (n, { order }) => n.order(order!),
  DemandPosted: (n, { demand }) => n.post(demand!),
  OfferPosted: (n, { offer }) => n.post(offer!),
  MatchMade: (n, { matchId }) => n.match(matchId!),
  PaymentOpened: (_, { payment }) => `payment ${String(payment)}`,
};

/** "Done", and what has come to be by it. */
export function outcomeOf(names: Names, told: readonly Told[]): string {
  const made = told.flatMap(({ name, args }) => NEW[name]?.(names, args as Values) ?? []);
  return ` Done${made.length > 0 ? `: ${made.join(", ")}` : ""}.`;
}
