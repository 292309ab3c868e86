/** What a command says when it cannot go on, and with which code it ends. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { jsonOf } from "./answer.ts";
import { buildMissing, isOfBuild } from "../../client/errors/buildMissing.ts";
import { diskFailure } from "./diskFailure.ts";
import { EXIT, type ExitCode } from "./exit.ts";

/** Errors by which a run ends otherwise than with {@link EXIT.mendable}. */
const EXITS: Readonly<Record<string, ExitCode>> = {
  UsageWrong: EXIT.usage,
  NobodyToAsk: EXIT.usage,
  NotConfirmed: EXIT.interrupted,
  Interrupted: EXIT.interrupted,
  NodesUnreachable: EXIT.network,
  NodeStandsStill: EXIT.network,
  ChainStalled: EXIT.network,
  SignerUnreachable: EXIT.network,
  SignerSilent: EXIT.network,
  TransactionPending: EXIT.network,
  TransactionNotMined: EXIT.network,
  NETWORK_ERROR: EXIT.network,
  TIMEOUT: EXIT.network,
  SERVER_ERROR: EXIT.network,
  PortalUnreachable: EXIT.network,
  OfficeUnreachable: EXIT.network,
  IndexUnreachable: EXIT.network,
  IndexRunsAhead: EXIT.network,
  NodeBehindIndex: EXIT.network,
  PortalOfOtherLedger: EXIT.difference,
  IndexOfOtherLedger: EXIT.difference,
  OfficeAnswerUnfit: EXIT.difference,
  SignInUnknown: EXIT.difference,
  DeploymentDiffers: EXIT.difference,
  SignerAnswerWrong: EXIT.difference,
  NodesDisagree: EXIT.difference,
  NodeContradictsItself: EXIT.difference,
  HeaderUnreadable: EXIT.difference,
  NotOnLedger: EXIT.difference,
  PapersDiffer: EXIT.difference,
  SuccessionBroken: EXIT.difference,
  TrustRootOther: EXIT.difference,
  ProofRefused: EXIT.difference,
};

export interface Failure {
  readonly exit: ExitCode;
  readonly code: string;
  readonly sentence: Text;
  readonly hint: Text | undefined;
  /** For what nobody foresaw. */
  readonly stack: string | undefined;
}

/** What an error is to the person who started the command. */
export async function failureOf(error: unknown): Promise<Failure> {
  if (error instanceof TongduiError && error.cause === undefined)
    return foreseen(error.code, error.sentence, error.hint);
  // Without the build the explainer below cannot be loaded either.
  const known = isOfBuild(error) ? buildMissing(error) : diskFailure(error);
  if (known) return foreseen(known.code, known.sentence, known.hint);
  // The explainer brings ethers along, which the help has no need of.
  const { explainer } = await import("../../client/errors/explain.ts");
  const { ledgerInterfaces } = await import("../../client/ledger.ts");
  const explain = explainer(ledgerInterfaces());
  const [en, zh] = [explain(error, "en"), explain(error, "zh")];
  const hint = en.hint !== undefined && zh.hint !== undefined ? { en: en.hint, zh: zh.hint } : undefined;
  const sentence = { en: en.sentence, zh: zh.sentence };
  const code = error instanceof TongduiError ? error.code : en.name;
  if (error instanceof TongduiError || en.expected) return foreseen(code, sentence, hint);
  const stack = error instanceof Error ? error.stack : undefined;
  return { exit: EXIT.fault, code, sentence, hint: REPORT_IT, stack };
}

const REPORT_IT: Text = {
  en: "This is a fault of the program: please report it, with what stands below.",
  zh: "这是程序自身的故障，请连同以下内容一并反馈。",
};

function foreseen(code: string, sentence: Text, hint: Text | undefined): Failure {
  return { exit: EXITS[code] ?? EXIT.mendable, code, sentence, hint, stack: undefined };
}

/** Prints a failure: for people to the second output, as JSON to the first, where a program waits for it. */
export function giveFailure(
  failure: Failure,
  {
    write,
    complain,
    lang,
    json,
  }: { write: (line: string) => void; complain: (line: string) => void; lang: Lang; json: boolean },
): ExitCode {
  const { exit, code, sentence, hint, stack } = failure;
  if (json) {
    write(jsonOf({ ok: false, exit, error: { code, sentence: sentence[lang], hint: hint?.[lang] ?? null } }));
  } else {
    const said = [sentence[lang], ...(hint ? [hint[lang]] : [])].join(lang === "en" ? " " : "");
    complain(`✗ ${said}`);
  }
  if (stack !== undefined) complain(stack);
  return exit;
}
