import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { formatEnterprise, formatProvider, formatVoucher } from "../../client/ids.ts";
import type { Person } from "../../office/people/person.ts";
import { contractIn } from "../../office/queue/contract.ts";
import { findRequest } from "../../office/requests/requests.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { openDistrict, type DistrictOffice, type Visitor } from "./support/district.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly missing: readonly string[];
}

/** The second enterprise is one for which the district's Finance signs. */
const [STRANGER, OWN] = [0, 1];

describe("What is said of a contract beside its order", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let bureau: Visitor;
  let operator: Visitor;
  let finance: Visitor;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, {
      vouchers: 2,
      holder: (place) => (place === OWN ? "wujin finance" : undefined),
    });
    office = await openDistrict(practice);
    [bureau, operator, finance] = [
      await office.as("wujin bureau"),
      await office.as("operator"),
      await office.as("wujin finance"),
    ];
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const contractOf = (number: string) => ({
    number,
    enterprise: "913204125AMPLE010W",
    provider: "123101105AMPLE001K",
  });

  async function orderOf(place: number, contract: string): Promise<object> {
    const today = await practice.today();
    return {
      voucher: formatVoucher(scene.vouchers[place]!),
      provider: formatProvider(scene.provider),
      amount: "3000000",
      contractValue: "10000000",
      contractDay: today,
      serviceClass: 1,
      deliverBy: today + 60,
      contractCommitment: id(contract),
      referenceTo: ZeroHash,
      deadline: (today + 30) * 86_400,
    };
  }

  /** @param number the contract's, as somebody says it; nothing is said where it is left out. */
  async function ask(by: Visitor, message: object, number?: string): Promise<Told> {
    const beside = number === undefined ? {} : { beside: { contract: contractOf(number) } };
    const { status, body } = await by.post("/requests", { kind: "order", message, ...beside });
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  }

  /** Of what the office would make the marks of some orders. */
  async function groundsOf(...requests: readonly Told[]): Promise<object[]> {
    const grounds: object[] = [];
    await office.inTables(async ({ database, key: { vault } }) => {
      const by: Person = { account: person("wujin bureau").address, kinds: new Set(["bureau"]), parties: [] };
      for (const { id: which } of requests) {
        grounds.push(await contractIn({ database, vault }, await findRequest(database, { vault }, which, by)));
      }
    });
    return grounds;
  }

  it("is the ground of its mark where an officer says it, and not where that officer signs for a party to it", async () => {
    const [own, others] = [await orderOf(OWN, "contract 1"), await orderOf(STRANGER, "contract 2")];
    const byThemselves = await ask(finance, own, "HT-1");
    expect(byThemselves.missing).to.include(formatEnterprise(scene.enterprises[OWN]!.id));
    const byOfficer = await ask(finance, others, "HT-2");
    expect(await groundsOf(byThemselves, byOfficer)).to.deep.equal([{}, contractOf("HT-2")]);
    await ask(bureau, own, "HT-11");
    await ask(finance, own, "HT-1");
    expect(await groundsOf(byThemselves)).to.deep.equal([contractOf("HT-11")]);
  });

  it("is what an officer said last: one who mistyped it hands in the same order once more", async () => {
    const order = await orderOf(STRANGER, "contract 3");
    const request = await ask(operator, order, "HT-31");
    expect((await ask(bureau, order, "HT-13")).id).to.equal(request.id);
    expect(await groundsOf(request)).to.deep.equal([contractOf("HT-13")]);
    await ask(operator, order);
    expect(await groundsOf(request)).to.deep.equal([contractOf("HT-13")]);
  });

  it("is not changed any more once the request is at its end", async () => {
    const order = await orderOf(STRANGER, "contract 4");
    const request = await ask(operator, order, "HT-4");
    expect((await operator.post(`/requests/${request.id}/withdraw`)).status).to.equal(200);
    expect((await ask(bureau, order, "HT-5")).state).to.equal("withdrawn");
    expect(await groundsOf(request)).to.deep.equal([contractOf("HT-4")]);
  });
});
