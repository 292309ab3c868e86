-- How many parties have signed, in plain text: the queue of what both have signed does not look at what one has. Nobody has counted it of
-- what was handed in before.
ALTER TABLE handed ADD COLUMN signers integer;
