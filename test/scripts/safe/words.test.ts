import { expect } from "chai";
import { concat, id, solidityPacked, toBeHex, ZeroHash } from "ethers";
import { encodeDistrictName } from "../../../client/deploy/plan.ts";
import { memoryStore } from "../../../client/deploy/store.ts";
import { deployLedger } from "../../../client/deploy/deploy.ts";
import { safeOf, type Deployment } from "../../../client/deployment.ts";
import { providerId, roleOf, voucherId } from "../../../client/ids.ts";
import { connectLedger, type Ledger } from "../../../client/ledger.ts";
import {
  addOwner,
  changeThreshold,
  proposeBatch,
  proposeCall,
  removeOwner,
  replaceOwner,
  type Call,
  type SafeProposal,
} from "../../../client/safe.ts";
import { effectsOf } from "../../../scripts/safe/words.ts";
import { DEPLOYER, newChain, officials, OPTIONS, person } from "../../deploy/pilot.ts";
import { refusal } from "../../client/refusal.ts";

describe("What a Safe's proposal does, in words", () => {
  let deployment: Deployment;
  let ledger: Ledger;
  before(async () => {
    const { provider } = await newChain();
    deployment = await deployLedger({ ...OPTIONS, deployer: DEPLOYER.connect(provider), store: memoryStore() });
    ledger = connectLedger(deployment, null);
  });

  const place = () => ({ chainId: deployment.chainId, safe: safeOf(deployment, "wujin").address, nonce: 0 });
  const propose = (call: Call): SafeProposal => proposeCall(place(), call);
  const words = (proposal: SafeProposal): string[] => effectsOf(proposal, deployment).map((effect) => effect.words.en);
  const manager = (
    name: "grantRole" | "revokeRole" | "setGrantDelay" | "setRoleAdmin" | "labelRole",
    args: unknown[],
  ): Call => ({
    to: deployment.contracts.manager.address,
    data: ledger.manager.interface.encodeFunctionData(name as "grantRole", args as [bigint, string, number]),
  });
  const ACCOUNT = person("somebody").address;
  const BUREAU = roleOf(2, "bureau");
  const REASON = id("reason");

  const known: [what: string, call: () => Call, en: RegExp, zh: RegExp][] = [
    [
      "an appointment",
      () => manager("grantRole", [BUREAU, ACCOUNT, 0]),
      new RegExp(`^Appoint ${ACCOUNT} as Bureau of district 2 \\(常州武进 Wujin\\)$`),
      /^任命 .* 为第 2 区（常州武进 Wujin）科技局$/,
    ],
    [
      "an appointment that would not count",
      () => manager("grantRole", [BUREAU, ACCOUNT, 60]),
      /with an execution delay of 60 seconds, with which the duty does not count$/,
      /不生效/,
    ],
    [
      "an appointment by its Safe's name",
      () => manager("grantRole", [roleOf(2, "administrator"), safeOf(deployment, "nanhu").address, 0]),
      /\(the Safe of nanhu\) as Administrator of district 2/,
      /nanhu 多签账户/,
    ],
    [
      "the highest right",
      () => manager("grantRole", [0n, ACCOUNT, 0]),
      /^THE HIGHEST RIGHT OF ALL: Appoint .* as Administrator of the consortium$/,
      /^最高权限/,
    ],
    [
      "a dismissal",
      () => manager("revokeRole", [roleOf(0, "auditor"), ACCOUNT]),
      /^Dismiss .* as Auditor of the consortium, at once$/,
      /^立即免去/,
    ],
    ["a grant delay", () => manager("setGrantDelay", [BUREAU, 259_200]), /count after 3 days$/, /经过 3 天后生效$/],
    [
      "who appoints",
      () => manager("setRoleAdmin", [BUREAU, roleOf(2, "administrator")]),
      /^Let the Administrator of district 2 .* appoint the Bureau of district 2/,
      /任命/,
    ],
    [
      "a label that would forge a line",
      () => manager("labelRole", [BUREAU, "x\n  · Dismiss"]),
      /"x {3}· Dismiss"$/,
      /“x {3}· Dismiss”$/,
    ],
    [
      "a district's name that would forge a line",
      () => districts("add", [encodeDistrictName("苏州\n· x"), REASON]),
      /^Add the district "苏州 · x"/,
      /“苏州 · x”/,
    ],
    ["a label", () => manager("labelRole", [BUREAU, "wujin Bureau"]), /"wujin Bureau"$/, /“wujin Bureau”$/],
    [
      "a new district",
      () => districts("add", [encodeDistrictName("苏州 Suzhou"), REASON]),
      /^Add the district "苏州 Suzhou"/,
      /^吸收“苏州 Suzhou”/,
    ],
    ["a retirement", () => districts("retire", [2]), /^Retire district 2 \(常州武进 Wujin\), for good/, /永久退出/],
    ["a profile", () => districts("changeProfile", [2, REASON]), new RegExp(REASON), new RegExp(REASON)],
    ["the end of the edition", () => districts("close", []), /^CLOSE THIS EDITION, for good/, /永久关闭本版次/],
    [
      "the end of a freeze",
      () => ({
        to: deployment.contracts.vouchers.address,
        data: ledger.vouchers.interface.encodeFunctionData("unfreeze", [voucherId(3, 17), REASON]),
      }),
      /freeze of voucher 3-000017; commitment/,
      /双创券 3-000017 的冻结/,
    ],
    ["an objection to a list", () => overrule("vouchers", id("list")), /objection to list 0x/, /发放名单/],
    ["an objection to an order", () => overrule("orders", id("order")), /objection to order 0x/, /订单/],
    [
      "an objection to an admission",
      () => overrule("providers", toBeHex(providerId(2, 1), 32)),
      /admission of P2-1;/,
      /服务机构 P2-1 入库/,
    ],
    [
      "a new official",
      () => addOwner(place().safe, ACCOUNT, 3),
      /^Add .* from then on 3 must sign$/,
      /此后须 3 方签署$/,
    ],
    [
      "an official who goes",
      () => removeOwner(place().safe, owners(), owners()[1] ?? "", 2),
      new RegExp(`^Remove ${officials("wujin")[1].address}`),
      /^移除/,
    ],
    [
      "an official's successor",
      () => replaceOwner(place().safe, owners(), owners()[0] ?? "", ACCOUNT),
      new RegExp(`^Replace ${officials("wujin")[0].address} by ${ACCOUNT}`),
      /更换为/,
    ],
    ["another threshold", () => changeThreshold(place().safe, 3), /^Let 3 of those/, /须 3 方签署/],
  ];
  const owners = (): string[] => officials("wujin").map(({ address }) => address);
  const districts = (name: "add" | "retire" | "changeProfile" | "close", args: unknown[]): Call => ({
    to: deployment.contracts.districts.address,
    data: ledger.districts.interface.encodeFunctionData(name as "add", args as [string, string]),
  });
  const overrule = (name: "vouchers" | "orders" | "providers", subject: string): Call => ({
    to: deployment.contracts[name].address,
    data: ledger[name].interface.encodeFunctionData("endAuditorsObjection", [subject, REASON]),
  });

  for (const [what, call, en, zh] of known) {
    it(`says ${what}`, () => {
      const [effect, ...more] = effectsOf(propose(call()), deployment);
      expect(more).to.deep.equal([]);
      expect(effect?.isKnown).to.equal(true);
      expect(effect?.words.en).to.match(en);
      expect(effect?.words.zh).to.match(zh);
    });
  }

  it("says each call of a batch, in its order", () => {
    const calls = [manager("revokeRole", [BUREAU, ACCOUNT]), manager("grantRole", [BUREAU, ACCOUNT, 0])];
    const proposal = proposeBatch(place(), deployment.contracts.multiSend.address, calls);
    expect(words(proposal).map((text) => text.slice(0, 7))).to.deep.equal(["Dismiss", "Appoint"]);
  });

  it("says each call of the manager's own batch", () => {
    const { address } = deployment.contracts.manager;
    const inner = [manager("revokeRole", [BUREAU, ACCOUNT]), manager("grantRole", [0n, ACCOUNT, 0])];
    const data = ledger.manager.interface.encodeFunctionData("multicall", [inner.map((call) => call.data)]);
    expect(words(propose({ to: address, data }))).to.have.length(2);
    expect(words(propose({ to: address, data }))[1]).to.match(/^THE HIGHEST RIGHT/);
  });

  const strange: [what: string, call: () => Call][] = [
    ["a contract that is not the ledger's", () => ({ ...manager("grantRole", [BUREAU, ACCOUNT, 0]), to: ACCOUNT })],
    [
      "a function that has no words",
      () => ({
        to: deployment.contracts.manager.address,
        data: ledger.manager.interface.encodeFunctionData("setTargetClosed", [ACCOUNT, true]),
      }),
    ],
    [
      "a module of the Safe",
      () => ({ to: place().safe, data: concat([id("enableModule(address)").slice(0, 10), toBeHex(ACCOUNT, 32)]) }),
    ],
    [
      "data behind the arguments",
      () => ({ ...districts("close", []), data: concat([districts("close", []).data, ZeroHash]) }),
    ],
    [
      "arguments in an irregular form",
      () => ({
        to: deployment.contracts.districts.address,
        data: concat([districts("retire", [2]).data.slice(0, 10), "0x01", toBeHex(2, 31)]),
      }),
    ],
    ["no data at all", () => ({ to: deployment.contracts.districts.address, data: "0x" })],
  ];
  for (const [what, call] of strange) {
    it(`cannot tell ${what}`, () => {
      const [effect] = effectsOf(propose(call()), deployment);
      expect(effect?.isKnown).to.equal(false);
      expect(effect?.words.en).to.match(/^UNKNOWN: calls /);
    });
  }

  it("refuses to let another contract's code run as the Safe's own", () => {
    const proposal: SafeProposal = { ...propose(districts("close", [])), operation: 1 };
    refusal(() => effectsOf(proposal, deployment), "ProposalRunsCode");
  });

  describe("refuses a batch", () => {
    const packed = (operation: number, value: number, more = "0x"): SafeProposal => {
      const { to, data } = districts("close", []);
      const call = solidityPacked(
        ["uint8", "address", "uint256", "uint256", "bytes"],
        [operation, to, value, (data.length - 2) / 2, data],
      );
      const proposal = proposeBatch(place(), deployment.contracts.multiSend.address, []);
      // multiSend(bytes): offset, length, bytes padded to words.
      const bytes = concat([call, more]);
      const size = (bytes.length - 2) / 2;
      const padding = `0x${"00".repeat((32 - (size % 32)) % 32)}`;
      return {
        ...proposal,
        data: concat([id("multiSend(bytes)").slice(0, 10), toBeHex(32, 32), toBeHex(size, 32), bytes, padding]),
      };
    };

    it("that runs code inside", () => refusal(() => effectsOf(packed(1, 0), deployment), "BatchUnreadable"));
    it("that sends ether", () => refusal(() => effectsOf(packed(0, 1), deployment), "BatchUnreadable"));
    it("with something behind its calls", () =>
      refusal(() => effectsOf(packed(0, 0, "0x00"), deployment), "BatchUnreadable"));
    it("of nothing", () => {
      const empty = proposeBatch(place(), deployment.contracts.multiSend.address, []);
      refusal(() => effectsOf(empty, deployment), "BatchUnreadable");
    });
    it("and reads the one that is right", () => {
      expect(words(packed(0, 0))[0]).to.match(/^CLOSE THIS EDITION/);
    });
  });
});
