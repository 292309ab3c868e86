import { expect } from "chai";
import { AbiCoder, concat, id, keccak256, TypedDataEncoder, verifyTypedData, Wallet } from "ethers";
import * as messages from "../../client/messages.ts";

const abi = AbiCoder.defaultAbiCoder();
const hash = (types: string, ...values: unknown[]): string => keccak256(abi.encode(types.split(" "), values));

const domain = messages.ledgerDomain(31_337, "0x52908400098527886E0F7030069857D2E4169EE7", id("salt"));

const order: messages.Order = {
  voucher: (3n << 32n) | 17n,
  provider: (2n << 32n) | 1n,
  amount: 5_000_000n,
  contractValue: 10_000_000n,
  contractDay: 20_000,
  serviceClass: 4,
  deliverBy: 20_100,
  contractCommitment: id("contract"),
  referenceTo: id("match"),
  deadline: 1_900_000_000n,
};
const claim: messages.Claim = {
  order: id("order"),
  round: 2,
  invoices: [
    { nullifier: `0x${"11".repeat(32)}`, amount: 600n },
    { nullifier: `0x${"22".repeat(32)}`, amount: 400n },
  ],
  evidence: id("evidence"),
  deadline: 1_900_000_001n,
};
const acceptance: messages.Acceptance = { claim, deadline: 1_900_000_002n };
const refusal: messages.Refusal = { order: claim.order, round: 2, reason: id("reason"), deadline: 1_900_000_003n };
const cancellation: messages.Cancellation = { order: claim.order, deadline: 1_900_000_004n };
const withdrawal: messages.Withdrawal = { message: id("message") };

// The hashing of contracts/orders/Messages.sol, written out once more by hand.
const INVOICE = "Invoice(bytes32 nullifier,uint48 amount)";
const CLAIM = `Claim(bytes32 order,uint8 round,Invoice[] invoices,bytes32 evidence,uint64 deadline)${INVOICE}`;
const ORDER =
  "Order(uint48 voucher,uint48 provider,uint48 amount,uint48 contractValue,uint16 contractDay,uint8 serviceClass," +
  "uint16 deliverBy,bytes32 contractCommitment,bytes32 referenceTo,uint64 deadline)";
const DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)";

const separator = hash(
  "bytes32 bytes32 bytes32 uint256 address bytes32",
  id(DOMAIN),
  id("Tongdui"),
  id("1"),
  31_337n,
  domain.verifyingContract,
  id("salt"),
);
const orderHash = hash(
  "bytes32 uint48 uint48 uint48 uint48 uint16 uint8 uint16 bytes32 bytes32 uint64",
  id(ORDER),
  ...Object.values(order),
);
const invoices = claim.invoices.map(({ nullifier, amount }) =>
  hash("bytes32 bytes32 uint48", id(INVOICE), nullifier, amount),
);
const claimHash = hash(
  "bytes32 bytes32 uint8 bytes32 bytes32 uint64",
  id(CLAIM),
  claim.order,
  claim.round,
  keccak256(concat(invoices)),
  claim.evidence,
  claim.deadline,
);
const acceptanceHash = hash(
  "bytes32 bytes32 uint64",
  id(`Acceptance(Claim claim,uint64 deadline)${CLAIM}`),
  claimHash,
  acceptance.deadline,
);
const refusalHash = hash(
  "bytes32 bytes32 uint8 bytes32 uint64",
  id("Refusal(bytes32 order,uint8 round,bytes32 reason,uint64 deadline)"),
  ...Object.values(refusal),
);
const cancellationHash = hash(
  "bytes32 bytes32 uint64",
  id("Cancellation(bytes32 order,uint64 deadline)"),
  ...Object.values(cancellation),
);
const withdrawalHash = hash("bytes32 bytes32", id("Withdrawal(bytes32 message)"), withdrawal.message);

const signer = new Wallet(id("a key for this test only"));

describe("Messages", () => {
  it("are bound to the chain, to Orders and to the salt of the edition", () => {
    expect(messages.domainSeparatorOf(domain)).to.equal(separator);
  });

  for (const [name, message, byHand, digest, sign] of [
    ["Order", order, orderHash, messages.digestOrder, messages.signOrder],
    ["Claim", claim, claimHash, messages.digestClaim, messages.signClaim],
    ["Acceptance", acceptance, acceptanceHash, messages.digestAcceptance, messages.signAcceptance],
    ["Refusal", refusal, refusalHash, messages.digestRefusal, messages.signRefusal],
    ["Cancellation", cancellation, cancellationHash, messages.digestCancellation, messages.signCancellation],
    ["Withdrawal", withdrawal, withdrawalHash, messages.digestWithdrawal, messages.signWithdrawal],
  ] as [
    keyof typeof messages.MESSAGE_TYPES,
    object,
    string,
    (domain: messages.LedgerDomain, message: object) => string,
    (signer: Wallet, domain: messages.LedgerDomain, message: object) => Promise<string>,
  ][]) {
    describe(name, () => {
      const types = messages.MESSAGE_TYPES[name];

      it("is hashed as the contract hashes it", () => {
        expect(digest(domain, message)).to.equal(keccak256(concat(["0x1901", separator, byHand])));
      });

      it("is what a wallet shows and signs", async () => {
        expect(TypedDataEncoder.from(types).primaryType).to.equal(name);
        expect(digest(domain, message)).to.equal(TypedDataEncoder.hash({ ...domain }, types, message));
        const signature = await sign(signer, domain, message);
        expect(verifyTypedData({ ...domain }, types, message, signature)).to.equal(signer.address);
      });
    });
  }

  it("give an order its id, and a waiting claim its hash", () => {
    expect(messages.orderIdOf(domain, order)).to.equal(messages.digestOrder(domain, order));
    expect(messages.claimHashOf(claim)).to.equal(claimHash);
  });

  it("put invoices in the order of their marks", () => {
    const mixed = ["0xff", "0x0A", "0x9b"].map((start) => ({ nullifier: start.padEnd(66, "0"), amount: 1n }));
    const sorted = messages.inOrder(mixed).map(({ nullifier }) => nullifier.slice(0, 4));
    expect(sorted).to.deep.equal(["0x0a", "0x9b", "0xff"]);
  });
});
