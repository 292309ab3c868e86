import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NOWHERE = ["--deployment", "/nowhere/x.json", "--node", "http://127.0.0.1:9", "--data", "/nowhere/x"];
const STARTS: Readonly<Record<string, readonly string[]>> = {
  index: ["indexer/start.ts", ...NOWHERE],
  office: [
    ...["office/start.ts", ...NOWHERE, "--district", "2", "--password-file", "/nowhere/x"],
    ...["--portal-origin", "https://voucher.example.org"],
  ],
};

describe("Whoever starts a server that cannot tell visitors apart", () => {
  for (const [name, words] of Object.entries(STARTS)) {
    it(`is told so in one line by the ${name}, and not where it can`, () => {
      const started = (proxy: string): string =>
        spawnSync(process.execPath, [...words], {
          cwd: ROOT,
          encoding: "utf8",
          env: { ...process.env, TONGDUI_TRUSTED_PROXY: proxy },
        }).stderr;
      const [told = ""] = started("").split("\n");
      expect(told).to.match(/^TONGDUI_TRUSTED_PROXY is not set: .* for all visitors together\./);
      expect(started("1")).not.to.contain("visitors together");
    }).timeout(60_000);
  }
});
