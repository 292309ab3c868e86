/** How a trust root follows from the one before it, and who of that one's validators has signed it. */
import { verifyMessage } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { Refusal, successionMessage, verifySuccession, type Member, type TrustRoot } from "../../../verifier/index.ts";
import { quorumOf } from "../../../verifier/signatures.ts";
import type { Part } from "../../cli/answer.ts";
import { validatorText } from "./said.ts";

export interface Standing {
  /** The validators of the root before, in their order. */
  readonly members: readonly Member[];
  /** Addresses of those who have signed. */
  readonly signers: readonly string[];
  readonly needed: number;
  readonly isEnough: boolean;
}

/**
 * Who has signed.
 *
 * @throws TongduiError `SuccessionBroken` where the root does not follow from the one before it, however many have signed.
 */
export function standingOf(previous: TrustRoot, next: TrustRoot): Standing {
  const members = previous.validators.at(-1)?.members ?? [];
  const isEnough = follows(previous, next);
  const text = successionMessage(next);
  const signers = next.signatures.map((signature) => verifyMessage(text, signature).toLowerCase());
  return { members, signers, needed: quorumOf(members.length), isEnough };
}

/** @returns whether enough have signed. */
function follows(previous: TrustRoot, next: TrustRoot): boolean {
  try {
    verifySuccession(previous, next);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "SuccessionTooFewSignatures") return false;
    throw new TongduiError(
      "SuccessionBroken",
      { en: error.en, zh: error.zh },
      {
        hint: {
          en: "Sign and publish nothing of it. Make it anew with tongdui trust-root next.",
          zh: "请勿签署或公布，并用 tongdui trust-root next 重新生成。",
        },
      },
    );
  }
}

/** A line for each validator that may sign. */
export function signersGrid(previous: TrustRoot, { members, signers }: Standing): Part {
  return {
    head: [
      { en: "Signed", zh: "已签" },
      { en: `Validator of trust root ${previous.number}`, zh: `第 ${previous.number} 号信任根的验证节点` },
    ],
    rows: members.map(({ district, address }) => [
      signers.includes(address) ? "✓" : "",
      validatorText(previous, district, address),
    ]),
  };
}

/** Whether the signatures suffice, in a sentence: that some are still missing is no failure of whoever has just signed. */
export function standingText({ members, signers, needed, isEnough }: Standing): Part {
  const of = members.length;
  const more = needed - signers.length;
  return isEnough
    ? {
        en: `✓ ${signers.length} of ${of} validators have signed; ${needed} are needed.`,
        zh: `✓ ${of} 个验证节点中已有 ${signers.length} 个签名，所需为 ${needed} 个。`,
      }
    : {
        en: `· ${signers.length} of ${of} validators have signed; ${more} more must sign before the trust root holds.`,
        zh: `· ${of} 个验证节点中已有 ${signers.length} 个签名，还须 ${more} 个签名，信任根方可生效。`,
      };
}
