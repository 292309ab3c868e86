/** The pages on which enterprises and providers find each other. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { districtOf, formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { matchingDomain } from "../../../client/matching/domain.ts";
import { demandIdOf, offerIdOf, signDemand, signOffer } from "../../../client/matching/messages.ts";
import { jsonOfText, mattersOf, publicTextOf, type PostKind, type PublicText } from "../../../client/matching/texts.ts";
import { signIn } from "../../../scripts/embedded/offices.ts";
import { named } from "../../../scripts/scenario/cast.ts";
import type { House, Trial } from "./house.ts";
import type { Looks, Visitor } from "./visitor.ts";

/** Whatever somebody writes is shown as it is. */
const TITLE = "<img src=x onerror=alert(1)> Graphene powder, finer";
const WANTED = `We make powder in batches of 50 kg.\n\n<script>alert(1)</script> ${"The grain is to be finer and more even. ".repeat(12)}ＤＲＹ powder.`;

const OFFERED = "Furnace and twelve years of graphene";

export function checkDemands(trial: Trial, house: () => House, open: (looks: Looks) => Promise<Visitor>): void {
  let held: Promise<string> | undefined;
  const another = async (): Promise<string> => (held ??= hold(house()));

  trial("shows what is looked for and offered as it was written, and finds it by a word", async () => {
    await another();
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/demands");
    await visitor.page.getByRole("link", { name: TITLE }).waitFor();
    expect(await visitor.page.locator("main img[src=x], main script").count()).to.equal(0);
    expect(await visitor.text())
      .to.include("We make powder in batches of 50 kg.")
      .and.to.include("Furnace and twelve years of graphene")
      .and.to.include("tongdui sign demand");
    await visitor.demandFits();
    await visitor.demandAccessible();
    // Wide and narrow letters are the same; what was folded up is looked through as well.
    await visitor.page.getByRole("searchbox", { name: "Words" }).fill("dry POWDER");
    await visitor.page.getByText("No offer that fits has “dry POWDER” in it.").waitFor();
    await visitor.page.getByRole("link", { name: TITLE }).waitFor();
    expect(await visitor.page.locator("main article").count()).to.equal(1);
    await visitor.demandFits();
    await visitor.goTo("/demands?kind=offer&serviceClass=1&district=1");
    await visitor.page.getByRole("heading", { name: "Furnace and people" }).waitFor();
    expect(await visitor.page.getByRole("heading", { level: 2, name: "Demands" }).count()).to.equal(0);
    visitor.demandQuiet();
  });

  trial("finds by its words what an office has the text of only after the last block", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/demands?kind=offer&words=muffle");
    const offer = await postOffer(house(), "A muffle furnace", "With a lining of mullite");
    const block = await house().played.stage.node.provider.getBlockNumber();
    await visitor.page
      .getByText(new RegExp(`block ${block}\\b`, "i"))
      .first()
      .waitFor();
    await visitor.page.getByText("No offer that fits has “muffle” in it.").waitFor();
    await offer.handIn();
    await visitor.page.getByRole("heading", { name: "A muffle furnace" }).waitFor();
    expect(await house().played.stage.node.provider.getBlockNumber()).to.equal(block);
    visitor.demandQuiet();
  });

  trial("shows what found its partner already, apart from what is open", async () => {
    await another();
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/demands");
    await visitor.page.getByRole("link", { name: TITLE }).waitFor();
    const matched = visitor.page.getByRole("link", { name: "Graphene powder preparation process optimisation" });
    expect(await matched.count()).to.equal(0);
    await visitor.page.getByLabel("State").selectOption({ label: "Matched already" });
    await matched.waitFor();
    await visitor.page.getByRole("heading", { name: /Optimising how graphene powder is made/ }).waitFor();
    expect(await visitor.page.getByRole("link", { name: TITLE }).count()).to.equal(0);
    await matched.click();
    await visitor.page.getByRole("heading", { level: 1, name: /Graphene powder preparation/ }).waitFor();
    visitor.demandQuiet();
  });

  trial("suggests partners for a demand with the reasons, and as a table for spreadsheets", async () => {
    const demand = await another();
    const visitor = await open({ lang: "zh", phone: true, dark: true });
    await visitor.goTo(`/demands/${demand}`);
    const first = visitor.page.locator("main tbody tr").first();
    await first.getByText("相合的有效供给").waitFor();
    await first.getByText("内容相近：graphene").waitFor();
    expect(await first.innerText()).to.include(formatProvider(named(house().played.providers, "sit")));
    expect(await visitor.text()).to.include("与企业同在一个地区");
    await visitor.demandFits();
    await visitor.demandAccessible();
    const table = visitor.page.getByRole("link", { name: /CSV/ });
    const address = new URL((await table.getAttribute("href")) ?? "", house().site);
    expect((await (await fetch(address)).text()).split("\r\n")[0]).to.include("provider,district,reasons");
    visitor.demandQuiet();
  });

  trial("finds a provider by what it offers, by its name, and by a name that is nearly right", async () => {
    await another();
    const provider = formatProvider(named(house().played.providers, "sit"));
    const visitor = await open({ lang: "zh" });
    await visitor.goTo(`/providers?words=${encodeURIComponent("furnaces")}`);
    const box = visitor.page.getByRole("searchbox", { name: "名称、编号或关键词" });
    const row = visitor.page.locator("main tbody tr", { hasText: provider });
    for (const words of ["", "应用技术 大学", provider, "twelve graph"]) {
      if (words !== "") await box.fill(words);
      await row.waitFor();
      await visitor.page.locator("main tbody tr").nth(1).waitFor({ state: "detached" });
    }
    await box.fill("上海应用科技大学");
    await visitor.page.getByText("您要找的是否为：").waitFor();
    await visitor.page.locator("main .hits").getByRole("link", { name: "上海应用技术大学" }).waitFor();
    await visitor.demandFits();
    await visitor.demandAccessible();
    visitor.demandQuiet();
  });

  trial("tells with whom a demand was matched, and leads to the draft of the order", async () => {
    const { demand, match, voucher } = house().played;
    const visitor = await open({ lang: "en" });
    await visitor.goTo(`/demands/${demand}`);
    await visitor.page.getByText(match).waitFor();
    await visitor.page.getByRole("link", { name: formatVoucher(voucher) }).waitFor();
    const link = visitor.page.getByRole("link", { name: "Draft the order at the desk" });
    expect(await link.getAttribute("href")).to.equal(`/desk/drafts?match=${match}`);
    expect(await visitor.page.getByRole("heading", { name: "Suggested partners" }).count()).to.equal(0);
    await visitor.demandAccessible();
    await visitor.page.emulateMedia({ media: "print" });
    expect(await link.isVisible()).to.equal(false);
    expect((await visitor.page.pdf({ format: "A4" })).subarray(0, 5).toString()).to.equal("%PDF-");
    visitor.demandQuiet();
  });

  trial("says in words that a mistyped number is no demand", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/demands/0x12");
    expect(await visitor.text()).to.include("copied in part");
    visitor.demandQuiet();
  });
}

