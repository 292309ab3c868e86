import { expect } from "chai";
import { id as hashOf } from "ethers";
import type { StepName, StepTold } from "../../client/applications.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { person } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import type { DistrictOffice, Reply, Visitor } from "./support/district.ts";
import { openQueues, type Queues } from "./support/queues.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1").toString("base64");

interface Told {
  readonly id: string;
  readonly steps: readonly StepTold[];
  readonly can: readonly StepName[];
}

describe("Applications that an officer handed in whose wallet is stopped", () => {
  let q: Queues;
  let office: DistrictOffice;
  let scene: Scene;

  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 1, providerIn: "wujin" });
    office = q.offices[2]!;
  });
  after(async () => q.close());

  const told = ({ status, body }: Reply): Told => {
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  const step = async (who: Visitor, at: string, name: StepName, words?: string): Promise<Reply> => {
    const after = told(await who.get(at)).steps.length;
    return who.post(`${at}/steps`, { step: name, after, ...(words !== undefined && { words }) });
  };
  /** What waits at somebody's desk about an application. */
  const waiting = async (who: Visitor, id: string): Promise<string[]> => {
    await q.caughtUp();
    const { items } = (await who.get("/queue")).body as { items: { id: string; kind: string }[] };
    return items.filter((item) => item.id.includes(id)).map(({ kind }) => kind);
  };
  const refused = ({ status, body }: Reply): void => {
    expect([status, (body as { code?: string }).code]).to.deep.equal([403, "NotYours"]);
  };

  it("are not answered by them", async () => {
    const { enterprises } = q.office.as("wujin bureau");
    const party = { party: hashOf("party"), group: hashOf("group"), profile: hashOf("profile") };
    await (await enterprises.register([{ home: 2, wallet: person("wujin bureau").address, ...party }])).wait();
    const enterprise = (2n << 32n) | (await q.office.ledger.enterprises.countOf(2));
    const bureau = await office.as("wujin bureau");
    const { id } = told(
      await bureau.post("/applications", {
        enterprise: formatEnterprise(enterprise),
        ...{ program: Number(scene.program), face: "1000000", serviceClass: 1, contractValue: "4000000" },
        ...{ provider: null, purpose: "石墨烯粉体制备工艺优化" },
      }),
    );
    const at = `/applications/${id}`;
    for (const kind of ["licence", "quotation"])
      told(await bureau.post(`${at}/papers`, { kind, name: "a.pdf", content: PDF }));
    told(await step(bureau, at, "submit"));
    await (await enterprises.proposeRotation(enterprise, person("another wallet").address)).wait();
    expect(told(await bureau.get(at)).can).to.deep.equal([]);
    refused(await step(bureau, at, "accept"));
    refused(await step(bureau, at, "refuse", "No."));
    expect(await waiting(bureau, id)).to.deep.equal([]);
    await (await enterprises.cancelRotation(enterprise)).wait();
    told(await step(bureau, at, "withdraw"));
  });

  it("are not decided by them either, where they are appeals against a suspension", async () => {
    const { provider } = scene;
    const ledgers = [q.office.as("wujin bureau").providers, q.office.as("wujin approver").providers] as const;
    const { address } = person("wujin approver");
    await (await ledgers[0].proposeRotation(provider, address)).wait();
    await q.office.goToDay((await q.office.today()) + 8);
    await (await ledgers[1].confirmRotation(provider, address)).wait();
    await (await ledgers[0].suspend(provider, hashOf("kept elsewhere"))).wait();
    const approver = await office.as("wujin approver");
    const { id } = told(await approver.post("/suspensions", { provider: formatProvider(provider) }));
    const at = `/suspensions/${id}`;
    told(await step(approver, at, "appeal", "It was renewed."));
    await (await ledgers[0].proposeRotation(provider, person("another wallet").address)).wait();
    expect(told(await approver.get(at)).can).to.deep.equal([]);
    refused(await step(approver, at, "grant", "So it was."));
    expect(await waiting(approver, id)).to.deep.equal([]);
  });
});
