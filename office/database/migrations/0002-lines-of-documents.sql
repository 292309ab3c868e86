-- By the access log it is known which backups hold a document: clocks differ, lines follow one another. 0 and NULL: of before this was noted.
ALTER TABLE documents ADD COLUMN kept_line integer NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN erased_line integer;
