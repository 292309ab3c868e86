/**
 * The form in which the rules of access are written: for each function of the ledger, who alone may use it and how everybody else
 * is refused. Rules are plain data: the matrix tries them, promise 11 reads them, and docs/access.md is made from them.
 */

/** Whose rules there are; the names under which `connectLedger` gives the contracts. */
export const CONTRACTS = [
  "edition",
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
  "matching",
  "voucherPicture",
  "certificatePicture",
  "manager",
] as const;
export type Contract = (typeof CONTRACTS)[number];

/** A district by its part in the matter: the home district, a joint one, or the provider's where that is another one. */
export type Concerned = "home" | "joint" | "provider's";
export type Duty = "administrator" | "bureau" | "approver" | "finance" | "operator" | "auditor";
export type Party = "enterprise" | "provider";

/** Who an account is to the matter at hand. */
export type Seat =
  | `${Concerned} ${"administrator" | "bureau" | "approver" | "finance"}`
  | "operator"
  | "auditor"
  | "safe"
  | "deployer"
  /** The party that signed a message, sending itself. */
  | "its signer"
  /** Whoever proposed the matter, announced the list or opened the payment. */
  | "proposer"
  /** Whoever holds the highest role with an execution delay; nobody does in a ledger as it is deployed. */
  | "delayed"
  /** Whoever holds the duty that is given up. */
  | "its holder"
  | "this contract"
  | `contract ${Contract}`
  | "anyone";

/** A value of an error: of the account that is refused, or of the matter. */
export type Value =
  | "account"
  | Concerned
  | "consortium"
  | Duty
  | Party
  | "proposer"
  | "delayed"
  | `contract ${Contract}`
  | `role of the ${"consortium" | "home"} administrator`
  /** What is called through the manager: the first four bytes, and the hash under which it would be scheduled. */
  | "selector"
  | "operation"
  /** The digest of what should have been signed. */
  | "message";

/** An error of the ledger with its values; of an item where a batch is refused for it; null: refused without a word. */
export type Refusal = { readonly error: string; readonly values: readonly Value[]; readonly ofItem?: true } | null;

/** A reason for which what the rightful person could do before is refused to that person too. */
export type Stop = "home retired" | "provider's retired" | "closed";

export interface Rule {
  /** Which of several uses of the function, where their rules differ. */
  readonly use?: string;
  readonly may: readonly Seat[];
  readonly refusal: Refusal;
  /** Who is refused in another way than the rest. */
  readonly otherwise?: { readonly who: Seat; readonly refusal: Refusal };
  /** The function by which another account has begun what this one finishes. */
  readonly finishes?: string;
  /** Whose signatures it takes, whoever brings them. */
  readonly signed?: readonly Party[];
  readonly stops?: readonly Stop[];
  /** What it does, where the contract is not ours to say it. */
  readonly does?: string;
}

/** One contract's rules, by function; several where a function has several uses. */
export type Rules = Readonly<Record<string, Rule | readonly Rule[]>>;

type More = Partial<Omit<Rule, "may" | "refusal">>;
type Office = "administrator" | "bureau" | "approver" | "finance";

export const lacking = (district: Concerned | "consortium", duty: Duty): NonNullable<Refusal> => {
  return { error: "DutyMissing", values: ["account", district, duty] };
};

/** An office of the district that is concerned, and nobody else. */
const office =
  (duty: Office) =>
  (more: More = {}, district: Concerned = "home"): Rule => {
    return { may: [`${district} ${duty}`], refusal: lacking(district, duty), ...more };
  };
export const administrator = office("administrator");
export const bureau = office("bureau");
export const approver = office("approver");
export const finance = office("finance");

export const safe = (more: More = {}): Rule => {
  return { may: ["safe"], refusal: lacking("consortium", "administrator"), ...more };
};
export const operator = (more: More = {}): Rule => {
  return { may: ["operator"], refusal: lacking("consortium", "operator"), ...more };
};
export const auditor = (more: More = {}): Rule => {
  return { may: ["auditor"], refusal: lacking("consortium", "auditor"), ...more };
};
export const anyone = (more: More = {}): Rule => ({ may: ["anyone"], refusal: null, ...more });

/** Who may bring before the ledger what parties signed. */
export const submitter = (signed: readonly Party[], more: More = {}): Rule => {
  return {
    may: ["operator", "home approver", "provider's approver"],
    refusal: { error: "NotASubmitter", values: ["account", "home", "provider's"] },
    signed,
    ...more,
  };
};

/** One sibling contract. */
export const part = (contract: Contract, more: More = {}): Rule => {
  const seat = `contract ${contract}` as const;
  return { may: [seat], refusal: { error: "OnlyPart", values: ["account", seat] }, ...more };
};

/** One item of a batch, which the contract asks itself for. */
export const itself = (more: More = {}): Rule => {
  return { may: ["this contract"], refusal: { error: "OnlyItself", values: ["account"] }, ...more };
};

export const takingBack: Rule = {
  may: ["proposer"],
  refusal: { error: "NotTheProposer", values: ["account", "proposer"] },
};

/** A batch is refused for its item, with that item's error. */
export const ofItem = (rule: Rule): Rule => {
  return rule.refusal === null ? rule : { ...rule, refusal: { ...rule.refusal, ofItem: true } };
};

/** What tokens can do elsewhere and never here. */
const never = (does: string): Rule => ({ may: [], refusal: { error: "NotTransferable", values: [] }, does });
export const SOULBOUND: Rules = {
  approve: never("Would let another account move a token"),
  setApprovalForAll: never("Would let another account move all tokens"),
  transferFrom: never("Would move a token"),
  "safeTransferFrom(address,address,uint256)": never("Would move a token"),
  "safeTransferFrom(address,address,uint256,bytes)": never("Would move a token"),
};
