import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { download, NotDownloaded } from "../../portal/src/proof/download.ts";
import { readHash } from "../../portal/src/proof/readHash.ts";

describe("Fetching a proof", () => {
  let server: Server;
  let url: string;
  let sent = 0;

  before(async () => {
    server = createServer((request, response) => {
      const [, what = "", status = "200"] = (request.url ?? "").split("/");
      response.statusCode = Number(status);
      if (what === "endless") {
        const piece = Buffer.alloc(65_536);
        const more = (): void => {
          while (!response.destroyed && response.write(piece)) sent += piece.length;
        };
        response.on("drain", more);
        more();
      } else if (what === "said") {
        response.end(JSON.stringify({ error: { en: "Sign in first.", zh: "请先登录。" } }));
      } else if (what === "broken") {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
        setTimeout(() => response.destroy(), 20);
      } else response.end(what);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const whyNot = async (path: string): Promise<string> => {
    try {
      await download(path);
      return "";
    } catch (error) {
      if (!(error instanceof NotDownloaded)) throw error;
      expect(error.why.zh).to.match(/。$/);
      return error.why.en;
    }
  };

  it("gives what is there", async () => {
    expect(await (await download(`${url}/proof`)).text()).to.equal("proof");
  });

  it("stops at what no proof is as large as, though it goes on for ever", async () => {
    expect(await whyNot(`${url}/endless`)).to.match(/larger than a proof can be/);
    expect(sent).to.be.lessThan(32 << 20);
  });

  it("says why none came: in the office's own words, else in ours", async () => {
    expect(await whyNot(`${url}/said/401`)).to.equal("Sign in first.");
    expect(await whyNot(`${url}/x/404`)).to.match(/no such file/);
    expect(await whyNot(`${url}/x/429`)).to.match(/Too many proofs/);
    expect(await whyNot(`${url}/x/502`)).to.match(/does not answer/);
    expect(await whyNot(`${url}/x/500`)).to.match(/could not be fetched/);
    expect(await whyNot(`${url}/broken`)).to.match(/broke off/);
    expect(await whyNot("http://127.0.0.1:1/")).to.match(/broke off/);
  });
});

describe("A hash that a person types", () => {
  const hash = `0x${"1a2b".repeat(16)}` as const;

  it("is read in groups, with and without 0x, in capitals and full width", () => {
    const groups = "1a2b ".repeat(16);
    for (const typed of [
      hash,
      hash.slice(2),
      groups,
      groups.toUpperCase(),
      ` 0x${groups}\n`,
      groups.replaceAll("1", "１"),
    ]) {
      expect(readHash(typed)).to.equal(hash);
    }
  });

  it("is nothing where a digit is missing, too many or none", () => {
    for (const typed of ["", "0x", hash.slice(0, -1), `${hash}0`, `${hash.slice(0, -1)}g`]) {
      expect(readHash(typed)).to.equal(undefined);
    }
  });
});
