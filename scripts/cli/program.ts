/** From the declarations of commands to a program that is called with words. */
import { Command, CommanderError, Help, Option } from "commander";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { usageSentence } from "../../client/starting/usage.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { give } from "./answer.ts";
import type { Context, Io } from "./context.ts";
import { ChoiceWrong, type Declaration, type Group, type Parameter } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { failureOf, giveFailure } from "./failure.ts";
import { harmless, harmlessIo } from "./harmless.ts";
import { languageAsked, languageOf } from "./language.ts";
import { watchRun } from "../watching/run.ts";
import { callForm, heading } from "./words.ts";

/** Everything outside that a run of the program touches. */
export interface World {
  readonly groups: readonly Group[];
  readonly io: (lang: Lang, json: boolean) => Io;
  /** The second output, for what went wrong. */
  readonly complain: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly version: string;
}

interface Common {
  readonly json?: true;
  readonly profile?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly log?: string;
  readonly metrics?: string;
}

/**
 * Runs the command that some words call.
 *
 * @param words what was typed after `tongdui`.
 * @returns the exit code.
 */
export async function run(words: readonly string[], world: World): Promise<ExitCode> {
  const lang = languageAsked(words) ?? languageOf(world.environment);
  const json = words.includes("--json") && !words.slice(0, words.indexOf("--json")).includes("--");
  const io = harmlessIo(world.io(lang, json));
  const output = { write: io.write, complain: (line: string) => world.complain(harmless(line)), lang, json };
  let exit: ExitCode = EXIT.done;
  const help: string[] = [];
  try {
    const program = await programOf(words, world, lang, async (command, declaration, common, input) => {
      const dryRun = common.dryRun ?? false;
      const { watch, end } = await watchRun({ log: common.log, metrics: common.metrics, command, dryRun });
      const context: Context = {
        io,
        lang,
        command,
        dryRun,
        yes: common.yes ?? false,
        profile: common.profile ?? world.environment["TONGDUI_PROFILE"] ?? "tongdui.json",
        now: world.now,
        signal: world.signal,
        watch,
      };
      try {
        const work = await declaration.work();
        exit = await give(await work(input as never, context), { io, lang, json });
        await end(exit);
      } catch (error) {
        const failure = await failureOf(error);
        await end(failure.exit, failure.code);
        throw error;
      }
    });
    configure(program, lang, (text) => void help.push(text));
    await program.parseAsync([...words], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0 || (error.code === "commander.help" && !json)) {
        io.write(help.join("").trimEnd());
        return error.exitCode === 0 ? EXIT.done : EXIT.usage;
      }
      const sentence = error.code === "commander.help" ? COMMAND_MISSING : usageSentence(error);
      return giveFailure(await failureOf(wrongCall(sentence)), output);
    }
    return giveFailure(await failureOf(error), output);
  }
}

type Act = (command: string, declaration: Declaration, common: Common, input: Record<string, unknown>) => Promise<void>;

/** Only the group that is called is loaded. */
async function programOf(words: readonly string[], world: World, lang: Lang, act: Act): Promise<Command> {
  const program = new Command("tongdui")
    .description(ABOUT[lang])
    .version(world.version, "-V, --version", { en: "print the version", zh: "显示版本号" }[lang])
    .addHelpText("after", AFTER[lang]);
  for (const group of world.groups) {
    const command = new Command(group.name).description(group.text[lang]);
    program.addCommand(command);
    if (words.includes(group.name)) addCommands(command, group, await group.load(), lang, act);
    addCommon(command, lang);
  }
  addCommon(program, lang);
  return program;
}

function addCommands(
  own: Command,
  { under = {} }: Group,
  declarations: readonly Declaration[],
  lang: Lang,
  act: Act,
): void {
  for (const declaration of declarations) {
    let command = own;
    for (const name of declaration.words.split(" ").filter((part) => part !== "")) {
      const known = command.commands.find((candidate) => candidate.name() === name);
      const next = known ?? new Command(name).description(under[name]?.[lang] ?? "");
      if (!known) command.addCommand(next);
      command = next;
    }
    fill(command, declaration, lang, act);
  }
}

function fill(command: Command, declaration: Declaration, lang: Lang, act: Act): void {
  const { text, more, examples, acts, asks } = declaration;
  command.summary(text[lang]).description(more ? `${text[lang]}\n\n${flowing(more[lang])}` : text[lang]);
  for (const { form, text: said, needed, count } of Object.values(declaration.arguments)) {
    const name = count === "many" ? `${form}...` : form;
    command.argument(needed ? `<${name}>` : `[${name}]`, said[lang]);
  }
  const options = Object.entries(declaration.options).map(([name, parameter]) => {
    const option = new Option(variadic(parameter), parameter.text[lang]).makeOptionMandatory(parameter.needed);
    command.addOption(option);
    return [name, option.attributeName(), parameter] as const;
  });
  addCommon(command, lang, { acts, asks });
  if (examples.length > 0) command.addHelpText("after", `\n${examplesOf(examples, lang)}`);

  command.allowExcessArguments(false).action(async (...given: unknown[]) => {
    const typed = command.optsWithGlobals<Common & Record<string, unknown>>();
    const input: Record<string, unknown> = {};
    for (const [i, [name, parameter]] of Object.entries(declaration.arguments).entries()) {
      input[name] = read(parameter, given[i], lang);
    }
    for (const [name, attribute, parameter] of options) input[name] = read(parameter, typed[attribute], lang);
    await act(nameOf(command), declaration, typed, input);
  });
}

/** The words that call a command, after `tongdui`. */
function nameOf(command: Command): string {
  const above = command.parent;
  return above?.parent ? `${nameOf(above)} ${command.name()}` : command.name();
}

