import { expect } from "chai";
import { formatVoucher } from "../../client/ids.ts";
import { startBrowser } from "../support/chromium.ts";
import { checkApplied } from "./browser/applied.ts";
import { checkConsulting } from "./browser/consulting.ts";
import { checkDemands } from "./browser/demands.ts";
import { openHouse, type House, type Trial } from "./browser/house.ts";
import { checkPrinting } from "./browser/printing.ts";
import { checkPublication } from "./browser/publication.ts";
import { checkResults } from "./browser/results.ts";
import type { Looks, Visitor } from "./browser/visitor.ts";
import { checkVerifying } from "./browser/verifying.ts";

const PATHS = [
  "/",
  "/v/2-000001",
  "/vouchers",
  "/verify",
  "/providers",
  "/providers/P1-1",
  "/programs",
  "/programs/2",
  "/what-can-i-get",
  "/demands",
  "/notices",
  "/results",
  "/results?district=2&year=2019",
  "/publication",
  "/desk",
  "/nothing-is-here",
];
const LOOKS: readonly (readonly [string, Looks])[] = [
  ["in English, on a desktop, in the light", { lang: "en" }],
  ["in Chinese, on a phone, in the dark", { lang: "zh", phone: true, dark: true }],
];
const CHINESE = /[\u4e00-\u9fff]/;

describe("The portal in a browser", () => {
  /** Undefined where no browser starts. */
  let opened: House | undefined;
  let house: House;
  let visitor: Visitor | undefined;

  before(async function () {
    this.timeout(600_000);
    const browser = await startBrowser();
    if ("why" in browser)
      console.error(`\n!!! SKIPPED: THE PORTAL IS NOT TRIED, for no browser starts here: ${browser.why}\n`);
    else house = opened = await openHouse(browser);
  });
  after(async () => opened?.close());
  afterEach(async () => visitor?.close());

  const trial: Trial = (title, run) => {
    it(title, async () => {
      if (opened) await run();
    });
  };
  const open = async (looks: Looks): Promise<Visitor> => (visitor = await house.visit(looks));

  for (const [how, looks] of LOOKS) {
    for (const path of PATHS) {
      trial(`has ${path} for everybody ${how}`, async () => {
        const visitor = await open(looks);
        await visitor.goTo(path);
        expect(CHINESE.test(await visitor.page.locator("h1:visible").first().innerText())).to.equal(
          looks.lang === "zh",
        );
        await visitor.demandFits();
        await visitor.demandAccessible();
        visitor.demandQuiet();
      });
    }
  }

  trial("changes its language where one is, and keeps it", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/programs/2");
    await visitor.page.getByRole("button", { name: "中文" }).click();
    await visitor.page.getByRole("heading", { level: 1, name: CHINESE }).waitFor();
    await visitor.goTo("/notices");
    expect(await visitor.page.locator("html").getAttribute("lang")).to.equal("zh-CN");
  });

  trial("tells of a block as it comes", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/");
    const { provider } = house.played.stage.node;
    await provider.send("evm_mine", []);
    const block = await provider.getBlockNumber();
    await visitor.page
      .getByText(new RegExp(`block ${block}\\b`, "i"))
      .first()
      .waitFor();
  });

  for (const number of ["2-00001x", "voucher", "9-999999", "%3Cscript%3E"]) {
    trial(`says in words that ${number} is no voucher`, async () => {
      const visitor = await open({ lang: "en" });
      await visitor.page.goto(`${house.site}/v/${number}`);
      await visitor.settled();
      expect(await visitor.text()).to.match(/no voucher|not a voucher|voucher's number|There is no/i);
      visitor.demandQuiet();
    });
  }

  trial("shows a name as it is, whatever is in it", async () => {
    const name = `<img src=x onerror=alert(1)>${"长".repeat(172)}`;
    const visitor = await open({ lang: "zh", phone: true });
    await visitor.page.route("**/office/2/published", async (route) => {
      const answer = await route.fetch();
      const published = (await answer.json()) as { enterprises: object };
      await route.fulfill({ json: { ...published, enterprises: { "2-1": { zh: name } } } });
    });
    await visitor.goTo(`/v/${formatVoucher(house.played.voucher)}`);
    await visitor.page.locator("main").getByText(name).first().waitFor();
    expect(await visitor.page.locator("main img[src=x]").count()).to.equal(0);
    await visitor.demandFits();
    visitor.demandQuiet();
  });

  checkApplied(trial, () => house);
  checkConsulting(trial, open);
  checkDemands(trial, () => house, open);
  checkResults(trial, () => house, open);
  checkVerifying(trial, () => house, open);
  checkPrinting(trial, () => house, open);
  checkPublication(trial, () => house, open);
});
