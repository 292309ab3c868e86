-- Applications for vouchers. What is asked for and said is enciphered; whose it is, under which program and how it stands is plain, for the lists.
CREATE TABLE applications (
  id text PRIMARY KEY,
  enterprise text NOT NULL,
  program integer NOT NULL,
  state text NOT NULL,
  -- The ledger's day on which it got into its state.
  since integer NOT NULL,
  -- Fen that were accepted.
  granted bigint,
  refused_by text,
  sealed bytea NOT NULL,
  made timestamptz NOT NULL,
  made_by text NOT NULL
);
CREATE INDEX applications_enterprise ON applications (enterprise, made);
CREATE INDEX applications_state ON applications (state, made);

-- One line a step; a step is never changed.
CREATE TABLE application_steps (
  application text NOT NULL REFERENCES applications,
  number integer NOT NULL,
  step text NOT NULL,
  at timestamptz NOT NULL,
  by_whom text NOT NULL,
  -- Words; NULL where nothing was said.
  sealed bytea,
  granted bigint,
  PRIMARY KEY (application, number)
);

CREATE TABLE application_papers (
  id text PRIMARY KEY,
  application text NOT NULL REFERENCES applications,
  kind text NOT NULL,
  type text NOT NULL,
  bytes integer NOT NULL,
  sha256 text NOT NULL,
  -- Name and content, each enciphered.
  sealed_name bytea NOT NULL,
  sealed bytea NOT NULL,
  added timestamptz NOT NULL
);
CREATE INDEX application_papers_application ON application_papers (application, added);

-- What was accepted, together in one list, in the order of its numbers.
CREATE TABLE application_lists (
  id text PRIMARY KEY,
  program integer NOT NULL,
  made timestamptz NOT NULL,
  made_by text NOT NULL,
  undone timestamptz
);

CREATE TABLE application_list_items (
  list text NOT NULL REFERENCES application_lists,
  number integer NOT NULL,
  application text NOT NULL REFERENCES applications,
  PRIMARY KEY (list, number)
);
CREATE INDEX application_list_items_application ON application_list_items (application);
