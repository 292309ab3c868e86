/** compose.yaml of a node: which services its kind has, and the secrets that these are handed. */
import { stringify } from "yaml";
import type { Network, NetworkNode } from "../description.ts";
import {
  besu,
  COMMON,
  grafana,
  index,
  nodeExporter,
  office,
  portal,
  postgres,
  prometheus,
  type Service,
} from "./services.ts";

export function composeOf(network: Network, node: NetworkNode): string {
  const services = servicesOf(network, node);
  const secrets = Object.fromEntries(
    secretsOf(services).map((name) => [name, { file: `\${TONGDUI_SECRETS:?}/${name}` }]),
  );
  const file = { name: `${network.name}-${node.name}`, "x-common": COMMON, services, secrets };
  return `${HEAD}\n${stringify(file, { lineWidth: 0, merge: true, anchorPrefix: "common" })}`;
}

const HEAD = `# Made by "tongdui network init"; settings of this machine stand in .env, and CHECKLIST.md says what to put where.
# 由 tongdui network init 生成；本机设置写在 .env 中，各文件的放置见 CHECKLIST.zh-CN.md。
`;

/** The node and what watches it; where people or the public ask, the index and pages too; the office where a district's officers work. */
export function servicesOf(network: Network, node: NetworkNode): Readonly<Record<string, Service>> {
  const always = {
    besu: besu(network, node),
    "node-exporter": nodeExporter(),
    prometheus: prometheus(),
    grafana: grafana(),
  };
  if (node.kind === "validator") return always;
  const pages = { index: index(node), portal: portal() };
  if (node.kind === "public") return { ...always, postgres: postgres(["index"]), ...pages };
  return { ...always, postgres: postgres(["index", "office"]), ...pages, office: office(node) };
}

/** Names of the files that have to lie in the folder of secrets, in the order of the alphabet. */
export function secretsOf(services: Readonly<Record<string, Service>>): string[] {
  const names = Object.values(services).flatMap(({ secrets }) => (secrets ?? []) as string[]);
  return [...new Set(names)].sort();
}
