# Read once, by the database's image when its folder is empty: for each program that keeps tables here an account of its own and a
# database of its own. The passwords are those in the files that the programs are handed, and are no arguments of any command.
for file in /run/secrets/pgpass-*; do
  NAME="${file#/run/secrets/pgpass-}" PASSWORD="$(cut -d: -f5 "$file")" psql --set ON_ERROR_STOP=1 --username postgres <<'SQL'
\getenv name NAME
\getenv password PASSWORD
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT pg_checkpoint TO :"name";
SQL
done
