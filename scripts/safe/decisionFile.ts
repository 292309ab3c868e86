/**
 * A Safe's decision in a file: what it does in words, the transaction, and the signatures under it. It goes from hand to hand, by
 * mail or on a stick; nothing in it is secret, and nothing in it is believed unless it follows from the transaction.
 */
import path from "node:path";
import { z } from "zod";
import { addressSchema } from "../../client/deploy/plan.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { encodeApprovals, hashProposal, type Approval, type SafeProposal } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
import { both, list, text, whole, words } from "../../client/yaml/fields.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";
import { safeKeyOf, safeNamed } from "./names.ts";
import { effectsOf, type Effect } from "./words.ts";

const KIND = "decision of a Safe";

export interface Decision {
  /** A district's key, or `consortium`. */
  readonly safeKey: string;
  readonly proposal: SafeProposal;
  /** From the transaction, not from the file. */
  readonly effects: readonly Effect[];
  /** What the owners sign. */
  readonly hash: string;
  readonly approvals: readonly Approval[];
}

const bytes = z
  .string()
  .regex(/^0x([0-9a-f]{2})*$/, both({ en: "must be 0x and pairs of digits", zh: "应为 0x 加成对的十六进制字符" }));
const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, both({ en: "must be 0x and 64 digits", zh: "应为 0x 加 64 位十六进制字符" }));

const APPROVAL = z.strictObject({ signer: addressSchema, onBehalfOf: addressSchema.optional(), signature: bytes });

const FILE = z.strictObject({
  kind: z.literal(
    KIND,
    both({ en: `must be "${KIND}": this file is no decision`, zh: `应为“${KIND}”：本文件不是多签决定` }),
  ),
  network: words,
  safe: z.strictObject({ key: words, address: addressSchema }),
  does: list(text, 1, 1_000),
  transaction: z.strictObject({
    chainId: whole(1, Number.MAX_SAFE_INTEGER),
    nonce: whole(0, Number.MAX_SAFE_INTEGER),
    operation: whole(0, 1),
    to: addressSchema,
    data: bytes,
  }),
  hash,
  approvals: z.array(APPROVAL),
});

/** A proposal as a decision without signatures. */
export function decisionOf(
  proposal: SafeProposal,
  deployment: Deployment,
  approvals: readonly Approval[] = [],
): Decision {
  const safeKey = safeKeyOf(deployment, proposal.safe);
  if (safeKey === undefined || proposal.chainId !== deployment.chainId) throw ofOther(proposal);
  const effects = effectsOf(proposal, deployment);
  return { safeKey, proposal, effects, hash: hashProposal(proposal), approvals };
}

/** The file's text. */
export function decisionText(
  { safeKey, proposal, effects, hash: signed, approvals }: Decision,
  network: string,
): string {
  const { chainId, safe, nonce, operation, to, data } = proposal;
  const file = {
    kind: KIND,
    network,
    safe: { key: safeKey, address: safe },
    does: effects.map((effect) => effect.words),
    transaction: { chainId, nonce, operation, to, data },
    hash: signed,
    approvals: approvals.map(({ signer, onBehalfOf, signature }) =>
      onBehalfOf === null ? { signer, signature } : { signer, onBehalfOf, signature },
    ),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a decision's file and holds everything in it against its transaction.
 *
 * @throws TongduiError as readYaml; `DecisionOfOther` for another ledger; `DecisionAltered` if hash or words are not those of the
 * transaction; `ApprovalWrong`, `ApprovalTwice`; as effectsOf.
 */
export async function readDecision(file: string, deployment: Deployment): Promise<Decision> {
  const { safe, does, transaction, hash: said, approvals } = await readYaml(file, FILE);
  const proposal: SafeProposal = {
    ...transaction,
    operation: transaction.operation === 0 ? 0 : 1,
    safe: safe.address,
  };
  const decision = decisionOf(
    proposal,
    deployment,
    approvals.map(({ signer, onBehalfOf, signature }) => ({ signer, onBehalfOf: onBehalfOf ?? null, signature })),
  );
  const isSame = decision.hash === said && decision.safeKey === safe.key && sameWords(does, decision.effects);
  if (!isSame) throw altered(file);
  encodeApprovals(proposal, decision.approvals);
  return decision;
}

/** `decision-wujin-3.json`, where people stand. */
export function decisionFileName({ safeKey, proposal }: Decision): string {
  return `decision-${safeKey}-${proposal.nonce}.json`;
}

/** Whose decision it is and what it does, to be read before signing. */
export function decisionLines({ safeKey, proposal, effects }: Decision): Text[] {
  const { en, zh } = safeNamed(safeKey);
  return [
    { en: `Decision ${proposal.nonce} of ${en}:`, zh: `${zh}第 ${proposal.nonce} 号决定：` },
    ...effects.map((effect) => ({ en: `  · ${effect.words.en}`, zh: `  · ${effect.words.zh}` })),
  ];
}

function sameWords(said: readonly Text[], effects: readonly Effect[]): boolean {
  const own = effects.map((effect) => effect.words);
  return (
    said.length === own.length && said.every(({ en, zh }, i) => en === own[i]?.en.trim() && zh === own[i].zh.trim())
  );
}

function ofOther({ safe, chainId }: SafeProposal): TongduiError {
  return new TongduiError(
    "DecisionOfOther",
    {
      en: `The decision is for the Safe ${safe} on chain ${chainId}, which is none of this ledger's.`,
      zh: `该决定针对链 ${chainId} 上的多签账户 ${safe}，不属于本账本。`,
    },
    {
      hint: {
        en: "Take the profile of the ledger that it is for. A Safe that was made later has to be in the deployment's file.",
        zh: "请使用对应账本的配置文件；后来建立的多签账户须先记入部署文件。",
      },
    },
  );
}

function altered(file: string): TongduiError {
  return new TongduiError(
    "DecisionAltered",
    {
      en: `${shown(path.resolve(file))} says of itself what its transaction does not do. Somebody may have altered it; do not sign it.`,
      zh: `${shown(path.resolve(file))} 的说明与其交易内容不符，可能已被改动，请勿签署。`,
    },
    {
      hint: {
        en: "Ask whoever made it for a new one, and tell the other officials.",
        zh: "请向制作人索取新的文件，并告知其他官员。",
      },
    },
  );
}
