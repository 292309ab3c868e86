/**
 * The multi-node suite, `npm run test:network`: what the consortium survives, on real nodes of the Besu that BESU_HOME names. Where none is
 * given nothing is played, and that is said.
 */
import Mocha from "mocha";
import { dayOfIso } from "../../client/days.ts";
import { build } from "../../scripts/scenario/hardhat.ts";
import { EngineUnfit, readEngine, type Engine } from "./engine.ts";

const HELP =
  "Give BESU_HOME (a folder of Besu, with bin/besu in it) and JAVA_HOME (a JDK, of the Java that this Besu wants) to play it.";
/** A recovery alone may take four minutes. */
const TIMEOUT_MILLISECONDS = 900_000;
/** The story's first day; the calendar goes on from there. */
const BEGIN = "2019-11-18";

/** Plays everything. @returns the exit code. */
async function main(): Promise<number> {
  const engine = await given();
  if (engine === undefined) return 1;
  if (typeof engine === "string") {
    process.stdout.write(`The multi-node suite was SKIPPED, nothing of it was tried: ${engine}. ${HELP}\n`);
    return 0;
  }
  await build();
  return (await play(engine)) === 0 ? 0 : 1;
}

/** Undefined where what is given is of no use, which is said. */
async function given(): Promise<Engine | string | undefined> {
  try {
    return await readEngine(process.env);
  } catch (error) {
    if (!(error instanceof EngineUnfit)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

/** @returns how many stories failed. */
async function play(found: Engine): Promise<number> {
  const { BAIL: bail, GREP: grep } = process.env;
  const some = grep === undefined ? {} : { grep };
  const mocha = new Mocha({ timeout: TIMEOUT_MILLISECONDS, bail: bail === "1", reporter: "spec", ...some });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  // All this rests on what the build makes.
  const { Ground, since } = await import("./ground.ts");
  const { Consortium } = await import("./consortium.ts");
  const stories = await Promise.all([
    import("./stories/firstVoucher.ts").then(({ firstVoucherStory }) => firstVoucherStory),
    import("./stories/issuing.ts").then(({ issuingStories }) => issuingStories),
    import("./stories/partitions.ts").then(({ partitionStories }) => partitionStories),
    import("./stories/members.ts").then(({ memberStories }) => memberStories),
    import("./stories/public.ts").then(({ publicStories }) => publicStories),
    import("./stories/silence.ts").then(({ silenceStory }) => silenceStory),
  ]);
  const ground = new Ground();
  const began = Date.now();
  describe(`A consortium of four on ${found.version}`, () => {
    before(async () => {
      ground.consortium = await Consortium.open(found, dayOfIso(BEGIN));
      ground.note(`four validators were up after ${since(began)}, with the store ${ground.consortium.store}`);
    });
    after(async () => ground.close());
    for (const tell of stories) tell(ground);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void ground.close().finally(() => process.exit(130)));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  process.stdout.write(`${[found.version, ...ground.figures, `in all ${since(began)}`].join("\n  ")}\n`);
  return failures;
}

// The tests' runner loads every file here.
if (import.meta.main) process.exit(await main());
