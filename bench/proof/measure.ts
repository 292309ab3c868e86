/** Measures checking beside its peer, turn about, so that both share whatever else the machine does. */
import { verifyProof } from "../../verifier/index.ts";
import { bundleSize } from "./bundle.ts";
import type { Figures } from "./figures.ts";
import type { Life } from "./life.ts";
import { recoverAll, sealsOf } from "./recovery.ts";

const KIBIBYTE = 1_024;

/** @param runs of each; as many before them are not counted. @throws Error where the proof is not valid. */
export async function measure({ proof, root }: Life, runs: number): Promise<Figures> {
  const seals = sealsOf(proof);
  const verify = async (): Promise<void> => {
    const verdict = await verifyProof(proof.bytes, root);
    if (!verdict.valid) throw verdict.refusal;
  };
  const times = { verify: [] as number[], recover: [] as number[] };
  for (let run = -runs; run < runs; run += 1) {
    const [verified, recovered] = [await timeOf(verify), await timeOf(() => recoverAll(seals))];
    if (run < 0) continue;
    times.verify.push(verified);
    times.recover.push(recovered);
  }
  const [verifyMs, recoveryMs] = [median(times.verify), median(times.recover)];
  return {
    proofGzipKiB: proof.bytes.length / KIBIBYTE,
    verifyMs,
    recoveryMs,
    verifyToRecovery: verifyMs / recoveryMs,
    bundleGzipKiB: (await bundleSize()) / KIBIBYTE,
  };
}

async function timeOf(act: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
