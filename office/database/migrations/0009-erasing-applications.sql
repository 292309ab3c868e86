-- What is erased of an application: that there was one, of whom, how it went and which papers stays.
ALTER TABLE applications ALTER COLUMN sealed DROP NOT NULL;
ALTER TABLE applications ADD COLUMN kept_line integer NOT NULL DEFAULT 0;
ALTER TABLE applications ADD COLUMN erased timestamptz;
ALTER TABLE applications ADD COLUMN erased_by text;
ALTER TABLE applications ADD COLUMN erased_why text;
ALTER TABLE applications ADD COLUMN erased_line integer;
ALTER TABLE applications ADD COLUMN wiped boolean NOT NULL DEFAULT false;
ALTER TABLE applications ADD CHECK ((sealed IS NULL) = (erased IS NOT NULL));

-- A paper's hash tells whether somebody's guess is right, so it goes too.
ALTER TABLE application_papers ALTER COLUMN sealed DROP NOT NULL;
ALTER TABLE application_papers ALTER COLUMN sealed_name DROP NOT NULL;
ALTER TABLE application_papers ALTER COLUMN sha256 DROP NOT NULL;
ALTER TABLE application_papers ALTER COLUMN bytes DROP NOT NULL;
ALTER TABLE application_papers ADD COLUMN kept_line integer NOT NULL DEFAULT 0;
ALTER TABLE application_papers ADD COLUMN erased timestamptz;
ALTER TABLE application_papers ADD COLUMN erased_by text;
ALTER TABLE application_papers ADD COLUMN erased_why text;
ALTER TABLE application_papers ADD COLUMN erased_line integer;
ALTER TABLE application_papers ADD COLUMN wiped boolean NOT NULL DEFAULT false;
ALTER TABLE application_papers ADD CHECK (num_nulls(sealed, sealed_name, sha256, bytes) = CASE WHEN erased IS NULL THEN 0 ELSE 4 END);
