import {
  contractNullifier,
  groupNullifier,
  invoiceNullifier,
  partyNullifier,
} from "../../../client/documents/nullifier.ts";
import type { NullifierKey } from "../../../client/documents/nullifierKey.ts";
import type { Text } from "../../../client/text/text.ts";
import { reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readSecretFile } from "../../../client/files/secretFile.ts";
import { readProfile } from "../../profile/profile.ts";
import { marksOf, openNullifierKeys } from "../marks.ts";
import { standing, type MarkedKind } from "../standing.ts";

export interface Computing {
  readonly passwordFile: string | undefined;
  /** Whether to say what the ledger has under each mark. */
  readonly onLedger: boolean;
}

/** @throws TongduiError as contractNullifier; `NoNullifierKey`, `PasswordWrong`. */
export async function computeContract(
  input: Computing & { readonly firstCode: string; readonly secondCode: string; readonly number: string },
  context: Context,
): Promise<Answer> {
  const { firstCode, secondCode, number } = input;
  return compute("contract", (key) => contractNullifier(key, firstCode, secondCode, number), input, context);
}

/** @throws TongduiError as invoiceNullifier; `NoNullifierKey`, `PasswordWrong`. */
export async function computeInvoice(
  input: Computing & { readonly seller: string; readonly number: string; readonly code: string | undefined },
  context: Context,
): Promise<Answer> {
  const { seller, number, code = "" } = input;
  return compute("invoice", (key) => invoiceNullifier(key, seller, code, number), input, context);
}

/** @throws TongduiError as partyNullifier; `NoNullifierKey`, `PasswordWrong`. */
export async function computeParty(
  input: Computing & { readonly creditCode: string },
  context: Context,
): Promise<Answer> {
  return compute("party", (key) => partyNullifier(key, input.creditCode), input, context);
}

/**
 * The controller may be a person with an identity number, which other users of the computer could read in an argument: it is
 * asked for, or in a file.
 *
 * @throws TongduiError as groupNullifier; `NoNullifierKey`, `PasswordWrong`.
 */
export async function computeGroup(
  input: Computing & { readonly controllerFile: string | undefined },
  context: Context,
): Promise<Answer> {
  const controller =
    input.controllerFile === undefined
      ? await context.io.askSecret({
          en: "Credit code or identity number of the actual controller",
          zh: "实际控制人的统一社会信用代码或身份证号码",
        })
      : await readSecretFile(input.controllerFile);
  return compute("group", (key) => groupNullifier(key, controller), input, context);
}

async function compute(
  kind: MarkedKind,
  mark: (key: NullifierKey) => string,
  { passwordFile, onLedger }: Computing,
  context: Context,
): Promise<Answer> {
  const { nullifierKeys } = await readProfile(context.profile);
  const keys = await openNullifierKeys(nullifierKeys, context.io, passwordFile);
  const { current, others } = marksOf(keys, mark);
  const marks = [{ key: keys.current.number, nullifier: current, use: CURRENT }].concat(
    others.map((other) => ({ ...other, use: OTHER })),
  );
  const found = onLedger
    ? await reading(context, async ({ ledger }) =>
        Promise.all(marks.map(async ({ nullifier }) => standing(ledger, kind, nullifier))),
      )
    : [];
  return {
    data: marks.map(({ key, nullifier }, i) => ({
      key,
      nullifier,
      isCurrent: i === 0,
      onLedger: found[i] ?? null,
    })),
    parts: [
      {
        head: [
          { en: "Key", zh: "密钥" },
          { en: "Mark", zh: "查重码" },
          { en: "For", zh: "用于" },
          ...(onLedger ? [{ en: "On the ledger", zh: "账本上" }] : []),
        ],
        rows: marks.map(({ key, nullifier, use }, i) => [
          String(key),
          nullifier,
          use,
          ...(onLedger ? [found[i] ?? NOTHING] : []),
        ]),
        figures: [0],
      },
    ],
  };
}

const CURRENT: Text = { en: "new entries", zh: "新登记" };
const OTHER: Text = { en: "looking up", zh: "查重" };
const NOTHING: Text = { en: "nothing", zh: "无" };
