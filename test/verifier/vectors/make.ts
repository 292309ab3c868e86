/**
 * Makes the vectors anew: `npm run vectors`. README.md says what they are. The same contracts give the same files: block times, keys and
 * accounts are fixed.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { utf8 } from "../../../verifier/bytes.ts";
import { verifyProof, type Verdict } from "../../../verifier/index.ts";
import { trustRootText } from "../../../verifier/trustRoot.ts";
import { ethers } from "../../support/world.ts";
import { packed } from "../support/files.ts";
import { readersRoot } from "../support/forging.ts";
import { summaryOf, type Vector } from "../support/vectors.ts";
import { forgedProofs } from "./forged.ts";
import { goodProofs, type RootName } from "./good.ts";

/** Blocks follow each other by a second, however long this program takes. */
function fixTimes(): void {
  const { provider } = ethers;
  const send = provider.send.bind(provider) as (method: string, params?: unknown[]) => Promise<unknown>;
  provider.send = async (method: string, params: unknown[] = []) => {
    if (method === "eth_sendTransaction" || method === "evm_mine") {
      const { timestamp } = (await send("eth_getBlockByNumber", ["latest", false])) as { timestamp: string };
      await send("evm_setNextBlockTimestamp", [Number(timestamp) + 1]);
    }
    return send(method, params);
  };
}

async function make(): Promise<void> {
  fixTimes();
  const good = await goodProofs();
  const files = new Map<string, string | Uint8Array>();
  const index: Vector[] = [];
  for (const [name, root] of Object.entries(good.roots)) files.set(`roots/${name}.json`, trustRootText(root));
  const verdictUnder = (root: RootName, file: string) => {
    const bytes = files.get(file)!;
    return verifyProof(typeof bytes === "string" ? utf8(bytes) : bytes, readersRoot(good.roots[root]));
  };
  for (const [name, { what, roots, text }] of Object.entries(good.proofs)) {
    // One of them as plain text.
    const file = name === "program" ? `good/${name}.proof.json` : `good/${name}.proof.json.gz`;
    files.set(file, name === "program" ? text : packed(text));
    for (const root of roots) {
      const verdict = await verdictUnder(root, file);
      if (!verdict.valid) throw verdict.refusal;
      index.push({ file, root: `roots/${root}.json`, what, ...summaryOf(verdict) });
    }
  }
  for (const { name, what, root, file: content, code } of await forgedProofs(good)) {
    const file = `forged/${name}`;
    files.set(file, content);
    const verdict: Verdict = await verdictUnder(root, file);
    const found = verdict.valid ? "valid" : verdict.refusal.code;
    if (found !== code) console.log(`${file} is ${found} and not ${code}.`);
    index.push({ file, root: `roots/${root}.json`, what, refused: code });
  }

  const here = new URL(".", import.meta.url);
  for (const folder of ["roots", "good", "forged"]) {
    await rm(new URL(folder, here), { recursive: true, force: true });
    await mkdir(new URL(folder, here));
  }
  for (const [file, content] of files) await writeFile(new URL(file, here), content);
  await writeFile(new URL("index.json", here), `[\n${index.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
}

if (import.meta.main) await make();
