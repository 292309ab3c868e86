import type { Mutant, Site } from "./mutants.ts";

/** A mutant is on while its own address holds something. Reading a balance is the cheapest question to the chain. */
const FIRST_ADDRESS = 0x6d_0000;
export const addressOf = (id: number): string => `0x${(FIRST_ADDRESS + id).toString(16).padStart(40, "0")}`;

/** The mutant whose address this is, if it is one. */
export function mutantOf(address: string): number | undefined {
  const id = BigInt(address) - BigInt(FIRST_ADDRESS);
  return id > 0n && id < 0x1_0000n ? Number(id) : undefined;
}

interface Group {
  readonly site: Site;
  readonly mutants: Mutant[];
}

function groupsOf(mutants: readonly Mutant[]): Group[] {
  const groups = new Map<string, Group>();
  for (const mutant of mutants) {
    const { how, start, end, cast } = mutant.site;
    const name = [how, start, end, cast].join();
    const group = groups.get(name) ?? { site: mutant.site, mutants: [] };
    group.mutants.push(mutant);
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => a.site.start - b.site.start || b.site.end - a.site.end);
}

const isOn = (address: string): string => `address(uint160(${BigInt(address)})).balance != 0`;
const on = ({ id }: Mutant): string => isOn(addressOf(id));
const marked = ({ id }: Mutant, code: string): string => `/*<${id}*/${code}/*${id}>*/`;

function switched({ site, mutants }: Group, original: string): string {
  const { how, cast } = site;
  if (how === "modifier") return `${original}Unless(${BigInt(addressOf(mutants[0]!.id))})`;
  if (how === "expression") {
    const choices = mutants.map((mutant) => `${on(mutant)} ? ${cast}(${marked(mutant, mutant.replacement)}) : `);
    return `(${choices.join("")}${cast}(${original}))`;
  }
  const choices = mutants.map((mutant) => `if (${on(mutant)}) { ${marked(mutant, mutant.replacement)} } else `);
  return `{ ${choices.join("")}{ ${original} } }`;
}

function render(source: string, start: number, end: number, groups: readonly Group[]): string {
  let out = "";
  let at = start;
  for (let i = 0; i < groups.length;) {
    const group = groups[i]!;
    const { site } = group;
    let after = i + 1;
    while (after < groups.length && groups[after]!.site.start < site.end) after += 1;
    out += source.slice(at, site.start);
    out += switched(group, render(source, site.start, site.end, groups.slice(i + 1, after)));
    at = site.end;
    i = after;
  }
  return out + source.slice(at, end);
}

// A modifier whose last word is the function's body gets a twin that a mutant switches off.
function withTwins(source: string): string {
  return source.replaceAll(
    /modifier (\w+)\(\) \{([\s\S]*?)_;(\s*)\}/g,
    (whole, name: string, before: string) =>
      `${whole}\n\n    modifier ${name}Unless(uint160 mutant) {\n        if (address(mutant).balance == 0) {${before}}\n        _;\n    }`,
  );
}

// Asking for a balance is a view, so that no function can stay pure.
export const impure = (source: string): string =>
  source
    .replaceAll(/\b((?:external|public|internal|private)\s(?:virtual\s)?)pure\b/g, "$1view")
    .replaceAll(/(^function [^{;]*\) )pure\b/gm, "$1view");

/** A source in which each of its mutants can be switched on. */
export const mutatedSource = (source: string, mutants: readonly Mutant[]): string =>
  impure(withTwins(render(source, 0, source.length, groupsOf(mutants))));

/** The mutant in whose text a byte of a mutated source lies. */
export function mutantAt(mutated: string, at: number): number | undefined {
  const open: number[] = [];
  for (const [whole, begins, ends] of mutated.slice(0, at).matchAll(/\/\*<(\d+)\*\/|\/\*(\d+)>\*\//g)) {
    if (begins !== undefined) open.push(Number(begins));
    else if (ends !== undefined && open.at(-1) === Number(ends)) open.pop();
    else throw new Error(`${whole} ends what did not begin`);
  }
  return open.at(-1);
}
