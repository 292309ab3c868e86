import { expect } from "chai";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** Demands that an act is refused with an error of ours, and gives it back. */
export function refusal(act: () => unknown, code: string): TongduiError {
  let result: unknown;
  try {
    result = act();
  } catch (error) {
    expect(error).to.be.instanceOf(TongduiError);
    expect((error as TongduiError).code).to.equal(code);
    return error as TongduiError;
  }
  return expect.fail(`expected ${code}, got ${String(result)}`);
}
