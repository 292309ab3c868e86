import { expect } from "chai";
import { getAddress, id, toBeHex, ZeroAddress } from "ethers";
import { isoOfDay } from "../../client/days.ts";
import { issueVouchers, joined, openProgram, payOrders, placeOrder, redeemOrder } from "../support/acts.ts";
import { everyone, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { inHand, revokeVoucher, voucherState, type InHand } from "../support/stages.ts";
import { demandWellFormed } from "../support/svg.ts";
import { goToDay, passDays } from "../support/world.ts";

const NOBODY = [0n, 1n, (9n << 32n) | 1n, 1n << 48n, (1n << 256n) - 1n];

const holderOf = (kind: string, party: bigint): string =>
  getAddress(`${id(`tongdui.${kind}`).slice(0, 30)}${party.toString(16).padStart(12, "0")}`);

/** The functions of each standard, whose selectors together are its number. */
const STANDARDS = {
  "ERC-165": ["supportsInterface(bytes4)"],
  "ERC-721": [
    "balanceOf(address)",
    "ownerOf(uint256)",
    "safeTransferFrom(address,address,uint256,bytes)",
    "safeTransferFrom(address,address,uint256)",
    "transferFrom(address,address,uint256)",
    "approve(address,uint256)",
    "setApprovalForAll(address,bool)",
    "getApproved(uint256)",
    "isApprovedForAll(address,address)",
  ],
  "the metadata of ERC-721": ["name()", "symbol()", "tokenURI(uint256)"],
  "ERC-5192": ["locked(uint256)"],
};

/** A life with everything that could move a token: a new wallet, an order, a payment, an end. */
async function live(s: InHand): Promise<void> {
  const order = await placeOrder(s.w, s.voucher, s.enterprise, s.provider);
  const noticeEnd = await redeemOrder(s.w, order, s.enterprise, s.provider);
  await goToDay(noticeEnd + 1);
  await payOrders(s.w, s.w.wujin, [order]);
  await s.w.enterprises.connect(s.w.wujin.bureau).proposeRotation(s.enterprise.id, s.w.stranger);
  await passDays(4);
  await s.w.enterprises.connect(s.w.wujin.approver).confirmRotation(s.enterprise.id, s.w.stranger);
  await revokeVoucher(s);
}

describe("A voucher as a token", () => {
  it("bears its name and symbol", async () => {
    const { w } = await load(inHand);
    expect(await w.vouchers.name()).to.equal("Tongdui innovation voucher");
    expect(await w.vouchers.symbol()).to.equal("TDV");
  });

  for (const [standard, functions] of Object.entries(STANDARDS)) {
    it(`keeps ${standard}, and says so under the number that its functions make`, async () => {
      const { w } = await load(inHand);
      const selectors = functions.map((signature) =>
        BigInt(w.vouchers.interface.getFunction(signature as "name").selector),
      );
      const number = selectors.reduce((sum, selector) => sum ^ selector, 0n);
      expect(await w.vouchers.supportsInterface(toBeHex(number, 4))).to.equal(true);
    });
  }

  it("claims no standard that it does not keep", async () => {
    const { w } = await load(inHand);
    const NOT_KEPT = { nothing: "0xffffffff", enumerable: "0x780e9d63", royalties: "0x2a55205a" };
    for (const other of Object.values(NOT_KEPT)) expect(await w.vouchers.supportsInterface(other)).to.equal(false);
  });

  it("is held by an address made from the enterprise's id, in all its life", async () => {
    const s = await load(inHand);
    const holder = holderOf("enterprise", s.enterprise.id);
    expect(await s.w.vouchers.ownerOf(s.voucher)).to.equal(holder);
    await live(s);
    expect(await s.w.vouchers.ownerOf(s.voucher)).to.equal(holder);
  });

  it("has one Transfer ever, its mint, and one Locked", async () => {
    const s = await load(inHand);
    await live(s);
    const { vouchers } = s.w;
    const transfers = await vouchers.queryFilter(vouchers.filters.Transfer(undefined, undefined, s.voucher));
    expect(transfers.map(({ args }) => [...args])).to.deep.equal([
      [ZeroAddress, holderOf("enterprise", s.enterprise.id), s.voucher],
    ]);
    const locks = await vouchers.queryFilter(vouchers.filters.Locked());
    expect(locks.filter(({ args }) => args.tokenId === s.voucher)).to.have.length(1);
    for (const never of [vouchers.filters.Approval(), vouchers.filters.ApprovalForAll(), vouchers.filters.Unlocked()]) {
      expect(await vouchers.queryFilter(never)).to.deep.equal([]);
    }
  });

  it("is locked, and approved to nobody", async () => {
    const { w, voucher } = await load(inHand);
    expect(await w.vouchers.locked(voucher)).to.equal(true);
    expect(await w.vouchers.getApproved(voucher)).to.equal(ZeroAddress);
    const holder = await w.vouchers.ownerOf(voucher);
    expect(await w.vouchers.isApprovedForAll(holder, w.stranger)).to.equal(false);
  });

  it("counts to its holder for ever: all that it was ever issued, and none to anybody else", async () => {
    const s = await load(inHand);
    const holder = holderOf("enterprise", s.enterprise.id);
    await issueVouchers(s.w, s.w.wujin, s.program, [{ enterprise: s.enterprise.id, face: 1n }]);
    await live(s);
    expect(await s.w.vouchers.balanceOf(holder)).to.equal(2n);
    const others = [s.enterprise.key.address, s.w.stranger.address, holderOf("provider", s.provider.id)];
    others.push(holderOf("enterprise", s.enterprise.id + 1n), holderOf("provider", s.enterprise.id));
    for (const other of others) expect(await s.w.vouchers.balanceOf(other)).to.equal(0n);
  });

  it("counts nothing to the zero address, but refuses it", async () => {
    const { w } = await load(inHand);
    await expectRefused(w.vouchers.balanceOf(ZeroAddress), w.vouchers, "NoHolder", [ZeroAddress]);
  });

  const MOVES: [what: string, move: (s: InHand, by: Signer, holder: string) => Promise<unknown>][] = [
    ["approve", ({ w, voucher }, by) => w.vouchers.connect(by).approve(w.stranger, voucher)],
    ["setApprovalForAll", ({ w }, by) => w.vouchers.connect(by).setApprovalForAll(w.stranger, true)],
    ["transferFrom", ({ w, voucher }, by, holder) => w.vouchers.connect(by).transferFrom(holder, by, voucher)],
    [
      "safeTransferFrom",
      ({ w, voucher }, by, holder) =>
        w.vouchers.connect(by)["safeTransferFrom(address,address,uint256)"](holder, by, voucher),
    ],
    [
      "safeTransferFrom with data",
      ({ w, voucher }, by, holder) =>
        w.vouchers.connect(by)["safeTransferFrom(address,address,uint256,bytes)"](holder, by, voucher, "0x"),
    ],
  ];
  for (const [what, move] of MOVES) {
    it(`refuses ${what} to everybody`, async () => {
      const s = await load(inHand);
      const holder = await s.w.vouchers.ownerOf(s.voucher);
      for (const by of everyone(s.w)) await expectRefused(move(s, by, holder), s.w.vouchers, "NotTransferable");
    });
  }

  it("is unknown to every question where it does not exist", async () => {
    const { w } = await load(inHand);
    const { vouchers } = w;
    for (const token of NOBODY) {
      for (const ask of ["ownerOf", "getApproved", "locked", "tokenURI"] as const) {
        await expectRefused(vouchers[ask](token), vouchers, "TokenUnknown", [token]);
      }
    }
  });

  it("is unknown under a number that only ends in its own", async () => {
    const { w, voucher } = await load(inHand);
    const token = (1n << 48n) | voucher;
    await expectRefused(w.vouchers.ownerOf(token), w.vouchers, "TokenUnknown", [token]);
  });
});

/** What a reader of the metadata sees. */
interface Metadata {
  name: string;
  description: string;
  image: string;
  attributes: { trait_type: string; value: string | number; display_type?: string }[];
}

const decoded = (uri: string, kind: string): string => {
  const head = `data:${kind};base64,`;
  expect(uri.slice(0, head.length)).to.equal(head);
  return Buffer.from(uri.slice(head.length), "base64").toString("utf8");
};

async function seen({ w, voucher }: InHand) {
  const metadata = JSON.parse(decoded(await w.vouchers.tokenURI(voucher), "application/json")) as Metadata;
  const traits = new Map(metadata.attributes.map(({ trait_type, value }) => [trait_type, value]));
  return { ...metadata, traits, svg: decoded(metadata.image, "image/svg+xml") };
}

const halfUsed = async (s: InHand) => {
  const order = await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 1_500_000n });
  await redeemOrder(s.w, order, s.enterprise, s.provider);
  await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 1_000_000n });
};

