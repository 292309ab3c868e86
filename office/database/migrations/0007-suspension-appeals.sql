-- Appeals against suspensions of providers are kept as applications that were refused: the column enterprise holds the provider, and the
-- suspension, by block and place in it, has one appeal.
ALTER TABLE applications ADD COLUMN suspension text UNIQUE;
