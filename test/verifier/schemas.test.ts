import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import fc from "fast-check";
import { utf8 } from "../../verifier/bytes.ts";
import { readProofFile } from "../../verifier/proofFile.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { readTrustRoot } from "../../verifier/trustRoot.ts";
import { hashed } from "./support/files.ts";
import { vectorFile, vectors } from "./support/vectors.ts";

const ajv = new Ajv2020({ strict: true });
const schema = async (name: string) => {
  const text = await readFile(new URL(`../../docs/${name}.schema.json`, import.meta.url), "utf8");
  return ajv.compile(JSON.parse(text) as object);
};
const isProof = await schema("proof");
const isTrustRoot = await schema("trust-root");

const index = await vectors();
const good = [...new Set(index.flatMap((one) => ("subject" in one ? [one.file] : [])))];
const roots = [...new Set(index.map(({ root }) => root))];

async function jsonOf(file: string): Promise<object> {
  const bytes = await vectorFile(file);
  const text = Buffer.from(file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  return JSON.parse(text) as object;
}

/** What nobody expects at a place of a file. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    1,
    -1,
    0.5,
    2 ** 53,
    1e300,
    "",
    "0x",
    "0xA0",
    "0xabc",
    [],
    {},
    [[]],
    [1, 2, 3],
  ),
  fc.constantFrom("1-000001", "1-1", "P1-1", "0", "70000-000001", "1-0000001", "4294967296", "tongdui proof"),
  fc.jsonValue(),
);

/** The members of a JSON value, at every depth, each as the way to it. */
function placesIn(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...way]];
  return [[...way], ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...way, name]))];
}

type Change = { readonly at: number; readonly kind: "set" | "remove" | "add"; readonly by: unknown };

/** A copy with one place set to something else, taken out, or with one member more. */
function changed(json: object, { at, kind, by }: Change): object {
  const copy = structuredClone(json);
  const places = placesIn(copy).slice(1);
  const way = places[at % places.length]!;
  const name = way.at(-1)!;
  let parent = copy as Record<string, unknown>;
  for (const step of way.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  if (kind === "set") parent[name] = by;
  else if (kind === "add") Object.assign(parent, Array.isArray(parent) ? { [parent.length]: by } : { note: by });
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
  return copy;
}

const change = fc.record<Change>({
  at: fc.nat(),
  kind: fc.constantFrom("set", "set", "remove", "add"),
  by: oddity,
});

/** The code with which it is refused, if it is. */
async function refusalOf(read: () => unknown): Promise<string | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe("The schemas in docs/", () => {
  it("take every good vector and every root", async () => {
    for (const file of good)
      expect(isProof(await jsonOf(file)), `${file}: ${ajv.errorsText(isProof.errors)}`).to.equal(true);
    for (const file of roots)
      expect(isTrustRoot(await jsonOf(file)), `${file}: ${ajv.errorsText(isTrustRoot.errors)}`).to.equal(true);
  });

  it("agree with the verifier on proofs: what they do not take, it refuses for its form", async () => {
    const proofs = await Promise.all(["good/voucher-in-hand.proof.json.gz", "good/program.proof.json"].map(jsonOf));
    const seen = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...proofs), change, async (proof, how) => {
        const members = Object.entries(changed(proof, how)).filter(([name]) => name !== "hash");
        const text = hashed(Object.fromEntries(members));
        const code = await refusalOf(() => readProofFile(utf8(text)));
        const isOfForm = isProof(JSON.parse(text));
        if (!isOfForm)
          expect(code, text.slice(-200)).to.be.oneOf(["NotAProof", "ProofVersionUnknown", "ProofMisshapen"]);
        seen[isOfForm ? "taken" : "refused"] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.taken, seen.refused)).to.be.greaterThan(50);
  });

  it("agree with the verifier on trust roots: what they do not take, it refuses for its form", async () => {
    const all = await Promise.all(roots.map(jsonOf));
    const seen = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), change, async (root, how) => {
        const text = `${JSON.stringify(changed(root, how), null, 2)}\n`;
        const code = await refusalOf(() => readTrustRoot(text));
        const isOfForm = isTrustRoot(JSON.parse(text));
        if (!isOfForm) expect(code, text.slice(-200)).to.be.oneOf(["NotATrustRoot", "TrustRootMisshapen"]);
        seen[isOfForm ? "taken" : "refused"] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.taken, seen.refused)).to.be.greaterThan(50);
  });
});
