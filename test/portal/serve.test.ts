import { createServer, type IncomingMessage, type Server } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { startPortal, type Portal } from "../../portal/serve.ts";
import { household } from "../../portal/server/limits.ts";

/** What stands behind the portal here: it tells what it was asked. */
async function startBehind(): Promise<{ url: string; asked: IncomingMessage[]; server: Server }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming);
    if (incoming.url === "/vouchers/elsewhere") {
      response.statusCode = 302;
      response.setHeader("location", "http://example.invalid/");
    }
    response.setHeader("content-type", "application/json");
    response.setHeader("server", "something");
    response.setHeader("set-cookie", ["tongdui_2=mine; HttpOnly", "other=not"]);
    incoming.resume().on("end", () => response.end(JSON.stringify({ url: incoming.url })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

describe("The portal's server", () => {
  let folder: string;
  let behind: Awaited<ReturnType<typeof startBehind>>;
  let portal: Portal;
  const page = { headers: { accept: "text/html" } };
  const get = async (address: string, init: RequestInit = {}) => fetch(`${portal.url}${address}`, init);
  const asked = () => behind.asked.at(-1)!;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "portal-"));
    const trustRoot = path.join(folder, "trust-root.json");
    await writeFile(trustRoot, '{"number":1}');
    behind = await startBehind();
    const offices = { 2: behind.url, 3: "http://127.0.0.1:9" };
    portal = await startPortal({ index: behind.url, offices, trustRoot });
  });

  after(async () => {
    await portal.close();
    behind.server.close();
    await rm(folder, { recursive: true });
  });

  it("lets nothing run or load in a page but the site's own files", async () => {
    const { headers } = await get("/");
    const csp = headers.get("content-security-policy")!;
    expect(csp.split("; ")).to.include.members([
      ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'"],
      ...["form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"],
    ]);
    expect(csp).not.to.match(/unsafe|https?:/);
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("referrer-policy")).to.equal("no-referrer");
    expect(headers.get("access-control-allow-origin")).to.equal(null);
  });

  it("gives a page that names its files, none of it inline, each kept for good under its name", async () => {
    const answer = await get("/");
    expect(answer.headers.get("cache-control")).to.equal("no-store");
    const html = await answer.text();
    expect(html).not.to.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files).to.have.length.greaterThan(1);
    for (const file of files) {
      const { status, headers } = await get(file);
      expect([status, headers.get("cache-control")], file).to.deep.equal([200, "public, max-age=31536000, immutable"]);
      expect(headers.get("content-encoding"), file).to.be.oneOf(["br", "gzip"]);
    }
  });

  it("answers the address of every page, and says 404 for any other", async () => {
    for (const address of ["/v/2-000001", "/providers/P1-1", "/programs", "/desk", "/desk/queue", "/publication"])
      expect((await get(address, page)).status, address).to.equal(200);
    for (const address of ["/nothing", "/v", "/v/1/2", "/assets/none.js", "/index.html", "/.built-of"])
      expect((await get(address, page)).status, address).to.equal(404);
  });

  it("gives no file from beside the site, however it is asked for", async () => {
    for (const address of [
      ...["/../package.json", "/assets/../../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fpackage.json"],
      ...["/..\\package.json", "//etc/passwd", "/index/../package.json", "/office/2/../../package.json"],
    ]) {
      const { status, body } = await raw(portal.url, address);
      expect(status, address).to.be.oneOf([200, 400, 404]);
      expect(body, address).not.to.contain("dependencies");
    }
  });

  it("passes questions on to the index, and nothing that could change or open anything", async () => {
    const secret = { authorization: "Bearer key", cookie: "tongdui_2=a", "x-forwarded-for": "9.9.9.9" };
    const answer = await get("/index/vouchers?limit=2", { headers: secret });
    expect(await answer.json()).to.deep.equal({ url: "/vouchers?limit=2" });
    for (const address of ["/funnel?by=class", "/milestones", "/feed.atom?lang=zh"])
      expect(await (await get(`/index${address}`)).json(), address).to.deep.equal({ url: address });
    await get("/index/vouchers", { headers: secret });
    expect(asked().headers.authorization).to.equal(undefined);
    expect(asked().headers.cookie).to.equal(undefined);
    expect(asked().headers["x-forwarded-for"]).to.equal("127.0.0.1");
    expect(answer.headers.get("set-cookie")).to.equal(null);
    expect(answer.headers.get("server")).to.equal(null);
    expect(answer.headers.get("content-security-policy")).to.contain("sandbox");

    const before = behind.asked.length;
    for (const address of ["/index/metrics", "/index/graphql", "/index"])
      expect((await get(address)).status, address).to.equal(404);
    const call = { method: "POST", body: '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}' };
    for (const address of ["/", "/index", "/index/graphql", "/rpc"])
      expect((await get(address, call)).status, address).to.equal(405);
    expect(behind.asked.length).to.equal(before);
  });

  it("reads an address only as it is written: one that says the same in other letters reaches nothing", async () => {
    const before = behind.asked.length;
    const { port } = new URL(behind.url);
    for (const address of [
      ...["/index/%6detrics", "/index/metric%73", "/%69ndex/metrics", "/%69ndex/head", "/index/head%2f..%2fmetrics"],
      ...[
        "/inde%78/head",
        `/inde%78:${port}/head`,
        "/index%2fmetrics",
        "/index/vouchers/%2e%2e%2fmetrics",
        "/index//head",
      ],
      ...["/index/sql", "/index/ready", "/index/vouchers/2-000001/nothing", `/index/@127.0.0.1:${port}/metrics`],
      ...[
        "/office/2/%6de",
        "/%6fffice/2/me",
        "/office/%32/me",
        "/office/2/index%2fmetrics",
        "/office/2//me",
        "/office/2/",
      ],
    ])
      expect((await raw(portal.url, address)).status, address).to.equal(404);
    expect(behind.asked.length).to.equal(before);
    expect((await raw(portal.url, "/index/vouchers/../head?a=%2e%2e")).status).to.equal(200);
    expect(asked().url).to.equal("/head?a=%2e%2e");
    expect((await raw(portal.url, "/index/texts?limit=200")).status).to.equal(200);
    expect(asked().url).to.equal("/texts?limit=200");
  });

  it("passes on to an office its own cookie only, both ways", async () => {
    const headers = { cookie: "tongdui_3=b; tongdui_2=a; x=y", origin: "http://x", "content-type": "application/json" };
    const answer = await get("/office/2/sign-in", { method: "POST", body: "{}", headers });
    expect(asked().url).to.equal("/sign-in");
    expect(asked().headers.cookie).to.equal("tongdui_2=a");
    expect(asked().headers.origin).to.equal("http://x");
    expect(answer.headers.getSetCookie()).to.deep.equal(["tongdui_2=mine; HttpOnly"]);
  });

  it("refuses what no office takes in words, with a message and without", async () => {
    for (const method of ["DELETE", "PATCH", "OPTIONS"]) {
      for (const init of [{}, { body: "{}" }]) {
        const answer = await get("/office/2/me", { method, ...init });
        expect(answer.status, method).to.equal(405);
        expect(await answer.json()).to.have.nested.property("error.zh");
      }
    }
  });

  it("knows the offices that it was told, and says which is away", async () => {
    for (const address of ["/office/7/published", "/office/02/published", "/office/x/published", "/office/2"])
      expect((await get(address)).status, address).to.equal(404);
    const away = await get("/office/3/published");
    expect(away.status).to.equal(502);
    expect(await away.json()).to.have.nested.property("error.zh");
  });

  it("follows nobody elsewhere, and takes neither endless addresses nor endless messages", async () => {
    expect((await get("/index/vouchers/elsewhere", { redirect: "manual" })).status).to.equal(302);
    expect((await get(`/index/vouchers?x=${"y".repeat(3_000)}`)).status).to.equal(414);
    const large = { method: "POST", body: "x".repeat(7 * 1_024 * 1_024) };
    expect((await get("/office/2/documents", large)).status).to.equal(413);
  });

  it("publishes the trust root as it is", async () => {
    const answer = await get("/trust-root.json");
    expect(await answer.text()).to.equal('{"number":1}');
    expect(answer.headers.get("content-type")).to.equal("application/json");
  });

  it("counts a connection's addresses as one, here and behind", async () => {
    for (const address of [
      "2001:db8:0:7::1",
      "2001:DB8::7:ffff:1:2:3",
      "2001:0db8:0000:0007:a:b:c:d",
      "2001:db8:0:7::1%eth0",
    ])
      expect(household(address), address).to.equal("2001:db8:0:7::");
    expect(["2001:db8::1", "2001:db8::2:1", "::1"].map(household)).to.deep.equal([
      ...["2001:db8:0:0::", "2001:db8:0:0::", "0:0:0:0::"],
    ]);
    for (const address of ["203.0.113.7", "::ffff:203.0.113.7", "", "nobody"])
      expect(household(address), address).to.equal(address);

    process.env["TONGDUI_TRUSTED_PROXY"] = "1";
    try {
      await get("/index/head", { headers: { "x-forwarded-for": "203.0.113.7, 2001:db8:0:7:a:b:c:d" } });
    } finally {
      delete process.env["TONGDUI_TRUSTED_PROXY"];
    }
    expect(asked().headers["x-forwarded-for"]).to.equal("2001:db8:0:7::");
  });

  it("has nobody ask without end", async () => {
    const few = await startPortal({ index: behind.url, mostAMinute: 3 });
    try {
      const statuses = [];
      for (let i = 0; i < 7; i++) statuses.push((await fetch(`${few.url}/index/head`)).status);
      expect(statuses.slice(0, 3)).to.deep.equal([200, 200, 200]);
      expect(statuses).to.include(429);
    } finally {
      await few.close();
    }
  });
});

/** As it is written: fetch would tidy the address. */
async function raw(url: string, address: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: address }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}
