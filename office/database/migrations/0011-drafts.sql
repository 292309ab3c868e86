-- The ledger's day on which what is asked for, or its papers, was last changed; NULL where not since it was begun.
ALTER TABLE applications ADD COLUMN changed integer;
