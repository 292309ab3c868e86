import { expect } from "chai";
import { Refusal } from "../../../verifier/refusal.ts";

/** That this refuses whatever it is given, within so many seconds and so many mebibytes more than before. */
export async function refusedWithin(
  seconds: number,
  mebibytes: number,
  work: () => Promise<unknown>,
): Promise<Refusal> {
  const memory = () => (process.memoryUsage.rss() - before) / (1 << 20);
  const before = process.memoryUsage.rss();
  const start = performance.now();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, memory())), 5);
  let error: unknown;
  try {
    await work();
  } catch (caught) {
    error = caught;
  } finally {
    clearInterval(watch);
  }
  expect(error).to.be.instanceOf(Refusal);
  expect((performance.now() - start) / 1_000, "seconds").to.be.lessThan(seconds);
  expect(Math.max(peak, memory()), "MiB").to.be.lessThan(mebibytes);
  return error as Refusal;
}
