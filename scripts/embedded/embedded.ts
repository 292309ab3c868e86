/** Everything of Tongdui on this machine: a chain with the first voucher's story on it, and beside it the index, the offices and the portal. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { play, TRUST_ROOT, type Played, type Playing } from "../scenario/play.ts";
import { demandFree } from "../scenario/ports.ts";
import { applyAtOffice } from "./applying.ts";
import { fillOffices } from "./offices.ts";
import { writePeople } from "./people.ts";
import { startServers, type Servers } from "./servers.ts";

/** Where the public reports are written, in the run's folder. */
export const REPORTS = "reports";

/** What an earlier run leaves in the folder, none of which may mix with this one's. */
const OF_A_RUN = [
  ...["servers", "people", "papers.json", "accepted.csv", REPORTS],
  ...["deployments/local.json", "deployments/local.trust-root.json"],
];
const PORTAL = { name: { en: "The portal", zh: "门户网站" }, option: "--portal-port" };

export interface Opening extends Playing {
  readonly folder: string;
  /** 0 for any free one. */
  readonly portalPort: number;
  /** Is handed each part as it starts, so that whoever has to leave early can end it. */
  readonly begun: (end: () => Promise<void>) => void;
}

export interface Embedded {
  readonly played: Played;
  readonly servers: Servers;
  readonly folder: string;
}

/**
 * Starts everything and tells the story; the index follows while it is told.
 *
 * @returns when every server listens and the offices hold what the story made.
 * @throws TongduiError `PortTaken`, `ServerEnded`, and for whatever else a person can mend.
 */
export async function openEmbedded(opening: Opening): Promise<Embedded> {
  const { folder, portalPort, begun } = opening;
  if (portalPort !== 0) await demandFree(portalPort, PORTAL);
  for (const name of OF_A_RUN) await rm(path.join(folder, name), { recursive: true, force: true });

  const trustRoot = path.join(folder, TRUST_ROOT);
  const starting = Promise.withResolvers<Servers>();
  const telling = play({
    ...opening,
    deployed: ({ districts, ...chain }) => {
      const ground = { ...chain, trustRoot, portalPort, folder: path.join(folder, "servers") };
      startServers({ ...ground, offices: [0, ...districts] }).then((servers) => {
        begun(servers.end);
        starting.resolve(servers);
      }, starting.reject);
    },
    apply: async (applying) => {
      const { listening, offices, portal: origin } = await starting.promise;
      await listening;
      return applyAtOffice(applying, { offices, origin, folder });
    },
  });
  const failure = starting.promise.then(async (servers) => servers.failure);
  const played = await Promise.race([telling, failure]);
  const servers = await starting.promise;
  const deployment = path.join(folder, "deployments/local.json");
  await writePeople(played.stage, { folder: path.join(folder, "people"), deployment, trustRoot });
  await Promise.race([servers.listening, failure]);
  await fillOffices(played, servers.offices, servers.portal);
  return { played, servers, folder };
}
