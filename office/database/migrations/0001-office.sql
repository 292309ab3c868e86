-- What an office keeps. Columns named sealed hold what is enciphered under the office's key, bound to the row it is in.

CREATE TABLE office (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  district integer NOT NULL,
  -- The ledger that all of this is about: chain id and address of the edition.
  ledger text NOT NULL,
  -- Opens only under this office's key.
  key_check bytea NOT NULL
);

CREATE TABLE documents (
  commitment text PRIMARY KEY,
  -- Keyed hash of purpose, subject and document; gone with an erasure.
  likeness text UNIQUE,
  purpose text NOT NULL,
  subject text NOT NULL,
  made timestamptz NOT NULL,
  -- Document and salt; gone with an erasure.
  sealed bytea,
  kept_by text,
  erased timestamptz,
  erased_by text,
  erased_why text,
  -- Whether the erased bytes have left the files of the database too.
  wiped boolean NOT NULL DEFAULT false,
  CHECK ((sealed IS NULL) = (erased IS NOT NULL)),
  CHECK (erased IS NULL OR likeness IS NULL)
);
CREATE INDEX documents_subject ON documents (subject, made);

CREATE TABLE sessions (
  -- SHA-256 of what the cookie holds.
  token text PRIMARY KEY,
  -- Of the challenge that was signed: it serves once.
  nonce text NOT NULL UNIQUE,
  account text NOT NULL,
  since timestamptz NOT NULL,
  seen timestamptz NOT NULL,
  ended timestamptz
);

-- Every access. The hash of a line is keyed, and made of the line and the hash before it.
CREATE TABLE accesses (
  number integer PRIMARY KEY,
  at timestamptz NOT NULL,
  account text,
  what text NOT NULL,
  about text NOT NULL,
  outcome integer NOT NULL,
  hash text NOT NULL
);

CREATE TABLE accesses_head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  number integer NOT NULL,
  hash text NOT NULL
);
INSERT INTO accesses_head VALUES (true, 0, '');

-- Each version of the publication settings; the last one holds.
CREATE TABLE settings (
  version integer PRIMARY KEY,
  content jsonb NOT NULL,
  since timestamptz NOT NULL,
  changed_by text NOT NULL
);

-- Names behind ids, entered against the ledger's commitment of a profile.
CREATE TABLE profiles (
  party text PRIMARY KEY,
  commitment text NOT NULL,
  since timestamptz NOT NULL,
  entered_by text NOT NULL
);

CREATE TABLE nullifier_keys (
  number integer PRIMARY KEY,
  fingerprint text NOT NULL,
  use text NOT NULL CHECK (use IN ('current', 'other', 'retired')),
  sealed text NOT NULL
);

CREATE TABLE requests (
  id text PRIMARY KEY,
  kind text NOT NULL,
  -- EIP-712 digest of what is to be signed; of a request for proof, what it is of.
  digest text NOT NULL,
  voucher text,
  enterprise text,
  provider text,
  -- The message, and what was said beside it.
  sealed bytea NOT NULL,
  deadline timestamptz,
  made timestamptz NOT NULL,
  made_by text NOT NULL,
  ended timestamptz,
  ended_by text,
  ending text,
  UNIQUE (kind, digest)
);
CREATE INDEX requests_enterprise ON requests (enterprise, made);
CREATE INDEX requests_provider ON requests (provider, made);

CREATE TABLE signatures (
  request text NOT NULL REFERENCES requests,
  party text NOT NULL,
  signer text NOT NULL,
  signature text NOT NULL,
  given timestamptz NOT NULL,
  PRIMARY KEY (request, party)
);

-- Backups that were made and read back: what is erased later may still be in them.
CREATE TABLE backups (
  id text PRIMARY KEY,
  made timestamptz NOT NULL,
  file text NOT NULL,
  -- The access log as it stood then.
  log_number integer NOT NULL,
  log_hash text NOT NULL
);
