import { expect } from "chai";
import { EventReader, type LedgerEvent, type Log } from "../../../client/replay/events.ts";
import { addressesOf, Rebuilding } from "../../../client/replay/replay.ts";
import { logsOfTheStory } from "../../promises/story/replaying.ts";
import { story } from "../../promises/story/story.ts";
import { networkHelpers } from "../../support/world.ts";

async function eventsOfTheStory(): Promise<{ events: LedgerEvent[]; logs: Log[]; reader: EventReader }> {
  const { w } = await networkHelpers.loadFixture(story);
  const logs = await logsOfTheStory(w);
  const reader = new EventReader(await addressesOf(w));
  const events = logs.map((log) => {
    const { blockNumber, blockTimestamp, transactionHash } = log;
    return reader.read(log, { block: Number(blockNumber), time: Number(blockTimestamp), transaction: transactionHash });
  });
  return { events, logs, reader };
}

type Name = LedgerEvent["name"];
type Args = Record<string, unknown>;

/** The faults that the story has once the first event of a name tells something else. */
async function faultsWith(name: Name, tampered: (args: Args) => Args, which = 0): Promise<string[]> {
  const { events } = await eventsOfTheStory();
  const target = events.filter((event) => event.name === name).at(which);
  return faultsOf(
    events.map(
      (event) => (event === target ? { ...event, args: tampered(event.args as never) } : event) as LedgerEvent,
    ),
  );
}

/** The faults that the story has once the first event of a name is told twice. */
async function faultsWithTwice(name: Name): Promise<string[]> {
  const { events } = await eventsOfTheStory();
  const target = events.find((event) => event.name === name);
  return faultsOf(events.flatMap((event) => (event === target ? [event, event] : [event])));
}

function faultsOf(events: readonly LedgerEvent[]): string[] {
  const rebuilding = new Rebuilding();
  for (const event of events) rebuilding.apply(event);
  return rebuilding.end(0).faults.map(({ event, error }) => `${event}: ${error.code}`);
}

const UNKNOWN = `0x${"ee".repeat(32)}`;

describe("Faults of a replay", () => {
  const tampered: readonly [string, Name, (args: Args) => Args, string][] = [
    ["a number that does not follow the last", "DistrictAdded", () => ({ district: 9n }), "NumberGap"],
    [
      "an enterprise that nobody registered",
      "EnterpriseProfileChanged",
      () => ({ enterprise: 5n << 32n }),
      "EventMissing",
    ],
    ["a status that there is not", "EnterpriseStatusChanged", () => ({ status: 77n }), "ValueImpossible"],
    [
      "an amount that no change has",
      "OrderPlaced",
      ({ terms }) => ({ terms: { ...(terms as object), amount: 1n } }),
      "ChangeNotNumbered",
    ],
    ["an order that was not placed", "OrderCancelled", () => ({ order: UNKNOWN }), "ChangeNotNumbered"],
    ["an order of another stage", "OrderSettled", () => ({ order: UNKNOWN }), "EventMissing"],
    ["a decision on what nobody claimed", "OrderRedeemed", () => ({ inStead: true }), "StageImpossible"],
    [
      "days of a freeze that were used",
      "FreezeEnded",
      ({ unused }) => ({ unused: (unused as bigint) - 1n }),
      "FreezeRestWrong",
    ],
    [
      "a chunk that issued more",
      "ChunkIssued",
      ({ drawn }) => ({ drawn: (drawn as bigint) + 1n }),
      "ChangeNotNumbered",
    ],
    ["a post that nobody made", "PostWithdrawn", () => ({ post: UNKNOWN }), "EventMissing"],
    ["a match of what nobody sought", "MatchMade", () => ({ demand: UNKNOWN }), "EventMissing"],
    ["an order under no match", "OrderRecorded", () => ({ matchId: UNKNOWN }), "EventMissing"],
    ["a round that does not follow", "OrderReopened", () => ({ round: 7n }), "NumberGap"],
    [
      "a word that the change does not make",
      "VoucherChanged",
      ({ state }) => ({ state: (state as bigint) ^ 1n }),
      "ChangeImpossible",
    ],
  ];
  for (const [what, name, over, code] of tampered) {
    it(`tell of ${what}`, async () => {
      // The last OrderRedeemed was not claimed before.
      const which = name === "OrderRedeemed" ? -1 : 0;
      const faults = await faultsWith(name, (args) => ({ ...args, ...over(args) }), which);
      expect(
        faults.some((fault) => fault.endsWith(code)),
        faults.join(),
      ).to.equal(true);
    });
  }

  const repeated: readonly [Name, string][] = [
    ["RotationProposed", "EventRepeated"],
    ["Objected", "EventRepeated"],
    ["BatchAnnounced", "EventRepeated"],
    ["OrderPlaced", "EventRepeated"],
    ["DemandPosted", "EventRepeated"],
    ["OfferPosted", "EventRepeated"],
    ["OrderRecorded", "EventRepeated"],
    ["PostWithdrawn", "EventMissing"],
    ["MatchMade", "EventMissing"],
    ["EnterpriseRegistered", "NumberGap"],
    ["ProviderProposed", "NumberGap"],
    ["PaymentOpened", "NumberGap"],
    ["MatterConfirmed", "EventMissing"],
    ["OrderClaimed", "StageImpossible"],
    ["FreezeEnded", "ChangeNotNumbered"],
  ];
  for (const [name, code] of repeated) {
    it(`tell of ${name} that comes twice`, async () => {
      expect(await faultsWithTwice(name)).to.include(`${name}: ${code}`);
    });
  }

  it("tell of a change that nothing explains", async () => {
    const { events } = await eventsOfTheStory();
    const left = events.find(({ name }) => name === "VoucherExtended");
    expect(faultsOf(events.filter((event) => event !== left))).to.deep.equal(["VoucherChanged: ChangeUnexplained"]);
  });

  it("are said in both languages, with the ids as people write them", async () => {
    const { events } = await eventsOfTheStory();
    const rebuilding = new Rebuilding();
    const first = events.find(({ name }) => name === "EnterpriseProfileChanged");
    rebuilding.apply(first!);
    const [fault] = rebuilding.end(0).faults;
    expect(fault?.error.sentence).to.deep.equal({
      en: "No event before it tells of enterprise 2-2.",
      zh: "此前没有事件记载企业 2-2。",
    });
  });

  it("do not stand for logs that are not the ledger's", async () => {
    const { logs, reader } = await eventsOfTheStory();
    const foreign = { ...logs[0]!, topics: [UNKNOWN] };
    expect(() => reader.read(foreign, { block: 3, time: 0, transaction: "0x" })).to.throw(
      "of block 3 is no event of the ledger's",
    );
  });
});
