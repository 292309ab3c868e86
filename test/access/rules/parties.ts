import {
  administrator,
  anyone,
  approver,
  auditor,
  bureau,
  itself,
  lacking,
  ofItem,
  operator,
  part,
  safe,
  SOULBOUND,
  takingBack,
  type Rule,
  type Rules,
} from "../rule.ts";

export const EDITION: Rules = {
  make: { may: ["deployer"], refusal: { error: "OnlyDeployer", values: ["account"] } },
};

export const DISTRICTS: Rules = {
  add: safe(),
  retire: safe({ stops: ["home retired"] }),
  close: safe({ stops: ["closed"] }),
  changeProfile: administrator(),
};

const WALLETS: Rules = {
  proposeRotation: bureau(),
  cancelRotation: { may: ["home bureau", "home approver"], refusal: lacking("home", "bureau") },
  confirmRotation: approver({ finishes: "proposeRotation" }),
};

/** How a subject in its notice is objected to; `others` are the seats beside the Auditor's and the home district's. */
export const objections = (...others: Rule[]): Rules => {
  return {
    object: [auditor({ use: "for the Auditor" }), bureau({ use: "for the home district" }), ...others],
    resolve: bureau(),
    confirmResolve: approver({ finishes: "resolve" }),
    endAuditorsObjection: { may: ["auditor", "safe"], refusal: lacking("consortium", "administrator") },
  };
};

export const ENTERPRISES: Rules = {
  register: ofItem(bureau({ stops: ["home retired"] })),
  registerItem: itself({ stops: ["home retired"] }),
  changeProfile: bureau(),
  freeze: bureau(),
  unfreeze: bureau(),
  confirmUnfreeze: approver({ finishes: "unfreeze" }),
  end: bureau(),
  confirmEnd: approver({ finishes: "end" }),
  regroup: bureau(),
  confirmRegroup: approver({ finishes: "regroup" }),
  merge: bureau(),
  confirmMerge: approver({ finishes: "merge" }),
  ...WALLETS,
  withdrawProposal: takingBack,
  enrol: part("providers"),
  draw: part("vouchers"),
  giveBack: part("vouchers"),
};

export const PROVIDERS: Rules = {
  propose: operator({ stops: ["home retired"] }),
  countersign: bureau({ finishes: "propose", stops: ["home retired"] }),
  decline: bureau(),
  admit: anyone({ stops: ["home retired"] }),
  renew: operator(),
  confirmRenew: bureau({ finishes: "renew", stops: ["home retired"] }),
  suspend: bureau(),
  reinstate: bureau(),
  confirmReinstate: approver({ finishes: "reinstate" }),
  end: bureau(),
  confirmEnd: approver({ finishes: "end" }),
  changeProfile: bureau(),
  ...WALLETS,
  ...objections(),
  withdrawProposal: takingBack,
  ...SOULBOUND,
};
