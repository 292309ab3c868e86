import { expect } from "chai";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { parseProgram } from "../../../client/ids.ts";
import type { Answer } from "../../../scripts/cli/answer.ts";
import type { Context } from "../../../scripts/cli/context.ts";
import {
  defaulting,
  defineCommand,
  flag,
  needed,
  optional,
  several,
  word,
  type Group,
} from "../../../scripts/cli/define.ts";
import { EXIT } from "../../../scripts/cli/exit.ts";
import { run } from "../../../scripts/cli/program.ts";
import { groups as ours } from "../../../scripts/commands/groups.ts";

const text = (en: string) => ({ en, zh: `${en}（中）` });

describe("The command's frame", () => {
  let seen: { input: unknown; context: Context } | undefined;
  let outcome: () => Answer | Promise<Answer>;
  beforeEach(() => {
    seen = undefined;
    outcome = () => ({ data: { total: 100n }, parts: [text("Done."), { head: [text("No.")], rows: [["1"]] }] });
  });

  const work = async () =>
    Promise.resolve(async (input: unknown, context: Context) => {
      seen = { input, context };
      return Promise.resolve(outcome());
    });
  const groups: readonly Group[] = [
    {
      name: "voucher",
      text: text("vouchers"),
      load: async () =>
        Promise.resolve([
          defineCommand({
            words: "plan",
            text: text("plan a list"),
            more: text("At length."),
            arguments: { file: needed("FILE", text("the list")), others: several("MORE", text("more lists")) },
            options: {
              program: needed("--program <id>", text("the program"), parseProgram),
              format: defaulting("--format <name>", text("the form (default: csv)"), "csv", word("csv", "xlsx")),
              tail: optional("--tail <word>", text("the tail")),
              only: several("--only <id>", text("only these"), parseProgram),
              again: flag("--again", text("once more")),
            },
            examples: [{ line: "tongdui voucher plan list.csv --program 3", text: text("An example") }],
            acts: true,
            work,
          }),
          defineCommand({
            words: "key create",
            text: text("two words deep"),
            examples: [],
            work,
          }),
        ]),
    },
  ];

  async function call(line: string, environment: Record<string, string> = {}, known = groups) {
    const out: string[] = [];
    const err: string[] = [];
    const exit = await run(line === "" ? [] : line.split(" "), {
      groups: known,
      io: () => ({
        write: (said) => void out.push(said),
        note: () => undefined,
        askSecret: async () => Promise.reject(new Error("nobody")),
        confirm: async () => Promise.reject(new Error("nobody")),
        progress: () => ({ add: () => undefined, end: () => undefined }),
      }),
      complain: (said) => void err.push(said),
      environment,
      now: () => 0,
      signal: new AbortController().signal,
      version: "1.2.3",
    });
    return { exit, out: out.join("\n"), err: err.join("\n") };
  }

  it("gives the work what was typed, read", async () => {
    const { exit, out, err } = await call("voucher plan a.csv b.csv --program 3 --only 4 --only 5 --again --dry-run");
    expect({ exit, out, err }).to.deep.equal({ exit: 0, out: "Done.\n  No.\n  ───\n  1", err: "" });
    expect(seen?.input).to.deep.equal({
      file: "a.csv",
      others: ["b.csv"],
      program: 3n,
      format: "csv",
      tail: undefined,
      only: [4n, 5n],
      again: true,
    });
    const { command, dryRun, yes, profile, lang } = seen!.context;
    expect({ command, dryRun, yes, profile, lang }).to.deep.equal({
      command: "voucher plan",
      dryRun: true,
      yes: false,
      profile: "tongdui.json",
      lang: "en",
    });
  });

  it("takes --dry-run and --yes everywhere, and mentions them where something is sent", async () => {
    expect((await call("voucher key create --dry-run --yes")).exit).to.equal(0);
    expect(seen?.context).to.include({ dryRun: true, yes: true });
    expect((await call("voucher key create --help")).out).not.to.contain("--dry-run");
    expect((await call("voucher plan --help")).out).to.contain("--dry-run");
  });

  it("mentions --yes only where something is asked before it is sent or signed", async () => {
    for (const [line, asks] of [
      ["prove --help", false],
      ["prove program --help", false],
      ["trust-root make --help", false],
      ["trust-root next --help", false],
      ["trust-root sign --help", true],
      ["voucher plan --help", true],
    ] as const) {
      const { out } = await call(line, {}, line.startsWith("voucher") ? groups : ours);
      expect(out.includes("--yes"), line).to.equal(asks);
      expect(out, line).to.contain("--dry-run");
    }
  });

  it("takes common options before and behind the command's words", async () => {
    await call("--profile here.json voucher plan a.csv --program 3 --yes --lang zh");
    expect(seen?.context).to.include({ profile: "here.json", yes: true, lang: "zh" });
    await call("voucher key create", { TONGDUI_PROFILE: "there.json", LANG: "zh_CN.UTF-8", LC_ALL: "" });
    expect(seen?.context).to.include({ command: "voucher key create", profile: "there.json", lang: "zh" });
  });

  it("answers programs in one line of JSON", async () => {
    const { out } = await call("voucher key create --json");
    expect(JSON.parse(out)).to.deep.equal({ ok: true, exit: 0, data: { total: "100" } });
    outcome = () => ({ data: null, parts: [], exit: EXIT.partly });
    const partly = await call("voucher key create --json");
    expect([partly.exit, JSON.parse(partly.out)]).to.deep.equal([3, { ok: false, exit: 3, data: null }]);
  });

  const wrong: [line: string, en: RegExp, zh: RegExp][] = [
    [
      "vocher plan",
      /^✗ Unknown command 'vocher' \(Did you mean voucher\?\)/,
      /没有这个命令：“vocher”。您是否想输入 voucher？/,
    ],
    ["voucher plan --program 3", /^✗ Missing required argument 'FILE'\./, /缺少参数：“FILE”/],
    ["voucher plan a", /^✗ Required option '--program <id>' not specified\./, /缺少必填选项：“--program <id>”/],
    ["voucher plan a --program x", /^✗ --program: "x" is not the id of a program/, /--program：“x”不是有效的项目编号/],
    ["voucher plan a --program 3 --format doc", /^✗ --format: "doc" is none of csv, xlsx\./, /可选 csv、xlsx/],
    ["voucher plan a --program 3 --frogram 3", /^✗ Unknown option '--frogram'/, /没有这个选项/],
    ["voucher key create now", /^✗ Too many arguments/, /参数过多/],
    ["voucher key create --lang fr", /choices are en, zh/i, /取值不在可选范围内：“--lang <language>”、“fr”/],
  ];
  for (const [line, en, zh] of wrong) {
    it(`says what is wrong with "tongdui ${line}"`, async () => {
      const english = await call(line);
      expect([english.exit, english.out, seen]).to.deep.equal([EXIT.usage, "", undefined]);
      expect(english.err).to.match(en);
      const chinese = await call(line, { LANG: "zh_CN" });
      expect(chinese.err).to.match(zh);
      const json = await call(`${line} --json`);
      expect(JSON.parse(json.out)).to.deep.include({ ok: false, exit: EXIT.usage });
    });
  }

  it("says in a sentence what a person can mend, and what to do", async () => {
    outcome = () => {
      throw new TongduiError("FileMissing", text("There is no file."), { hint: text("Name another.") });
    };
    const { exit, out, err } = await call("voucher key create");
    expect([exit, out, err]).to.deep.equal([EXIT.mendable, "", "✗ There is no file. Name another."]);
    const json = await call("voucher key create --json");
    expect(JSON.parse(json.out)).to.deep.equal({
      ok: false,
      exit: EXIT.mendable,
      error: { code: "FileMissing", sentence: "There is no file.", hint: "Name another." },
    });
  });

  it("shows the stack of what nobody foresaw, and ends as a fault of the program", async () => {
    outcome = () => {
      throw new RangeError("out of range");
    };
    const { exit, err } = await call("voucher key create");
    expect(exit).to.equal(EXIT.fault);
    expect(err).to.contain("This is a fault of the program").and.to.contain("program.test.ts");
  });

  it("says what a full or a read-only disk refused, as something that a person can mend", async () => {
    const refusals: [code: string, path: string | undefined, said: string][] = [
      ["ENOSPC", undefined, "✗ A file cannot be written: the disk is full (ENOSPC). Mend that and run"],
      ["EACCES", "/office/journal", "✗ /office/journal: this user of the computer may not do so (EACCES). Mend"],
    ];
    for (const [code, path, said] of refusals) {
      outcome = () => {
        throw Object.assign(new Error(`${code}: write`), { code, path, syscall: "write", errno: -1 });
      };
      const { exit, err } = await call("voucher key create");
      expect([exit, err.startsWith(said)]).to.deep.equal([EXIT.mendable, true]);
    }
  });

  it("ends with a code of its own where no node answers", async () => {
    outcome = () => {
      throw new TongduiError("NodesUnreachable", text("No node answers."));
    };
    expect((await call("voucher key create")).exit).to.equal(EXIT.network);
  });

  it("explains itself in both languages", async () => {
    const english = await call("voucher plan --help");
    expect(english.exit).to.equal(0);
    for (const said of [
      "Usage:",
      "At length.",
      "the list",
      "--dry-run",
      "An example",
      "$ npx tongdui voucher plan list.csv",
    ])
      expect(english.out).to.contain(said);
    const chinese = await call("voucher plan --help --lang zh");
    for (const said of ["用法：", "参数：", "选项：", "示例：", "不实际办理"]) expect(chinese.out).to.contain(said);
    expect(chinese.out).not.to.match(/Usage|Options|Arguments|Examples|\[options\]|choices/);
    expect(chinese.out).to.contain("tongdui voucher plan [选项] <FILE>");
    expect((await call("--help --lang zh")).out).to.contain("[选项] [命令]");
    expect((await call("--version")).out).to.equal("1.2.3");
  });

  it("shows the help and ends as wrongly called when no command is named", async () => {
    for (const line of ["", "voucher"]) {
      const { exit, out } = await call(line);
      expect(exit).to.equal(EXIT.usage);
      expect(out).to.contain("Usage: tongdui");
      const json = await call(`${line} --json`.trim());
      expect(JSON.parse(json.out)).to.deep.include({ ok: false, exit: EXIT.usage });
    }
  });
});

