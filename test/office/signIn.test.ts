import { expect } from "chai";
import { Wallet } from "ethers";
import { signInText, readSignIn } from "../../client/signIn.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene } from "../scripts/support/scene.ts";
import {
  ask,
  code,
  type DistrictOffice,
  openDistrict,
  PORTAL,
  type Reply,
  signIn,
  visitor,
} from "./support/district.ts";

const MINUTE = 60_000;
const bureau = person("wujin bureau");

describe("Signing in to a district's office", () => {
  let practice: Office;
  let office: DistrictOffice;
  let ahead = 0;
  const now = (): number => Date.now() + ahead;

  before(async () => {
    practice = await openOffice();
    office = await openDistrict(practice, { now });
  });
  after(async () => {
    await office.close();
    await practice.close();
  });
  beforeEach(() => {
    ahead = 0;
  });

  const challenge = async (wallet: Wallet): Promise<string> => {
    const { body } = await ask(`${office.url}/sign-in/challenge`, "POST", "", { account: wallet.address });
    return (body as { message: string }).message;
  };
  const hand = async (message: string, signature: string): Promise<Reply> =>
    ask(`${office.url}/sign-in`, "POST", "", { message, signature });
  /** Signs another text than the one that the office gave. */
  const changed = async (change: (read: NonNullable<ReturnType<typeof readSignIn>>) => object): Promise<Reply> => {
    const read = readSignIn(await challenge(bureau))!;
    const message = signInText({ ...read, ...change(read) });
    return hand(message, await bureau.signMessage(message));
  };

  it("shows an officer the duties that the ledger gives", async () => {
    const { reply } = await signIn(office.url, bureau);
    expect(reply.status).to.equal(200);
    expect(reply.body).to.deep.include({ account: bureau.address, duties: [{ district: 2, duty: "bureau" }] });
  });

  it("shows a party what it is, and no duty", async () => {
    const scene = await setScene(practice, { vouchers: 1 });
    const { reply } = await signIn(office.url, scene.providerKey);
    expect(reply.body).to.deep.include({ duties: [], kinds: ["party"], party: { provider: "P1-1" } });
  });

  it("gives a cookie that no script and no other site gets at", async () => {
    const { reply } = await signIn(office.url, bureau);
    expect(reply.headers.get("set-cookie")).to.match(
      /^tongdui_2=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it("takes a challenge once", async () => {
    const message = await challenge(bureau);
    const signature = await bureau.signMessage(message);
    expect((await hand(message, signature)).status).to.equal(200);
    expect(code(await hand(message, signature))).to.deep.equal([401, "ChallengeUsed"]);
  });

  it("takes a challenge once also when it is handed in many times at once", async () => {
    const message = await challenge(bureau);
    const signature = await bureau.signMessage(message);
    const replies = await Promise.all(Array.from({ length: 8 }, async () => hand(message, signature)));
    expect(replies.filter(({ status }) => status === 200)).to.have.length(1);
  });

  it("takes a challenge for five minutes", async () => {
    const message = await challenge(bureau);
    ahead = 5 * MINUTE + 1_000;
    expect(code(await hand(message, await bureau.signMessage(message)))).to.deep.equal([401, "ChallengeOver"]);
  });

  const forged: Readonly<Record<string, (read: NonNullable<ReturnType<typeof readSignIn>>) => object>> = {
    "another site's": () => ({ origin: "https://voucher.example.com" }),
    "another office's": () => ({ district: 1 }),
    "another chain's": () => ({ chainId: 1 }),
    "one with a nonce of one's own": () => ({ nonce: "0".repeat(64) }),
    "one that was made older": ({ issuedAt }) => ({ issuedAt: issuedAt - 1_000 }),
    "one that was made longer": ({ expiresAt }) => ({ expiresAt: expiresAt + MINUTE }),
    "one that was asked for by another account": () => ({ account: person("wujin finance").address }),
  };
  for (const [name, change] of Object.entries(forged)) {
    it(`takes no other text: ${name}`, async () => {
      expect(code(await changed(change))).to.deep.equal([401, "ChallengeForeign"]);
    });
  }

  it("takes no signature of another wallet", async () => {
    const message = await challenge(bureau);
    const other = await person("wujin finance").signMessage(message);
    for (const signature of [other, "0x", "0x1234", "", "signed"]) {
      expect(code(await hand(message, signature))).to.deep.equal([401, "SignatureWrong"]);
    }
  });

  it("lets nobody in who holds no duty here and is no party", async () => {
    const { reply } = await signIn(office.url, person("a stranger"));
    expect(code(reply)).to.deep.equal([403, "NobodyHere"]);
  });

  it("ends after half an hour in which nobody asks for anything", async () => {
    const officer = await office.as("wujin bureau");
    ahead = 29 * MINUTE;
    expect((await officer.get("/me")).status).to.equal(200);
    ahead = 58 * MINUTE;
    expect((await officer.get("/me")).status).to.equal(200);
    ahead = 89 * MINUTE;
    expect((await officer.get("/me")).status).to.equal(401);
  });

  it("ends after eight hours in any case", async () => {
    const officer = await office.as("wujin bureau");
    for (ahead = 20 * MINUTE; ahead < 8 * 60 * MINUTE; ahead += 20 * MINUTE) {
      expect((await officer.get("/me")).status).to.equal(200);
    }
    expect((await officer.get("/me")).status).to.equal(401);
  });

  it("ends by signing out, in the office and in the browser", async () => {
    const officer = await office.as("wujin bureau");
    const reply = await officer.post("/sign-out");
    expect(reply.headers.get("set-cookie")).to.match(/^tongdui_2=; Path=\/; Max-Age=0;/);
    expect((await officer.get("/me")).status).to.equal(401);
  });

  it("goes on when the office is started anew", async () => {
    const officer = await office.as("wujin bureau");
    await office.restart();
    expect((await officer.get("/me")).status).to.equal(200);
  });

  it("is not that of another office, to which the cookie was carried", async () => {
    const yangpu = await openDistrict(practice, { district: 1 });
    try {
      const officer = await office.as("auditor");
      const stolen = visitor(() => yangpu.url, officer.cookie.replace("tongdui_2", "tongdui_1"));
      expect((await stolen.get("/me")).status).to.equal(401);
      expect((await stolen.get("/log")).status).to.equal(401);
    } finally {
      await yangpu.close();
    }
  });

  it("and all changes are taken from the portal's pages only, as JSON", async () => {
    const officer = await office.as("wujin bureau");
    const send = async (headers: Record<string, string>): Promise<number> => {
      const body = JSON.stringify({ account: bureau.address });
      const url = `${office.url}/sign-in/challenge`;
      return (await fetch(url, { method: "POST", body, headers: { cookie: officer.cookie, ...headers } })).status;
    };
    const json = { "content-type": "application/json" };
    expect(await send({ ...json, origin: PORTAL })).to.equal(200);
    expect(await send(json)).to.equal(403);
    expect(await send({ ...json, origin: "https://evil.example" })).to.equal(403);
    expect(await send({ ...json, origin: "null" })).to.equal(403);
    expect(await send({ "content-type": "text/plain", origin: PORTAL })).to.equal(415);
    expect(await send({ "content-type": "application/x-www-form-urlencoded", origin: PORTAL })).to.equal(415);
  });

  it("writes nobody down who is nobody here, or whose signature is wrong", async () => {
    const auditor = await office.as("auditor");
    const lines = async (): Promise<unknown[]> =>
      ((await auditor.get("/log")).body as { accesses: unknown[] }).accesses;
    const before = (await lines()).length;
    const [nobody, message] = [person("another stranger"), await challenge(bureau)];
    await signIn(office.url, nobody);
    await hand(message, "0x1234");
    ahead = MINUTE + 1_000;
    expect((await lines()).length).to.be.at.most(before + 1);
    expect(JSON.stringify(await lines())).not.to.include(nobody.address);
  });

  it("slows down whoever tries again and again", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 130; i += 1) {
      const { status } = await ask(`${office.url}/sign-in/challenge`, "POST", "", { account: bureau.address });
      statuses.push(status);
    }
    expect(statuses.at(-1)).to.equal(429);
    ahead = MINUTE + 1_000;
    expect((await signIn(office.url, bureau)).reply.status).to.equal(200);
  });

  it("looks at nothing more from where sixty were refused, until five minutes are over", async () => {
    ahead = 20 * MINUTE;
    const message = await challenge(bureau);
    for (let i = 0; i < 60; i += 1) expect(code(await hand("none", "0x"))).to.deep.equal([401, "ChallengeForeign"]);
    const signature = await bureau.signMessage(message);
    expect((await hand(message, signature)).status).to.equal(429);
    ahead += 5 * MINUTE + 1_000;
    expect((await signIn(office.url, bureau)).reply.status).to.equal(200);
  });
});
