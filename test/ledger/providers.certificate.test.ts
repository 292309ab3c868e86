import { expect } from "chai";
import { decodeBase64, toUtf8String, ZeroAddress } from "ethers";
import { firstSecondOf, isoOfDay, lastValidSecond } from "../../client/days.ts";
import { admitProvider, registerEnterprise } from "../support/acts.ts";
import { allBut } from "../support/access.ts";
import { bringProvider, holderOf, proposedProvider } from "../support/admissions.ts";
import { expectRefused, type Signer } from "../support/expect.ts";
import { demandWellFormed } from "../support/svg.ts";
import { ethers, networkHelpers, today } from "../support/world.ts";

const INTERFACES = {
  "ERC-165": "0x01ffc9a7",
  "ERC-721": "0x80ac58cd",
  metadata: "0x5b5e139f",
  "ERC-5192": "0xb45a3c0e",
};
const CERTIFIED = ["admitted", "suspended", "removed", "blacklisted"];
const UNCERTIFIED = ["proposed", "countersigned", "declined"];
const IN_WORDS = {
  admitted: "Admitted 已入库",
  suspended: "Suspended 暂停",
  removed: "Removed 已移出",
  blacklisted: "Blacklisted 列入黑名单",
};

const begin = async () => networkHelpers.loadFixture(proposedProvider);
async function certified() {
  const s = await proposedProvider();
  await bringProvider(s, "admitted");
  return { ...s, holder: holderOf(s.id) };
}
const stage = async () => networkHelpers.loadFixture(certified);

/** A token id that no certificate has, because nobody was given it or because it is no provider's id at all. */
const foreign = (id: bigint): bigint[] => [0n, id + 1n, id + (1n << 48n), id + (1n << 255n), 2n ** 256n - 1n];

interface Metadata {
  name: string;
  description: string;
  image: string;
  attributes: { trait_type: string; value: string | number; display_type?: string }[];
}

const contentOf = (uri: string, type: string): string => {
  const head = `data:${type};base64,`;
  expect(uri.slice(0, head.length)).to.equal(head);
  return toUtf8String(decodeBase64(uri.slice(head.length)));
};
const metadataOf = (uri: string): Metadata => JSON.parse(contentOf(uri, "application/json")) as Metadata;
const valuesOf = ({ attributes }: Metadata) => Object.fromEntries(attributes.map((a) => [a.trait_type, a.value]));

describe("A certificate", () => {
  it("has a name and a symbol", async () => {
    const { w } = await begin();
    expect([await w.providers.name(), await w.providers.symbol()]).to.deep.equal([
      "Tongdui provider certificate",
      "TDC",
    ]);
  });

  for (const [name, id] of Object.entries(INTERFACES)) {
    it(`says that it speaks ${name}`, async () => {
      const { w } = await begin();
      expect(await w.providers.supportsInterface(id)).to.equal(true);
    });
  }

  it("speaks no other interface, and not the one that is nobody's", async () => {
    const { w } = await begin();
    for (const id of ["0xffffffff", "0x00000000", "0x780e9d63", "0xd9b67a26"]) {
      expect(await w.providers.supportsInterface(id)).to.equal(false);
    }
  });

  for (const status of UNCERTIFIED) {
    it(`is nobody's while its provider is ${status}`, async () => {
      const s = await begin();
      await bringProvider(s, status);
      for (const ask of ["ownerOf", "locked", "getApproved", "tokenURI"] as const) {
        await expectRefused(s.w.providers[ask](s.id), s.contract, "TokenUnknown", [s.id]);
      }
      expect(await s.w.providers.balanceOf(holderOf(s.id))).to.equal(0n);
    });
  }

  for (const status of CERTIFIED) {
    it(`is its provider's, locked and approved to nobody while that is ${status}`, async () => {
      const s = await begin();
      await bringProvider(s, status);
      expect(await s.w.providers.ownerOf(s.id)).to.equal(holderOf(s.id));
      expect(await s.w.providers.balanceOf(holderOf(s.id))).to.equal(1n);
      expect(await s.w.providers.locked(s.id)).to.equal(true);
      expect(await s.w.providers.getApproved(s.id)).to.equal(ZeroAddress);
    });
  }

  it("is transferred once, at its making, and locked in the same moment, whatever happens to it later", async () => {
    const s = await begin();
    await bringProvider(s, "suspended");
    await s.bureau.reinstate(s.id, s.terms.profile);
    await s.approver.confirmReinstate(s.id, s.terms.profile);
    await s.bureau.end(s.id, 7, s.terms.profile);
    await s.approver.confirmEnd(s.id, 7, s.terms.profile);
    const transfers = await s.w.providers.queryFilter(s.w.providers.filters.Transfer());
    expect(transfers.map(({ args }) => [...args])).to.deep.equal([[ZeroAddress, holderOf(s.id), s.id]]);
    const locks = await s.w.providers.queryFilter(s.w.providers.filters.Locked());
    expect(locks.map(({ args, transactionHash }) => [...args, transactionHash])).to.deep.equal([
      [s.id, transfers[0]!.transactionHash],
    ]);
  });

  for (const ask of ["ownerOf", "locked", "getApproved", "tokenURI"] as const) {
    it(`is refused by ${ask} where it does not exist`, async () => {
      const { w, id, contract } = await stage();
      for (const token of foreign(id)) await expectRefused(w.providers[ask](token), contract, "TokenUnknown", [token]);
    });
  }

  it("counts nothing for anybody but its holder", async () => {
    const { w, id, terms } = await stage();
    const { id: enterprise } = await registerEnterprise(w, w.wujin, "enterprise of the same number");
    expect(enterprise).to.equal(id);
    for (const account of [terms.wallet, w.stranger.address, w.providers.target, holderOf(id + 1n)]) {
      expect(await w.providers.balanceOf(account)).to.equal(0n);
    }
    await expectRefused(w.providers.balanceOf(ZeroAddress), w.providers, "NoHolder", [ZeroAddress]);
  });

  it("is held at an address of its own, other than those of other providers", async () => {
    const { w, id, holder } = await stage();
    const { id: other } = await admitProvider(w, w.wujin, "other");
    expect(await w.providers.ownerOf(other)).to.equal(holderOf(other));
    expect([other, await w.providers.balanceOf(holder)]).to.deep.equal([id + 1n, 1n]);
  });

  const REFUSED: Record<string, (s: Awaited<ReturnType<typeof stage>>, by: Signer) => Promise<unknown>> = {
    approve: (s, by) => s.w.providers.connect(by).approve(by, s.id),
    setApprovalForAll: (s, by) => s.w.providers.connect(by).setApprovalForAll(by, true),
    transferFrom: (s, by) => s.w.providers.connect(by).transferFrom(s.holder, by, s.id),
    safeTransferFrom: (s, by) =>
      s.w.providers.connect(by)["safeTransferFrom(address,address,uint256)"](s.holder, by, s.id),
    "safeTransferFrom with data": (s, by) =>
      s.w.providers.connect(by)["safeTransferFrom(address,address,uint256,bytes)"](s.holder, by, s.id, "0x01"),
  };
  for (const [name, act] of Object.entries(REFUSED)) {
    it(`refuses ${name} to everybody, its wallet among them`, async () => {
      const s = await stage();
      const wallet = await ethers.getImpersonatedSigner(s.terms.wallet);
      for (const [person, by] of [...allBut(s.w, s.w.wujin, []), ["wallet", wallet] as const]) {
        await expectRefused(act(s, by), s.contract, "NotTransferable", [], person);
        expect(await s.w.providers.isApprovedForAll(s.holder, by)).to.equal(false);
      }
    });
  }
});

