import { expect } from "chai";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { openDistrict, signIn, type DistrictOffice } from "./support/district.ts";

describe("Signing in to a district's office", () => {
  let practice: Office;
  let office: DistrictOffice;

  before(async () => {
    practice = await openOffice();
    office = await openDistrict(practice);
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  it("shows an officer the duties that the ledger gives", async () => {
    const { reply } = await signIn(office.url, person("wujin bureau"));
    expect(reply.status).to.equal(200);
    expect(reply.body).to.deep.include({
      account: person("wujin bureau").address,
      duties: [{ district: 2, duty: "bureau" }],
    });
  });
});
