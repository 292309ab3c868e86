/** What waits for whoever is signed in, and which ledger it is about. */
import { tooMany } from "../http/answering.ts";
import { publicRoute, route, type Route } from "../http/route.ts";
import { Throttle } from "../http/throttle.ts";
import type { Office } from "../office.ts";
import { queueOf } from "../queue/queue.ts";

/** Of one account: a queue is many questions to the ledger. */
const MOST_QUEUES_A_MINUTE = 60;

/** An open desk asks all the time. */
const AN_HOUR = 3_600_000;

export function queueRoutes(office: Office): Route[] {
  const throttle = new Throttle(MOST_QUEUES_A_MINUTE, 60, office.now);
  return [
    publicRoute({
      method: "GET",
      path: "/ledger",
      logged: false,
      give: async ({ office: { at } }) => {
        const { network, chainId, genesis, plan, contracts } = at.deployment;
        const parts = Object.entries(contracts).map(([name, { address }]) => [name, address]);
        return Promise.resolve({
          network,
          chainId,
          genesis,
          salt: plan.salt,
          contracts: Object.fromEntries(parts) as object,
        });
      },
    }),
    route({
      method: "GET",
      path: "/queue",
      who: "signed in",
      once: AN_HOUR,
      give: async ({ person }) => {
        if (throttle.take(person.account) > 0) throw tooMany();
        return queueOf(office, person);
      },
    }),
  ];
}
