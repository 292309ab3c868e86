/** What a district's office says of itself: here that everything is shown, so that a voucher's page is as long as it gets. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const SETTINGS = { enterprises: "name", amounts: true, smallCells: false, proofs: true };

export interface Publishing {
  readonly url: string;
  readonly close: () => void;
}

/** Says so for a district, until it is closed. */
export async function publishAll(district: number): Promise<Publishing> {
  const answer = JSON.stringify({
    district,
    name: { en: "", zh: "" },
    settings: SETTINGS,
    enterprises: {},
    providers: {},
  });
  const server = createServer((_, response) => response.setHeader("Content-Type", "application/json").end(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
