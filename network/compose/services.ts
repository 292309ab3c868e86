/**
 * What runs on a node's machine, service by service. All of it is on the machine's own network: a node is let in by the address that
 * the others see, a firewall holds for ports that Docker does not publish past it, and everything but the port between nodes listens
 * on 127.0.0.1 alone.
 */
import type { Text } from "../../client/text/text.ts";
import type { Kind, Network, NetworkNode } from "../description.ts";
import { BESU_VERSIONS } from "../besu/versions.ts";
import { PLACES } from "../places.ts";
import { IMAGES } from "./images.ts";

export type Service = Readonly<Record<string, unknown>>;

/** Where the servers listen; all on 127.0.0.1. */
export const SERVERS = {
  index: { port: 42_069, metrics: 9_401 },
  office: { port: 8_200, metrics: 9_402 },
  portal: { port: 8_080, metrics: 9_403 },
  postgres: { port: 5_432 },
  prometheus: { port: 9_090 },
  nodeExporter: { port: 9_100 },
  grafana: { port: 3_000 },
} as const;

interface Listener {
  readonly server: Text;
  readonly port: number;
}

/** Who listens on a machine beside its node, by the node's kind, and where. */
export function listenersBeside(kind: Kind): Listener[] {
  const watching = [
    at({ en: "the node exporter", zh: " node exporter " }, SERVERS.nodeExporter),
    at({ en: "Prometheus", zh: " Prometheus " }, SERVERS.prometheus),
    at({ en: "Grafana", zh: " Grafana " }, SERVERS.grafana),
  ];
  const pages = [
    at({ en: "the index", zh: "索引" }, SERVERS.index),
    at({ en: "the portal", zh: "门户" }, SERVERS.portal),
    at({ en: "PostgreSQL", zh: " PostgreSQL " }, SERVERS.postgres),
  ];
  const own = [at({ en: "the office", zh: "办公系统" }, SERVERS.office)];
  return [...watching, ...(kind === "validator" ? [] : pages), ...(kind === "operator" ? own : [])].flat();
}

function at(server: Text, ports: Readonly<Record<string, number>>): Listener[] {
  return Object.values(ports).map((port) => ({ server, port }));
}

/** Secrets and data are the account's that nearly everything runs under: number 1000, as Besu's image has it. */
const ACCOUNT = "1000:1000";
/** Of whoever looks at the whole machine: it must not be the one to which the secrets belong. */
const NOBODY = "65534:65534";

/** What holds for every service: it is started again, may do nothing that an administrator may, and its log ends somewhere. */
export const COMMON: Service = {
  network_mode: "host",
  user: ACCOUNT,
  restart: "unless-stopped",
  init: true,
  read_only: true,
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
  logging: { driver: "json-file", options: { "max-size": "50m", "max-file": "5" } },
};

/** The node's folder as it is. */
const files = (): Service => bind(".", PLACES.files, true);

/** Libraries are unpacked there and run from there, which Docker forbids unless told. */
const ROOM_FOR_LIBRARIES = ["/tmp:exec,size=512m,mode=1777"];
const ROOM = ["/tmp:size=256m,mode=1777"];

export function besu({ besu: version }: Network, node: NetworkNode): Service {
  return {
    "<<": COMMON,
    image: BESU_VERSIONS[version].image,
    command: [`--config-file=${PLACES.files}/besu.toml`],
    environment: {
      // The image says 0.0.0.0, and what the environment says goes before the file.
      BESU_RPC_HTTP_HOST: "127.0.0.1",
      BESU_OPTS: "-Xmx${BESU_MEMORY:?}",
    },
    secrets: ["node-key"],
    volumes: [files(), data("besu", PLACES.data)],
    tmpfs: ROOM_FOR_LIBRARIES,
    ulimits: { nofile: 65_536 },
    // A database that is closed in peace is open again at once.
    stop_grace_period: "2m",
    healthcheck: besuHealth(node.rpcPort),
  };
}

/** The image has no curl; bash opens the connection itself. */
function besuHealth(port: number): Service {
  const request = "GET /readiness?minPeers=1 HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n";
  const line = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${request}' >&3; read -r line <&3; [[ $$line == *' 200 '* ]]`;
  return health(["CMD", "bash", "-c", line]);
}

export function nodeExporter(): Service {
  const { port } = SERVERS.nodeExporter;
  return {
    "<<": COMMON,
    image: IMAGES.nodeExporter,
    user: NOBODY,
    pid: "host",
    command: [
      "--path.rootfs=/host",
      `--web.listen-address=127.0.0.1:${port}`,
      "--collector.textfile.directory=/var/lib/tongdui/figures",
    ],
    volumes: [
      { type: "bind", source: "/", target: "/host", read_only: true, bind: { propagation: "rslave" } },
      data("figures", "/var/lib/tongdui/figures", true),
    ],
  };
}

