import { expect } from "chai";
import { id, TypedDataEncoder, verifyMessage, verifyTypedData, ZeroHash } from "ethers";
import { typedDataOf } from "../../../client/acts/messages.ts";
import { matchTypedDataOf } from "../../../client/acts/matchMessages.ts";
import { matchingDomain } from "../../../client/matching/domain.ts";
import { MATCH_MESSAGE_TYPES } from "../../../client/matching/messages.ts";
import { MESSAGE_TYPES, ledgerDomain } from "../../../client/messages.ts";
import { signInText } from "../../../client/signIn.ts";
import { openOffice, person, tongdui, type Office } from "../support/office.ts";
import { NUMBERS, TERMS } from "../support/scene.ts";
import { openPage, openPortal, type Page, type PortalBehind } from "./desk.ts";

const BUREAU = "wujin bureau";

describe("The desk's guards", () => {
  let office: Office;
  let portal: PortalBehind;
  let page: Page;
  const account = person(BUREAU).address;
  before(async () => {
    office = await openOffice();
    portal = await openPortal(office.deployment);
    page = await openPage(office, BUREAU, portal.url);
  });
  after(async () => {
    await page.close();
    await portal.close();
    await office.close();
  });

  function stopProgram(): { from: string; to: string; data: string } {
    const { programs } = office.deployment.contracts;
    return {
      from: account,
      to: programs.address,
      data: office.ledger.programs.interface.encodeFunctionData("stop", [1]),
    };
  }

  const unknownProgram = (): string => office.ledger.programs.interface.encodeFunctionData("stop", [9]);

  const signIn = (over: object = {}): string =>
    signInText({
      origin: portal.url,
      account,
      district: 2,
      chainId: office.deployment.chainId,
      nonce: "abcdefgh1234",
      issuedAt: Math.floor(Date.now() / 1_000) * 1_000,
      expiresAt: Math.floor(Date.now() / 1_000) * 1_000 + 300_000,
      ...over,
    });

  /** The page asks an office for a text, and has it signed. */
  async function askedToSign(text: string, district = "2") {
    portal.challenges.set(district, text);
    const own = { origin: page.url, "x-tongdui-desk": page.token, "content-type": "application/json" };
    await page.ask("POST", `/office/${district}/sign-in/challenge`, own, JSON.stringify({ account }));
    return page.wallet("personal_sign", [text, account]);
  }

  it("tell for the log what is asked for and signed, and neither addresses nor texts", async () => {
    expect(await askedToSign(signIn())).to.have.property("result");
    await page.ask("GET", "/v/2-000001?name=Somebody", { origin: page.url });
    const told = page.told.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told).to.deep.include({ what: "signed", kind: "SignIn" });
    expect(told.map(({ what, route, status }) => [what, route, status])).to.deep.include.members([
      ["request", "wallet", 200],
      ["request", "office", 200],
      ["request", "pages", 200],
    ]);
    for (const secret of [page.token, account, "Somebody", "2-000001", "abcdefgh1234"])
      expect(page.told.join("\n")).not.to.include(secret);
  });

  describe("against other pages and programs", () => {
    const strangers: Readonly<Record<string, [status: number, over: () => Record<string, string>]>> = {
      "without the link's token": [401, () => ({ "x-tongdui-desk": "" })],
      "with a wrong token": [401, () => ({ "x-tongdui-desk": "A".repeat(page.token.length) })],
      "from another page": [403, () => ({ origin: "https://evil.example" })],
      "from another port of this computer": [403, () => ({ origin: "http://127.0.0.1:1" })],
      "from a page that hides where it is": [403, () => ({ origin: "null" })],
      "by a name that was pointed at this computer": [421, () => ({ host: "evil.example" })],
      "by another name of this computer": [421, () => ({ host: `localhost:${new URL(page.url).port}` })],
      "that the browser calls another site's": [403, () => ({ "sec-fetch-site": "cross-site" })],
    };
    for (const [name, [status, over]] of Object.entries(strangers)) {
      it(`refuse a request ${name}`, async () => {
        expect((await page.wallet("eth_accounts", [], over())).status).to.equal(status);
      });
    }

    it("refuse a request without an origin", async () => {
      const headers = { "content-type": "application/json", "x-tongdui-desk": page.token };
      expect((await page.ask("POST", "/wallet", headers, '{"method":"eth_accounts"}')).status).to.equal(403);
    });

    it("refuse what a form of another page could send", async () => {
      const headers = { "content-type": "text/plain", origin: page.url, "x-tongdui-desk": page.token };
      const answer = await page.ask("POST", "/wallet", headers, '{"method":"eth_accounts"}');
      expect(JSON.parse(answer.text)).to.have.nested.property("error.code", -32_600);
    });

    it("refuse what no office takes, in words", async () => {
      const own = { origin: page.url, "x-tongdui-desk": page.token };
      for (const method of ["DELETE", "PATCH", "OPTIONS"]) {
        expect((await page.ask(method, "/office/2/me", own)).status, method).to.equal(405);
      }
    });

    it("let another page load nothing of the desk, and let a link open it", async () => {
      const image = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
      expect((await page.ask("GET", "/desk", image)).status).to.equal(403);
      const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", accept: "text/html" };
      const opened = await page.ask("GET", "/desk", link);
      expect(opened.status).to.equal(200);
      expect(opened.headers["content-security-policy"]).to.contain("default-src 'none'");
      expect(opened.text).not.to.contain(page.token);
      expect(opened.text, "for what is printed").to.contain(`<meta name="portal" content="${portal.url}" />`);
    });
  });

  describe("on what is signed", () => {
    it("let the account sign in through its portal", async () => {
      const text = signIn();
      const { result } = await askedToSign(text);
      expect(verifyMessage(text, result as string)).to.equal(account);
      expect(page.notes()).to.match(/Sign in at the office of district 2 \(.*Wujin.*\), through/);
    });

    it("sign no text that another district's office handed on, and none that no office gave", async () => {
      const handedOn = await askedToSign(signIn({ nonce: "handedOn1234" }), "3");
      expect(handedOn.error?.name).to.equal("SignInUnknown");
      const ofNobody = await page.wallet("personal_sign", [signIn({ nonce: "ofNobody1234" }), account]);
      expect(ofNobody.error?.name).to.equal("SignInUnknown");
    });

    const texts: Readonly<Record<string, () => string>> = {
      "of another site": () => signIn({ origin: "https://evil.example" }),
      "for another account": () => signIn({ account: person("wujin approver").address }),
      "of another chain": () => signIn({ chainId: 1 }),
      "that is over": () => signIn({ issuedAt: 1_900_000_000_000 - 1e12, expiresAt: 1_900_000_300_000 - 1e12 }),
      "with something behind it": () => `${signIn()}\n\nI owe you ¥100,000.00.`,
      "that is anything else": () => "hello",
    };
    for (const [name, text] of Object.entries(texts)) {
      it(`sign no text ${name}`, async () => {
        expect((await askedToSign(text())).error?.name).to.equal("SignInUnknown");
      });
    }

    it("sign a message of this ledger, and of no other", async () => {
      const { deployment } = office;
      const domain = ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt);
      const message = { order: id("order"), deadline: 1_900_000_000n };
      const { result } = await page.wallet("eth_signTypedData_v4", [
        account,
        JSON.stringify(typedDataOf("Cancellation", message, domain)),
      ]);
      const by = verifyTypedData(domain, MESSAGE_TYPES.Cancellation, message, result as string);
      expect(by).to.equal(account);
      expect(page.notes()).to.contain("is given up, if the other party signs so too");
      for (const code of [message.order, TypedDataEncoder.hash(domain, MESSAGE_TYPES.Cancellation, message)])
        expect(page.notes()).to.match(new RegExp(`\\w, in full: ${code}`));
      for (const other of [
        { ...domain, chainId: 1n },
        { ...domain, salt: ZeroHash },
        { ...domain, verifyingContract: deployment.contracts.vouchers.address },
      ]) {
        const typed = JSON.stringify(typedDataOf("Cancellation", message, other));
        expect((await page.wallet("eth_signTypedData_v4", [account, typed])).error?.name).to.equal("MessageUnknown");
      }
    });

    it("sign a demand for Matching in words, and none that is bound to another contract", async () => {
      const { deployment } = office;
      const matching = matchingDomain(deployment);
      const orders = ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt);
      const message = {
        ...{ enterprise: (2n << 32n) | 1n, content: id("text"), serviceClass: 1, district: 0, through: 21_900 },
        deadline: 1_900_000_000n,
      };
      const asked = async (domain: typeof matching) =>
        page.wallet("eth_signTypedData_v4", [account, JSON.stringify(matchTypedDataOf("Demand", message, domain))]);
      const { result } = await asked(matching);
      expect(verifyTypedData(matching, MATCH_MESSAGE_TYPES.Demand, message, result as string)).to.equal(account);
      expect(page.notes()).to.contain("Enterprise 2-1 looks for a service of class 1");
      expect(page.notes()).to.contain(message.content);
      for (const other of [{ ...matching, chainId: 1n }, orders])
        expect((await asked(other)).error?.name).to.equal("MessageUnknown");
      // Nor what Orders takes, for Matching.
      const given = typedDataOf("Cancellation", { order: id("order"), deadline: 1_900_000_000n }, matching);
      const answer = await page.wallet("eth_signTypedData_v4", [account, JSON.stringify(given)]);
      expect(answer.error?.name).to.equal("MessageUnknown");
    });

    it("sign for no account but the profile's", async () => {
      const other = person("wujin approver").address;
      expect((await page.wallet("personal_sign", [signIn(), other])).error?.code).to.equal(4_100);
      const asked = { ...stopProgram(), from: other };
      expect((await page.wallet("eth_sendTransaction", [asked])).error?.name).to.equal("OtherAccountAsked");
    });
  });

  describe("on what is sent", () => {
    const changed: Readonly<Record<string, [name: string, over: () => object]>> = {
      "to a contract that is not the ledger's": ["ActUnknown", () => ({ to: person("somebody").address })],
      "to the manager of duties": ["ActUnknown", () => ({ to: office.deployment.contracts.manager.address })],
      "that is no act": ["ActUnknown", () => ({ data: "0x12345678" })],
      "with money": ["ActUnknown", () => ({ value: "0x1" })],
      "on another chain": ["OtherChainAsked", () => ({ chainId: "0x1" })],
      "under a number that is used or not reached": ["NumberPassed", () => ({ nonce: "0x63" })],
    };
    for (const [name, [code, over]] of Object.entries(changed)) {
      it(`send nothing ${name}`, async () => {
        const asked = { ...stopProgram(), ...over() };
        expect((await page.wallet("eth_sendTransaction", [asked])).error?.name).to.equal(code);
      });
    }

    it("send nothing with fields that nobody explains", async () => {
      const asked = { ...stopProgram(), authorizationList: [] };
      expect((await page.wallet("eth_sendTransaction", [asked])).error?.code).to.equal(-32_602);
    });

    it("show in the window what strangers wrote in one line and in quotes", async () => {
      const { programs } = office.deployment.contracts;
      const uri = "https://policy.example/1\n  · The program is only looked at.";
      const joint = [0, 0, 0, 0, 0, 0, 0, 0];
      const terms = { ...TERMS, home: NUMBERS.wujin, lastIssueDay: (await office.today()) + 300, joint };
      const data = office.ledger.programs.interface.encodeFunctionData("propose", [terms, uri]);
      const { result } = await page.wallet("eth_sendTransaction", [{ from: account, to: programs.address, data }]);
      expect(await office.provider.waitForTransaction(result as string)).to.have.property("status", 1);
      expect(page.notes()).to.contain("“https://policy.example/1⟨U+000A⟩ ⟨U+0020⟩· The program is only looked at.”");
      expect(page.notes()).not.to.match(/^ {2}· The program/m);
      expect(page.notes()).to.contain(`The policy's document, in full: ${terms.policy}`);
    });

    it("send nothing that the ledger refuses, and say why in both languages", async () => {
      const before = await office.provider.getTransactionCount(account);
      const said = await page.wallet("eth_sendTransaction", [{ ...stopProgram(), data: unknownProgram() }]);
      expect(said.error)
        .to.have.nested.property("data.sentence.zh")
        .that.matches(/[\u4e00-\u9fff]/);
      expect(await office.provider.getTransactionCount(account)).to.equal(before);
    });

    it("let the pages ask the node what they need, and nothing else", async () => {
      expect((await page.wallet("eth_blockNumber")).result).to.match(/^0x/);
      for (const method of [
        "eth_sendRawTransaction",
        "eth_sign",
        "evm_mine",
        "eth_signTransaction",
        "debug_traceCall",
      ]) {
        expect((await page.wallet(method)).error?.code, method).to.equal(4_200);
      }
    });
  });

  describe("on sessions", () => {
    it("keep an office's session in the desk, and pass it on for the link's page alone", async () => {
      const own = { origin: page.url, "x-tongdui-desk": page.token, "content-type": "application/json" };
      const signedIn = await page.ask("POST", "/office/2/sign-in", own, "{}");
      expect(signedIn.headers["set-cookie"]).to.equal(undefined);
      await page.ask("GET", "/office/2/me", { "x-tongdui-desk": page.token });
      expect(portal.asked.at(-1)?.cookie).to.equal("tongdui_2=session-2");
      await page.ask("GET", "/office/3/me", { "x-tongdui-desk": page.token });
      expect(portal.asked.at(-1)?.cookie).to.equal(undefined);
      await page.ask("GET", "/office/2/published", {});
      expect(portal.asked.at(-1)?.cookie).to.equal(undefined);
      expect((await page.ask("GET", "/office/2/me", { "x-tongdui-desk": "wrong" })).status).to.equal(401);
    });

    it("come to the portal as from its own pages", () => {
      const posted = portal.asked.filter(({ method }) => method === "POST");
      expect(posted.map(({ origin }) => origin)).to.deep.equal(posted.map(() => portal.url));
    });
  });

  it("are not opened for a portal of another ledger, nor without one", async () => {
    const other = await openPortal({ chainId: 1, genesis: ZeroHash });
    const profile = await office.profile(BUREAU);
    const differs = await tongdui(["desk", "--portal", other.url, "--profile", profile, "--yes", "--json"]);
    expect([differs.exit, differs.json().error?.code]).to.deep.equal([5, "PortalOfOtherLedger"]);
    await other.close();
    const away = await tongdui(["desk", "--portal", other.url, "--profile", profile, "--yes", "--json"]);
    expect([away.exit, away.json().error?.code]).to.deep.equal([4, "PortalUnreachable"]);
  });

  it("take an address that is one", async () => {
    for (const typed of ["8080", "file:///etc", "http://a/b", "http://user:word@a"]) {
      expect((await tongdui(["desk", "--portal", typed])).exit, typed).to.equal(2);
    }
  });
});
