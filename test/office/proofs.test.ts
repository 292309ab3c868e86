import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { formatVoucher } from "../../client/ids.ts";
import { readTrustRoot, verifyProof, type Verdict } from "../../verifier/index.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { placeOrders, setScene, signedOrders, type Scene } from "../scripts/support/scene.ts";
import { openDistrict, type DistrictOffice, type Visitor } from "./support/district.ts";

const CLOSED = { enterprises: "none", amounts: false, smallCells: true, proofs: false } as const;
const OPEN = { enterprises: "pseudonym", amounts: true, proofs: true } as const;

describe("Proofs from a district's office", () => {
  let practice: Office;
  let scene: Scene;
  let office: DistrictOffice;
  let root: string;
  let voucher: string;
  let version = 0;
  let clock = Date.now();

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 31 });
    voucher = formatVoucher(scene.vouchers[0]!);
    root = path.join(practice.folder, "deployments/pilot.trust-root.json");
    office = await openDistrict(practice, { trustRoot: root, trustedProxy: true, now: () => clock });
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const ask = async (who: Visitor, number = voucher, at = office.url, from = "10.0.0.1"): Promise<Response> =>
    fetch(`${at}/proofs/${number}`, { headers: { cookie: who.cookie, "x-forwarded-for": from } });
  const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
  const publish = async (settings: object): Promise<void> => {
    const bureau = await office.as("wujin bureau");
    const { status } = await bureau.put("/settings", { version, settings: { ...CLOSED, ...settings }, programs: {} });
    expect(status).to.equal(200);
    version += 1;
  };
  const verdictOf = async (response: Response): Promise<Verdict> =>
    verifyProof(new Uint8Array(await response.arrayBuffer()), readTrustRoot(await readFile(root, "utf8")));

  it("wait for the trust root, which may come later", async () => {
    const answer = await ask(await office.as("wujin bureau"));
    expect([answer.status, await codeOf(answer)]).to.deep.equal([503, "TrustRootMissing"]);
    await practice.tongdui("wujin bureau", "trust-root", "make");
    expect((await ask(await office.as("wujin bureau"))).status).to.equal(200);
  });

  it("are given to the holder, the Auditor and the district's officers, as files that hold", async () => {
    for (const who of [scene.enterprises[0]!.key, "auditor", "wujin bureau", "wujin approver", "wujin finance"]) {
      const answer = await ask(await office.as(who));
      expect(answer.status).to.equal(200);
      expect(answer.headers.get("content-type")).to.equal("application/gzip");
      expect(answer.headers.get("content-disposition")).to.include(`voucher-${voucher}.proof.json.gz`);
      expect(answer.headers.get("cache-control")).to.include("private");
      const verdict = await verdictOf(answer);
      expect(verdict.valid && verdict.subject).to.deep.equal({ kind: "voucher", id: voucher });
    }
  });

  it("are refused to everybody else, in words, while the district does not publish them", async () => {
    const nobody = await ask(office.nobody);
    expect([nobody.status, await codeOf(nobody)]).to.deep.equal([401, "NotSignedIn"]);
    for (const who of [scene.enterprises[1]!.key, scene.providerKey, "operator"]) {
      const answer = await ask(await office.as(who));
      expect([answer.status, await codeOf(answer)]).to.deep.equal([403, "NotYours"]);
    }
  });

  it("are given to whom the Bureau granted one, of that voucher, and to nobody else", async () => {
    const [neighbour, bureau] = [await office.as(scene.enterprises[1]!.key), await office.as("wujin bureau")];
    const asking = await office.as("operator");
    const message = { voucher, purpose: "For our bank" };
    const { body } = await asking.post("/requests", { kind: "proof", message });
    expect((await ask(asking)).status).to.equal(403);
    await bureau.post(`/requests/${(body as { id: string }).id}/answer`, { granted: true });
    expect((await ask(asking)).status).to.equal(200);
    expect((await ask(asking, formatVoucher(scene.vouchers[2]!))).status).to.equal(403);
    expect((await ask(neighbour)).status).to.equal(403);
  });

  it("are everybody's only where the district publishes proofs, amounts and enterprises", async () => {
    for (const settings of [
      { amounts: true },
      { proofs: true },
      { amounts: true, proofs: true },
      { ...OPEN, amounts: false },
    ]) {
      await publish(settings);
      expect((await ask(office.nobody)).status).to.equal(401);
    }
    await publish(OPEN);
    const verdict = await verdictOf(await ask(office.nobody));
    expect(verdict.valid).to.equal(true);
    await publish({});
    expect((await ask(office.nobody)).status).to.equal(401);
  });

  it("are never of a voucher of another district, whoever asks, nor of one that is none", async () => {
    const yangpu = await openDistrict(practice, { district: 1, trustRoot: root });
    try {
      for (const who of [yangpu.nobody, await yangpu.as("auditor"), await yangpu.as("yangpu bureau")]) {
        const answer = await ask(who, voucher, yangpu.url);
        expect([answer.status, await codeOf(answer)]).to.deep.equal([404, "VoucherOfOther"]);
      }
    } finally {
      await yangpu.close();
    }
    const auditor = await office.as("auditor");
    const none = await ask(auditor, "9-000001");
    expect([none.status, await codeOf(none)]).to.deep.equal([404, "VoucherUnknown"]);
    for (const odd of ["x", "1-0", "0-1", "99999-1", "1-99999999999", "%2e%2e"]) {
      expect((await ask(auditor, odd)).status).to.be.oneOf([400, 404]);
    }
  });

  it("are given again for a minute, and anew as soon as the voucher has changed", async () => {
    const auditor = await office.as("auditor");
    const hash = async (): Promise<string | null> => (await ask(auditor)).headers.get("etag");
    const first = await hash();
    await practice.provider.send("evm_mine", []);
    expect(await hash()).to.equal(first);
    await placeOrders(practice, scene, [0]);
    const second = await hash();
    expect(second).to.not.equal(first);
    await practice.provider.send("evm_mine", []);
    clock += 61_000;
    expect(await hash()).to.not.equal(second);
  });

  it("are made for one address thirty times a minute and no more; what is there already is given all the same", async () => {
    await publish(OPEN);
    const from = async (address: string, of: bigint): Promise<number> =>
      (await ask(office.nobody, formatVoucher(of), office.url, address)).status;
    clock += 61_000;
    for (const of of scene.vouchers.slice(0, 30)) expect(await from("10.9.9.9", of)).to.equal(200);
    const [again, last] = [scene.vouchers[0]!, scene.vouchers[30]!];
    expect(await from("10.9.9.9", last)).to.equal(429);
    expect(await from("10.9.9.9", again)).to.equal(200);
    expect(await from("10.9.9.8", last)).to.equal(200);
  });

  it("are nobody's without a part in them where vouchers of other districts stand in their receipts", async () => {
    const other = await setScene(practice, { vouchers: 1, home: "yangpu", providerIn: "wujin" });
    await publish(OPEN);
    clock += 61_000;
    expect((await ask(office.nobody)).status).to.equal(200);
    const [own, others] = [await signedOrders(practice, scene, [1]), await signedOrders(practice, other, [0])];
    await (await practice.as("operator").orders.place([...own, ...others].map(({ placement }) => placement))).wait();
    const shared = formatVoucher(scene.vouchers[1]!);
    const nobody = await ask(office.nobody, shared);
    expect([nobody.status, await codeOf(nobody)]).to.deep.equal([403, "OthersInProof"]);
    expect((await ask(await office.as(scene.enterprises[0]!.key), shared)).status).to.equal(403);
    for (const who of [scene.enterprises[1]!.key, "auditor", "wujin bureau"]) {
      expect((await ask(await office.as(who), shared)).status).to.equal(200);
    }
  });
});
