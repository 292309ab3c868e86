-- Applications are for a voucher, or for admission as a provider: then the column enterprise holds the account that applies, and program is 0.
ALTER TABLE applications ADD COLUMN kind text NOT NULL DEFAULT 'voucher';
CREATE INDEX applications_kind ON applications (kind, state, made);

-- Accounts that may sign in to apply for admission; nobody else who is not known to the ledger may.
CREATE TABLE invitations (
  account text PRIMARY KEY,
  since timestamptz NOT NULL,
  invited_by text NOT NULL
);
