/** Proofs of what is now: a provider's certificate, a program's terms and budget, a payment. */
import { formatProvider } from "../ids.ts";
import { paymentSlots, programSlots, providerSlots } from "../slots.ts";
import { unknown } from "./faults.ts";
import type { Subject } from "./proofFile.ts";
import { Making, type Proof, type ProvedPart, type Source } from "./source.ts";

/** @throws TongduiError `ProviderUnknown`, `StateNotKept`, `NodeContradictsItself`. */
export async function proveProvider(source: Source, provider: bigint): Promise<Proof> {
  const subject = { kind: "provider", id: formatProvider(provider) } as const;
  return prove(source, subject, "providers", providerSlots(provider), () => unknown("ProviderUnknown", { provider }));
}

/** @throws TongduiError `ProgramUnknown`, `StateNotKept`, `NodeContradictsItself`. */
export async function proveProgram(source: Source, program: bigint): Promise<Proof> {
  const subject = { kind: "program", id: program.toString() } as const;
  return prove(source, subject, "programs", programSlots(program), () => unknown("ProgramUnknown", { program }));
}

/** @throws TongduiError `PaymentUnknown`, `StateNotKept`, `NodeContradictsItself`. */
export async function provePayment(source: Source, payment: bigint): Promise<Proof> {
  const subject = { kind: "payment", id: payment.toString() } as const;
  return prove(source, subject, "payments", paymentSlots(payment), () => unknown("PaymentUnknown", { payment }));
}

async function prove(
  source: Source,
  subject: Subject,
  part: ProvedPart,
  slots: readonly string[],
  missing: () => Error,
): Promise<Proof> {
  const making = await Making.begin(source);
  const [first] = await making.words(part, slots);
  if (first === 0n) throw missing();
  return making.end(subject, { headers: [], codeInEveryBlock: true, events: [] });
}
