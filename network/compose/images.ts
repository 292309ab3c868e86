/** The images beside Besu's, each of one version. Who changes one here makes all files anew and tells the districts the new network hash. */
export const IMAGES = {
  postgres: "postgres:18.4",
  prometheus: "prom/prometheus:v3.12.0",
  grafana: "grafana/grafana:13.2.0",
  nodeExporter: "prom/node-exporter:v1.10.2",
  /** Built on the machine itself, from this program's folder. */
  tongdui: "tongdui:0.1.0",
} as const;
