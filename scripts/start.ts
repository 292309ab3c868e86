/** The main job: the first voucher, from budget to bank, on a ledger of its own. Run it with `npm start`. */
import { Command, InvalidArgumentError, Option } from "commander";
import { TongduiError } from "../client/errors/tongduiError.ts";
import type { Lang } from "../client/text/text.ts";
import { play } from "./scenario/play.ts";

/** Exit codes: 0 all is well; 1 something that a person can mend, said in one sentence; 2 wrong usage; 70 a fault of ours. */
const EXIT = { mendable: 1, usage: 2, fault: 70 } as const;

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535; 0 takes any free one.");
}

function preferredLanguage(): Lang {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL ?? LC_MESSAGES ?? LANG ?? "").toLowerCase().startsWith("zh") ? "zh" : "en";
}

const LEFT_RUNNING: Record<Lang, (url: string) => string> = {
  en: (url) =>
    `The node goes on running at ${url}. Addresses: run/deployments/local.json; papers behind the commitments: run/papers.json. Ctrl+C ends it.`,
  zh: (url) =>
    `节点继续运行于 ${url}。合约地址：run/deployments/local.json；各承诺对应的文件：run/papers.json。按 Ctrl+C 结束。`,
};

const program = new Command("npm start --")
  .description(
    "Plays the first cross-district voucher on a local ledger, then leaves the ledger running. 演示首张跨区双创券。",
  )
  .option("--exit", "end when the story has been told, instead of leaving the node running")
  .addOption(new Option("--lang <language>", "language").choices(["en", "zh"]).default(preferredLanguage()))
  .option("--port <number>", "where the local node listens", port, 8545)
  .allowExcessArguments(false)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : EXIT.usage);
  })
  .parse();

const options = program.opts<{ exit?: true; lang: Lang; port: number }>();
const out = {
  write: (line: string): void => {
    process.stdout.write(`${line}\n`);
  },
};

try {
  const node = await play({ out, lang: options.lang, port: options.port });
  if (options.exit) await node.close();
  else {
    out.write(LEFT_RUNNING[options.lang](node.url));
    process.once("SIGINT", () => void node.close().then(() => process.exit(0)));
  }
} catch (error) {
  if (error instanceof TongduiError) {
    process.stderr.write(`${error.say(options.lang)}\n`);
    process.exit(EXIT.mendable);
  }
  console.error(error);
  process.exit(EXIT.fault);
}
