/** An order's terms as a person writes them down, before anybody has signed. */
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Order } from "../../client/messages.ts";
import { plainYuan } from "../../client/money.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Office } from "../documents/office.ts";
import { commitContract } from "./contract.ts";
import { hash, words } from "./messages/fields.ts";
import { KINDS } from "./messages/kinds.ts";
import { orderFields } from "./messages/order.ts";
import { contractFacts, type Beside, type ContractFacts } from "./signature.ts";
import { readFields } from "./sources.ts";
import { readableTold, told as toldSchema, type Told } from "./told.ts";

const termsSchema = z.strictObject({
  /** Says what the file is where it lies among others. */
  file: z.literal("order").optional(),
  ...orderFields,
  contractCommitment: hash.optional(),
  /** The contract itself, a scan say; a path is relative to the terms' file. */
  contractDocument: words.optional(),
  contract: contractFacts.optional(),
  told: toldSchema.optional(),
});

export interface ReadTerms {
  readonly order: Order;
  readonly beside: Beside;
  /** A dry run, which keeps no contract, made its commitment: the order that is signed will have another, and another id. */
  readonly isForShow: boolean;
}

/**
 * Reads an order's terms.
 *
 * @param office in whose store a contract that is given itself is committed to.
 * @throws TongduiError as {@link readFields}; `ContractMissing`, `ContractTwice`, `ContractFactsMissing`; as {@link commitContract};
 * `AmountMissing`, `AmountAboveContract`.
 */
export async function readTerms(file: string, office: Office): Promise<ReadTerms> {
  const terms = await readFields(file, termsSchema);
  const { reference, contractCommitment, contractDocument, contract, voucher, provider, told } = terms;
  demandAmounts(terms);
  const beside = { ...(contract ? { contract } : {}), ...(told ? { told } : {}) };
  const whole = (commitment: string): Order => ({
    voucher,
    provider,
    amount: terms.amount,
    contractValue: terms.contractValue,
    contractDay: terms.contractDay,
    serviceClass: terms.serviceClass,
    deliverBy: terms.deliverBy,
    contractCommitment: commitment,
    referenceTo: reference,
    deadline: terms.deadline,
  });
  if (contractCommitment !== undefined && contractDocument !== undefined) throw contractTwice(file);
  if (contractCommitment !== undefined) return { order: whole(contractCommitment), beside, isForShow: false };
  if (contractDocument === undefined) throw contractMissing(file);
  if (!contract) throw factsMissing(file);
  const document = path.resolve(path.dirname(file), contractDocument);
  const commit = async (): Promise<string> => commitContract(office, { voucher, provider, contract, file: document });
  const commitment = await commit();
  const isForShow = office.context.dryRun && commitment !== (await commit());
  return { order: whole(commitment), beside, isForShow };
}

/** The text of a file of terms. */
export function termsText(order: Order, contract: ContractFacts, told: Told): string {
  const file = { file: "order", ...KINDS.order.readable(order), contract, told: readableTold(told) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What no order can say, whatever the policy. @throws TongduiError `AmountMissing`, `AmountAboveContract`. */
export function demandAmounts({ amount, contractValue }: Pick<Order, "amount" | "contractValue">): void {
  if (amount === 0n) {
    throw new TongduiError("AmountMissing", {
      en: "The amount to draw on the voucher is zero.",
      zh: "使用券额为零。",
    });
  }
  if (amount <= contractValue) return;
  throw new TongduiError("AmountAboveContract", {
    en: `The order draws ${plainYuan(amount)} yuan on the voucher, more than the contract's ${plainYuan(contractValue)}.`,
    zh: `使用券额 ${plainYuan(amount)} 元，超过合同金额 ${plainYuan(contractValue)} 元。`,
  });
}

function contractMissing(file: string): TongduiError {
  return new TongduiError(
    "ContractMissing",
    { en: `${shown(file)} names no contract.`, zh: `${shown(file)} 未指定合同。` },
    {
      hint: {
        en: "Give contractDocument, the contract's file, or contractCommitment, what was committed to before.",
        zh: "请填写 contractDocument（合同文件），或 contractCommitment（此前生成的承诺值）。",
      },
    },
  );
}

function contractTwice(file: string): TongduiError {
  return new TongduiError(
    "ContractTwice",
    {
      en: `${shown(file)} gives both contractDocument and contractCommitment.`,
      zh: `${shown(file)} 同时填写了 contractDocument 和 contractCommitment。`,
    },
    { hint: { en: "Leave one of them out.", zh: "请只保留其中一项。" } },
  );
}

function factsMissing(file: string): TongduiError {
  return new TongduiError(
    "ContractFactsMissing",
    {
      en: `${shown(file)} gives a contract without its number and the parties' credit codes.`,
      zh: `${shown(file)} 填写了合同文件，但缺少合同编号和双方统一社会信用代码。`,
    },
    {
      hint: {
        en: "Add contract with number, enterprise and provider.",
        zh: "请补充 contract，包括 number、enterprise、provider。",
      },
    },
  );
}