describe("The commands", () => {
  it("each have a text, and an example that is one of its own, in both languages", async () => {
    for (const group of ours) {
      const commands = await group.load();
      expect(commands, group.name).not.to.have.length(0);
      for (const { words, text: said, more, examples, arguments: taken, options } of commands) {
        const name = `tongdui ${[group.name, words].filter((part) => part !== "").join(" ")}`;
        expect(examples, name).not.to.deep.equal([]);
        for (const { line } of examples) expect(line, name).to.match(new RegExp(`^${name}( |$)`));
        const texts = [said, ...(more ? [more] : []), ...examples.map((one) => one.text)];
        texts.push(...Object.values({ ...taken, ...options }).map((parameter) => parameter.text));
        for (const { en, zh } of texts) {
          expect(en, name).to.match(/[a-z]/i);
          expect(zh, name).to.match(/\p{Script=Han}/u);
        }
      }
    }
  });

  it("says of every first word of two what its commands are about", async () => {
    const bare: string[] = [];
    for (const { name, under = {}, load } of ours) {
      const own = (await load()).map(({ words }) => words);
      const firsts = own.filter((words) => words.includes(" ")).map((words) => words.split(" ")[0]!);
      bare.push(
        ...firsts.filter((first) => !(first in under) && !own.includes(first)).map((word) => `${name} ${word}`),
      );
    }
    expect(bare).to.deep.equal([]);
  });
});
