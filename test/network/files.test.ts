import { createHash } from "node:crypto";
import { expect } from "chai";
import { parse } from "yaml";
import { filesOf, INDEX, networkHash } from "../../network/files.ts";
import { genesisHash } from "../../network/genesis/genesis.ts";
import { nodesOf } from "../../network/description.ts";
import { PILOT, readPilot } from "./pilot.ts";

interface Index {
  readonly genesis: string;
  readonly validators: readonly { readonly node: string; readonly address: string }[];
  readonly files: Readonly<Record<string, string>>;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("A network's files", () => {
  it("are the same bytes from a description with other remarks, blanks and order", async () => {
    const [, ...rest] = PILOT.split("\n");
    const other = `# our copy\n${rest.join("\n")}name: tongdui-pilot   # the pilot\ngasLimit: 60000000\n`;
    const [ours, theirs] = [await filesOf(await readPilot()), await filesOf(await readPilot(other))];
    expect([...theirs]).to.deep.equal([...ours]);
  });

  it("are named in network.json with their hashes, and its own is the network hash", async () => {
    const network = await readPilot();
    const files = await filesOf(network);
    const index = JSON.parse(files.get(INDEX) ?? "") as Index;
    const hashes = [...files].filter(([name]) => name !== INDEX).map(([name, text]) => [name, sha256(text)]);
    expect(Object.entries(index.files)).to.deep.equal(hashes);
    expect(index.genesis).to.equal(genesisHash(network));
    expect(index.validators.map(({ node }) => node)).to.deep.equal(["yangpu-1", "wujin-1", "nanhu-1", "hefei-1"]);
    expect(networkHash(files)).to.equal(sha256(files.get(INDEX) ?? ""));
  });

  it("give another network hash when a single address is another", async () => {
    const hashOf = async (text: string) => networkHash(await filesOf(await readPilot(text)));
    const hash = await hashOf(PILOT);
    expect(await hashOf(PILOT.replace("10.11.0.4", "10.11.0.7"))).to.not.equal(hash);
    expect(await hashOf(PILOT.replace("zh: 武进区", "zh: 武进"))).to.not.equal(hash);
  });

  it("give another network hash when a node that came and went is another", async () => {
    const gone = (host: string, left: string) =>
      PILOT.replace("host: 10.11.0.5", `joined: 2027-03-01\n        left: ${left}\n        host: ${host}`);
    const hashes = [PILOT, gone("10.11.0.5", "2027-06-01"), gone("10.11.0.5", "2027-06-02")].map(async (text) =>
      networkHash(await filesOf(await readPilot(text))),
    );
    expect(new Set(await Promise.all(hashes))).to.have.length(3);
  });

  it("name another district's node only where its proxy lets this machine in", async () => {
    const two = PILOT.concat(
      `      - name: hefei-office\n        kind: operator\n        host: 10.11.0.8\n        publicKey: "0x989c0b76cb563971fdc9bef31ec06c3560f3249d6ee9e5d83c57625596e05f6f631f4d05b3ae518776ee08755a7703e64b2ebc32547504de0b55a142d4ecdf80"\n`,
    );
    const files = await filesOf(await readPilot(two));
    const read = (file: string) => files.get(`nodes/${file}`) ?? "";
    expect(read("wujin-office/.env.example")).to.include("--node https://node.hefei.example");
    expect(read("hefei-office/nginx.example.conf"))
      .to.include("server_name node.hefei.example")
      .and.include("allow 10.11.0.5;")
      .and.include("allow 10.11.0.6;");
    expect((await filesOf(await readPilot())).get("nodes/wujin-office/.env.example")).to.not.include("--node");
  });

  it("give no two machines of a district the same name", async () => {
    const files = await filesOf(await readPilot());
    const names = ["wujin-office", "wujin-public"].flatMap((node) =>
      Array.from(
        (files.get(`nodes/${node}/nginx.example.conf`) ?? "").matchAll(/server_name (.+);/g),
        ([, one]) => one,
      ),
    );
    expect(new Set(names)).to.have.length(4);
  });

  it("give each node one and the same genesis", async () => {
    const files = await filesOf(await readPilot());
    const all = [...files].filter(([name]) => name.endsWith("genesis.json")).map(([, text]) => text);
    expect(all).to.have.length(7);
    expect(new Set(all)).to.have.length(1);
  });

  it("are read by Prometheus at the ports that Besu and our servers are told, with the node's name", async () => {
    const network = await readPilot(PILOT.replace("host: 10.11.0.2", "host: 10.11.0.2\n        metricsPort: 9700"));
    const files = await filesOf(network);
    for (const { name, kind, metricsPort } of nodesOf(network)) {
      const file = parse(files.get(`nodes/${name}/monitoring/prometheus.yml`) ?? "") as {
        rule_files: string[];
        scrape_configs: { job_name: string; static_configs: { targets: string[]; labels: { instance: string } }[] }[];
      };
      expect(files.has(`nodes/${name}/monitoring/${file.rule_files[0] ?? ""}`)).to.equal(true);
      const [besu] = file.scrape_configs;
      expect(besu).to.include({ job_name: "besu" });
      expect(besu?.static_configs[0]?.targets).to.deep.equal([`127.0.0.1:${metricsPort}`]);
      expect(besu?.static_configs[0]?.labels.instance).to.equal(name);
      const jobs = file.scrape_configs.map(({ job_name }) => job_name);
      const office = { validator: 0, public: 0, operator: 1 }[kind];
      expect(jobs.filter((job) => job === "tongdui-office")).to.have.length(office);
    }
  });

  it("tell each engineer the other nodes' addresses for the firewall, in both languages", async () => {
    const network = await readPilot();
    const files = await filesOf(network);
    for (const lang of ["CHECKLIST.md", "CHECKLIST.zh-CN.md"]) {
      const text = files.get(`nodes/wujin-1/${lang}`) ?? "";
      for (const host of ["10.11.0.1", "10.11.0.3", "10.11.0.4", "10.11.0.5", "10.11.0.6"])
        expect(text).to.include(`from ${host} to any port 30303`);
      expect(text).to.not.include("from 10.11.0.2");
      expect(text).to.not.include("443");
    }
  });

  it("have an engineer run as administrator what works with the program's own Node alone", async () => {
    for (const [name, text] of await filesOf(await readPilot())) {
      if (!name.includes("CHECKLIST")) continue;
      expect(text, name)
        .to.include('sudo env "PATH=$PATH" npx --no-install tongdui network backup')
        .and.not.include("sudo npx");
    }
  });

  it("say in each checklist where a line is typed, and let npx fetch nobody's package of the same name", async () => {
    for (const [name, text] of await filesOf(await readPilot())) {
      if (!name.includes("CHECKLIST")) continue;
      expect(text, name).to.not.include("npx tongdui");
      const blocks = Array.from(text.matchAll(/(\S[^\n]*)\n\n```sh\n(.*?)```/gs), ([, before, block]) => [
        before,
        block!,
      ]);
      const ofProgram = blocks.filter(([, block]) => /npx|docker build|node-key\/node-key/.test(block!));
      expect(ofProgram, name).to.have.length.of.at.least(3);
      for (const [before, block] of ofProgram) {
        expect(before, name).to.match(/^(In the program's folder:|在本程序文件夹内：)$/);
        expect(block, name).to.not.match(/docker compose|\.env/);
      }
    }
  });

  it("say to every engineer that a node which ran before a transition is started anew, and have another network hash", async () => {
    const files = await filesOf(
      await readPilot(`${PILOT}transitions:\n  - { block: 101, validators: [yangpu-1, hefei-1] }\n`),
    );
    for (const node of ["wujin-1", "wujin-office", "wujin-public"]) {
      expect(files.get(`nodes/${node}/CHECKLIST.md`))
        .to.include("From block 101 on yangpu-1, hefei-1 seal")
        .and.include("stops at block 100")
        .and.include("--force-recreate besu");
      expect(files.get(`nodes/${node}/CHECKLIST.zh-CN.md`)).to.include("自区块 101 起由 yangpu-1、hefei-1 签章");
    }
    const before = await filesOf(await readPilot());
    expect(before.get("nodes/wujin-1/CHECKLIST.md")).to.not.include("transition");
    expect(networkHash(files)).to.not.equal(networkHash(before));
  });
});
