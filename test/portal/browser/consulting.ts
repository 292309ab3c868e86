/** The page on which an enterprise asks what it can get. */
import { expect } from "chai";
import type { Trial } from "./house.ts";
import type { Looks, Visitor } from "./visitor.ts";

export function checkConsulting(trial: Trial, open: (looks: Looks) => Promise<Visitor>): void {
  const ask = async (looks: Looks, value: string, button: string): Promise<Visitor> => {
    const visitor = await open(looks);
    await visitor.goTo("/what-can-i-get");
    const [district, service] = [
      visitor.page.locator("select[required]").first(),
      visitor.page.locator("select[required]").nth(1),
    ];
    await district.selectOption("2");
    await service.selectOption("1");
    await visitor.page.locator("input[required]").fill(value);
    await visitor.page.getByRole("button", { name: button }).click();
    return visitor;
  };

  trial(
    "says to a firm that gives its contract what the voucher would pay, and why another program does not",
    async () => {
      const visitor = await ask({ lang: "en" }, "160,000.00", "Work it out");
      await visitor.page
        .locator("main")
        .getByText(/These programs fit|No program pays/)
        .first()
        .waitFor();
      await visitor.settled();
      expect(await visitor.text()).to.match(/¥\d/);
      await visitor.demandAccessible();
      await visitor.demandFits();
      // The address holds the question, so that it can be handed on.
      expect(visitor.page.url()).to.include("district=2").and.to.include("serviceClass=1");
      visitor.demandQuiet();
    },
  );

  trial("says in Chinese, on a phone, what is wrong with an amount, and asks nothing", async () => {
    const visitor = await ask({ lang: "zh", phone: true }, "16万", "查询");
    await visitor.page.locator(".field-error").getByText("带有单位").waitFor();
    await visitor.demandAccessible();
    visitor.demandQuiet();
  });
}
