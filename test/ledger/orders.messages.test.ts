import { expect } from "chai";
import fc from "fast-check";
import { id, TypedDataEncoder } from "ethers";
import { MATCH_MESSAGE_TYPES, type MatchMessageName } from "../../client/matching/messages.ts";
import { ledgerDomain, MESSAGE_TYPES } from "../../client/messages.ts";
import type { Kind } from "../support/messages.ts";
import { load } from "../support/load.ts";
import { MESSAGES, ready, type Message } from "../support/signed.ts";
import { claimed } from "../support/stages.ts";
import { ethers, SALT, world } from "../support/world.ts";

type Field = { name: string; type: string };

/** Every message of the ledger, whichever contract takes it. */
const TYPES: Record<Kind | MatchMessageName, Record<string, Field[]>> = { ...MESSAGE_TYPES, ...MATCH_MESSAGE_TYPES };

/** Shows what `contracts/orders/Messages.sol` and `contracts/matching/MatchMessages.sol` hash. */
async function hashes() {
  const { deployer } = await world();
  return ethers.deployContract("MessageHashes", deployer);
}
type Hashes = Awaited<ReturnType<typeof hashes>>;
const call = async (contract: Hashes, name: string, ...args: unknown[]): Promise<unknown> =>
  contract.getFunction(name).staticCall(...args) as Promise<unknown>;

/** Any value of a type of the messages, the extremes among them. */
function anyOf(types: Record<string, Field[]>, type: string): fc.Arbitrary<unknown> {
  if (type.endsWith("[]")) return fc.array(anyOf(types, type.slice(0, -2)), { maxLength: 12 });
  const fields = types[type];
  if (fields === undefined) {
    const bits = BigInt(type === "bytes32" ? 256 : type.slice("uint".length));
    const most = (1n << bits) - 1n;
    const number = fc.oneof(fc.constantFrom(0n, 1n, most - 1n, most), fc.bigInt({ min: 0n, max: most }));
    return type === "bytes32" ? number.map((n) => `0x${n.toString(16).padStart(64, "0")}`) : number;
  }
  return fc.record(Object.fromEntries(fields.map(({ name, type: inner }) => [name, anyOf(types, inner)])));
}

/** How each message is given to the contract's hashing. */
const ASKED: Record<Kind | MatchMessageName, (message: Message) => unknown[]> = {
  Order: (message) => [message],
  Claim: (message) => [message],
  Acceptance: ({ claim, deadline }) => [claim, deadline],
  Refusal: ({ order, round, reason, deadline }) => [order, round, reason, deadline],
  Cancellation: ({ order, deadline }) => [order, deadline],
  Withdrawal: ({ message }) => [message],
  Demand: (message) => [message],
  Offer: (message) => [message],
  Match: (message) => [message],
  PostWithdrawal: ({ post, deadline }) => [post, deadline],
};

describe("The hashing of messages", () => {
  it("has the type hashes that the types give by EIP-712", async () => {
    const contract = await load(hashes);
    const domain = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)";
    const told = Object.values(TYPES).map((types) => {
      const encoder = TypedDataEncoder.from(types);
      return encoder.encodeType(encoder.primaryType);
    });
    const [order, ...others] = told;
    const invoice = "Invoice(bytes32 nullifier,uint48 amount)";
    const expected = [domain, order!, invoice, ...others].map(id);
    expect(Array.from((await call(contract, "types")) as string[])).to.deep.equal(expected);
  });

  it("separates domains as EIP-712 does, whatever chain, contract and salt", async () => {
    const contract = await load(hashes);
    const any = fc.tuple(fc.bigInt({ min: 1n, max: 2n ** 64n }), fc.string(), fc.string());
    await fc.assert(
      fc.asyncProperty(any, async ([chainId, one, two]) => {
        const [orders, salt] = [`0x${id(one).slice(26)}`, id(two)];
        const separator = TypedDataEncoder.hashDomain(ledgerDomain(chainId, orders, salt));
        expect(await call(contract, "domain", chainId, orders, salt)).to.equal(separator);
      }),
      { numRuns: 30 },
    );
  });

  for (const [kind, types] of Object.entries(TYPES) as [keyof typeof TYPES, Record<string, Field[]>][]) {
    it(`is that of EIP-712 for any ${kind}`, async () => {
      const contract = await load(hashes);
      await fc.assert(
        fc.asyncProperty(anyOf(types, kind), async (message) => {
          const asked = ASKED[kind](message as Message);
          const hash = TypedDataEncoder.hashStruct(kind, types, message as Message);
          expect(await call(contract, `of${kind}`, ...asked)).to.equal(hash);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("is what the ledger itself tells: its domain, an order's id, the claim that waits", async () => {
    const { w, order, claim, ...s } = await load(claimed);
    const { chainId } = await ethers.provider.getNetwork();
    const domain = ledgerDomain(chainId, await w.orders.getAddress(), SALT);
    expect(await w.orders.domainSeparator()).to.equal(TypedDataEncoder.hashDomain(domain));
    expect(order).to.equal(TypedDataEncoder.hash(domain, MESSAGE_TYPES.Order, s.terms));
    expect(await w.orders.claimOf(order)).to.equal(TypedDataEncoder.hashStruct("Claim", MESSAGE_TYPES.Claim, claim));
    const placing = await ready(MESSAGES[0]!, await load(MESSAGES[0]!.fixture));
    expect(await placing.s.w.orders.orderIdOf(placing.message as never)).to.equal(placing.digest);
  });
});
