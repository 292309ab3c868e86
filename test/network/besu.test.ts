import { expect } from "chai";
import { permissionsOf, staticNodesOf } from "../../network/besu/peers.ts";
import { tomlOf } from "../../network/besu/toml.ts";
import { BESU_VERSIONS, type BesuVersionName } from "../../network/besu/versions.ts";
import { enodeOf, nodesOf, type Kind, type Network, type NetworkNode } from "../../network/description.ts";
import { PILOT, readPilot } from "./pilot.ts";
import options from "./vectors/besu-options.json" with { type: "json" };

/** The settings of a file: TOML as we write it, a line each, whose values are JSON too. */
function settingsIn(toml: string): Record<string, unknown> {
  const lines = toml.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const entries = lines.map((line) => /^([A-Za-z0-9-]+)=(.+)$/.exec(line) ?? [line, `no setting: ${line}`, "null"]);
  const names = entries.map(([, name]) => name);
  expect(new Set(names), "each once").to.have.length(names.length);
  return Object.fromEntries(entries.map(([, name = "", value = ""]) => [name, JSON.parse(value) as unknown]));
}

function ofKind(network: Network, kind: Kind): NetworkNode {
  return nodesOf(network).find((node) => node.kind === kind)!;
}

describe("Besu's configuration", () => {
  let network: Network;
  before(async () => {
    network = await readPilot();
  });
  const settings = (kind: Kind, of = network) => settingsIn(tomlOf(of, ofKind(of, kind)));

  it("has no option that either version does not know", async () => {
    for (const version of Object.keys(BESU_VERSIONS) as BesuVersionName[]) {
      const known = new Set(options[version].names.split(" "));
      const of = await readPilot(PILOT.replace("besu: 26.9.0", `besu: ${version}`));
      for (const node of nodesOf(of)) {
        const unknown = Object.keys(settingsIn(tomlOf(of, node))).filter((name) => !known.has(name));
        expect(unknown, `${version}, ${node.kind}`).to.deep.equal([]);
      }
    }
  });

  it("takes transactions that cost nothing, from senders that have nothing, on every node", () => {
    for (const kind of ["validator", "operator", "public"] as const) {
      expect(settings(kind), kind).to.include({
        "min-gas-price": 0,
        "tx-pool": "SEQUENCED",
        "tx-pool-min-gas-price": 0,
        "tx-pool-limit-by-account-percentage": 1,
        "target-gas-limit": network.gasLimit,
      });
    }
  });

  it("lets nobody in but those on the list, and searches for nobody", () => {
    for (const kind of ["validator", "operator", "public"] as const) {
      expect(settings(kind), kind).to.include({
        "discovery-enabled": false,
        "permissions-nodes-config-file-enabled": true,
        "nat-method": "NONE",
      });
    }
  });

  it("answers on its own machine only", () => {
    for (const kind of ["validator", "operator", "public"] as const)
      expect(settings(kind), kind).to.include({ "rpc-http-host": "127.0.0.1", "metrics-host": "127.0.0.1" });
  });

  it("gives votes and peers into a validator's own hands, and into nobody else's", () => {
    expect(settings("validator")["rpc-http-api"]).to.include.members(["QBFT", "ADMIN", "PERM"]);
    for (const kind of ["operator", "public"] as const)
      expect(settings(kind)["rpc-http-api"], kind).to.not.include.oneOf([
        "QBFT",
        "ADMIN",
        "PERM",
        "DEBUG",
        "MINER",
        "PLUGINS",
      ]);
  });

  it("takes no more requests in one than our programs send", () => {
    for (const kind of ["validator", "operator", "public"] as const)
      expect(settings(kind), kind).to.include({ "rpc-http-max-batch-size": 100 });
  });

  it("takes no transaction on a public node: nobody is on its list of accounts", () => {
    expect(settings("public")["permissions-accounts-config-file-enabled"]).to.equal(true);
    expect(permissionsOf(network, ofKind(network, "public"))).to.match(/^accounts-allowlist=\[\]$/m);
    expect(settings("operator")).to.not.have.property("permissions-accounts-config-file-enabled");
    expect(permissionsOf(network, ofKind(network, "operator"))).to.not.include("accounts");
  });

  it("writes messages as 25.x does for as long as some nodes run it, where the version can", async () => {
    expect(settings("validator")).to.not.have.property("Xbft-legacy-protocol-encoding");
    const passing = await readPilot(PILOT.replace("besu: 26.9.0", "besu: 26.9.0\nupgradingFrom: 25.12.0"));
    expect(settings("validator", passing)["Xbft-legacy-protocol-encoding"]).to.equal(true);
  });

  it("has room for every node of a large network", () => {
    const more = Array.from({ length: 30 }, (_, i) => i);
    const nodes = more.map((i) => ({ ...ofKind(network, "public"), name: `more-${i}` }));
    const large = { ...network, districts: [...network.districts, { slug: "more", name: { en: "", zh: "" }, nodes }] };
    expect(settings("validator", large)["max-peers"]).to.equal(41);
    expect(settings("validator")["max-peers"]).to.equal(25);
  });
});

describe("Who a node knows", () => {
  it("is every node on the list, and every other one to call", async () => {
    const network = await readPilot();
    const enodes = nodesOf(network).map(enodeOf);
    for (const node of nodesOf(network)) {
      const listed = permissionsOf(network, node).match(/enode:\/\/[0-9a-f]{128}@[\d.]+:\d+/g);
      expect(listed).to.deep.equal(enodes);
      const called = JSON.parse(staticNodesOf(network, node)) as string[];
      expect(called).to.have.members(enodes.filter((enode) => enode !== enodeOf(node)));
    }
  });

  it("is nobody who has left", async () => {
    const network = await readPilot(PILOT.replace("host: 10.11.0.3", "host: 10.11.0.3\n        left: 2027-06-01"));
    for (const node of nodesOf(network)) {
      expect(permissionsOf(network, node)).to.not.include("10.11.0.3");
      expect(staticNodesOf(network, node)).to.not.include("10.11.0.3");
    }
  });
});
