-- What parties have signed of demands and offers, until somebody with a duty has brought it to the ledger. Number, kind, whose it is and
-- until when it is good stand in plain text, for the lists; the message and its signatures are enciphered.
CREATE TABLE handed (
  id text PRIMARY KEY,
  kind text NOT NULL,
  -- The demand or the offer that it is about, by its number.
  post text NOT NULL,
  party text NOT NULL,
  -- Of a match the provider; its party is the enterprise.
  partner text,
  sealed bytea NOT NULL,
  deadline timestamptz NOT NULL,
  made timestamptz NOT NULL,
  made_on integer NOT NULL,
  made_by text NOT NULL,
  ended timestamptz,
  ended_by text,
  -- withdrawn or used
  ending text
);
CREATE INDEX handed_party ON handed (party, made);
CREATE INDEX handed_partner ON handed (partner, made);
CREATE INDEX handed_open ON handed (deadline) WHERE ended IS NULL;
