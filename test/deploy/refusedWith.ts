import { expect } from "chai";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** Demands that something is refused with an error of ours, and gives it back. */
export async function refusedWith(doing: Promise<unknown>, code: string): Promise<TongduiError> {
  const outcome: unknown = await doing.then(
    () => "no refusal",
    (error: unknown) => error,
  );
  expect(outcome).to.be.instanceOf(TongduiError);
  expect((outcome as TongduiError).code).to.equal(code);
  return outcome as TongduiError;
}
