import { expect } from "chai";
import { Refusal, type RefusalCode } from "../../../verifier/refusal.ts";

/** That this refuses with the code, in both languages; the refusal. */
export async function refused(code: RefusalCode, work: () => unknown): Promise<Refusal> {
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).to.equal(code);
    expect(error.en).to.match(/^[A-Z].*\.$/);
    expect(error.zh)
      .to.match(/[一-龥].*。$/u)
      .and.not.match(/ [，。；：、）]/u);
    return error;
  }
  return expect.fail(`not refused with ${code} but answered: ${JSON.stringify(result)}`);
}
