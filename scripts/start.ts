/** The main job: the first voucher, from budget to bank, on a ledger of its own, with everything that shows it. Run it with `npm start`. */
import { Command, InvalidArgumentError, Option } from "commander";
import { TongduiError } from "../client/errors/tongduiError.ts";
import type { Lang } from "../client/text/text.ts";
import { EXIT } from "./cli/exit.ts";

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535; 0 takes any free one.");
}

function preferredLanguage(): Lang {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL ?? LC_MESSAGES ?? LANG ?? "").toLowerCase().startsWith("zh") ? "zh" : "en";
}

const program = new Command("npm start --")
  .description(
    "Plays the first cross-district voucher on a local ledger, with the portal, the offices and the index beside it, and leaves all of it running. 演示首张跨区双创券，并启动门户网站、各区办公系统及索引。",
  )
  .option("--exit", "check what was started when the story has been told, and end")
  .addOption(new Option("--lang <language>", "language").choices(["en", "zh"]).default(preferredLanguage()))
  .option("--port <number>", "where the local node listens", port, 8545)
  .option("--portal-port <number>", "where the portal listens", port, 8080)
  .allowExcessArguments(false)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage);
  })
  .parse();

const {
  exit,
  lang,
  port: nodePort,
  portalPort,
} = program.opts<{
  exit?: true;
  lang: Lang;
  port: number;
  portalPort: number;
}>();

/** Whatever has to be ended before this process may. */
const begun: (() => Promise<void>)[] = [];
let isTold = false;

/** The servers first: they ask the node, which lives in this process. */
async function leave(code: number): Promise<never> {
  await Promise.all(begun.map(async (end) => end()));
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => void leave(isTold ? EXIT.done : EXIT.interrupted));

async function main(): Promise<void> {
  const { build } = await import("./scenario/hardhat.ts");
  await build();
  // All this rests on what the build makes.
  const { runEverything } = await import("./embedded/run.ts");
  await runEverything({
    lang,
    port: nodePort,
    portalPort,
    checking: exit === true,
    begun: (end) => begun.push(end),
    told: () => {
      isTold = true;
    },
  });
}

try {
  await main();
  await leave(EXIT.done);
} catch (error) {
  if (error instanceof TongduiError) {
    process.stderr.write(`${error.say(lang)}\n`);
    await leave(EXIT.mendable);
  }
  console.error(error);
  await leave(EXIT.fault);
}
