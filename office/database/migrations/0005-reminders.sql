-- Where a party is reminded of its deadlines; address and language are enciphered.
CREATE TABLE contacts (
  party text PRIMARY KEY,
  sealed bytea NOT NULL,
  since timestamptz NOT NULL,
  set_by text NOT NULL
);

-- One line a deadline and stage, so that nobody is reminded of the same twice. The message has the same name however often it is sent.
CREATE TABLE reminders (
  party text NOT NULL,
  deadline text NOT NULL,
  message text NOT NULL,
  made timestamptz NOT NULL,
  sent timestamptz,
  tries integer NOT NULL DEFAULT 0,
  PRIMARY KEY (party, deadline)
);
