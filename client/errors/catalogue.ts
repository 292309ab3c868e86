/**
 * The form of the error catalogue: for each custom error its arguments with their kinds, and a sentence in each language with
 * the arguments' names in braces. The compiler compares the two: a placeholder that names no argument, and an argument that a
 * sentence leaves out, do not compile. What is meant to be left out has the kind `unsaid`.
 */
import type { Lang, Text } from "../text/text.ts";
import { sayValue, type Kind } from "./values.ts";

/** The arguments of an error, by their Solidity names. */
export type Arguments = Readonly<Record<string, Kind>>;

export type Sentence = Text & { readonly args: Arguments };

/**
 * Sentences by the names of the custom errors. Where two contracts give one name to different arguments, by the name with the
 * arguments' names: `OtherDistrict(enterprise,into)`.
 */
export type Sentences = Readonly<Record<string, Sentence>>;

/** The names in braces in a template. */
type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The names of the arguments that a sentence has to say. */
type Said<Args extends Arguments> = {
  [Name in keyof Args & string]: Args[Name] extends "unsaid" ? never : Name;
}[keyof Args & string];

/** No string is one, so the compiler prints what it says. */
type Complaint<Message extends string> = { readonly complaint: Message };

/** The template itself if it fits the arguments, else a complaint. */
type Fitting<Args extends Arguments, Template extends string> =
  Exclude<Placeholders<Template>, Said<Args>> extends infer Unknown extends string
    ? [Unknown] extends [never]
      ? Exclude<Said<Args>, Placeholders<Template>> extends infer Missing extends string
        ? [Missing] extends [never]
          ? Template
          : Complaint<`{${Missing}} is not said`>
        : never
      : Complaint<`{${Unknown}} is not an argument`>
    : never;

type Checked<T extends Sentences> = {
  readonly [Name in keyof T]: {
    readonly args: T[Name]["args"];
    readonly en: Fitting<T[Name]["args"], T[Name]["en"]>;
    readonly zh: Fitting<T[Name]["args"], T[Name]["zh"]>;
  };
};

/** Gives the sentences back, once the compiler has checked every template against its arguments. */
export function defineSentences<const T extends Sentences>(sentences: T & Checked<T>): T {
  return sentences;
}

/** The sentence for an error with these arguments' names. */
export function sentenceOf(sentences: Sentences, name: string, args: readonly string[]): Sentence | undefined {
  return sentences[keyOf(name, args)] ?? sentences[name];
}

/** The key of an error that shares its name with another. */
export function keyOf(name: string, args: readonly string[]): string {
  return `${name}(${args.join(",")})`;
}

/** A sentence with its values filled in. A value may be a Text: it is said as it is. */
export function fillIn(sentence: Sentence, values: Readonly<Record<string, unknown>>, lang: Lang): string {
  return sentence[lang].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const [kind, value] = [sentence.args[name], values[name]];
    if (isText(value)) return value[lang];
    return kind === undefined ? placeholder : sayValue(kind, value, lang);
  });
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "en" in value && "zh" in value;
}