/** A post that the ledger has. */
interface Posted {
  readonly post: string;
  /** Gives the office the text that it says by its commitment, as its Bureau would take it in. */
  readonly handIn: () => Promise<void>;
}

/** Another demand of the story's enterprise, and an offer of the Shanghai Institute of Technology to everybody. */
async function hold(house: House): Promise<string> {
  const [demand, offer] = [await postDemand(house), await postOffer(house, "Furnace and people", OFFERED)];
  await demand.handIn();
  await offer.handIn();
  // The index asks the offices for texts every five seconds.
  while (!(await isFound(house.site, "demands", "batches")) || !(await isFound(house.site, "offers", "twelve")))
    await pause(200);
  return demand.post;
}

async function postDemand(house: House): Promise<Posted> {
  const { stage, enterprise } = house.played;
  const domain = matchingDomain(stage.deployment);
  const { handIn, ...terms } = await written(house, "demand", enterprise, { title: TITLE, text: WANTED });
  const demand = { enterprise, ...terms };
  const signature = await signDemand(stage.cast.enterprise.signer, domain, demand);
  await stage.act(stage.cast.operator, POSTED, stage.ledger.matching.postDemand.populateTransaction(demand, signature));
  return { post: demandIdOf(domain, demand), handIn };
}

async function postOffer(house: House, title: string, text: string): Promise<Posted> {
  const { stage, providers } = house.played;
  const domain = matchingDomain(stage.deployment);
  const provider = named(providers, "sit");
  const { handIn, ...terms } = await written(house, "offer", provider, { title, text });
  const offer = { provider, demand: ZeroHash, ...terms };
  const signature = await signOffer(named(stage.cast.providers, "sit").signer, domain, offer);
  await stage.act(stage.cast.operator, POSTED, stage.ledger.matching.postOffer.populateTransaction(offer, signature));
  return { post: offerIdOf(domain, offer), handIn };
}

const POSTED = { en: "posted", zh: "发布" };

/** What is to be signed of a post with a text. */
async function written(
  { played, servers, site }: House,
  kind: PostKind,
  party: bigint,
  said: Pick<PublicText, "title" | "text">,
) {
  const { stage } = played;
  const home = Number(districtOf(party));
  const terms = { serviceClass: 1, district: 0, through: (await stage.today()) + 60 };
  const document = jsonOfText(publicTextOf(kind, said, terms, null));
  const number = kind === "demand" ? formatEnterprise(party) : formatProvider(party);
  const content = stage.paper(home, { ...mattersOf(kind, number).open, document });
  const kept = stage.papers.at(-1)?.document.text() ?? "";
  const officer = Object.values(stage.cast.districts).find(({ number }) => number === home);
  if (!officer) throw new Error(`District ${home} has no officers.`);
  const handIn = async (): Promise<void> => {
    const office = await signIn(servers.offices.get(home) ?? "", site, officer.bureau);
    await office.send("POST", "/documents/import", { documents: [JSON.parse(kept)] });
  };
  return { content, ...terms, deadline: await stage.soon(), handIn };
}

async function isFound(site: string, list: "demands" | "offers", words: string): Promise<boolean> {
  const response = await fetch(new URL(`/index/${list}?words=${words}`, site));
  const { items = [] } = (await response.json()) as { items?: unknown[] };
  return items.length > 0;
}
