import { expect } from "chai";
import { AbiCoder, concat, id, TypedDataEncoder, ZeroHash, type ParamType, type TypedDataField } from "ethers";
import { ABIS } from "../../../client/abis.ts";
import { ACTS, actOf, INTERFACES, type ActingPart } from "../../../client/acts/acts.ts";
import { placeholdersIn, type Saying } from "../../../client/acts/form.ts";
import { MATCH_MESSAGES, matchMessageOf } from "../../../client/acts/matchMessages.ts";
import { MESSAGES, messageOf, typedDataOf, type MessageName, type TypedData } from "../../../client/acts/messages.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { MATCH_MESSAGE_TYPES, type MatchMessageName } from "../../../client/matching/messages.ts";
import { ledgerDomain, MESSAGE_TYPES, type LedgerDomain } from "../../../client/messages.ts";
import { ADDRESSES, callOf, changing, PARTS, SENDER } from "./calls.ts";

/** What only the ledger's own contracts call, and what nobody can do: nobody is offered it. */
const NOT_OFFERED: Readonly<Record<ActingPart, readonly string[]>> = {
  enterprises: ["draw", "enrol", "giveBack", "registerItem"],
  providers: [],
  programs: ["giveBack", "issue", "pay", "recover", "redeem", "unredeem"],
  vouchers: ["lock", "record", "redeem", "reject", "reopen", "unlock"],
  orders: ["endPayment", "placeItem", "redeemItem", "startPayment"],
  payments: ["openItem", "settleItem"],
  matching: [],
};

/** Names of arguments, structs taken apart, as words name them. */
function namesOf(inputs: readonly ParamType[], before = ""): string[] {
  return inputs.flatMap((input) => {
    const name = before + input.name.replace(/_+$/, "");
    return input.isTuple() ? namesOf(input.components, `${name}_`) : [name];
  });
}

/** What is wrong with a saying: arguments that are missing, or that a language leaves out. */
function gaps({ args, en, zh }: Saying, expected: readonly string[]): string[] {
  const said = Object.keys(args).filter((name) => args[name] !== "unsaid");
  return [
    ...expected.filter((name) => !(name in args)).map((name) => `${name} has no kind`),
    ...Object.keys(args)
      .filter((name) => !expected.includes(name))
      .map((name) => `${name} is no argument`),
    ...[en, zh].flatMap((text) => [
      ...said.filter((name) => !placeholdersIn(text).includes(name)).map((name) => `${name} is not said: ${text}`),
      ...placeholdersIn(text)
        .filter((name) => !said.includes(name))
        .map((name) => `${name} is not known: ${text}`),
    ]),
  ];
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof TongduiError) return error.code;
    throw error;
  }
  return "taken";
}

describe("The words of acts", () => {
  for (const part of PARTS) {
    it(`are there for every function of ${part} that an officer can use, and for no other`, () => {
      const names = changing(part)
        .map(({ name }) => name)
        .filter((name) => !NOT_OFFERED[part].includes(name));
      expect(Object.keys(ACTS[part]).sort()).to.deep.equal(names.sort());
    });

    it(`say every argument of ${part} in both languages`, () => {
      for (const fragment of changing(part)) {
        const words = ACTS[part][fragment.name];
        if (!words) continue;
        const { each } = words;
        // A batch whose items are told one by one need not be counted in the sentence before them.
        const own = namesOf(fragment.inputs);
        expect(gaps(words, own), `${part}.${fragment.name}`).to.deep.equal([]);
        if (!each) continue;
        const list = fragment.inputs.find(({ name }) => name === each.of)!.arrayChildren!;
        const inner = list.isTuple() ? namesOf(list.components) : ["each"];
        expect(gaps(each, inner), `each of ${part}.${fragment.name}`).to.deep.equal([]);
      }
    });

    it(`are whole sentences for every act of ${part}`, () => {
      for (const name of Object.keys(ACTS[part])) {
        const { title, lines } = actOf({ to: ADDRESSES[part], data: callOf(part, name), from: SENDER }, ADDRESSES);
        for (const { en, zh } of lines) {
          expect(en, name)
            .to.match(/^[A-Z¥].*\.$/)
            .and.not.match(/[{}]|undefined|\bNaN\b/);
          expect(zh, name)
            .to.match(/[\u4e00-\u9fff].*。$/)
            .and.not.match(/[{}]|undefined|NaN/);
        }
        expect(lines.at(-1)?.en, name).to.contain(SENDER);
        expect(title.zh, name).to.match(/[\u4e00-\u9fff]/);
      }
    });
  }

  it("tell what is announced", () => {
    const call = callOf("vouchers", "announce", [3, id("chain"), 12, 34_000_000n, 20_454, id("decision")]);
    const { title, lines } = actOf({ to: ADDRESSES.vouchers, data: call, from: SENDER }, ADDRESSES);
    expect(title.en).to.equal("Announce a list");
    expect(lines[0]?.en).to.contain(
      "Program 3: a list of 12 vouchers, ¥340,000.00 in all, is in public notice through 2026-01-01",
    );
    expect(lines[0]?.zh).to.contain("项目 3：名单共 12 张双创券、合计 ¥340,000.00，公示至 2026-01-01");
  });

  it("tell each item of a batch", () => {
    const items = [
      [id("one"), true, id("receipt")],
      [id("two"), false, id("return")],
    ];
    const { lines } = actOf({ to: ADDRESSES.payments, data: callOf("payments", "settle", [7, items]) }, ADDRESSES);
    expect(lines.map(({ en }) => en.replace(/0x[0-9a-f…]+\b\.?/g, "…"))).to.deep.equal([
      "Payment 7: what the bank did is recorded for the orders below (2, all or none).",
      "Order …: paid, for good. The bank's receipt is kept as …",
      "Order …: returned by the bank; it can be paid again. The bank's receipt is kept as …",
    ]);
  });

  it("count one as one", () => {
    const linesOf = (name: string, args: readonly unknown[]): string =>
      actOf({ to: ADDRESSES.vouchers, data: callOf("vouchers", name, args) }, ADDRESSES).lines[0]?.en ?? "";
    const announced = linesOf("announce", [3, id("chain"), 1, 10_000_000n, 20_454, id("decision")]);
    expect(announced).to.contain("a list of 1 voucher, ¥100,000.00 in all");
    expect(linesOf("freeze", [(1n << 32n) | 1n, 1, id("reason")])).to.contain("is frozen for 1 day at once");
    expect(linesOf("freeze", [(1n << 32n) | 1n, 2, id("reason")])).to.contain("is frozen for 2 days at once");
  });
});

