/** The contract's number and the parties' credit codes: from the signatures' files, from options, or the office's directory. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { creditCode } from "../../../client/documents/creditCode.ts";
import { normalise } from "../../../client/documents/normalise.ts";
import type { Directory } from "../../registers/directory.ts";
import type { ContractFacts } from "../signature.ts";
import type { Signed } from "./candidates.ts";

/** What was typed; for a single order only. */
export interface FactsGiven {
  readonly contractNumber: string | undefined;
  readonly enterpriseCode: string | undefined;
  readonly providerCode: string | undefined;
}

/**
 * The facts of an order's contract.
 *
 * @throws TongduiError `ContractFactsMissing`; `ContractFactsDiffer` where two sources do not say the same; `CreditCode…`.
 */
export function factsOf(
  { signatures, message }: Signed,
  enterprise: bigint,
  given: FactsGiven,
  directory: Directory,
): ContractFacts {
  const sources: Partial<ContractFacts>[] = [
    ...signatures.flatMap(({ beside }) => (beside.contract ? [beside.contract] : [])),
    {
      ...(given.contractNumber === undefined ? {} : { number: given.contractNumber }),
      ...(given.enterpriseCode === undefined ? {} : { enterprise: creditCode(given.enterpriseCode) }),
      ...(given.providerCode === undefined ? {} : { provider: creditCode(given.providerCode) }),
    },
  ];
  const one = (name: keyof ContractFacts): string | undefined => {
    const said = sources.flatMap((source) => (source[name] === undefined ? [] : [source[name]]));
    const [first, ...others] = said;
    if (others.some((other) => normalise(other) !== normalise(first ?? ""))) throw differ(said);
    return first;
  };
  const facts = {
    number: one("number"),
    enterprise: one("enterprise") ?? directory.byId("enterprise", enterprise)?.creditCode,
    provider: one("provider") ?? directory.byId("provider", message.provider)?.creditCode,
  };
  const { number, enterprise: buyer, provider: seller } = facts;
  if (number === undefined || buyer === undefined || seller === undefined) throw missing(facts);
  return { number, enterprise: buyer, provider: seller };
}

function differ(said: readonly string[]): TongduiError {
  const values = [...new Set(said)];
  return new TongduiError(
    "ContractFactsDiffer",
    {
      en: `The contract is told of in different ways: ${values.join(", ")}.`,
      zh: `合同信息不一致：${values.join("、")}。`,
    },
    { hint: { en: "Look at the contract itself.", zh: "请核对合同原件。" } },
  );
}

function missing(facts: Partial<Record<keyof ContractFacts, string | undefined>>): TongduiError {
  const { number, enterprise, provider } = facts;
  const lacking = [
    ...(number === undefined ? [{ en: "the contract's number", zh: "合同编号" }] : []),
    ...(enterprise === undefined ? [{ en: "the enterprise's credit code", zh: "企业统一社会信用代码" }] : []),
    ...(provider === undefined ? [{ en: "the provider's credit code", zh: "服务机构统一社会信用代码" }] : []),
  ];
  return new TongduiError(
    "ContractFactsMissing",
    {
      en: `To mark the contract, ${lacking.map(({ en }) => en).join(" and ")} is needed.`,
      zh: `计算合同查重码缺少${lacking.map(({ zh }) => zh).join("、")}。`,
    },
    {
      hint: {
        en: "Give them with --contract-number, --enterprise-code and --provider-code.",
        zh: "请用 --contract-number、--enterprise-code、--provider-code 补充。",
      },
    },
  );
}
