import type { Interface } from "ethers";
import { keyOf, sentenceOf, type Sentences } from "../../../client/errors/catalogue.ts";
import { isNumber } from "../../../client/errors/values.ts";

/** Where the sentences do not fit the contracts' custom errors, one line each; empty when all is well. */
export function sentenceGaps(sentences: Sentences, interfaces: readonly Interface[]): string[] {
  const gaps = new Set<string>();
  const thrown = new Set<string>();

  for (const contract of interfaces) {
    contract.forEachError(({ name, inputs }) => {
      const names = inputs.map((input) => input.name);
      thrown.add(name).add(keyOf(name, names));
      const sentence = sentenceOf(sentences, name, names);
      if (!sentence) return void gaps.add(`${name} has no sentence`);

      const taken = names.join(", ");
      const said = Object.keys(sentence.args).join(", ");
      if (taken !== said) return void gaps.add(`${name} takes (${taken}), its sentence (${said})`);

      for (const input of inputs) {
        const kind = sentence.args[input.name];
        if (kind && kind !== "unsaid" && isNumber(kind) !== input.type.startsWith("uint")) {
          gaps.add(`${name}: ${input.name} is ${input.type}, its kind ${kind}`);
        }
      }
    });
  }
  for (const name of Object.keys(sentences)) {
    if (!thrown.has(name)) gaps.add(`${name} is no error of a contract`);
  }
  return [...gaps];
}
