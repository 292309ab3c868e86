/** What waits for whoever is signed in, and which ledger it is about. */
import { publicRoute, route, type Route } from "../http/route.ts";
import { queueOf } from "../queue/queue.ts";

export const queueRoutes: readonly Route[] = [
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
    logged: false,
    give: async ({ office, person }) => queueOf(office, person),
  }),
];
