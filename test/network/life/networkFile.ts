/** The file of the recorded network: five districts with a node each, on this machine. */
import { writeFile } from "node:fs/promises";
import { keyIn } from "../../../network/life/look.ts";
import { recorded } from "./recorded.ts";

export const DISTRICTS = ["yangpu", "wujin", "nanhu", "hefei", "jiading"] as const;

/** Nodes tell their own addresses; each was asked at one moment or another. */
export const ENODES = DISTRICTS.map((_, i) => {
  for (const { nodes } of Object.values(recorded.moments)) {
    const answer = nodes[i]?.["net_enode"];
    if (answer && "result" in answer) return String(answer.result).replace(/\?.*$/, "");
  }
  throw new Error(`node ${i} was never asked`);
});

/**
 * @param ports where each node answers; 0 for one that does not run.
 * @param count how many of the five districts stand in it.
 * @param more lines of the last node.
 * @param metrics where the first node has its metrics.
 */
export async function writeNetwork(
  file: string,
  ports: readonly number[],
  {
    count = 5,
    more = "",
    metrics = 2_024,
  }: { readonly count?: number; readonly more?: string; readonly metrics?: number } = {},
): Promise<string> {
  const districts = DISTRICTS.slice(0, count).map(
    (slug, i) => `  - slug: ${slug}
    name: { en: ${slug}, zh: ${slug}区 }
    nodes:
      - name: ${slug}-1
        kind: validator
        host: 127.0.0.1
        port: ${30_411 + i}
        rpcPort: ${ports[i] || 1_024 + i}
        metricsPort: ${i === 0 ? metrics : 2_024 + i}
        publicKey: "0x${keyIn(ENODES[i]!)!}"
${i === count - 1 ? more : ""}`,
  );
  await writeFile(
    file,
    `name: tongdui-pilot
chainId: 20261
blockPeriodSeconds: 1
besu: 25.12.0
startsAt: 2026-11-01
districts:
${districts.join("")}`,
  );
  return file;
}