const LIVES: [what: string, happens: (s: InHand) => Promise<unknown>, status: string, money: [string, string][]][] = [
  ["active", () => Promise.resolve(), "Active 有效", [["Remaining", "¥50,000.00"]]],
  [
    "frozen",
    ({ w, voucher }) => w.vouchers.connect(w.auditor).freeze(voucher, 10, id("reason")),
    "Frozen 冻结",
    [["Remaining", "¥50,000.00"]],
  ],
  ["revoked", revokeVoucher, "Revoked 已撤销", [["Returned", "¥50,000.00"]]],
  [
    "expired",
    async ({ w, voucher }) => {
      await goToDay((await voucherState(w, voucher)).useBy + 1);
      await w.vouchers.expire([voucher]);
    },
    "Expired 已过期",
    [["Returned", "¥50,000.00"]],
  ],
  [
    "partly used",
    halfUsed,
    "Active 有效",
    [
      ["Locked", "¥10,000.00"],
      ["Redeemed", "¥15,000.00"],
      ["Remaining", "¥25,000.00"],
    ],
  ],
];

describe("The picture of a voucher", () => {
  for (const [what, happens, status, money] of LIVES) {
    it(`is valid JSON with a well-formed SVG that shows a voucher that is ${what}`, async () => {
      const s = await load(inHand);
      await happens(s);
      const { name, traits, svg } = await seen(s);
      expect(name).to.equal("Dual Innovation Voucher 双创券 1-000001");
      expect(traits.get("Status")).to.equal(status);
      for (const [trait, value] of money) {
        expect(traits.get(trait), trait).to.equal(value);
        expect(svg).to.include(value);
      }
      demandWellFormed(svg);
      expect(svg).to.include(status);
    });
  }

  it("tells the program, its share and the year of issue", async () => {
    const s = await load(inHand);
    await openProgram(s.w, s.w.wujin);
    const program = await openProgram(s.w, s.w.wujin, { share: 3_000n });
    const [voucher] = await issueVouchers(s.w, s.w.wujin, program, [{ enterprise: s.enterprise.id, face: 1n }]);
    const { traits } = await seen({ ...s, voucher: voucher! });
    expect(traits.get("Program")).to.equal(3);
    expect(traits.get("Share of contract")).to.equal("30%");
    expect(traits.get("Year of issue")).to.equal(2030);
  });

  it("names the district, its partners and the last day of use", async () => {
    const s = await load(inHand);
    const program = await openProgram(s.w, s.w.wujin, { joint: joined(s.w.yangpu, s.w.hefei) });
    const items = [{ enterprise: s.enterprise.id, face: 1n }];
    const [voucher] = await issueVouchers(s.w, s.w.wujin, program, items, [s.w.yangpu, s.w.hefei]);
    const { traits, attributes, svg } = await seen({ ...s, voucher: voucher! });
    expect(traits.get("Issuing district")).to.equal(s.w.wujin.name);
    const partners = attributes.filter(({ trait_type }) => trait_type === "Issued jointly with");
    expect(partners.map(({ value }) => value)).to.deep.equal([s.w.yangpu.name, s.w.hefei.name]);
    const { useBy } = await voucherState(s.w, voucher!);
    expect(traits.get("Valid through")).to.equal(isoOfDay(useBy));
    for (const shown of [s.w.wujin.name, s.w.yangpu.name, isoOfDay(useBy)]) expect(svg).to.include(shown);
  });
});
