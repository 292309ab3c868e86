import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import type { TwoOfficers } from "../../typechain-types/index.ts";
import { atSecond } from "./clock.ts";
import { expectEvents, expectRefused, type Signer, type Transaction } from "./expect.ts";
import { networkHelpers } from "./world.ts";

const TERM = 30 * 86_400;

/** A matter that is ready to be proposed, and who may propose and confirm it. */
export interface Matter {
  /** The contract that keeps the proposal. */
  readonly contract: TwoOfficers;
  /** Kind and arguments, as the ledger encodes them. */
  readonly what: { readonly types: readonly string[]; readonly values: readonly unknown[] };
  readonly propose: (by: Signer) => Transaction;
  readonly confirm: (by: Signer) => Transaction;
  readonly proposer: Signer;
  readonly confirmer: Signer;
  /** Somebody else who may propose. */
  readonly otherProposer: Signer;
  /** Gives the proposer the confirmer's duty as well. */
  readonly giveBothDuties: () => Promise<unknown>;
}

const encoded = ({ what }: Matter): string => AbiCoder.defaultAbiCoder().encode(what.types, what.values);

/** What holds of every matter that needs two people. */
export function needsTwoOfficers(prepare: () => Promise<Matter>): void {
  const fixture = async () => prepare();
  const ready = async () => {
    const matter = await networkHelpers.loadFixture(fixture);
    return { ...matter, bytes: encoded(matter), hash: keccak256(encoded(matter)) };
  };
  const proposed = async () => {
    const matter = await ready();
    await matter.propose(matter.proposer);
    return { ...matter, lapsesAt: (await networkHelpers.time.latest()) + TERM };
  };

  it("is nobody's proposal at first, and cannot be confirmed", async () => {
    const { contract, confirm, confirmer, hash } = await ready();
    expect((await contract.proposals(hash)).time).to.equal(0);
    await expectRefused(confirm(confirmer), contract, "NotProposed", [hash]);
  });

  it("is told with its words when it is proposed, and kept with its proposer and time", async () => {
    const { contract, propose, proposer, bytes, hash } = await ready();
    const act = propose(proposer);
    await expectEvents(act, contract, [["MatterProposed", [hash, proposer, bytes]]]);
    const { by, time } = await contract.proposals(hash);
    expect([by, time]).to.deep.equal([proposer.address, BigInt(await networkHelpers.time.latest())]);
  });

  it("is proposed once, by whomever", async () => {
    const { contract, propose, proposer, otherProposer, hash } = await proposed();
    for (const by of [proposer, otherProposer]) {
      await expectRefused(propose(by), contract, "AlreadyProposed", [hash, proposer]);
    }
  });

  it("is not confirmed by its proposer, whatever duties the proposer holds", async () => {
    const { contract, confirm, proposer, giveBothDuties } = await proposed();
    await giveBothDuties();
    await expectRefused(confirm(proposer), contract, "SameOfficer", [proposer]);
  });

  it("is confirmed once", async () => {
    const { contract, confirm, confirmer, hash } = await proposed();
    await confirm(confirmer);
    expect((await contract.proposals(hash)).time).to.equal(0);
  });

  it("is confirmed in the last second of its thirty days", async () => {
    const { contract, confirm, confirmer, lapsesAt, hash } = await proposed();
    await atSecond(lapsesAt);
    await expect(confirm(confirmer)).to.emit(contract, "MatterConfirmed").withArgs(hash, confirmer);
  });

  it("is not proposed anew in that second", async () => {
    const { contract, propose, proposer, otherProposer, lapsesAt, hash } = await proposed();
    await atSecond(lapsesAt);
    await expectRefused(propose(otherProposer), contract, "AlreadyProposed", [hash, proposer]);
  });

  it("lapses in the second after, and may then be proposed anew", async () => {
    const { contract, propose, confirm, confirmer, otherProposer, lapsesAt, hash } = await proposed();
    await atSecond(lapsesAt + 1);
    await expectRefused(confirm(confirmer), contract, "ProposalLapsed", [hash, lapsesAt]);
    await propose(otherProposer);
    expect((await contract.proposals(hash)).by).to.equal(otherProposer.address);
  });

  it("is taken back by its proposer alone", async () => {
    const { contract, confirm, proposer, confirmer, otherProposer, hash } = await proposed();
    for (const by of [otherProposer, confirmer]) {
      await expectRefused(contract.connect(by).withdrawProposal(hash), contract, "NotTheProposer", [by, proposer]);
    }
    await expectEvents(contract.connect(proposer).withdrawProposal(hash), contract, [["MatterWithdrawn", [hash]]]);
    await expectRefused(confirm(confirmer), contract, "NotProposed", [hash]);
    await expectRefused(contract.connect(proposer).withdrawProposal(hash), contract, "NotProposed", [hash]);
  });
}
