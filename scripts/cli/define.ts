/**
 * How a command is declared: its words, what it takes, examples, and where its work is. Declarations are data, so that the help is
 * read without loading anything that works.
 */
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "./answer.ts";
import type { Context } from "./context.ts";

/** How an option or an argument is taken. */
export interface Parameter<T> {
  /** `--program <id>` for an option, `FILE` for an argument. */
  readonly form: string;
  readonly text: Text;
  readonly count: "flag" | "one" | "many";
  readonly needed: boolean;
  /** From what was typed; its TongduiError is said with the option's name before it. */
  readonly read: (typed: string) => unknown;
  /** What holds when it is not given; typed only, never there at run time. */
  readonly fallback?: T;
}

type Read<T> = (typed: string) => T;
const asTyped = (typed: string): string => typed;

/** An option or argument that must be given. */
export function needed(form: string, text: Text): Parameter<string>;
export function needed<T>(form: string, text: Text, read: Read<T>): Parameter<T>;
export function needed(form: string, text: Text, read: Read<unknown> = asTyped): Parameter<unknown> {
  return { form, text, count: "one", needed: true, read };
}

/** An option or argument that may be left out. */
export function optional(form: string, text: Text): Parameter<string | undefined>;
export function optional<T>(form: string, text: Text, read: Read<T>): Parameter<T | undefined>;
export function optional(form: string, text: Text, read: Read<unknown> = asTyped): Parameter<unknown> {
  return { form, text, count: "one", needed: false, read };
}

/** An option that says what holds without it. The text has to name the default. */
export function defaulting<T>(form: string, text: Text, fallback: T, read: Read<T>): Parameter<T> {
  return { form, text, count: "one", needed: false, read, fallback };
}

/** An option or argument that can be given several times; none is an empty list unless it is needed. */
export function several(form: string, text: Text): Parameter<string[]>;
export function several<T>(form: string, text: Text, read: Read<T>, must?: "needed" | "optional"): Parameter<T[]>;
export function several(
  form: string,
  text: Text,
  read: Read<unknown> = asTyped,
  must: "needed" | "optional" = "optional",
): Parameter<unknown[]> {
  return { form, text, count: "many", needed: must === "needed", read };
}

/** An option without a value. */
export function flag(form: string, text: Text): Parameter<boolean> {
  return { form, text, count: "flag", needed: false, read: asTyped };
}

/** One of some words. */
export function word<const Word extends string>(...words: readonly Word[]): Read<Word> {
  return (typed) => {
    const found = words.find((candidate) => candidate === typed);
    if (found !== undefined) return found;
    throw new ChoiceWrong(words, typed);
  };
}

/** Carries the words that would have been right; said by whoever knows the option's name. */
export class ChoiceWrong extends Error {
  readonly words: readonly string[];

  constructor(words: readonly string[], typed: string) {
    super(`${typed} is none of ${words.join(", ")}`);
    this.words = words;
  }
}

type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What the work is given, by the names of the declaration. */
export type InputOf<T extends Parameters> = {
  readonly [Name in keyof T]: T[Name] extends Parameter<infer Value> ? Value : never;
};

/** A line to type, and what it does. */
export interface Example {
  /** Beginning with `tongdui`; it is shown with `npx` before it, as it is typed in the project's folder. */
  readonly line: string;
  readonly text: Text;
}

export interface Declaration {
  /** Below its group: `plan` in the group `voucher`; empty for what the group's own word does. */
  readonly words: string;
  readonly text: Text;
  /** Read in the command's own help. */
  readonly more?: Text;
  readonly arguments: Parameters;
  readonly options: Parameters;
  readonly examples: readonly Example[];
  /** Whether it sends or changes anything: then its help tells of `--dry-run`. */
  readonly acts: boolean;
  /** Whether it asks before it does: then its help tells of `--yes`. */
  readonly asks: boolean;
  readonly work: () => Promise<(input: never, context: Context) => Promise<Answer>>;
}

type Given<A extends Parameters, O extends Parameters> = {
  readonly words: string;
  readonly text: Text;
  readonly more?: Text;
  readonly arguments?: A;
  readonly options?: O;
  readonly examples: readonly Example[];
  readonly acts?: boolean;
  /** As `acts`, unless it says otherwise. */
  readonly asks?: boolean;
  /** Loads the work and gives it. */
  readonly work: () => Promise<(input: InputOf<A & O>, context: Context) => Promise<Answer>>;
};

/** Takes nothing. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an empty object is just what is meant
type Nothing = {};

/** Declares a command; the compiler holds its work against what it takes. */
export function defineCommand<const A extends Parameters = Nothing, const O extends Parameters = Nothing>(
  given: Given<A, O>,
): Declaration {
  const acts = given.acts ?? false;
  return { ...given, arguments: given.arguments ?? {}, options: given.options ?? {}, acts, asks: given.asks ?? acts };
}

/** The first word after `tongdui`, and the commands behind it. */
export interface Group {
  readonly name: string;
  readonly text: Text;
  /** What its commands of two words have in common, by the first: `signer` of `safe signer add`. */
  readonly under?: Readonly<Record<string, Text>>;
  readonly load: () => Promise<readonly Declaration[]>;
}
