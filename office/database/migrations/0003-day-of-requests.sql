-- The day, of the ledger's calendar, on which a request was made: its age is counted by it. NULL: of before this was noted.
ALTER TABLE requests ADD COLUMN made_on integer;
