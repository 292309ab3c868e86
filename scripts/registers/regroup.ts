/** Puts an enterprise under another actual controller. */
import { yearOf } from "../../client/days.ts";
import { groupNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import type { OneNode } from "../chain/agreement.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { readSecretFile } from "../../client/files/secretFile.ts";
import { marksOf, openNullifierKeys } from "../nullifiers/marks.ts";
import { groupMark } from "../nullifiers/unused.ts";
import { controller } from "./cells.ts";
import { partyMeant } from "./party.ts";
import { actOfTwo, type TwoOfficersInput } from "./twoOfficers.ts";

export interface RegroupInput extends TwoOfficersInput {
  readonly party: string;
  readonly controllerFile: string | undefined;
  readonly nullifierPasswordFile: string | undefined;
}

/**
 * The first officer gives the controller's identifier, unseen or in a file; the second one can give it too, and then it must be the
 * same one.
 *
 * @throws TongduiError `OtherControllerProposed`; as readSecretFile, partyMeant, openNullifierKeys, actOfTwo.
 */
export async function regroupEnterprise(input: RegroupInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { enterprises } = open.ledger;
    const party = await partyMeant(open, "enterprise", input.party);
    const { id, written } = party;
    return actOfTwo(open, input, {
      about: {
        contract: enterprises,
        kind: "regroup",
        what: {
          en: `another actual controller for ${party.named.en}`,
          zh: `变更${party.named.zh}的实际控制人`,
        },
        about: (says) => says.id === id,
      },
      says: async () => ({ id, group: await markOf(open, input, await identifier(open, input, party.named)) }),
      propose: async ({ group }) => enterprises.regroup.populateTransaction(id, group),
      confirm: async ({ group }) => enterprises.confirmRegroup.populateTransaction(id, group),
      stands: async ({ group }) => (await enterprises.groupOf(group)) === (await enterprises.enterpriseOf(id)).group,
      tell: async ({ group }, node) => {
        if (input.controllerFile !== undefined) {
          const given = await markOf(open, input, await identifier(open, input, party.named));
          if (given !== group) throw otherController();
        }
        return [await toldOf(node, yearOf(await open.today()), group, input.controllerFile !== undefined)];
      },
      data: { enterprise: written },
    });
  });
}

async function identifier({ context }: Acting, { controllerFile }: RegroupInput, { en, zh }: Text): Promise<string> {
  const typed =
    controllerFile === undefined
      ? await context.io.askSecret({
          en: `Identifier of the actual controller of ${en} (credit code, identity or passport number)`,
          zh: `${zh}的实际控制人标识（统一社会信用代码、身份证号或护照号）`,
        })
      : await readSecretFile(controllerFile);
  return controller({ kind: "text", text: typed });
}

/** The mark that a group has or gets on the ledger. */
async function markOf(open: Acting, input: RegroupInput, named: string): Promise<string> {
  const { profile, context, ledger } = open;
  const keys = await openNullifierKeys(profile.nullifierKeys, context.io, input.nullifierPasswordFile);
  const marks = marksOf(keys, (key) => groupNullifier(key, named));
  return groupMark(ledger, marks, yearOf(await open.today()));
}

async function toldOf({ ledger }: OneNode, year: number, group: string, isCompared: boolean): Promise<Text> {
  const [known, issued] = await Promise.all([
    ledger.enterprises.groupOf(group),
    ledger.enterprises.issuedIn(group, year),
  ]);
  const mark = shortHex(group);
  const compared = isCompared
    ? { en: " It is that of the controller you gave.", zh: "与您提供的实际控制人一致。" }
    : {
        en: " To compare it with a controller, give --controller-file.",
        zh: "如需核对，请用 --controller-file 提供标识。",
      };
  const group_ =
    known === 0n
      ? { en: "a new one on the ledger", zh: "账本上的新集团" }
      : {
          en: `group ${known}, which was issued ${formatFen(issued)} this year`,
          zh: `第 ${known} 号集团，本年度已发放 ${formatFen(issued)}`,
        };
  return {
    en: `The new controller's mark is ${mark}: ${group_.en}.${compared.en}`,
    zh: `新实际控制人的查重标识为 ${mark}：${group_.zh}。${compared.zh}`,
  };
}

function otherController(): TongduiError {
  return new TongduiError(
    "OtherControllerProposed",
    {
      en: "The proposal names another controller than the one you gave; nothing was confirmed.",
      zh: "提议的实际控制人与您提供的不一致，未确认。",
    },
    { hint: { en: "Settle with the first officer who it is.", zh: "请与第一名经办人核实。" } },
  );
}