export function prometheus(): Service {
  const { port } = SERVERS.prometheus;
  return {
    "<<": COMMON,
    image: IMAGES.prometheus,
    command: [
      `--config.file=${PLACES.files}/monitoring/prometheus.yml`,
      "--storage.tsdb.path=/var/lib/tongdui/prometheus",
      "--storage.tsdb.retention.time=90d",
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    volumes: [files(), data("prometheus", "/var/lib/tongdui/prometheus")],
    healthcheck: health(["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${port}/-/healthy`]),
  };
}

export function grafana(): Service {
  const { port } = SERVERS.grafana;
  return {
    "<<": COMMON,
    image: IMAGES.grafana,
    environment: {
      GF_SERVER_HTTP_ADDR: "127.0.0.1",
      GF_SERVER_HTTP_PORT: String(port),
      GF_PATHS_DATA: "/var/lib/tongdui/grafana",
      GF_PATHS_PLUGINS: "/var/lib/tongdui/grafana/plugins",
      GF_SECURITY_ADMIN_PASSWORD__FILE: "/run/secrets/grafana-password",
      // Nothing is asked of anybody outside.
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
    },
    secrets: ["grafana-password"],
    volumes: [
      bind("./monitoring/grafana/provisioning", "/etc/grafana/provisioning", true),
      bind("./monitoring/grafana/dashboards", "/etc/grafana/dashboards", true),
      data("grafana", "/var/lib/tongdui/grafana"),
    ],
    tmpfs: ROOM,
  };
}

/**
 * Like all that follow it is started with `--profile ledger`, once there is a ledger.
 *
 * @param databases one of its own for each program that keeps tables.
 */
export function postgres(databases: readonly string[]): Service {
  const { port } = SERVERS.postgres;
  return {
    "<<": COMMON,
    profiles: ["ledger"],
    image: IMAGES.postgres,
    command: ["postgres", "-c", "listen_addresses=127.0.0.1"],
    environment: { POSTGRES_PASSWORD_FILE: "/run/secrets/postgres-password" },
    secrets: ["postgres-password", ...databases.map((name) => `pgpass-${name}`)],
    volumes: [
      bind("./databases.sh", "/docker-entrypoint-initdb.d/databases.sh", true),
      data("postgres", "/var/lib/postgresql"),
    ],
    tmpfs: [...ROOM, "/var/run/postgresql:mode=1777"],
    shm_size: "256m",
    stop_grace_period: "1m",
    healthcheck: health(["CMD", "pg_isready", "-h", "127.0.0.1", "-p", String(port), "-U", "postgres"]),
  };
}

export function index(node: NetworkNode): Service {
  const { port, metrics } = SERVERS.index;
  return {
    "<<": COMMON,
    profiles: ["ledger"],
    image: IMAGES.tongdui,
    // It writes beside its own sources what its library expects to find there.
    read_only: false,
    command: `node indexer/start.ts ${LEDGER_FILE} --node ${rpc(node)} --full-key-file /run/secrets/index-key --data /var/lib/tongdui/index --port ${port} --metrics 127.0.0.1:${metrics} --log \${TONGDUI_INDEX_OPTIONS:-}`,
    environment: {
      DATABASE_URL: database("index"),
      PGPASSFILE: "/run/secrets/pgpass-index",
      TONGDUI_TRUSTED_PROXY: "1",
    },
    secrets: ["index-key", "pgpass-index"],
    volumes: [files(), data("index", "/var/lib/tongdui/index")],
    depends_on: healthy("besu", "postgres"),
    healthcheck: healthOf(port, "/health"),
  };
}

export function office(node: NetworkNode): Service {
  const { port, metrics } = SERVERS.office;
  return {
    "<<": COMMON,
    profiles: ["ledger"],
    image: IMAGES.tongdui,
    command: `node office/start.ts --district \${TONGDUI_DISTRICT:?} ${LEDGER_FILE} --node ${rpc(node)} --data /var/lib/tongdui/office --password-file /run/secrets/office-password --portal-origin \${TONGDUI_PORTAL:?} --index http://127.0.0.1:${SERVERS.index.port} --index-key-file /run/secrets/index-key --port ${port} --metrics 127.0.0.1:${metrics} --log \${TONGDUI_OFFICE_OPTIONS:-}`,
    environment: {
      OFFICE_DATABASE_URL: database("office"),
      PGPASSFILE: "/run/secrets/pgpass-office",
      TONGDUI_TRUSTED_PROXY: "1",
    },
    secrets: ["office-password", "index-key", "pgpass-office"],
    volumes: [files(), data("office", "/var/lib/tongdui/office")],
    tmpfs: ROOM,
    depends_on: healthy("besu", "postgres"),
  };
}

export function portal(): Service {
  const { port, metrics } = SERVERS.portal;
  return {
    "<<": COMMON,
    profiles: ["ledger"],
    image: IMAGES.tongdui,
    command: `node portal/serve.ts --index http://127.0.0.1:${SERVERS.index.port} --port ${port} --metrics 127.0.0.1:${metrics} --log \${TONGDUI_PORTAL_OPTIONS:-}`,
    environment: { TONGDUI_TRUSTED_PROXY: "1" },
    volumes: [files()],
    tmpfs: ROOM,
    depends_on: healthy("index"),
    healthcheck: healthOf(port, "/"),
  };
}

const LEDGER_FILE = `--deployment ${PLACES.files}/deployment.json`;
const healthy = (...services: string[]): Service =>
  Object.fromEntries(services.map((name) => [name, { condition: "service_healthy" }]));

function rpc({ rpcPort }: NetworkNode): string {
  return `http://127.0.0.1:${rpcPort}`;
}

/** Without the password, which stands in a file that PGPASSFILE names. */
function database(name: string): string {
  return `postgresql://${name}@127.0.0.1:${SERVERS.postgres.port}/${name}`;
}

function health(test: readonly string[]): Service {
  return { test, interval: "15s", timeout: "5s", retries: 4, start_period: "2m" };
}

function healthOf(port: number, place: string): Service {
  const ask = `fetch("http://127.0.0.1:${port}${place}").then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  return health(["CMD", "node", "-e", ask]);
}

function bind(source: string, target: string, readOnly: boolean): Service {
  return { type: "bind", source, target, ...(readOnly && { read_only: true }), bind: { create_host_path: false } };
}

/** A folder of the node's data, which has to be there and be the account's. */
function data(folder: string, target: string, readOnly = false): Service {
  return bind(`\${TONGDUI_DATA:?}/${folder}`, target, readOnly);
}
