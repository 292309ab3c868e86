import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { formatVoucher } from "../../../client/ids.ts";
import { openOffice, tongdui, type Office } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { codeOf, openMarket, type Market } from "./market.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));
const ORDERS = 10;

describe("Drafting that is killed", () => {
  let office: Office;
  let market: Market;
  let table: string;
  before(async () => {
    office = await openOffice();
    market = await openMarket(office, ORDERS);
    const places = Array.from({ length: ORDERS }, (_, i) => i);
    await placeOrders(office, market.scene, places);
    const seller = codeOf(market.scene.providerKey.address);
    const rows = places.map((place) => {
      const number = String(place + 1).padStart(20, "0");
      return `${formatVoucher(market.scene.vouchers[place]!)},${number},${seller},5000.00,Delivered`;
    });
    table = path.join(await market.folder(), "june.csv");
    await writeFile(table, ["订单,发票号码,销售方信用代码,发票金额,交付说明", ...rows].join("\n"));
  });
  after(async () => office.close());

  const jsonIn = async (folder: string): Promise<string[]> =>
    (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));

  for (const written of [1, 4, 9]) {
    it(`goes on when it is killed with ${written} of ${ORDERS} drafts written, and keeps no second proof`, async () => {
      const profile = await office.profile("operator", market.keys);
      const out = await market.folder();
      const call = ["redeem", "draft", table, "--out", out, ...market.password, "--json", "--profile", profile];
      const child = spawn(process.execPath, [COMMAND, ...call], { stdio: "ignore" });
      const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
      while (child.exitCode === null && (await jsonIn(out)).length < written) await pause(1);
      child.kill("SIGKILL");
      await ended;
      const left = new Map<string, string>();
      for (const name of await jsonIn(out)) left.set(name, await readFile(path.join(out, name), "utf8"));

      const { exit, json } = await tongdui(call);
      expect(exit).to.equal(0);
      const { claims } = json().data as { claims: { file: string; evidence: string; end: string }[] };
      expect(claims.filter(({ end }) => end === "before")).to.have.length(left.size);
      for (const [name, text] of left) expect(await readFile(path.join(out, name), "utf8")).to.equal(text);
      expect(await jsonIn(out)).to.have.length(ORDERS);
      expect(new Set(claims.map(({ evidence }) => evidence)).size).to.equal(ORDERS);
      expect(await jsonIn(path.join(path.dirname(profile), "documents"))).to.have.length(ORDERS);
    });
  }
});
