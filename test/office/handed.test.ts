import { expect } from "chai";
import { id, ZeroHash, type Wallet } from "ethers";
import { lastValidSecond } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { demandOfDraft, offerOfDraft, partyText, textsOfDraft, type PostDraft } from "../../client/matching/draft.ts";
import { demandIdOf, offerIdOf, signDemand, signOffer, signPostWithdrawal } from "../../client/matching/messages.ts";
import { signWithdrawal } from "../../client/messages.ts";
import { ENTERPRISE_STATUSES } from "../../client/replay/enterprises.ts";
import { mattersOf, type PostKind } from "../../client/matching/texts.ts";
import {
  enterpriseIn,
  matchingDomainOf,
  postDemand,
  providerIn,
  withdrawPost,
  type Poster,
} from "../scripts/support/matching.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Visitor } from "./support/district.ts";

const BLACKLISTED = ENTERPRISE_STATUSES.indexOf("Blacklisted");
const PHONE = "138 0013 8000";
const TITLE = "石墨烯粉体制备工艺优化";

interface HandIn {
  readonly id: string;
  readonly body: {
    readonly kind: string;
    readonly message: object;
    readonly signature: string;
    readonly text: Json;
    readonly private?: Json;
  };
}

describe("Demands and offers that are handed in at a district's office", () => {
  let practice: Office;
  let wujin: DistrictOffice;
  let yangpu: DistrictOffice;
  let scene: Scene;
  let firm: Visitor;
  const sent = async (transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> => {
    await (await transaction).wait();
  };
  const filed = (document: KeptDocument): Json => JSON.parse(document.text()) as Json;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 4 });
    [wujin, yangpu] = [await openDistrict(practice), await openDistrict(practice, { district: 1 })];
    firm = await wujin.as(enterpriseIn(scene).key);
  });
  after(async () => {
    await wujin.close();
    await yangpu.close();
    await practice.close();
  });

  /** As the browser makes it. */
  async function written(
    kind: PostKind,
    { id: party, key }: Poster,
    over: Partial<PostDraft> & { readonly signedBy?: Wallet } = {},
  ): Promise<HandIn & { readonly texts: ReturnType<typeof textsOfDraft> }> {
    const { signedBy = key, ...rest } = over;
    const through = over.through ?? (await practice.today()) + 30;
    const draft: PostDraft = {
      ...{ party, answers: ZeroHash, title: TITLE, text: "Finer and more even grain", serviceClass: 1, district: 0 },
      ...{ through, deadline: BigInt(lastValidSecond(through)), contact: { phone: PHONE }, details: "Ours" },
      ...rest,
    };
    const texts = textsOfDraft(kind, draft, Date.now());
    const content = texts.open.commitment;
    const domain = matchingDomainOf(practice);
    const whose = partyText(kind, party);
    const common = { deadline: Number(draft.deadline) };
    const handIn = { kind, text: filed(texts.open), ...(texts.hidden && { private: filed(texts.hidden) }) };
    if (kind === "demand") {
      const message = demandOfDraft(draft, content);
      const signature = await signDemand(signedBy, domain, message);
      const told = { ...message, enterprise: whose, ...common };
      return { id: demandIdOf(domain, message), body: { ...handIn, message: told, signature }, texts };
    }
    const message = offerOfDraft(draft, content);
    const signature = await signOffer(signedBy, domain, message);
    return {
      id: offerIdOf(domain, message),
      body: { ...handIn, message: { ...message, provider: whose, ...common }, signature },
      texts,
    };
  }

  /** A text that no page of ours makes, with the signature that goes with it. */
  async function crafted(document: Json): Promise<HandIn["body"]> {
    const { id: enterprise, key } = enterpriseIn(scene);
    const whose = partyText("demand", enterprise);
    const open = KeptDocument.make({ ...mattersOf("demand", whose).open, document }, Date.now());
    const through = (await practice.today()) + 30;
    const deadline = BigInt(lastValidSecond(through));
    const message = { enterprise, content: open.commitment, serviceClass: 1, district: 0, through, deadline };
    const signature = await signDemand(key, matchingDomainOf(practice), message);
    const told = { ...message, enterprise: whose, deadline: Number(deadline) };
    return { kind: "demand", message: told, signature, text: filed(open) };
  }

  const stateOf = async (visitor: Visitor, post: string): Promise<unknown> =>
    ((await visitor.get(`/handed/${post}`)).body as { state?: unknown }).state;

  it("are kept once, however often they come, shown to whoever posts them, and told to nobody else", async () => {
    const demand = await written("demand", enterpriseIn(scene));
    for (let time = 0; time < 2; time += 1) {
      const kept = await firm.post("/handed", demand.body);
      expect(kept.status).to.equal(200);
      expect(kept.body).to.deep.include({ post: demand.id, state: "HandedIn", title: TITLE, hasContact: true });
    }
    const { posts } = (await firm.get("/handed")).body as { posts: { post: string }[] };
    expect(posts.filter(({ post }) => post === demand.id)).to.have.length(1);
    for (const duty of ["operator", "wujin bureau", "auditor"]) {
      const told = await (await wujin.as(duty)).get(`/handed/${demand.id}`);
      expect(told.body).to.deep.include({ title: TITLE, warnings: [] });
      expect(JSON.stringify(told.body)).not.to.contain(PHONE);
    }
    const other = await wujin.as(enterpriseIn(scene, 1).key);
    expect((await other.get(`/handed/${demand.id}`)).status).to.equal(404);
    expect(JSON.stringify((await other.get("/handed")).body)).not.to.contain(demand.id);
    expect(code(await wujin.nobody.get(`/posts/${demand.id}`))).to.deep.equal([404, "PostUnknown"]);
    const { commitment } = demand.texts.hidden!;
    expect((await (await wujin.as("operator")).get(`/documents/${commitment}`)).status).to.equal(404);
  });

  it("are read by everybody once they are posted, and say so to their party", async () => {
    const demand = await written("demand", enterpriseIn(scene));
    await firm.post("/handed", demand.body);
    const { message, signature } = demand.body as { message: Record<string, unknown>; signature: string };
    const terms = { ...message, enterprise: enterpriseIn(scene).id };
    await sent(practice.as("operator").matching.postDemand(terms as never, signature));
    expect((await wujin.nobody.get(`/posts/${demand.id}`)).body).to.deep.include({ title: TITLE, hasContact: true });
    expect(await stateOf(firm, demand.id)).to.equal("Open");
    // What comes a second time changes nothing and says how it stands.
    expect((await firm.post("/handed", demand.body)).body).to.include({ state: "Open" });
    expect(code(await firm.post(`/handed/${demand.id}/take-back`))).to.deep.equal([409, "PostedBefore"]);
  });

  it("of a provider are handed in where it is at home, to everybody or to one demand", async () => {
    const answered = await postDemand(practice, enterpriseIn(scene));
    const own = await yangpu.as(scene.providerKey);
    const offer = await written("offer", providerIn(scene), { answers: answered });
    expect(code(await (await wujin.as(scene.providerKey)).post("/handed", offer.body))).to.deep.equal([
      400,
      "OtherDistrict",
    ]);
    expect((await own.post("/handed", offer.body)).body).to.include({ kind: "offer", state: "HandedIn" });
    const toAll = await written("offer", providerIn(scene));
    expect((await own.post("/handed", toAll.body)).status).to.equal(200);
    const unfit = await written("offer", providerIn(scene), { answers: answered, serviceClass: 2 });
    expect(code(await own.post("/handed", unfit.body))).to.deep.equal([400, "ClassesDiffer"]);
    const toNone = await written("offer", providerIn(scene), { answers: id("no demand") });
    expect(code(await own.post("/handed", toNone.body))).to.deep.equal([400, "DemandUnknown"]);
    await withdrawPost(practice, enterpriseIn(scene), answered);
    const late = await written("offer", providerIn(scene), { answers: answered });
    expect(code(await own.post("/handed", late.body))).to.deep.equal([400, "PostIn"]);
  });

  it("are warned about where what everybody will read looks like personal data", async () => {
    const demand = await written("demand", enterpriseIn(scene), { text: "Ring 13900138000" });
    const { warnings } = (await firm.post("/handed", demand.body)).body as { warnings: unknown };
    expect(warnings).to.deep.equal([{ field: "text", pattern: "mobile", found: "139…00" }]);
  });

  describe("are not taken", () => {
    const second = () => enterpriseIn(scene, 1);

    it("from another party, nor with another's signature or none", async () => {
      const demand = await written("demand", enterpriseIn(scene));
      const other = await wujin.as(second().key);
      expect(code(await other.post("/handed", demand.body))).to.deep.equal([403, "NotYours"]);
      const forged = await written("demand", enterpriseIn(scene), { signedBy: second().key });
      expect(code(await firm.post("/handed", forged.body))).to.deep.equal([400, "SignatureNotTheirs"]);
      for (const signature of ["", "0x", "nothing"])
        expect(code(await firm.post("/handed", { ...demand.body, signature }))).to.deep.equal([
          400,
          "SignatureNotTheirs",
        ]);
    });

    it("with a signature of another message, nor one that was taken back on the ledger", async () => {
      const [one, two] = [
        await written("demand", enterpriseIn(scene)),
        await written("demand", enterpriseIn(scene), { serviceClass: 2 }),
      ];
      expect(code(await firm.post("/handed", { ...one.body, signature: two.body.signature }))).to.deep.equal([
        400,
        "SignatureNotTheirs",
      ]);
      const { key } = enterpriseIn(scene);
      const signature = await signWithdrawal(key, matchingDomainOf(practice), { message: two.id });
      await sent(practice.as("a stranger").matching.withdrawMessage(key.address, two.id, signature));
      expect(code(await firm.post("/handed", two.body))).to.deep.equal([400, "SignatureTakenBack"]);
    });

    it("with a text of other terms, another's private part, or without the one that is named", async () => {
      const [one, two] = [
        await written("demand", enterpriseIn(scene)),
        await written("demand", enterpriseIn(scene), { serviceClass: 2 }),
      ];
      expect(code(await firm.post("/handed", { ...one.body, text: two.body.text }))).to.deep.equal([400, "TextOther"]);
      const { private: hidden, ...open } = one.body;
      expect(hidden).to.not.equal(undefined);
      expect(code(await firm.post("/handed", open))).to.deep.equal([400, "PrivateMissing"]);
      expect(code(await firm.post("/handed", { ...open, private: two.body.private }))).to.deep.equal([
        400,
        "TextOther",
      ]);
      // Named in a text of its own, and handed along, it still says whose it is.
      const theirs = (await written("demand", second())).texts.hidden!;
      const stolen = await crafted({
        ...(one.texts.open.document as Record<string, Json>),
        private: theirs.commitment,
      });
      const body = { ...stolen, private: filed(theirs) };
      expect(code(await firm.post("/handed", body))).to.deep.equal([400, "TextOther"]);
    });

    it("with a last day that is over or too far ahead, or words that are too long", async () => {
      const today = await practice.today();
      for (const through of [today - 1, today + 367]) {
        const deadline = BigInt(lastValidSecond(today + 30));
        const demand = await written("demand", enterpriseIn(scene), { through, deadline });
        expect(code(await firm.post("/handed", demand.body))).to.deep.equal([400, "ThroughUnfit"]);
      }
      const over = await written("demand", enterpriseIn(scene), { deadline: 1_000n });
      expect(code(await firm.post("/handed", over.body))).to.deep.equal([400, "DeadlineOver"]);
      const nowhere = await written("demand", enterpriseIn(scene), { district: 99 });
      expect(code(await firm.post("/handed", nowhere.body))).to.deep.equal([400, "DistrictNotActive"]);
      const demand = await written("demand", enterpriseIn(scene));
      const long = { ...(demand.texts.open.document as Record<string, Json>), title: "长".repeat(201) };
      expect(code(await firm.post("/handed", await crafted({ ...long, private: null })))).to.deep.equal([
        400,
        "TextOther",
      ]);
    });

    it("of an enterprise that is frozen, whose post leaves the queue until it is not", async () => {
      const frozen = enterpriseIn(scene, 2);
      const visitor = await wujin.as(frozen.key);
      const before = await written("demand", frozen);
      expect((await visitor.post("/handed", before.body)).status).to.equal(200);
      await sent(practice.as("wujin bureau").enterprises.freeze(frozen.id, id("reason")));
      const demand = await written("demand", frozen);
      expect(code(await visitor.post("/handed", demand.body))).to.deep.equal([400, "EnterpriseIn"]);
      expect(await stateOf(visitor, before.id)).to.equal("Lapsed");
    });

    it("of an enterprise that is blacklisted", async () => {
      const outcast = enterpriseIn(scene, 3);
      const visitor = await wujin.as(outcast.key);
      const demand = await written("demand", outcast);
      const [bureau, approver] = [practice.as("wujin bureau").enterprises, practice.as("wujin approver").enterprises];
      await sent(bureau.end(outcast.id, BLACKLISTED, id("reason")));
      await sent(approver.confirmEnd(outcast.id, BLACKLISTED, id("reason")));
      expect(code(await visitor.post("/handed", demand.body))).to.deep.equal([400, "EnterpriseIn"]);
    });
  });

  describe("are taken back by their party", () => {
    it("before they are posted, for good", async () => {
      const demand = await written("demand", enterpriseIn(scene));
      await firm.post("/handed", demand.body);
      const at = `/handed/${demand.id}/take-back`;
      expect((await (await wujin.as(enterpriseIn(scene, 1).key)).post(at)).status).to.equal(404);
      expect((await firm.post(at)).body).to.include({ state: "TakenBack" });
      expect(code(await firm.post(at))).to.deep.equal([409, "TakenBack"]);
      expect(code(await firm.post("/handed", demand.body))).to.deep.equal([409, "TakenBack"]);
    });

    it("once they are on the ledger by a signed withdrawal, which is theirs alone to hand in", async () => {
      const poster = enterpriseIn(scene);
      const post = await postDemand(practice, poster);
      const deadline = lastValidSecond((await practice.today()) + 3);
      const signed = async (key: Wallet) =>
        signPostWithdrawal(key, matchingDomainOf(practice), { post, deadline: BigInt(deadline) });
      const at = `/handed/${post}/withdrawal`;
      const body = { deadline, signature: await signed(poster.key) };
      expect(code(await (await wujin.as(enterpriseIn(scene, 1).key)).post(at, body))).to.deep.equal([403, "NotYours"]);
      const forged = { deadline, signature: await signed(person("a thief")) };
      expect(code(await firm.post(at, forged))).to.deep.equal([400, "SignatureNotTheirs"]);
      expect(code(await firm.post(`/handed/${id("nothing")}/withdrawal`, body))).to.deep.equal([404, "PostUnknown"]);
      expect(code(await firm.post(at, { ...body, deadline: 1_000 }))).to.deep.equal([400, "DeadlineOver"]);
      for (let time = 0; time < 2; time += 1)
        expect((await firm.post(at, body)).body).to.deep.equal({ post, state: "Open", isWithdrawing: true });
      const { posts } = (await firm.get("/handed")).body as { posts: { post: string; isWithdrawing: boolean }[] };
      expect(posts.find((one) => one.post === post)).to.include({ isWithdrawing: true });
      await withdrawPost(practice, poster, post);
      expect(code(await firm.post(at, body))).to.deep.equal([400, "PostIn"]);
    });
  });

  // The last of all: the office ends the connection at that.
  describe("that are large", () => {
    it("come in at most 256 KiB at once", async () => {
      const demand = await written("demand", enterpriseIn(scene));
      const large = { ...demand.body, private: "x".repeat(300_000) };
      expect((await firm.post("/handed", large)).status).to.equal(413);
    });
  });
});
