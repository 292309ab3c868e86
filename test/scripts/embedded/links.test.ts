import { expect } from "chai";
import { linksOf } from "../../../scripts/embedded/links.ts";

describe("What npm start prints at its end", () => {
  it("tells the Auditor where the index is and how its key is used, and everybody where the reports are, in both languages", () => {
    const links = linksOf({
      ...{ portal: "http://127.0.0.1:8080", voucher: "2-000001" },
      ...{ index: "http://127.0.0.1:42069", indexKey: "run/servers/index.key" },
      reports: "run/reports",
    });
    const call = `curl -H "Authorization: Bearer $(cat run/servers/index.key)" 'http://127.0.0.1:42069/vouchers?format=csv'`;
    expect(links.map(({ en }) => en).join("\n")).to.include(call);
    expect(links.map(({ zh }) => zh).join("\n")).to.include(call);
    for (const lang of ["en", "zh"] as const)
      expect(links.map((link) => link[lang]).join("\n")).to.include("run/reports");
  });
});
