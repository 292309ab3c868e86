import { expect } from "chai";
import { load } from "../support/load.ts";
import { type World } from "../support/world.ts";
import { actorsOf } from "./actors.ts";
import { callOf, DONE, expectedOf, outcomeOf } from "./attempt.ts";
import { prepared } from "./prepared.ts";
import type { Stop } from "./rule.ts";
import { ROWS, type Row } from "./rules.ts";
import { TRIALS } from "./trials.ts";

/** What the Safe does to a district or to all, and what those whom it stops are told. */
interface State {
  readonly happens: (w: World) => Promise<unknown>;
  readonly stop: Stop | null;
  readonly says: (w: World) => string;
}

const retired = (stop: Stop | null, key: "wujin" | "yangpu" | "nanhu"): State => {
  return {
    happens: async (w) => w.districts.connect(w.safe).retire(w[key].id),
    stop,
    says: (w) => `DistrictNotActive(${w[key].id})`,
  };
};

const STATES: Readonly<Record<string, State>> = {
  "Once the home district has retired": retired("home retired", "wujin"),
  "Once the provider's district has retired": retired("provider's retired", "yangpu"),
  "Once a joint district has retired": retired(null, "nanhu"),
  "Once the edition is closed": {
    happens: async (w) => w.districts.connect(w.safe).close(),
    stop: "closed",
    says: () => "EditionIsClosed()",
  },
};

const stopped = ({ rule }: Row, { stop }: State): boolean => stop !== null && (rule.stops ?? []).includes(stop);

describe("Access: what a retired district and a closed edition still let their officers do", () => {
  for (const [when, state] of Object.entries(STATES)) {
    const fixture = async () => {
      const s = await load(prepared);
      await state.happens(s.w);
      return s;
    };
    const inThen = async (row: Row) => {
      const s = await load(fixture);
      const outcomes: string[] = [];
      for (const trial of TRIALS[row.key]!) {
        const call = await callOf(s, row, trial);
        for (const actor of await actorsOf(s)) {
          if ((await expectedOf(s, row, actor, call)) !== DONE) continue;
          outcomes.push(await outcomeOf(call, actor.address));
        }
      }
      return { s, outcomes: [...new Set(outcomes)] };
    };
    const begun = ROWS.filter((row) => stopped(row, state));
    const finished = ROWS.filter((row) => !stopped(row, state) && row.rule.may.length > 0);

    describe(when, () => {
      if (begun.length > 0) {
        it("nothing new begins, whoever asks", async () => {
          for (const row of begun) {
            const { s, outcomes } = await inThen(row);
            const said = state.says(s.w);
            const told = row.rule.refusal?.ofItem ? `ItemFailed(0, ${said})` : said;
            expect(outcomes, row.key).to.deep.equal([told]);
          }
        });
      }

      it("whoever could finish what there is still can", async () => {
        for (const row of finished) expect((await inThen(row)).outcomes, row.key).to.deep.equal([DONE]);
      });
    });
  }
});
