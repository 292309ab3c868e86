import { expect } from "chai";
import { Districts__factory, Safe__factory } from "../../typechain-types/index.ts";
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { roleOf, type Duty } from "../../client/ids.ts";
import { districtIdOf, safeOf, type Deployment } from "../../client/deployment.ts";
import { connectLedger } from "../../client/ledger.ts";
import {
  approve,
  encodeApprovals,
  executeProposal,
  hashProposal,
  proposeBatch,
  proposeCall,
  proposeOfficers,
  safePlace,
  type Approval,
} from "../../client/safe.ts";
import { approvalsOf, deployPilot, officials, person, type newChain } from "./pilot.ts";
import { refusedWith } from "./refusedWith.ts";

describe("A Safe", () => {
  let provider: Awaited<ReturnType<typeof newChain>>["provider"];
  let networkHelpers: Awaited<ReturnType<typeof newChain>>["networkHelpers"];
  let deployment: Deployment;
  let fresh: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;
  before(async () => {
    ({ provider, networkHelpers, deployment } = await deployPilot());
    fresh = await networkHelpers.takeSnapshot();
  });
  afterEach(async () => fresh.restore());

  const districts = Districts__factory.createInterface();
  const place = async (key: string) => safePlace(safeOf(deployment, key).address, provider);
  const messenger = () => person("messenger").connect(provider);
  const retire = (id: number) => ({
    to: deployment.contracts.districts.address,
    data: districts.encodeFunctionData("retire", [id]),
  });
  const changeProfile = (id: number) => ({
    to: deployment.contracts.districts.address,
    data: districts.encodeFunctionData("changeProfile", [id, `0x${"77".repeat(32)}`]),
  });

  it("hashes a proposal as the contract does", async () => {
    const proposal = proposeBatch(await place("wujin"), deployment.contracts.multiSend.address, [changeProfile(2)]);
    const { to, data, operation, nonce } = proposal;
    const zero = `0x${"00".repeat(20)}`;
    const safe = Safe__factory.connect(proposal.safe, provider);
    expect(hashProposal(proposal)).to.equal(
      await safe.getTransactionHash(to, 0, data, operation, 0, 0, 0, zero, zero, nonce),
    );
  });

  it("acts when two of a district's three officials sign, in whatever order", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const approvals = await approvalsOf(proposal, ["wujin"], null);
    await executeProposal(proposal, approvals.reverse(), messenger());
    expect((await connectLedger(deployment, provider).districts.districtOf(2)).profile).to.equal(
      `0x${"77".repeat(32)}`,
    );
  });

  it("signs a proposal that has been kept as JSON", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const carried = JSON.parse(JSON.stringify(proposal)) as typeof proposal;
    const approvals = JSON.parse(JSON.stringify(await approvalsOf(carried, ["wujin"], null))) as Approval[];
    await executeProposal(proposal, approvals, messenger());
  });

  it("does not act on one signature, nor on a stranger's", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const [director] = officials("wujin");
    const safe = Safe__factory.connect(proposal.safe, provider);
    const one = await approve(proposal, director);
    const strange = await approve(proposal, person("stranger"));
    await expect(executeProposal(proposal, [one], messenger())).to.be.revertedWith("GS020");
    await expect(executeProposal(proposal, [one, strange], messenger())).to.be.revertedWith("GS026");
    expect(await safe.nonce()).to.equal(0n);
  });

  it("acts once on one proposal", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const approvals = await approvalsOf(proposal, ["wujin"], null);
    await executeProposal(proposal, approvals, messenger());
    await expect(executeProposal(proposal, approvals, messenger())).to.be.revertedWith("GS026");
  });

  it("refuses an approval of another proposal before anything is sent", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const approvals = await approvalsOf({ ...proposal, nonce: 7 }, ["wujin"], null);
    await refusedWith(executeProposal(proposal, approvals, messenger()), "ApprovalWrong");
  });

  it("refuses one person's signature twice", async () => {
    const proposal = proposeCall(await place("wujin"), changeProfile(2));
    const [director] = officials("wujin");
    const approval = await approve(proposal, director);
    await refusedWith(executeProposal(proposal, [approval, approval], messenger()), "ApprovalTwice");
  });

  describe("of the consortium", () => {
    it("acts when two officials of each of three districts sign, without a network", async () => {
      const proposal = proposeCall(await place(CONSORTIUM_KEY), retire(2));
      const approvals = await approvalsOf(proposal, ["yangpu", "nanhu", "hefei"], deployment);
      await executeProposal(proposal, approvals, messenger());
      expect((await connectLedger(deployment, provider).districts.districtOf(2)).status).to.equal(2n);
      expect((await place("yangpu")).nonce).to.equal(0);
    });

    it("does not act for two districts", async () => {
      const proposal = proposeCall(await place(CONSORTIUM_KEY), retire(2));
      const approvals = await approvalsOf(proposal, ["yangpu", "nanhu"], deployment);
      await expect(executeProposal(proposal, approvals, messenger())).to.be.revertedWith("GS021");
    });

    it("does not act when one of three districts has one signature only", async () => {
      const proposal = proposeCall(await place(CONSORTIUM_KEY), retire(2));
      const approvals = (await approvalsOf(proposal, ["yangpu", "nanhu", "hefei"], deployment)).slice(1);
      await expect(executeProposal(proposal, approvals, messenger())).to.be.revertedWith("GS020");
    });

    it("takes no official's own signature for a district's", async () => {
      const proposal = proposeCall(await place(CONSORTIUM_KEY), retire(2));
      const approvals = await approvalsOf(proposal, ["yangpu", "nanhu", "hefei"], null);
      await expect(executeProposal(proposal, approvals, messenger())).to.be.revertedWith("GS026");
    });
  });

  it("carries a batch out whole or not at all", async () => {
    const proposal = proposeBatch(await place(CONSORTIUM_KEY), deployment.contracts.multiSend.address, [
      retire(2),
      retire(9),
    ]);
    const approvals = await approvalsOf(proposal, ["yangpu", "nanhu", "hefei"], deployment);
    await expect(executeProposal(proposal, approvals, messenger())).to.be.revertedWithCustomError(
      connectLedger(deployment, provider).districts,
      "DistrictNotActive",
    );
    expect((await connectLedger(deployment, provider).districts.districtOf(2)).status).to.equal(1n);
  });

  describe("appoints a district's officers", () => {
    const appoint = async (duty: "bureau" | "approver" | "finance", dismiss: "bureau" | null = null) => {
      const officer = person("wujin officer").address;
      const proposal = proposeOfficers(await place("wujin"), {
        district: districtIdOf(deployment, "wujin"),
        appoint: [{ account: officer, duty }],
        dismiss: dismiss ? [{ account: officer, duty: dismiss }] : [],
        manager: deployment.contracts.manager.address,
        multiSend: deployment.contracts.multiSend.address,
      });
      await executeProposal(proposal, await approvalsOf(proposal, ["wujin"], null), messenger());
      return officer;
    };
    const holds = async (officer: string, duty: Duty) => {
      return (await connectLedger(deployment, provider).manager.hasRole(roleOf(2, duty), officer)).isMember;
    };

    it("at once in the first five days after the deployment", async () => {
      expect(await holds(await appoint("bureau"), "bureau")).to.equal(true);
    });

    it("with effect after three days from then on", async () => {
      await networkHelpers.time.increase(6 * 86_400);
      const officer = await appoint("bureau");
      expect(await holds(officer, "bureau")).to.equal(false);
      await networkHelpers.time.increase(3 * 86_400);
      expect(await holds(officer, "bureau")).to.equal(true);
    });

    it("and dismisses them at once", async () => {
      const officer = await appoint("bureau");
      await appoint("finance", "bureau");
      expect(await holds(officer, "bureau")).to.equal(false);
      expect(await holds(officer, "finance")).to.equal(true);
    });
  });

  it("puts contract signatures behind all heads", async () => {
    const proposal = proposeCall(await place(CONSORTIUM_KEY), retire(2));
    const encoded = encodeApprovals(proposal, await approvalsOf(proposal, ["yangpu", "nanhu", "hefei"], deployment));
    expect((encoded.length - 2) / 2).to.equal(3 * 65 + 3 * (32 + 2 * 65));
  });
});
