/** What waits for whoever is signed in. */
import { route, type Route } from "../http/route.ts";
import { queueOf } from "../queue/queue.ts";

export const queueRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/queue",
    who: "signed in",
    logged: false,
    give: async ({ office, person }) => queueOf(office, person),
  }),
];
