import { inspect } from "node:util";
import { expect } from "chai";
import { computeAddress, Transaction, Wallet, type TransactionLike, type TransactionRequest } from "ethers";
import { ledgerDomain, signAcceptance, signOrder, type Acceptance, type Order } from "../../../client/messages.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { ExternalSigner } from "../../../scripts/keys/externalSigner.ts";
import { SignerCalls } from "../../../scripts/keys/signerCalls.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { startSigner, type RunningSigner } from "./startSigner.ts";

const KEYS = [`0x${"1f".repeat(32)}`, `0x${"2f".repeat(32)}`] as const;
const ACCOUNT = computeAddress(KEYS[0]);
const CHAIN = 31_337;
const TO = `0x${"42".repeat(20)}`;

const legacy: TransactionRequest = {
  ...{ type: 0, chainId: CHAIN, nonce: 3, gasLimit: 100_000n, gasPrice: 0n },
  ...{ to: TO, data: "0x12345678", value: 0n },
};
const withFees: TransactionRequest = {
  ...{ type: 2, chainId: CHAIN, nonce: 0, gasLimit: 21_000n, maxFeePerGas: 2n, maxPriorityFeePerGas: 1n },
  ...{ to: TO, value: 5n },
};

const domain = ledgerDomain(CHAIN, `0x${"11".repeat(20)}`, `0x${"22".repeat(32)}`);
const hash = `0x${"33".repeat(32)}`;
const order: Order = {
  ...{ voucher: 1n, provider: 2n, amount: 100n, contractValue: 200n, contractDay: 20_000, serviceClass: 1 },
  ...{ deliverBy: 20_100, contractCommitment: hash, referenceTo: hash, deadline: 2_000_000_000n },
};
const acceptance: Acceptance = {
  claim: {
    order: hash,
    round: 0,
    invoices: [{ nullifier: hash, amount: 5n }],
    evidence: hash,
    deadline: 1_900_000_000n,
  },
  deadline: 2_000_000_000n,
};

