import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { Text } from "../../../client/text/text.ts";
import { privateKeyIn, publicKeyOf } from "../../../network/publicKey.ts";
import { EXIT } from "../../../scripts/cli/exit.ts";
import { backUpNode } from "../../../scripts/network/backup.ts";
import { person } from "../../deploy/pilot.ts";
import { contextOf } from "../support/context.ts";
import { tongdui } from "../support/office.ts";

const ROOT = new URL("../../verifier/vectors/besu-25.12.0/trust-root-0.json", import.meta.url);
const { privateKey, address } = person("a validator's node");

const publicKeyIn = (secret: string): string => publicKeyOf(privateKeyIn(secret)!).slice(2);

describe("The backup of a node", () => {
  let folder: string;
  const at = (...names: string[]): string => path.join(folder, ...names);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "backup-"));
    await mkdir(at("nodes/wujin-1/monitoring"), { recursive: true });
    await writeFile(at("nodes/wujin-1/besu.toml"), "min-gas-price=0\n", { mode: 0o644 });
    await writeFile(at("nodes/wujin-1/monitoring/alerts.yml"), "groups: []\n", { mode: 0o644 });
    const [own, other] = [publicKeyIn(privateKey), publicKeyIn(person("another node").privateKey)];
    const [ownEnode, otherEnode] = [`enode://${own}@10.11.0.2:30303`, `enode://${other}@10.11.0.1:30303`];
    await writeFile(
      at("nodes/wujin-1/permissions_config.toml"),
      `nodes-allowlist=[\n  "${otherEnode}",\n  "${ownEnode}",\n]\n`,
      { mode: 0o644 },
    );
    await writeFile(at("nodes/wujin-1/static-nodes.json"), JSON.stringify([otherEnode]), { mode: 0o644 });
    await writeFile(at("network.yaml"), "name: pilot\n", { mode: 0o644 });
    await writeFile(at("network.json"), "{}\n", { mode: 0o644 });
    await writeFile(at("nodes/wujin-1/.env"), "PASSWORD=secret\n", { mode: 0o600 });
    await writeFile(at("nodes/wujin-1/node-key"), `${privateKey}\n`, { mode: 0o600 });
    await symlink("/etc/passwd", at("nodes/wujin-1/elsewhere"));
    await writeFile(at("node-key"), `${privateKey}\n`, { mode: 0o600 });
    await writeFile(at("password"), "correct horse battery\n", { mode: 0o600 });
    await writeFile(at("other"), "another one altogether\n", { mode: 0o600 });
    await writeFile(at("pilot.trust-root.json"), await readFile(ROOT));
  });
  after(async () => rm(folder, { recursive: true }));

  const input = (out: string) => ({
    folder: at("nodes/wujin-1"),
    nodeKey: at("node-key"),
    trustRoot: [at("pilot.trust-root.json")],
    out: at(out),
    passwordFile: at("password"),
  });
  const keep = async (out: string) => backUpNode(input(out), contextOf("none"), 1_024);
  const restore = async (file: string, to: string, ...more: string[]) =>
    tongdui(["network", "restore", at(file), "--to", at(to), "--password-file", at("password"), ...more]);

  it("holds key, configuration and trust roots, in a file for its owner alone in which nothing of them can be read", async () => {
    const { data } = await keep("one.json");
    const text = await readFile(at("one.json"), "utf8");
    expect((await stat(at("one.json"))).mode & 0o777).to.equal(0o600);
    expect(data).to.include({ node: "wujin-1", address: address.toLowerCase(), end: "done" });
    const { files } = data as unknown as { files: { name: string }[] };
    expect(files.map(({ name }) => name)).to.deep.equal([
      "node-key",
      "configuration/.env",
      "configuration/besu.toml",
      "configuration/monitoring/alerts.yml",
      "configuration/permissions_config.toml",
      "configuration/static-nodes.json",
      "network.yaml",
      "network.json",
      "trust-roots/pilot.trust-root.json",
    ]);
    expect(text).not.to.include(privateKey.slice(2)).and.not.to.include("min-gas-price");
    expect(JSON.stringify(data)).not.to.include(privateKey.slice(2));
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).to.deep.equal([]);
  });

  it("is restored as it was, and once more changes nothing", async () => {
    await keep("two.json");
    const said = await restore("two.json", "restored");
    expect(said.exit).to.equal(EXIT.done);
    expect(said.out.join("\n")).to.include("no other machine runs with this key").and.include("from its peers");
    expect((await readFile(at("restored/node-key"), "utf8")).trim()).to.equal(privateKey);
    expect((await stat(at("restored/node-key"))).mode & 0o777).to.equal(0o600);
    expect((await stat(at("restored/configuration/besu.toml"))).mode & 0o777).to.equal(0o644);
    expect(await readFile(at("restored/configuration/besu.toml"), "utf8")).to.equal("min-gas-price=0\n");
    expect(await readFile(at("restored/network.yaml"), "utf8")).to.equal("name: pilot\n");
    const again = await restore("two.json", "restored", "--json");
    expect(again.exit).to.equal(EXIT.done);
    expect(again.json().data).to.include({ end: "before" });
  });

  it("takes no other file's place, and is put into no folder that holds something else", async () => {
    await keep("three.json");
    const before = await readFile(at("three.json"));
    const refused = await keep("three.json").catch((error: unknown) => error as { code: string });
    expect(refused).to.include({ code: "FileExists" });
    expect((await readFile(at("three.json"))).equals(before)).to.equal(true);
    const said = await restore("three.json", "nodes");
    expect(said.exit).to.equal(EXIT.mendable);
    expect(said.err.join("\n")).to.include("nothing in it is replaced");
  });

  it("is not opened by another password, nor where a letter of it was changed", async () => {
    await keep("four.json");
    const wrong = await tongdui([
      "network",
      "restore",
      at("four.json"),
      "--to",
      at("x"),
      "--password-file",
      at("other"),
    ]);
    expect(wrong.exit).to.equal(EXIT.mendable);
    expect(wrong.err.join("\n")).to.include("The password does not open");
    const text = await readFile(at("four.json"), "utf8");
    await writeFile(at("changed.json"), text.replace('"node": "wujin-1"', '"node": "wujin-2"'));
    expect((await restore("changed.json", "x")).err.join("\n")).to.include("or the file was changed");
    await writeFile(at("short.json"), text.slice(0, 400));
    expect((await restore("short.json", "x")).err.join("\n")).to.include("is not the backup of a node");
    expect(await readdir(folder)).not.to.include("x");
  });

  it("asks for a password of the backup, not of the key in it", async () => {
    const asked: Text[] = [];
    const base = contextOf("none");
    const askSecret = async (question: Text) => {
      asked.push(question);
      return Promise.resolve("correct horse battery");
    };
    await backUpNode(
      { ...input("asked.json"), passwordFile: undefined },
      { ...base, io: { ...base.io, askSecret } },
      1_024,
    );
    expect(asked[0]?.en).to.include(`New password for the backup ${at("asked.json")}`);
    expect(asked[0]?.zh).to.include(`为备份 ${at("asked.json")} 设置新密码`);
  });

  it("is only told by a dry run, both ways", async () => {
    const words = ["network", "backup", at("nodes/wujin-1"), "--node-key", at("node-key"), "--out", at("dry.json")];
    const said = await tongdui([...words, "--dry-run", "--json"]);
    expect(said.exit).to.equal(EXIT.done);
    expect(said.json().data).to.include({ end: "tried" });
    await keep("five.json");
    expect((await restore("five.json", "dry", "--dry-run", "--json")).json().data).to.include({ end: "tried" });
    expect(await readdir(folder))
      .to.include("five.json")
      .and.not.include("dry.json")
      .and.not.include("dry");
  });

  it("is not made of another node's key, nor of a folder that is no node's", async () => {
    await writeFile(at("other-key"), `${person("another node").privateKey}\n`, { mode: 0o600 });
    const words = ["--out", at("seven.json"), "--password-file", at("password")];
    const key = ["--node-key", at("other-key")];
    const other = await tongdui(["network", "backup", at("nodes/wujin-1"), ...key, ...words]);
    expect(other.exit).to.equal(EXIT.mendable);
    expect(other.err.join("\n"))
      .to.include(`is the key of ${person("another node").address.toLowerCase()}`)
      .and.include(`the node ${address.toLowerCase()}`);
    for (const none of ["nodes", "."]) {
      const said = await tongdui(["network", "backup", at(none), "--node-key", at("node-key"), ...words]);
      expect(said.exit).to.equal(EXIT.mendable);
      expect(said.err.join("\n")).to.include("is not the folder of one node");
    }
    expect(await readdir(folder)).not.to.include("seven.json");
  });

  it("is not made of a key that others can read, or of what is no trust root", async () => {
    await writeFile(at("open-key"), privateKey, { mode: 0o644 });
    await chmod(at("open-key"), 0o644);
    const words = [
      "network",
      "backup",
      at("nodes/wujin-1"),
      "--out",
      at("six.json"),
      "--password-file",
      at("password"),
    ];
    const open = await tongdui([...words, "--node-key", at("open-key"), "--lang", "zh"]);
    expect(open.exit).to.equal(EXIT.mendable);
    expect(open.err.join("\n")).to.include("本机其他用户可以访问");
    const none = await tongdui([...words, "--node-key", at("node-key"), "--trust-root", at("password")]);
    expect(none.err.join("\n")).to.include("is not a trust root that can be used");
    expect(await readdir(folder)).not.to.include("six.json");
  });
});
