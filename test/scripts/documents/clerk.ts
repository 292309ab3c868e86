/**
 * A clerk at work in a process of its own: does what stands in its arguments with the store in the first of them, and prints
 * one commitment a line. `commit N` commits to documents 1 to N; `churn N` commits to one document and erases it, N times.
 */
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { matterOf } from "./matters.ts";

async function main(): Promise<void> {
  const [folder = "", what, count = "0"] = process.argv.slice(2);
  const store = await DocumentStore.open(folder);
  for (let i = 1; i <= Number(count); i += 1) {
    const commitment = await store.commitFor(matterOf(what === "churn" ? 0 : i));
    process.stdout.write(`${commitment}\n`);
    if (what === "churn") await store.erase(commitment);
  }
}

// The tests' runner reads all files of this folder; its own arguments are none of ours.
if (import.meta.main) await main();