describe("An external signer", () => {
  let running: RunningSigner;

  before(async () => {
    running = await startSigner({ keys: KEYS, chainId: CHAIN });
  });
  after(async () => running.stop());

  /** @param how a path at which it misbehaves. */
  const signer = (how = "/", account = ACCOUNT, waitSeconds = 20) =>
    new ExternalSigner(new SignerCalls(running.url + how, waitSeconds), account);

  const asksFor = (how: string, request = legacy) => signer(how).signTransaction(request);

  describe("that is right", () => {
    it("tells which accounts it holds", async () => {
      expect(await signer().accounts()).to.have.members(KEYS.map((key) => computeAddress(key)));
    });

    for (const [what, request] of Object.entries({
      "an old-style transaction at price zero": legacy,
      "a transaction with a priority fee": withFees,
      "the creation of a contract": { ...legacy, to: null },
      "a long one": { ...legacy, data: `0x${"ab".repeat(100_000)}` },
    })) {
      it(`signs ${what} as the key itself would`, async () => {
        expect(await signer().signTransaction(request)).to.equal(await new Wallet(KEYS[0]).signTransaction(request));
      });
    }

    it("signs a transaction that is built already, from its account in any spelling", async () => {
      const { to, ...rest } = legacy;
      const built = Transaction.from({ ...rest, to: to as string } as TransactionLike);
      const expected = await new Wallet(KEYS[0]).signTransaction(legacy);
      expect(await signer().signTransaction(built)).to.equal(expected);
      expect(await signer().signTransaction({ ...legacy, from: ACCOUNT.toLowerCase() })).to.equal(expected);
    });

    it("signs the ledger's messages as the key itself would", async () => {
      const key = new Wallet(KEYS[0]);
      expect(await signOrder(signer(), domain, order)).to.equal(await signOrder(key, domain, order));
      expect(await signAcceptance(signer(), domain, acceptance)).to.equal(
        await signAcceptance(key, domain, acceptance),
      );
    });

    it("is asked as Web3Signer documents it: the message as text, with the domain's type", async () => {
      await signAcceptance(signer("/shown"), domain, acceptance);
      const [account, text] = (await running.heard("/shown")).params as [string, string];
      expect(account).to.equal(ACCOUNT);
      const { types, primaryType } = JSON.parse(text) as { types: Record<string, unknown>; primaryType: string };
      expect(types).to.have.all.keys("EIP712Domain", "Acceptance", "Claim", "Invoice");
      expect(primaryType).to.equal("Acceptance");
    });

    it("may say that there was no error", async () => {
      expect(await signer("/null-error").accounts()).to.have.length(2);
    });

    it("signs at once for several who ask", async () => {
      const signed = await Promise.all([0, 1, 2, 3].map((nonce) => signer().signTransaction({ ...legacy, nonce })));
      expect(signed.map((text) => Transaction.from(text).nonce)).to.deep.equal([0, 1, 2, 3]);
    });
  });

  describe("that signs something else", () => {
    const changes: Record<string, RegExp> = {
      "/other-nonce": /nonce 77 instead of 3/,
      "/other-value": /value 1 instead of 0/,
      "/other-receiver": /receiver 0x9{40} instead of 0x(42){20}/,
      "/other-data": /\(data\)/,
      "/other-gas": /gas limit 99999 instead of 100000/,
      "/other-chain": /chain 99 instead of 31337/,
    };
    for (const [how, told] of Object.entries(changes)) {
      it(`is caught: ${how.slice(1).replace("-", " ")}`, async () => {
        const error = await refusedWith(asksFor(how), "SignerAnswerWrong");
        expect(error.sentence.en).to.match(told);
        await refusedWith(asksFor(how, withFees), "SignerAnswerWrong");
      });
    }

    it("is caught: other key", async () => {
      const error = await refusedWith(asksFor("/other-key"), "SignerAnswerWrong");
      expect(error.sentence.en).to.include("the key of another account");
      await refusedWith(signOrder(signer("/other-key"), domain, order), "SignerAnswerWrong");
    });

    it("is caught: other message", async () => {
      await refusedWith(signOrder(signer("/other-message"), domain, order), "SignerAnswerWrong");
    });

    it("is caught: nothing signed", async () => {
      await refusedWith(asksFor("/unsigned"), "SignerAnswerUnreadable");
    });
  });

  describe("that does not hold the account", () => {
    const stranger = `0x${"55".repeat(20)}`;

    it("is found out before anything is to be signed, and says what it holds", async () => {
      const error = await refusedWith(signer("/", stranger).demandAccount(), "SignerLacksAccount");
      expect(error.say("en")).to.include(stranger).and.to.include(ACCOUNT);
      await refusedWith(signer("/no-accounts").demandAccount(), "SignerLacksAccount");
    });

    it("refuses to sign, and its words are told", async () => {
      const error = await refusedWith(signer("/", stranger).signTransaction(legacy), "SignerRefused");
      expect(error.sentence.en).to.include("refused eth_signTransaction: No unlocked account matches the Sender.");
    });
  });

  describe("that does not answer as it should", () => {
    for (const how of ["/garbage", "/no-hex", "/number", "/nothing", "/other-id", "/endless"]) {
      it(`is not understood: ${how.slice(1)}`, async () => {
        await refusedWith(signer(how).accounts(), "SignerAnswerUnreadable");
        await refusedWith(asksFor(how), "SignerAnswerUnreadable");
        await refusedWith(signOrder(signer(how), domain, order), "SignerAnswerUnreadable");
      });
    }

    for (const how of ["/500", "/404", "/302"]) {
      it(`is at fault: HTTP status ${how.slice(1)}`, async () => {
        const error = await refusedWith(asksFor(how), "SignerFault");
        expect(error.sentence.en).to.include(`HTTP status ${how.slice(1)}`);
      });
    }

    it("does not admit us: HTTP status 401", async () => {
      expect((await refusedWith(asksFor("/401"), "SignerFault")).say("en")).to.include("user name and password");
    });

    for (const how of ["/silent", "/stalls"]) {
      it(`is not waited for for ever: ${how.slice(1)}`, async () => {
        const error = await refusedWith(signer(how, ACCOUNT, 0.3).signTransaction(legacy), "SignerSilent");
        expect(error.sentence.en).to.include("within 0.3 seconds");
      });
    }

    it("cannot be reached: it hangs up, or does not run", async () => {
      await refusedWith(asksFor("/hangs-up"), "SignerUnreachable");
      const gone = new ExternalSigner(new SignerCalls("http://127.0.0.1:1"), ACCOUNT);
      const error = await refusedWith(gone.signTransaction(legacy), "SignerUnreachable");
      expect(error.sentence.en).to.match(/at http:\/\/127\.0\.0\.1:1 cannot be reached \([A-Za-z ]+\)/);
    });
  });

  describe("is not asked", () => {
    const unfit: Record<string, TransactionRequest> = {
      "with an access list": { ...withFees, accessList: [{ address: TO, storageKeys: [] }] },
      "of a type that it does not know": { ...legacy, type: 1 },
      "of another account": { ...legacy, from: TO },
      "without a nonce": { ...legacy, nonce: null },
      "without a chain": { ...legacy, chainId: null },
      "without a gas limit": { ...legacy, gasLimit: null },
    };
    for (const [what, request] of Object.entries(unfit)) {
      it(`for a transaction ${what}`, async () => {
        await refusedWith(signer("/unasked").signTransaction(request), "TransactionNotForSigner");
        expect(running.asked.filter(({ url }) => url === "/unasked")).to.deep.equal([]);
      });
    }

    it("for plain text", async () => {
      await refusedWith(signer().signMessage(), "SignerSignsNoText");
    });
  });

  describe("behind a user name and a password", () => {
    const PASSWORD = "hunter2 öffne";
    const TOKEN = Buffer.from(`clerk:${PASSWORD}`).toString("base64");
    const address = (how: string, base = running.url) =>
      `${base.replace("//", `//clerk:${encodeURIComponent(PASSWORD)}@`)}${how}?token=query-secret`;
    const guarded = (how: string, base?: string) =>
      new ExternalSigner(new SignerCalls(address(how, base), 0.5), ACCOUNT);

    it("gets them in the request's head", async () => {
      await guarded("/guarded").accounts();
      const asked = await running.heard("/guarded");
      expect(asked.authorization).to.equal(`Basic ${TOKEN}`);
      expect(asked.url).to.equal("/guarded?token=query-secret");
    });

    it("is not told on: no error, however deep, and no printing shows them", async () => {
      const asking = guarded("/");
      const shown = [inspect(asking, { depth: 10, showHidden: true }), JSON.stringify(asking)];
      for (const how of [
        "/silent",
        "/500",
        "/401",
        "/garbage",
        "/echo",
        "/hangs-up",
        "/302",
        "/other-nonce",
        "/other-key",
      ]) {
        const outcome: unknown = await guarded(how)
          .signTransaction(legacy)
          .catch((thrown: unknown) => thrown);
        expect(outcome, how).to.be.instanceOf(TongduiError);
        shown.push(inspect(outcome, { depth: 10, showHidden: true }), (outcome as TongduiError).say("zh"));
      }
      const gone = await guarded("/", "http://127.0.0.1:1")
        .accounts()
        .catch((thrown: unknown) => thrown);
      shown.push(inspect(gone, { depth: 10, showHidden: true }));
      for (const text of shown) {
        for (const secret of ["hunter2", encodeURIComponent(PASSWORD), TOKEN, "query-secret", ...KEYS]) {
          expect(text).not.to.include(secret);
        }
      }
    });

    it("is quoted shortly, and without what a terminal would obey", async () => {
      const { sentence } = await refusedWith(guarded("/echo").accounts(), "SignerRefused");
      expect(sentence.en).to.match(/refused eth_accounts: no: Basic …/);
      expect(sentence.en).not.to.include("\u001b");
      expect(sentence.en.length).to.be.lessThan(300);
    });
  });
});
