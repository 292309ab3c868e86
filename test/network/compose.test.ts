import { execFile, execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { z } from "zod";
import { composeOf } from "../../network/compose/compose.ts";
import { listenersBeside } from "../../network/compose/services.ts";
import { environmentOf } from "../../network/compose/environment.ts";
import { filesOf, type Files } from "../../network/files.ts";
import { nodesOf, type Network } from "../../network/description.ts";
import { checklistOf } from "../../network/handover/checklist.ts";
import { readPilot } from "./pilot.ts";

/** What of the Compose Specification we use, and nothing else. */
const texts = z.record(z.string(), z.string());
const healthcheck = z.strictObject({
  test: z.tuple([z.literal("CMD")], z.string()),
  interval: z.string(),
  timeout: z.string(),
  retries: z.number(),
  start_period: z.string(),
});
const volume = z.strictObject({
  type: z.literal("bind"),
  source: z.string(),
  target: z.string().startsWith("/"),
  read_only: z.boolean().optional(),
  bind: z.union([z.strictObject({ create_host_path: z.literal(false) }), z.strictObject({ propagation: z.string() })]),
});
const service = z.strictObject({
  image: z.string().regex(/:v?\d+(\.\d+)+$/),
  network_mode: z.literal("host"),
  user: z.enum(["1000:1000", "65534:65534"]),
  restart: z.literal("unless-stopped"),
  init: z.literal(true),
  read_only: z.boolean(),
  cap_drop: z.tuple([z.literal("ALL")]),
  security_opt: z.tuple([z.literal("no-new-privileges:true")]),
  logging: z.strictObject({
    driver: z.string(),
    options: z.strictObject({ "max-size": z.string(), "max-file": z.string() }),
  }),
  profiles: z.tuple([z.literal("ledger")]).optional(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: texts.optional(),
  secrets: z.array(z.string()).optional(),
  volumes: z.array(volume),
  tmpfs: z.array(z.string()).optional(),
  ulimits: z.strictObject({ nofile: z.number() }).optional(),
  stop_grace_period: z.string().optional(),
  shm_size: z.string().optional(),
  pid: z.literal("host").optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
  healthcheck: healthcheck.optional(),
});
const FILE = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  "x-common": z.unknown(),
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
});

