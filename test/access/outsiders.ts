/** Accounts that no rule names. Each was given something, once or elsewhere, that must not count. */
export const OUTSIDERS = {
  delayed: "an officer who holds every duty with an execution delay",
  revoked: "an officer whose duties were revoked",
  early: "an officer whose duties are not in effect yet",
  retired: "an officer of a retired district",
  otherEnterprise: "the enterprise of another order",
  otherProvider: "the provider of another order",
  oldWallet: "a wallet that was replaced",
  stoppedWallet: "a wallet that is stopped",
  holder: "the address that holds the voucher",
  stranger: "a stranger",
} as const;
export type Outsider = keyof typeof OUTSIDERS;

/** Who signs where a party of an order should. */
export const WRONG_SIGNERS = {
  counterparty: "the other party of the order",
  otherEnterprise: "the enterprise of another order",
  otherProvider: "the provider of another order",
  officer: "an officer with every duty, who also brings it",
  oldWallet: "a wallet that was replaced",
  stoppedWallet: "a wallet that is stopped",
  stranger: "a stranger",
} as const;
export type WrongSigner = keyof typeof WRONG_SIGNERS;