describe("Providers.tokenURI", () => {
  it("tells the district, the term and the classes in its attributes", async () => {
    const { w, id, terms } = await stage();
    const metadata = metadataOf(await w.providers.tokenURI(id));
    expect(metadata.name).to.match(/^Provider Certificate 服务机构入库证书 /);
    expect(metadata.description).to.contain(w.wujin.name);
    expect(valuesOf(metadata)).to.deep.equal({
      Transferable: "No",
      Status: IN_WORDS.admitted,
      "Awarding district": w.wujin.name,
      "Valid from": isoOfDay(terms.validFrom),
      "Valid through": isoOfDay(terms.validThrough),
      Ends: lastValidSecond(terms.validThrough) + 1,
      "Service classes": 2,
      "Class numbers": "1, 2",
    });
  });

  for (const [status, words] of Object.entries(IN_WORDS)) {
    it(`says that the provider is ${status}, with a picture that is well-formed`, async () => {
      const s = await begin();
      await bringProvider(s, status);
      const metadata = metadataOf(await s.w.providers.tokenURI(s.id));
      expect(valuesOf(metadata).Status).to.equal(words);
      const svg = contentOf(metadata.image, "image/svg+xml");
      demandWellFormed(svg);
      expect(svg).to.contain(s.w.wujin.name);
      expect(svg.includes(words.split(" ")[0]!.toUpperCase())).to.equal(status !== "admitted");
    });
  }
});

describe("Providers.signerForOrder", () => {
  const CLASS = 1;

  it("names the wallet and the group on the first second of its first day and the last of its last", async () => {
    const { w, firstDay } = await begin();
    const first = firstDay + 20;
    const term = { validFrom: first, validThrough: first };
    const { id, key } = await admitProvider(w, w.wujin, "other", term);
    const ask = async () => w.providers.signerForOrder(id, CLASS);
    const goTo = async (second: number) => networkHelpers.time.increaseTo(second);
    const outside = (day: number) => [id, first, first, day];
    await goTo(lastValidSecond(first - 1));
    await expectRefused(ask(), w.providers, "CertificateNotValid", outside(first - 1));
    await goTo(firstSecondOf(first));
    expect(await ask()).to.deep.equal([key.address, 2n]);
    await goTo(lastValidSecond(first));
    expect(await ask()).to.deep.equal([key.address, 2n]);
    await goTo(firstSecondOf(first + 1));
    await expectRefused(ask(), w.providers, "CertificateNotValid", outside(first + 1));
    expect(await today()).to.equal(first + 1);
  });

  it("refuses a class that is not admitted", async () => {
    const { w, id, contract } = await stage();
    for (const number of [0, 3, 255]) {
      await expectRefused(w.providers.signerForOrder(id, number), contract, "ClassNotAdmitted", [id, number]);
    }
  });

  it("refuses a provider of a retired district", async () => {
    const { w, id } = await stage();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    await expectRefused(w.providers.signerForOrder(id, CLASS), w.districts, "DistrictNotActive", [w.wujin.id]);
  });
});