describe("compose.yaml", () => {
  let network: Network;
  let files: Files;
  before(async () => {
    network = await readPilot();
    files = await filesOf(network);
  });
  const all = () =>
    nodesOf(network).map((node) => ({
      node,
      text: composeOf(network, node),
      file: FILE.parse(parse(composeOf(network, node), { merge: true })),
    }));

  it("is of the form that Compose takes, with images of one version each", () => {
    for (const { node, file } of all()) {
      expect(file.services["besu"]?.image).to.equal("hyperledger/besu:26.9.0");
      for (const one of Object.values(file.services))
        for (const name of Object.keys(one.depends_on ?? {}))
          expect(file.services[name]?.healthcheck, `${node.name}: ${name}`).to.not.equal(undefined);
    }
  });

  it("has for each kind of node what its people need", () => {
    const names = Object.fromEntries(all().map(({ node, file }) => [node.kind, Object.keys(file.services).sort()]));
    const always = ["besu", "grafana", "node-exporter", "prometheus"];
    expect(names).to.deep.equal({
      validator: always,
      public: [...always, "index", "portal", "postgres"].sort(),
      operator: [...always, "index", "office", "portal", "postgres"].sort(),
    });
  });

  it("says of every port who listens there beside the node, so that no node is given it", () => {
    for (const { node, text } of all()) {
      const said = Array.from(text.matchAll(/127\.0\.0\.1:(\d+)|--port (\d+)/g), ([, one, other]) =>
        Number(one ?? other),
      );
      const known = listenersBeside(node.kind).map(({ port }) => port);
      expect(known, node.name).to.include.members(said.filter((port) => port !== node.rpcPort));
      for (const port of known) expect(text, `${node.name}: ${port}`).to.include(String(port));
    }
  });

  it("mounts only what is in the node's folder, or what the checklist has made", () => {
    for (const { node, file } of all()) {
      const checklist = checklistOf(network, node, "en");
      const made = [...checklist.matchAll(/for folder in ([a-z -]+);|\/var\/lib\/tongdui\/([a-z]+)$/gm)].flatMap(
        ([, list = "", one = ""]) => [...list.split(" "), one],
      );
      for (const { source } of Object.values(file.services).flatMap(({ volumes }) => volumes)) {
        const data = /^\$\{TONGDUI_DATA:\?\}\/(.+)$/.exec(source)?.[1];
        if (data !== undefined) expect(made, `${node.name}: ${data}`).to.include(data);
        else if (source.startsWith("./")) {
          const place = path.posix.join("nodes", node.name, source);
          expect(
            [...files.keys()].some((name) => name === place || name.startsWith(`${place}/`)),
            place,
          ).to.equal(true);
        } else expect(["/", "."]).to.include(source);
      }
    }
  });

  it("lets nobody who sees the whole machine read its secrets, and figures be put where he reads them", () => {
    for (const { node, file } of all()) {
      const seeing = Object.entries(file.services).filter(([, { pid, volumes }]) =>
        [pid === "host", volumes.some(({ source }) => source === "/")].includes(true),
      );
      expect(seeing.map(([name, { user }]) => [name, user])).to.deep.equal([["node-exporter", "65534:65534"]]);
      for (const lang of ["en", "zh"] as const)
        expect(checklistOf(network, node, lang)).to.include("-m 1777 /var/lib/tongdui/figures");
    }
  });

  it("hands in only secrets that the checklist has put into their folder", () => {
    for (const { node, file } of all()) {
      const used = [...new Set(Object.values(file.services).flatMap(({ secrets = [] }) => secrets))].sort();
      expect(Object.keys(file.secrets)).to.deep.equal(used);
      for (const name of used) {
        expect(file.secrets[name]?.file).to.equal(`\${TONGDUI_SECRETS:?}/${name}`);
        expect(checklistOf(network, node, "en")).to.include(`/etc/tongdui-secrets/${name}`);
      }
    }
  });

  it("asks .env for nothing that .env.example does not name", () => {
    for (const { node, text } of all()) {
      const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name);
      for (const name of asked)
        expect(environmentOf(network, node), `${node.name}: ${name}`).to.match(new RegExp(`^${name}=`, "m"));
    }
  });

  it("lets nothing listen but on the machine itself: what the image would have opened is said otherwise", () => {
    for (const { text, file } of all()) {
      expect(text).to.not.include("0.0.0.0");
      expect(file.services["besu"]?.environment).to.include({ BESU_RPC_HTTP_HOST: "127.0.0.1" });
    }
  });

  it("gives our own programs no option that they do not have", () => {
    const commands = all().flatMap(({ file }) => Object.values(file.services).flatMap(({ command }) => command ?? []));
    const ours = commands.filter((command) => command.startsWith("node "));
    expect(ours).to.have.length(5);
    for (const command of ours) {
      const [, program = "", ...words] = command.split(" ");
      const file = path.resolve(import.meta.dirname, "../..", program);
      const help = execFileSync(process.execPath, [file, "--help"], { encoding: "utf8" });
      for (const [, option = ""] of words.join(" ").matchAll(/--([a-z-]+)/g))
        expect(help, `${program} --${option}`).to.match(new RegExp(`^ +--${option} `, "m"));
    }
  });

  it("asks a node for its health without any program but bash", async () => {
    let [status, asked] = [200, ""];
    const server = createServer((request, response) => {
      asked = `${request.headers.host ?? ""}${request.url ?? ""}`;
      response.writeHead(status).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const [first] = all();
    const [, program = "", ...words] = first?.file.services["besu"]?.healthcheck?.test ?? [];
    // Compose makes one of two dollars.
    const line = words.map((one) => one.replaceAll("$$", "$").replace("/8545", `/${port}`));
    const exit = async () =>
      new Promise((resolve) => execFile(program, line, (error) => resolve(error === null ? 0 : error.code)));
    try {
      expect(await exit()).to.equal(0);
      expect(asked).to.equal("localhost/readiness?minPeers=1");
      status = 503;
      expect(await exit()).to.equal(1);
    } finally {
      server.close();
    }
    expect(await exit()).to.equal(1);
  });
});