describe("What has no words", () => {
  const call = callOf("vouchers", "approveBatch");
  const cases: Readonly<Record<string, Parameters<typeof actOf>[0]>> = {
    "a contract that is not the ledger's": { to: SENDER, data: call },
    "the creation of a contract": { to: null, data: call },
    "a function that only the ledger's contracts call": { to: ADDRESSES.vouchers, data: callOf("vouchers", "lock") },
    "an approval of a token": { to: ADDRESSES.vouchers, data: callOf("vouchers", "setApprovalForAll") },
    "a function of another contract of the ledger": { to: ADDRESSES.orders, data: call },
    "a name of every object": { to: ADDRESSES.vouchers, data: id("constructor()").slice(0, 10) },
    "money that goes along": { to: ADDRESSES.vouchers, data: call, value: 1n },
    "something behind the data": { to: ADDRESSES.vouchers, data: concat([call, "0x00"]) },
    "data that is cut off": { to: ADDRESSES.vouchers, data: call.slice(0, -2) },
    "no data": { to: ADDRESSES.vouchers },
  };
  for (const [name, asked] of Object.entries(cases)) {
    it(`is refused: ${name}`, () => {
      expect(refusal(() => actOf(asked, ADDRESSES))).to.equal("ActUnknown");
    });
  }

  it("is refused where the same values are written otherwise", () => {
    // The list's offset points behind a word that nothing uses.
    const selector = INTERFACES.vouchers.getFunction("expire")!.selector;
    const plain = AbiCoder.defaultAbiCoder()
      .encode(["uint48[]"], [[5n]])
      .slice(66);
    const moved = concat([selector, `0x${(64).toString(16).padStart(64, "0")}`, `0x${"0".repeat(64)}`, `0x${plain}`]);
    expect(INTERFACES.vouchers.decodeFunctionData("expire", moved)[0]).to.deep.equal([5n]);
    expect(refusal(() => actOf({ to: ADDRESSES.vouchers, data: moved }, ADDRESSES))).to.equal("ActUnknown");
  });
});

