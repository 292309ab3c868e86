import { expect } from "chai";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { figuresAt, openFigures, serveFigures } from "../../client/observing/figures.ts";
import { faultOf, openLog } from "../../client/observing/log.ts";

describe("A program's log", () => {
  const lines: Record<string, unknown>[] = [];
  const into = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  beforeEach(() => lines.splice(0));

  it("begins each line with level, moment and program, and with what all of them have in common", () => {
    openLog("office", into, { district: 2 }).warn("queue not read", { ms: 12 });
    const [line = {}] = lines;
    expect(Object.keys(line)).to.deep.equal(["level", "time", "program", "district", "what", "ms"]);
    expect(line).to.include({ level: "warn", program: "office", district: 2, what: "queue not read", ms: 12 });
  });

  it("leaves out what is not one short line of plain characters", () => {
    openLog("portal", into).info("request", { route: "常州某某公司", at: "a\nb", code: "x".repeat(201), status: 200 });
    expect(Object.keys(lines[0] ?? {})).to.deep.equal(["level", "time", "program", "what", "status"]);
  });

  it("tells of an error its code and place, and never what it says", () => {
    const sentence = { en: "Firm A is unknown.", zh: "企业甲不存在。" };
    expect(faultOf(new TongduiError("Unknown", sentence))).to.deep.equal({ code: "Unknown" });
    const { code, at } = faultOf(new TypeError("Firm A\n    at firm/A.ts:1:1"));
    expect(code).to.equal("TypeError");
    expect(at).to.match(/^observing\/log\.test\.ts:\d+:\d+$/);
    expect(faultOf(Object.assign(new Error("Firm A"), { code: "ENOENT" }))).to.include({ code: "ENOENT" });
    expect(faultOf("Firm A")).to.deep.equal({ code: "string" });
  });
});

describe("A program's figures", () => {
  it("are at this computer's own address, unless another is named", () => {
    expect(figuresAt("9401")).to.deep.equal({ host: "127.0.0.1", port: 9401 });
    expect(figuresAt("0.0.0.0:0")).to.deep.equal({ host: "0.0.0.0", port: 0 });
    expect(figuresAt("[::1]:9401")).to.deep.equal({ host: "::1", port: 9401 });
    for (const wrong of ["", "x", "70000", "a:b:1", "::1:9401", "host:", "-1", "a b:1"])
      expect(figuresAt(wrong), wrong).to.equal(undefined);
  });

  it("are given at /metrics and nowhere else, and say which port is taken", async () => {
    const figures = openFigures({ district: "2" });
    figures.answered("GET /me", 200, 12);
    figures.failed("Fault");
    const served = await serveFigures({ host: "127.0.0.1", port: 0 }, async () => figures.registry.metrics());
    try {
      const answer = await fetch(served.url);
      expect(answer.headers.get("content-type")).to.match(/^text\/plain; version=0\.0\.4/);
      const text = await answer.text();
      expect(text).to.include('tongdui_errors_total{code="Fault",district="2"} 1');
      expect(text).to.match(/tongdui_request_duration_seconds_count\{[^}]*route="GET \/me"[^}]*\} 1/);
      for (const [path, method] of [
        ["/", "GET"],
        ["/metrics", "POST"],
        ["/metrics/", "GET"],
      ] as const)
        expect((await fetch(new URL(path, served.url), { method })).status, path).to.equal(404);
      const { port } = new URL(served.url);
      const again = await serveFigures({ host: "127.0.0.1", port: Number(port) }, async () =>
        Promise.resolve(""),
      ).catch((error: unknown) => error);
      expect(again).to.have.property("code", "MetricsNotServed");
    } finally {
      await served.close();
    }
  });
});
