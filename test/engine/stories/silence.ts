import path from "node:path";
import { expect } from "chai";
import { readAlerts } from "../../observing/questions.ts";
import { startIndexer } from "../../indexer/support/indexer.ts";
import { until } from "../consortium.ts";
import { Engineer, type Subject } from "../engineer.ts";
import { PUBLIC, VALIDATORS } from "../files.ts";
import { since, type Ground } from "../ground.ts";

const [YANGPU, WUJIN, NANHU, HEFEI] = VALIDATORS;
const STAYING = [YANGPU, WUJIN, NANHU];
const GOES: Subject = { direction: "retire-district", district: "hefei", node: HEFEI };

const SEALS = "tongdui_validator_last_seal_timestamp_seconds";
const NEWEST = "tongdui_node_block_timestamp_seconds";
/** What {@link silentAt} works out. */
const EXPRESSION = `time() - max by (validator) (${SEALS}) > 3600 unless on () (time() - max(${NEWEST}) > 60)`;
/** For so long it has to hold before anybody is told. */
const HOLDING_SECONDS = 60;
const HOUR = 3_600;
/** So long the validator's figure is watched while it stands still, in the chain's time. */
const WATCHED_SECONDS = 30;

export function silenceStory(ground: Ground): void {
  it("tells of a validator that has stopped for good, by the index's figures and the alert on them, and goes on when it is voted out", async () => {
    const { consortium, office } = ground;
    const alert = (await readAlerts()).find((one) => one.alert === "ValidatorSilent");
    expect(alert).to.include({ expr: EXPRESSION, for: "1m" });
    const index = startIndexer({
      deployment: office.deploymentFile,
      nodes: [consortium.node(PUBLIC).url],
      data: path.join(consortium.folder, "index"),
      figures: "0",
    });
    try {
      const scrape = async (): Promise<Scrape> => {
        const text = await (await fetch((await index.figures) ?? "")).text();
        return { at: consortium.calendar.now, seals: valuesIn(text, SEALS), newest: valuesIn(text, NEWEST) };
      };
      const gone = consortium.member(HEFEI).address;
      const others = STAYING.map((name) => consortium.member(name).address);
      const agesOf = ({ at, seals }: Scrape): number[] => others.map((one) => at - (seals.get(one) ?? 0));
      await until(120, "the index has seen all validators at work", async () => {
        const { at, seals } = await scrape();
        return seals.size === VALIDATORS.length && [...seals.values()].every((seal) => at - seal < WATCHED_SECONDS);
      });

      const killed = Date.now();
      await consortium.node(HEFEI).kill();
      const goneAt = consortium.calendar.now;
      const engineer = new Engineer(consortium, YANGPU);
      await until(60, "network status says that it is away", async () => {
        const { verdict } = await engineer.status(5);
        return verdict.kind === "degraded" && verdict.moreMayFail === 0;
      });
      ground.note(`a validator killed for good: network status said so after ${since(killed)}`);
      // Until then its last seal may be in a block that the index had not looked at.
      await until(60, "the index has looked at blocks without it", async () => {
        const { seals } = await scrape();
        return others.every((one) => (seals.get(one) ?? 0) > goneAt);
      });
      const first = await scrape();
      await until(240, "the others go on sealing", async () => {
        const later = await scrape();
        return later.at - first.at > WATCHED_SECONDS && agesOf(later).every((age) => age < WATCHED_SECONDS);
      });
      const still = await scrape();
      expect(still.seals.get(gone)).to.equal(first.seals.get(gone));
      for (const one of others) expect(still.seals.get(one)).to.be.above(first.seals.get(one) ?? Infinity);
      expect(silentAt(still)).to.deep.equal([]);

      // An hour passes, in which the others seal.
      await consortium.goToSecond((still.seals.get(gone) ?? 0) + HOUR + 1);
      await until(240, "the others' figures are of the next hour", async () =>
        agesOf(await scrape()).every((age) => age < WATCHED_SECONDS),
      );
      const due = await scrape();
      expect(silentAt(due)).to.deep.equal([gone]);
      await consortium.goToSecond(due.at + HOLDING_SECONDS);
      await until(240, "it has held", async () => agesOf(await scrape()).every((age) => age < WATCHED_SECONDS));
      const told = await scrape();
      expect(silentAt(told)).to.deep.equal([gone]);
      expect(told.seals.get(gone)).to.equal(first.seals.get(gone));

      const voting = Date.now();
      for (const name of STAYING)
        expect(await new Engineer(consortium, name).act(GOES)).to.include({ did: "votes", as: name });
      await engineer.waitFor(GOES, "votes");
      ground.note(`it was voted out by the three that stayed within ${since(voting)}`);
      await until(60, "the index knows it no more", async () => !(await scrape()).seals.has(gone));
      expect(silentAt(await scrape())).to.deep.equal([]);
      await engineer.seesHealthy(STAYING);
    } finally {
      await index.end("SIGTERM");
    }
  });
}

interface Scrape {
  /** When, by the nodes' calendar: what `time()` is. */
  readonly at: number;
  /** By the validator's address. */
  readonly seals: ReadonlyMap<string, number>;
  readonly newest: ReadonlyMap<string, number>;
}

/** The validators that {@link EXPRESSION} names. */
function silentAt({ at, seals, newest }: Scrape): string[] {
  if (at - Math.max(...newest.values()) > 60) return [];
  return [...seals].filter(([, seal]) => at - seal > HOUR).map(([validator]) => validator);
}

/** Of one figure in Prometheus's text, by the value of its only label; by nothing where it has none. */
function valuesIn(text: string, figure: string): Map<string, number> {
  const lines = text.matchAll(new RegExp(`^${figure}(?:\\{\\w+="([^"]*)"\\})? (\\S+)$`, "gm"));
  return new Map(Array.from(lines, ([, label = "", value]) => [label, Number(value)]));
}
