import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { analyse, bytes, errorsOf, treeOf, type CompilerError, type Sources } from "./ast.ts";
import { copyProject } from "../support/projectCopy.ts";
import { mutantsOf, type Mutant } from "./mutants.ts";
import { mutantAt, mutatedSource } from "./schemata.ts";
import { fitSolidityTests, hardhat } from "./solidity.ts";

/** A mutant that does not compile, and what the compiler says. */
export interface Stillborn {
  readonly mutant: Mutant;
  readonly reason: string;
}

export interface Mutated {
  readonly mutated: Sources;
  readonly mutants: readonly Mutant[];
  readonly stillborn: readonly Stillborn[];
}

export async function readSources(root: string): Promise<Sources> {
  const names = await readdir(path.join(root, "contracts"), { recursive: true });
  const files = names.filter((name) => name.endsWith(".sol")).map((name) => `contracts/${name.replaceAll("\\", "/")}`);
  const texts = files.sort().map(async (file) => [file, bytes(await readFile(path.join(root, file), "utf8"))] as const);
  return new Map(await Promise.all(texts));
}

const write = (sources: Sources, mutants: readonly Mutant[]): Sources =>
  new Map(
    [...sources].map(([file, source]) => [
      file,
      mutatedSource(
        source,
        mutants.filter((mutant) => mutant.file === file),
      ),
    ]),
  );

/** The mutants whose texts the compiler complains of. @throws Error where it complains of anything else */
function culprits(sources: Sources, errors: readonly CompilerError[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { message, sourceLocation } of errors) {
    const source = sources.get(sourceLocation?.file ?? "");
    const id = source === undefined ? undefined : mutantAt(source, sourceLocation!.start);
    if (id === undefined) throw new Error(`The mutated sources do not compile: ${message}`);
    found.set(id, message);
  }
  return found;
}

/** Puts mutants into sources: those that `select` picks, as far as they compile. */
export function mutate(sources: Sources, packages: string, select: (mutants: readonly Mutant[]) => Mutant[]): Mutated {
  let mutants = select(mutantsOf(sources, treeOf(sources, packages), (file) => !isPicture(file)));
  const stillborn: Stillborn[] = [];
  for (;;) {
    const mutated = write(sources, mutants);
    const errors = errorsOf(analyse(mutated, packages));
    if (errors.length === 0) return { mutated, mutants, stillborn };
    const reasons = culprits(mutated, errors);
    for (const mutant of mutants) {
      const reason = reasons.get(mutant.id);
      if (reason !== undefined) stillborn.push({ mutant, reason });
    }
    mutants = mutants.filter(({ id }) => !reasons.has(id));
  }
}

/** Pictures are left out: they only draw, and their tests compare the drawing as a whole. */
export const isPicture = (file: string): boolean => file.startsWith("contracts/art/");

// The project's own settings, but code may be of any size, warnings about the changed code are no errors, and fuzzing draws the
// same numbers each time: what passes without a mutant and fails with it, the mutant has failed.
const CONFIG = `import project from "./hardhat.project.ts";

const quiet = {
  id: "mutants",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        async invokeSolc(context, compiler, input, config, next) {
          const output = await next(context, compiler, input, config);
          return { ...output, errors: output.errors?.filter(({ severity }) => severity === "error") };
        },
      }),
    }),
  },
};
const wide = { allowUnlimitedContractSize: true, blockGasLimit: 200_000_000 };
const networks = Object.entries(project.networks).map(([name, network]) => [name, { ...network, ...wide }]);

export default {
  ...project,
  test: { ...project.test, solidity: { ...project.test.solidity, fuzz: { seed: "0x6d" } } },
  plugins: [quiet, ...project.plugins],
  networks: Object.fromEntries(networks),
};
`;

/** A copy of the project at `root` in `folder` that has the mutated sources instead of its own. */
export async function makeProject(root: string, folder: string, sources: Sources): Promise<void> {
  await copyProject(root, folder);
  await cp(path.join(root, "hardhat.config.ts"), path.join(folder, "hardhat.project.ts"));
  await writeFile(path.join(folder, "hardhat.config.ts"), CONFIG);
  for (const [file, source] of sources) await writeFile(path.join(folder, file), source, "latin1");
  await fitSolidityTests(folder);
}

/** Builds the copy. @throws Error with the compiler's words where it does not compile */
export const build = async (folder: string): Promise<void> => hardhat(folder, ["build"]);