describe("The words of messages", () => {
  const domain = ledgerDomain(31_337, ADDRESSES.orders, id("salt"));
  const claim = {
    order: id("order"),
    round: 1,
    invoices: [{ nullifier: id("invoice"), amount: 15_000_000n }],
    evidence: id("evidence"),
    deadline: 1_900_000_000n,
  };
  const messages: Readonly<Record<MessageName, Record<string, unknown>>> = {
    Order: {
      voucher: (1n << 32n) | 1n,
      provider: (1n << 32n) | 1n,
      amount: 8_000_000n,
      contractValue: 16_000_000n,
      contractDay: 20_454,
      serviceClass: 1,
      deliverBy: 20_514,
      contractCommitment: id("contract"),
      referenceTo: id("reference"),
      deadline: 1_900_000_000n,
    },
    Claim: claim,
    Acceptance: { claim, deadline: 1_900_000_000n },
    Refusal: { order: id("order"), round: 1, reason: id("reason"), deadline: 1_900_000_000n },
    Cancellation: { order: id("order"), deadline: 1_900_000_000n },
    Withdrawal: { message: id("message") },
  };

  it("are there for every message, with every field", () => {
    const fields = (type: string, types: Record<string, readonly { name: string; type: string }[]>): string[] =>
      (types[type] ?? []).flatMap(({ name, type: kind }) =>
        kind in types ? fields(kind, types).map((inner) => `${name}_${inner}`) : [name],
      );
    expect(Object.keys(MESSAGES)).to.deep.equal(Object.keys(MESSAGE_TYPES));
    for (const name of Object.keys(MESSAGES) as MessageName[]) {
      expect(gaps(MESSAGES[name], fields(name, MESSAGE_TYPES[name])), name).to.deep.equal([]);
    }
  });

  it("are there for every message of Matching, with every field, and tell what is signed for it alone", () => {
    const matching = ledgerDomain(31_337, ADDRESSES.matching, id("salt"));
    const post = { content: id("text"), serviceClass: 1, district: 0, through: 20_500, deadline: 1_900_000_000n };
    const signed: Readonly<Record<MatchMessageName, Record<string, unknown>>> = {
      Demand: { enterprise: (2n << 32n) | 15n, ...post },
      Offer: { provider: (1n << 32n) | 1n, demand: id("demand"), ...post },
      Match: { demand: id("demand"), offer: id("offer"), deadline: 1_900_000_000n },
      PostWithdrawal: { post: id("demand"), deadline: 1_900_000_000n },
    };
    expect(Object.keys(MATCH_MESSAGES)).to.deep.equal(Object.keys(MATCH_MESSAGE_TYPES));
    for (const name of Object.keys(signed) as MatchMessageName[]) {
      const types: Record<string, TypedDataField[]> = MATCH_MESSAGE_TYPES[name];
      expect(
        gaps(
          MATCH_MESSAGES[name],
          (types[name] ?? []).map((field) => field.name),
        ),
        name,
      ).to.deep.equal([]);
      const typed = (of: LedgerDomain) =>
        JSON.parse(JSON.stringify(TypedDataEncoder.getPayload(of, types, signed[name]))) as TypedData;
      const { lines, digest } = matchMessageOf(typed(matching), matching);
      for (const { en, zh } of lines) expect(en + zh, name).not.to.match(/[{}]|undefined|NaN/);
      expect(digest).to.equal(TypedDataEncoder.hash(matching, types, signed[name]));
      expect(refusal(() => matchMessageOf(typed(domain), matching))).to.equal("MessageUnknown");
      expect(refusal(() => messageOf(typed(domain), domain))).to.equal("MessageUnknown");
    }
    const said = (message: Record<string, unknown>) =>
      matchMessageOf(TypedDataEncoder.getPayload(matching, MATCH_MESSAGE_TYPES.Offer, message) as TypedData, matching);
    const [toOne, toAll] = [signed.Offer, { ...signed.Offer, demand: ZeroHash, district: 2 }].map(said);
    expect(toOne?.lines[0]?.en).to.match(
      /^Provider P1-1 offers in answer to demand 0x.* to an enterprise of any district/,
    );
    expect(toAll?.lines[0]?.zh).to.match(/^服务机构 P1-1 向所有企业提供服务类别 1 的服务，企业所在区：第 2 区/);
  });

  it("tell what is signed, as it comes through JSON", () => {
    for (const [name, message] of Object.entries(messages)) {
      const typed = JSON.parse(JSON.stringify(typedDataOf(name as MessageName, message, domain))) as never;
      const { lines } = messageOf(typed, domain);
      for (const { en, zh } of lines) expect(en + zh, name).not.to.match(/[{}]|undefined|NaN/);
    }
    const order = messageOf(typedDataOf("Order", messages.Order, domain), domain);
    expect(order.lines.at(-1)?.en).to.contain("up to ¥80,000.00 of the voucher for a contract of ¥160,000.00");
  });

  const typed = typedDataOf("Cancellation", messages.Cancellation, domain);
  const strange = {
    "another chain": { ...typed, domain: { ...typed.domain, chainId: 1 } },
    "another contract": { ...typed, domain: { ...typed.domain, verifyingContract: SENDER } },
    "another edition": { ...typed, domain: { ...typed.domain, salt: id("other") } },
    "a domain with something more": { ...typed, domain: { ...typed.domain, more: "1" } },
    "another type": { ...typed, primaryType: "Permit" },
    "fields in another order": {
      ...typed,
      types: { Cancellation: [...MESSAGE_TYPES.Cancellation.Cancellation].reverse() },
    },
    "a type more": { ...typed, types: { ...typed.types, Permit: [{ name: "x", type: "uint256" }] } },
    "a field that is missing": { ...typed, message: { order: id("order") } },
  };
  for (const [name, one] of Object.entries(strange)) {
    it(`are refused for ${name}`, () => {
      expect(refusal(() => messageOf(one, domain))).to.equal("MessageUnknown");
    });
  }

  it("know the interfaces of every contract that has words", () => {
    expect(Object.keys(ABIS).map((name) => name.toLowerCase())).to.include.members(PARTS);
  });
});
