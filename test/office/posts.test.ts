import { expect } from "chai";
import { id } from "ethers";
import { isoOfDay } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { jsonOfText, mattersOf, type PostKind } from "../../client/matching/texts.ts";
import {
  enterpriseIn,
  matchUp,
  postDemand,
  postOffer,
  providerIn,
  withdrawPost,
  type Poster,
} from "../scripts/support/matching.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Visitor } from "./support/district.ts";

interface Texts {
  readonly post: string;
  readonly open: KeptDocument;
  readonly hidden: KeptDocument;
}

const PHONE = "138 0013 8000";

describe("The texts of demands and offers at a district's office", () => {
  let practice: Office;
  let wujin: DistrictOffice;
  let yangpu: DistrictOffice;
  let scene: Scene;
  let firm: Visitor;
  let laboratory: Visitor;
  const filed = (document: KeptDocument): Json => JSON.parse(document.text()) as Json;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 2 });
    [wujin, yangpu] = [await openDistrict(practice), await openDistrict(practice, { district: 1 })];
    firm = await wujin.as(enterpriseIn(scene).key);
    laboratory = await wujin.as(scene.providerKey);
  });
  after(async () => {
    await wujin.close();
    await yangpu.close();
    await practice.close();
  });

  /** Posts with texts of its own; nothing is handed in. */
  async function posted(
    kind: PostKind,
    poster: Poster,
    over: { readonly demand?: string; readonly hidden?: KeptDocument; readonly title?: string } = {},
  ): Promise<Texts> {
    const written = kind === "demand" ? formatEnterprise(poster.id) : formatProvider(poster.id);
    const matters = mattersOf(kind, written);
    const through = (await practice.today()) + 30;
    const contact = {
      kind: `${kind}, private part`,
      party: written,
      contact: { phone: PHONE },
      details: "Ours",
    } as const;
    const hidden = over.hidden ?? KeptDocument.make({ ...matters.hidden, document: jsonOfText(contact) }, Date.now());
    const text = {
      ...{ kind, title: over.title ?? "石墨烯粉体制备工艺优化", text: "Finer and more even grain", serviceClass: 1 },
      ...{ district: null, through: isoOfDay(through), private: hidden.commitment },
    };
    const open = KeptDocument.make({ ...matters.open, document: jsonOfText(text) }, Date.now());
    const terms = { content: open.commitment, through };
    const post =
      kind === "demand"
        ? await postDemand(practice, poster, terms)
        : await postOffer(practice, poster, {
            ...terms,
            ...(over.demand === undefined ? {} : { demand: over.demand }),
          });
    return { post, open, hidden };
  }
  const both = ({ open, hidden }: Texts) => ({ text: filed(open), private: filed(hidden) });

  it("are handed in by the party, read by everybody, and whom to ask is told to the matched party alone", async () => {
    const demand = await posted("demand", enterpriseIn(scene));
    expect(code(await wujin.nobody.get(`/posts/${demand.post}`))).to.deep.equal([404, "TextUnknown"]);
    const kept = await firm.put(`/posts/${demand.post}`, both(demand));
    expect(kept.body).to.deep.equal({ post: demand.post, kept: { text: true, private: true }, warnings: [] });

    const read = await wujin.nobody.get(`/posts/${demand.post}`);
    expect(read.body).to.include({ title: "石墨烯粉体制备工艺优化", state: "Open", hasContact: true, party: null });
    expect(JSON.stringify(read.body)).to.not.include(PHONE).and.not.include(formatEnterprise(scene.enterprises[0]!.id));

    const contact = `/posts/${demand.post}/contact`;
    expect(code(await laboratory.get(contact))).to.deep.equal([403, "NotMatched"]);
    const offer = await postOffer(practice, providerIn(scene), { demand: demand.post });
    expect(code(await laboratory.get(contact))).to.deep.equal([403, "NotMatched"]);
    await matchUp(practice, enterpriseIn(scene), providerIn(scene), { demand: demand.post, offer });
    expect((await laboratory.get(contact)).body).to.deep.equal({
      ...{ post: demand.post, contact: { phone: PHONE }, details: "Ours" },
    });
    expect((await firm.get(contact)).body).to.deep.include({ contact: { phone: PHONE } });
    expect((await wujin.nobody.get(contact)).status).to.equal(401);
    expect((await (await wujin.as("operator")).get(contact)).status).to.equal(403);
    expect(code(await (await wujin.as(enterpriseIn(scene, 1).key)).get(contact))).to.deep.equal([403, "NotMatched"]);
    expect((await (await wujin.as("wujin bureau")).get(contact)).status).to.equal(200);
  });

  it("of an offer are kept where the provider is at home, and tell the enterprise whom to ask once they are matched", async () => {
    const offer = await posted("offer", providerIn(scene));
    expect(code(await laboratory.put(`/posts/${offer.post}`, both(offer)))).to.deep.equal([404, "PostElsewhere"]);
    const own = await yangpu.as(scene.providerKey);
    expect((await own.put(`/posts/${offer.post}`, both(offer))).status).to.equal(200);
    const provider = formatProvider(scene.provider);
    expect((await yangpu.nobody.get(`/posts/${offer.post}`)).body).to.deep.include({
      party: { id: provider, name: null },
    });
    const other = enterpriseIn(scene, 1);
    const asking = await yangpu.as(other.key);
    expect((await asking.get(`/posts/${offer.post}/contact`)).status).to.equal(403);
    const demand = await postDemand(practice, other);
    await matchUp(practice, other, providerIn(scene), { demand, offer: offer.post });
    expect((await asking.get(`/posts/${offer.post}/contact`)).body).to.deep.include({ contact: { phone: PHONE } });
  });

  it("are taken only if they open what the ledger holds, are that party's, and are handed in by whom they concern", async () => {
    const [one, two] = [await posted("demand", enterpriseIn(scene)), await posted("demand", enterpriseIn(scene, 1))];
    const at = `/posts/${one.post}`;
    expect(code(await firm.put(at, { text: filed(two.open) }))).to.deep.equal([400, "TextOther"]);
    const changed = { ...(filed(one.open) as Record<string, Json>), document: { kind: "demand" } };
    expect(code(await firm.put(at, { text: changed }))).to.deep.equal([400, "DocumentFileDiffers"]);
    expect(code(await firm.put(at, { private: filed(one.hidden) }))).to.deep.equal([409, "TextMissing"]);
    expect(code(await firm.put(at, { text: filed(one.open), private: filed(two.hidden) }))).to.deep.equal([
      400,
      "TextOther",
    ]);
    expect(code(await firm.put(at, {}))).to.deep.equal([400, "TextMissing"]);
    expect(code(await laboratory.put(at, both(one)))).to.deep.equal([403, "NotYours"]);
    const operator = await wujin.as("operator");
    expect(code(await operator.put(at, both(one)))).to.deep.equal([403, "NotYours"]);
    expect((await operator.put(at, { text: filed(one.open) })).status).to.equal(200);
    expect((await firm.put(at, { private: filed(one.hidden) })).status).to.equal(200);
    expect(code(await firm.put(`/posts/${id("nothing")}`, both(one)))).to.deep.equal([404, "PostUnknown"]);
  });

  it("that are too long are not taken, and what looks like personal data in them is said with its field", async () => {
    const long = await posted("demand", enterpriseIn(scene), { title: "长".repeat(201) });
    expect(code(await firm.put(`/posts/${long.post}`, both(long)))).to.deep.equal([400, "TextOther"]);
    const telling = await posted("demand", enterpriseIn(scene), { title: "Ring 13900138000" });
    const { warnings } = (await firm.put(`/posts/${telling.post}`, both(telling))).body as { warnings: unknown[] };
    expect(warnings).to.deep.equal([{ field: "title", pattern: "mobile", found: "139…00" }]);
  });

  it("say who posted only as far as the district publishes its enterprises", async () => {
    const demand = await posted("demand", enterpriseIn(scene));
    await firm.put(`/posts/${demand.post}`, both(demand));
    const bureau = await wujin.as("wujin bureau");
    const written = formatEnterprise(scene.enterprises[0]!.id);
    const shown = async () => ((await wujin.nobody.get(`/posts/${demand.post}`)).body as { party: unknown }).party;
    expect(await shown()).to.equal(null);
    expect((await bureau.get(`/posts/${demand.post}`)).body).to.deep.include({ party: { id: written, name: null } });
    await laboratory.get(`/posts/${demand.post}`);
    const { accesses } = (await bureau.get("/log")).body as {
      accesses: { what: string; about: string; account: string }[];
    };
    const reads = accesses.filter(({ what, about }) => what === "GET /posts/:post" && about === demand.post);
    expect(reads.map(({ account }) => account)).to.deep.equal([person("wujin bureau").address]);
    const settings = { enterprises: "pseudonym", amounts: false, smallCells: true, proofs: false };
    const { version } = (await bureau.get("/settings")).body as { version: number };
    expect((await bureau.put("/settings", { version, settings, programs: {} })).status).to.equal(200);
    expect(await shown()).to.deep.equal({ id: written, name: null });
  });

  it("are no longer for everybody once they are withdrawn, and are gone once they are erased", async () => {
    const demand = await posted("demand", enterpriseIn(scene));
    const at = `/posts/${demand.post}`;
    await firm.put(at, both(demand));
    const bureau = await wujin.as("wujin bureau");
    const erase = { reason: "The party asked for it" };
    expect((await bureau.post(`/documents/${demand.hidden.commitment}/erase`, erase)).status).to.equal(200);
    expect(code(await firm.get(`${at}/contact`))).to.deep.equal([404, "TextUnknown"]);
    expect(code(await firm.put(at, both(demand)))).to.deep.equal([409, "DocumentErased"]);
    await withdrawPost(practice, enterpriseIn(scene), demand.post);
    expect(code(await wujin.nobody.get(at))).to.deep.equal([404, "TextUnknown"]);
    expect((await firm.get(at)).body).to.include({ state: "Withdrawn" });
    await bureau.post(`/documents/${demand.open.commitment}/erase`, erase);
    expect(code(await firm.get(at))).to.deep.equal([404, "TextUnknown"]);
  });

  it("can be read all together by everybody, page by page, and leave the list once they are over or erased", async () => {
    const list = async (tag?: string) => {
      const response = await fetch(
        `${wujin.url}/posts`,
        tag === undefined ? {} : { headers: { "If-None-Match": tag } },
      );
      const { status, headers } = response;
      const posts = status === 200 ? ((await response.json()) as { posts: string[]; next: null }).posts : [];
      return { status, tag: headers.get("etag") ?? "", posts };
    };
    const [open, over, erased] = [
      await posted("demand", enterpriseIn(scene)),
      await posted("demand", enterpriseIn(scene, 1)),
      await posted("demand", enterpriseIn(scene)),
    ];
    const elsewhere = await posted("offer", providerIn(scene));
    await (await yangpu.as(scene.providerKey)).put(`/posts/${elsewhere.post}`, both(elsewhere));
    const before = await list();
    expect(before.posts).to.not.include(open.post);
    for (const { post, ...texts } of [open, erased]) await firm.put(`/posts/${post}`, both({ post, ...texts }));
    await (await wujin.as(enterpriseIn(scene, 1).key)).put(`/posts/${over.post}`, both(over));

    const now = await list(before.tag);
    expect(now.posts).to.include.members([open.post, over.post, erased.post]).and.not.include(elsewhere.post);
    expect(now.posts).to.deep.equal(now.posts.toSorted());
    expect((await list(now.tag)).status).to.equal(304);
    const asked = [open, over, erased, elsewhere].map(({ post }) => post);
    const texts = async () => {
      const { body } = await wujin.nobody.get(`/post-texts?posts=${asked.join()}`);
      return (body as { texts: Readonly<Record<string, unknown>>[] }).texts;
    };
    expect((await texts()).map(({ post }) => post)).to.have.members([open.post, over.post, erased.post]);
    expect((await texts())[0]).to.include({
      kind: "demand",
      title: "石墨烯粉体制备工艺优化",
      serviceClass: 1,
      district: null,
    });
    expect(JSON.stringify(await texts()))
      .to.not.include(PHONE)
      .and.not.include(formatEnterprise(scene.enterprises[0]!.id));

    await withdrawPost(practice, enterpriseIn(scene, 1), over.post);
    const bureau = await wujin.as("wujin bureau");
    await bureau.post(`/documents/${erased.open.commitment}/erase`, { reason: "The party asked for it" });
    const after = await list(now.tag);
    for (const { post } of [over, erased]) expect(after.posts).to.include(open.post).and.not.include(post);
    expect((await texts()).map(({ post }) => post)).to.deep.equal([open.post]);
    const next = await wujin.nobody.get(`/posts?after=0x${"f".repeat(64)}`);
    expect(next.body).to.deep.equal({ district: 2, posts: [], next: null });
    const many = Array.from({ length: 26 }, () => open.post).join();
    for (const wrong of [many, "", "0x12", `${open.post},`])
      expect(code(await wujin.nobody.get(`/post-texts?posts=${wrong}`)), wrong).to.deep.equal([400, "RequestWrong"]);
  });

  it("give nobody another document of the office, whatever commitment is posted or named", async () => {
    const bureau = await wujin.as("wujin bureau");
    const secret = { purpose: "freeze", subject: "enterprise 2-1", document: { reason: "A secret of the Bureau" } };
    const { commitment } = (await bureau.post("/documents", secret)).body as { commitment: string };
    const thief = enterpriseIn(scene, 1);
    const stealing = await postDemand(practice, thief, { content: commitment });
    const visitor = await wujin.as(thief.key);
    expect(code(await wujin.nobody.get(`/posts/${stealing}`))).to.deep.equal([404, "TextUnknown"]);
    expect(code(await visitor.get(`/posts/${stealing}`))).to.deep.equal([404, "TextUnknown"]);

    // The commitment of another's contact stands in a text that everybody whom it is handed to can read.
    const victim = await posted("demand", enterpriseIn(scene));
    await firm.put(`/posts/${victim.post}`, both(victim));
    const copy = await posted("demand", thief, { hidden: victim.hidden });
    expect((await visitor.put(`/posts/${copy.post}`, { text: filed(copy.open) })).status).to.equal(200);
    expect(code(await visitor.get(`/posts/${copy.post}/contact`))).to.deep.equal([404, "TextUnknown"]);
    expect((await firm.get(`/posts/${victim.post}/contact`)).status).to.equal(200);
  });

  it("come in at most 256 KiB at once", async () => {
    const demand = await posted("demand", enterpriseIn(scene));
    const large = { text: filed(demand.open), private: "x".repeat(300_000) };
    expect((await firm.put(`/posts/${demand.post}`, large)).status).to.equal(413);
  });
});
