import { expect } from "chai";
import { id, type Wallet } from "ethers";
import { lastValidSecond } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { demandIdOf, matchIdOf, signDemand, signMatch } from "../../../client/matching/messages.ts";
import { keepHanded } from "../../../office/matching/handed.ts";
import type { Person } from "../../../office/people/person.ts";
import type { Store } from "../../../office/store.ts";
import { person } from "../../scripts/support/office.ts";
import { enterpriseIn, matchingDomainOf, postDemand, postOffer, providerIn } from "../../scripts/support/matching.ts";
import { setScene, type Scene } from "../../scripts/support/scene.ts";
import { openQueues, type Item, type Queues } from "../support/queues.ts";

const WUJIN = 2;
/** An account has no more that wait. */
const MANY = 100;

type Asked = Parameters<typeof keepHanded>[2];

describe("The queues of what is handed in, where some hand in all that they can", () => {
  let q: Queues;
  let scene: Scene;

  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 6 });
  });
  after(async () => q.close());

  const through = async (days: number): Promise<number> => (await q.office.today()) + days;

  async function demandOf(place: number, serial: number, signer?: string): Promise<Asked> {
    const { id: enterprise, key } = enterpriseIn(scene, place);
    const day = await through(30);
    const common = { content: id(`demand ${place} ${serial}`), serviceClass: 1, district: 0, through: day };
    const message = { enterprise, ...common, deadline: BigInt(lastValidSecond(day)) };
    const domain = matchingDomainOf(q.office);
    const number = demandIdOf(domain, message);
    const party = formatEnterprise(enterprise);
    const deadline = Number(message.deadline);
    const signature = await signDemand(key, domain, message);
    const signatures = [{ party, signer: signer ?? key.address, signature }];
    const content = { message: { ...message, enterprise: party, deadline }, signatures };
    return { id: number, kind: "demand", post: number, party, deadline, content };
  }

  async function matchOf(place: number, two: { demand: string; offer: string }, days: number): Promise<Asked> {
    const { id: enterprise, key } = enterpriseIn(scene, place);
    const deadline = lastValidSecond(await through(days));
    const domain = matchingDomainOf(q.office);
    const [party, partner] = [formatEnterprise(enterprise), formatProvider(scene.provider)];
    const message = { ...two, deadline: BigInt(deadline) };
    const signature = await signMatch(key, domain, message);
    const content = { message: { ...two, deadline }, signatures: [{ party, signer: key.address, signature }] };
    const common = { kind: "match", post: two.demand, party, partner, deadline, content } as const;
    return { id: matchIdOf(domain, message), ...common };
  }

  /** Lays down what came over time, as the routes do. */
  async function lay(
    all: readonly (readonly [Wallet, Asked])[],
    then?: (store: Store) => Promise<void>,
  ): Promise<void> {
    const { timestamp } = (await q.office.provider.getBlock("latest"))!;
    await q.offices[WUJIN]!.inTables(async (store) => {
      const kept = { vault: store.key.vault, now: Date.now };
      await store.database.transaction(async (within) => {
        for (const [{ address }, asked] of all) {
          await keepHanded(within, kept, asked, { account: address } as Person, timestamp);
        }
      });
      await then?.(store);
    });
  }

  const ofKind = async (name: string, kind: string): Promise<readonly Item[]> =>
    (await q.of(name, WUJIN)).filter((item) => item.kind === kind);

  const serials = (count: number): number[] => Array.from({ length: count }, (_, serial) => serial);

  it("is looked through until what can be brought is found, past what no wallet has signed that is valid today", async () => {
    const { key } = enterpriseIn(scene);
    const lapsed = await Promise.all(
      serials(MANY - 1).map(async (serial) => demandOf(0, serial, person("a wallet of earlier").address)),
    );
    const held = await demandOf(0, MANY);
    await lay([...lapsed, held].map((asked) => [key, asked]));
    const items = await ofKind("operator", "post demand");
    expect(items.map(({ post }) => post)).to.deep.equal([held.id]);
  });

  it("has the match that both signed, and a party the one proposal, behind 200 that nobody answers", async () => {
    const offer = await postOffer(q.office, providerIn(scene));
    const junk: [Wallet, Asked][] = [];
    for (const place of [1, 2]) {
      const two = { demand: await postDemand(q.office, enterpriseIn(scene, place)), offer };
      for (const serial of serials(MANY))
        junk.push([enterpriseIn(scene, place).key, await matchOf(place, two, serial + 2)]);
    }
    const two = { demand: await postDemand(q.office, enterpriseIn(scene, 3)), offer };
    await lay([...junk, [enterpriseIn(scene, 3).key, await matchOf(3, two, 5)]]);
    const laboratory = await q.offices[WUJIN]!.as(scene.providerKey);
    const asked = (await laboratory.get("/queue")).body as { items: Item[] };
    const proposal = await matchOf(3, two, 5);
    expect(asked.items.map(({ match }) => match)).to.include(proposal.id);

    const message = { ...two, deadline: proposal.deadline };
    const signed = { ...two, deadline: BigInt(proposal.deadline) };
    const signature = await signMatch(scene.providerKey, matchingDomainOf(q.office), signed);
    expect((await laboratory.post("/matches", { message, signature })).body).to.include({ state: "signed" });
    expect(await ofKind("wujin bureau", "bring match")).to.have.length(1);
    // Of what an earlier edition of the office kept, nobody has counted who signed.
    await lay([], async ({ database }) => {
      await database.query("UPDATE handed SET signers = NULL");
    });
    expect(await ofKind("wujin bureau", "bring match")).to.have.length(1);
  });

  it("has the demand of a third firm among those of two that handed in 100 each", async () => {
    const junk: [Wallet, Asked][] = [];
    for (const place of [4, 5]) {
      const { key } = enterpriseIn(scene, place);
      for (const serial of serials(MANY)) junk.push([key, await demandOf(place, serial)]);
    }
    const own = await demandOf(3, 0);
    await lay([...junk, [enterpriseIn(scene, 3).key, own]]);
    const items = await ofKind("wujin bureau", "post demand");
    expect(items).to.have.length(200);
    expect(items.map(({ title }) => title.en)).to.include(`Post a demand of enterprise ${own.party}`);
  });
});
