import { lacking, type Refusal, type Rule, type Rules } from "../rule.ts";

const CONSORTIUM = "role of the consortium administrator";
const HOME = "role of the home administrator";
const unauthorized = (role: typeof CONSORTIUM | typeof HOME): NonNullable<Refusal> => {
  return { error: "AccessManagerUnauthorizedAccount", values: ["account", role] };
};

const safe = (does: string, use?: string): Rule => {
  return { may: ["safe"], refusal: unauthorized(CONSORTIUM), does, ...(use !== undefined && { use }) };
};
const districts = (does: string, use: string): Rule => {
  return { may: ["home administrator"], refusal: unauthorized(HOME), does, use };
};
const roles = (does: string): readonly Rule[] => [
  safe(does, "the consortium's: its Safe's own right, Operator, Auditor"),
  safe(does, "a district's administrator"),
  districts(does, "a district's Bureau, Approver, Finance"),
];

const uncalled: Refusal = {
  error: "AccessManagerUnauthorizedCall",
  values: ["account", "contract districts", "selector"],
};
/** The manager may call a contract of the ledger for the Safe; the ledger then asks the manager's own duty, and it has none. */
const asTheManager: Refusal = {
  ...lacking("consortium", "administrator"),
  values: ["contract manager", "consortium", "administrator"],
};

export const MANAGER: Rules = {
  grantRole: roles("Gives a duty, after the grant delay"),
  revokeRole: roles("Takes a duty, at once"),
  renounceRole: {
    may: ["its holder"],
    refusal: { error: "AccessManagerBadConfirmation", values: [] },
    does: "Gives up a duty of one's own",
  },
  setRoleAdmin: safe("Changes who gives and takes a duty"),
  setRoleGuardian: safe("Names who may cancel what members of a duty have scheduled"),
  setGrantDelay: safe("Changes how long a new grant waits, from five days later"),
  labelRole: safe("Names a role, for people"),
  setTargetFunctionRole: safe("Says which role may call a function through the manager; the ledger does not ask this"),
  setTargetClosed: safe("Closes a contract to calls that the manager guards; the ledger does not ask this"),
  setTargetAdminDelay: safe("Delays the three settings about a contract; the ledger does not ask them"),
  updateAuthority: {
    may: [],
    refusal: unauthorized(CONSORTIUM),
    otherwise: { who: "safe", refusal: null },
    does: "Would put another manager in place; no contract of the ledger can be given one",
  },
  execute: {
    use: "a function of the ledger",
    may: [],
    refusal: uncalled,
    otherwise: { who: "safe", refusal: asTheManager },
    does: "Calls a contract as the manager, which holds no duty",
  },
  schedule: {
    use: "a function of the ledger",
    may: ["delayed"],
    refusal: uncalled,
    does: "Announces a call through the manager, for a member with an execution delay",
  },
  cancel: {
    may: ["safe", "delayed"],
    refusal: {
      error: "AccessManagerUnauthorizedCancel",
      values: ["account", "delayed", "contract districts", "selector"],
    },
    does: "Takes back a scheduled call",
  },
  consumeScheduledOp: {
    may: [],
    refusal: null,
    does: "Is for contracts that the manager guards; none of the ledger's is",
  },
  multicall: {
    use: "giving a district's duty",
    may: ["home administrator"],
    refusal: unauthorized(HOME),
    does: "Makes several calls of the manager in one transaction, each judged by itself",
  },
};
