/** Makes a decision's file: the calls are tried on the ledger first, so that nobody signs what it would refuse. */
import path from "node:path";
import { safeOf } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { Outcomes } from "../../client/outcome.ts";
import { proposeBatch, proposeCall, safePlace, type Call } from "../../client/safe.ts";
import type { Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";
import { newFile } from "../tables/newFile.ts";
import {
  decisionFileName,
  decisionLines,
  decisionOf,
  decisionText,
  readDecision,
  type Decision,
} from "./decisionFile.ts";

/** What every command that makes a decision takes. */
export interface DecisionOptions {
  /** The new file; where the person stands, under the decision's own name, unless it is given. */
  readonly out: string | undefined;
  /** The decision's number, if others with the next numbers are still being signed. */
  readonly nonce: number | undefined;
}

/**
 * @param safeKey a district's key, or `consortium`.
 * @param calls at least one; several are carried out together or not at all.
 * @throws TransactionRefused if the ledger would refuse one of the calls; TongduiError `FileExists`, `SafeUnknown`.
 */
export async function makeDecision(
  open: Reading,
  safeKey: string,
  calls: readonly Call[],
  { out: typed, nonce }: DecisionOptions,
): Promise<Answer> {
  const { deployment, nodes, context } = open;
  const place = await safePlace(safeOf(deployment, safeKey).address, nodes);
  const at = { ...place, nonce: nonce ?? place.nonce };
  const [first] = calls;
  if (!first) throw new RangeError("There is nothing to decide.");
  const { multiSend } = deployment.contracts;
  const proposal = calls.length === 1 ? proposeCall(at, first) : proposeBatch(at, multiSend.address, calls);
  const decision = decisionOf(proposal, deployment);
  await demandTaken(open, proposal.safe, calls);

  const out = path.resolve(typed ?? decisionFileName(decision));
  const isThere = await isWritten(out, decision, open);
  const end = isThere ? "before" : context.dryRun ? "tried" : "done";
  if (end === "done") {
    await newFile(out, false, async (add) => add(decisionText(decision, deployment.network)));
  }
  return {
    data: {
      file: out,
      end,
      safe: safeKey,
      nonce: proposal.nonce,
      hash: decision.hash,
      does: decision.effects.map(({ words }) => ({ ...words })),
    },
    parts: [...decisionLines(decision), ...OUTCOMES[end](shown(out))],
  };
}

const OUTCOMES = {
  done: (file: string) => [
    { en: `✓ ${file} is written.`, zh: `✓ 已生成 ${file}。` },
    {
      en: `Officials read and sign it, each on their own machine: tongdui safe sign ${file}`,
      zh: `请各官员在自己的机器上核对并签署：tongdui safe sign ${file}`,
    },
  ],
  before: (file: string) => [{ en: `✓ ${file} was written before.`, zh: `✓ ${file} 此前已生成。` }],
  tried: (file: string) => [{ en: `· ${file} would be written.`, zh: `· 将生成 ${file}。` }],
} as const;

/** The ledger refuses now what it would refuse after everybody has signed. */
async function demandTaken({ nodes, ledger }: Reading, safe: string, calls: readonly Call[]): Promise<void> {
  for (const { to, data } of calls) {
    const request = { from: safe, to, data };
    try {
      await nodes.call(request);
    } catch (error) {
      throw await new Outcomes(nodes, Object.values(ledger)).explain(request, error);
    }
  }
}

/** Whether the file holds this very decision, signed or not. */
async function isWritten(file: string, { hash }: Decision, { deployment }: Reading): Promise<boolean> {
  if ((await disk.read(file)) === undefined) return false;
  const there = await readDecision(file, deployment).catch((error: unknown) => {
    if (error instanceof TongduiError) return undefined;
    throw error;
  });
  if (there?.hash === hash) return true;
  throw new TongduiError(
    "FileExists",
    { en: `${shown(file)} exists already, and is another decision.`, zh: `${shown(file)} 已存在，且是另一项决定。` },
    {
      hint: {
        en: "Give another name with --out. If the other decision is still being signed, give this one the number after it with --nonce.",
        zh: "请用 --out 指定其他文件名；如另一项决定仍在签署中，请用 --nonce 给本决定指定其后的编号。",
      },
    },
  );
}
