/** prometheus.yml of a node's machine: what is asked for figures, under the names that alerts and dashboards rest on. */
import { stringify } from "yaml";
import { SERVERS } from "../compose/services.ts";
import type { NetworkNode } from "../description.ts";

/** How often figures are taken and rules looked at; alerts count in such steps. */
const INTERVAL = "15s";

export function prometheusOf(node: NetworkNode): string {
  const { name, district, kind } = node;
  // Not "district", which is a number in figures of our own programs.
  const labels = { instance: name, site: district, kind };
  const job = (job_name: string, port: number) => ({
    job_name,
    static_configs: [{ targets: [`127.0.0.1:${port}`], labels }],
  });
  const servers = [
    job("tongdui-index", SERVERS.index.metrics),
    job("tongdui-portal", SERVERS.portal.metrics),
    ...(kind === "operator" ? [job("tongdui-office", SERVERS.office.metrics)] : []),
  ];
  return stringify({
    global: { scrape_interval: INTERVAL, evaluation_interval: INTERVAL },
    rule_files: ["alerts.yml"],
    // Whom alerts are sent to is the district's own matter: files that lie there are read, and are none of those that init makes.
    alerting: { alertmanagers: [{ file_sd_configs: [{ files: ["alertmanagers/*.yml"] }] }] },
    scrape_configs: [
      job("besu", node.metricsPort),
      job("node", SERVERS.nodeExporter.port),
      ...(kind === "validator" ? [] : servers),
    ],
  });
}