/** A declaration's lines end where the program's do; those of a help page end where the terminal does, but for those of a list. */
function flowing(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n| |\d\. )/g, " ");
}

/** An option that can be given several times takes one value each time. */
function variadic({ form, count }: Parameter<unknown>): string {
  return count === "many" ? form.replace(/>$/, "...>") : form;
}

function read(parameter: Parameter<unknown>, typed: unknown, lang: Lang): unknown {
  if (parameter.count === "flag") return typed === true;
  if (parameter.count === "many") return ((typed ?? []) as string[]).map((one) => readOne(parameter, one, lang));
  return typed === undefined ? parameter.fallback : readOne(parameter, typed as string, lang);
}

function readOne({ form, read: reader }: Parameter<unknown>, typed: string, lang: Lang): unknown {
  try {
    return reader(typed);
  } catch (error) {
    const name = form.replace(/ ?<.*$/, "");
    if (error instanceof ChoiceWrong) {
      const words = error.words.join(lang === "zh" ? "、" : ", ");
      throw wrongCall({
        en: `${name}: "${typed}" is none of ${words}.`,
        zh: `${name}：“${typed}”不在可选值之内，可选 ${words}。`,
      });
    }
    if (!(error instanceof TongduiError)) throw error;
    const { sentence, hint } = error;
    throw wrongCall({ en: `${name}: ${sentence.en}`, zh: `${name}：${sentence.zh}` }, hint);
  }
}

function wrongCall(sentence: Text, hint: Text = SEE_HELP): TongduiError {
  return new TongduiError("UsageWrong", sentence, { hint });
}

function addCommon(
  command: Command,
  lang: Lang,
  { acts, asks }: Pick<Declaration, "acts" | "asks"> = { acts: false, asks: false },
): void {
  for (const [form, text] of Object.entries({ ...ACTING, ...COMMON })) {
    const option = new Option(form, text[lang]);
    // Every command takes them, so that a script can give them to all; where nothing is sent they need no mention.
    if (form in ACTING && !(form === "--yes" ? asks : acts)) option.hideHelp();
    if (form.startsWith("--lang")) option.choices(["en", "zh"]);
    if (command.options.every(({ long }) => long !== option.long)) command.addOption(option);
  }
}

/** For all commands below as well. */
function configure(command: Command, lang: Lang, write: (text: string) => void): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => heading(title, lang),
      commandUsage: (shown) => callForm(PLAIN.commandUsage(shown), lang),
      subcommandTerm: (shown) => callForm(PLAIN.subcommandTerm(shown), lang),
      // The texts themselves say what can be chosen and what holds otherwise.
      optionDescription: ({ description }) => description,
      sortOptions: false,
    })
    .helpOption("-h, --help", { en: "print this help", zh: "显示帮助" }[lang])
    .helpCommand(false);
  for (const below of command.commands) configure(below, lang, write);
}

function examplesOf(examples: Declaration["examples"], lang: Lang): string {
  const lines = examples.map(({ line, text }) => `  ${text[lang]}\n    $ npx ${line}`);
  return [{ en: "Examples:", zh: "示例：" }[lang], ...lines].join("\n");
}

/** Commander's own help page. */
const PLAIN = new Help();

const COMMAND_MISSING: Text = { en: "No command is named.", zh: "未指定命令。" };
const SEE_HELP: Text = { en: "Add --help to see how it is called.", zh: "加上 --help 可查看用法。" };

const COMMON: Readonly<Record<string, Text>> = {
  "--profile <file>": {
    en: "the profile to use (default: tongdui.json, or what TONGDUI_PROFILE names)",
    zh: "使用的配置文件（默认 tongdui.json，或环境变量 TONGDUI_PROFILE 指定的文件）",
  },
  "--lang <language>": { en: "language: en or zh (default: the environment's)", zh: "语言：en 或 zh（默认取自环境）" },
  "--log <file>": {
    en: "add a line of JSON to this file for each thing that happens, without names",
    zh: "将过程以 JSON 逐行追加到此文件，不含名称",
  },
  "--metrics <file>": {
    en: "keep figures of this run in this file, for Prometheus (name it *.prom)",
    zh: "将本次运行的指标写入此文件，供 Prometheus 采集（文件名用 *.prom）",
  },
  "--json": { en: "answer in JSON, for programs", zh: "以 JSON 格式输出，供程序读取" },
};

const ACTING: Readonly<Record<string, Text>> = {
  "--dry-run": { en: "show what would be done, and do nothing", zh: "只显示将要办理的事项，不实际办理" },
  "--yes": { en: "do not ask before sending or signing", zh: "发送、签署前不再询问" },
};

const ABOUT: Text = {
  en: "Tongdui: innovation vouchers that are honoured in every district of the consortium.",
  zh: "通兑：联盟各区通用的双创券账本。",
};

const AFTER: Text = {
  en: `
Every command explains itself, with examples: npx tongdui voucher plan --help
To begin: npx tongdui init, then npx tongdui doctor, then npx tongdui whoami.

Exit codes: 0 done · 1 something to mend, said in one sentence · 2 wrongly called · 3 done, but some items were set
aside · 4 no node or no office answers, or the chain stands still: run it again · 5 a check found a difference · 70 a
fault of the program · 130 stopped by you`,
  zh: `
每个命令都附有说明和示例：npx tongdui voucher plan --help
首次使用：依次运行 npx tongdui init、npx tongdui doctor、npx tongdui whoami。

退出码：0 已办理 · 1 有需要处理的问题，附一句说明 · 2 用法有误 · 3 已办理，但部分条目被搁置 ·
4 节点或办公系统无应答、或链停止出块，请重新运行 · 5 核对发现差异 · 70 程序故障 · 130 由您中止`,
};
