#!/bin/sh
# Run once by the database's image, when its volume is empty.
set -eu
psql -X -v ON_ERROR_STOP=1 -U postgres -d template1 -f /jatkumo/roles.sql
psql -X -v ON_ERROR_STOP=1 -U postgres -d postgres \
  -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" <<'SQL'
ALTER ROLE jatkumo_owner PASSWORD :'owner';
ALTER ROLE jatkumo_app PASSWORD :'app';
CREATE DATABASE jatkumo OWNER jatkumo_owner;
REVOKE CONNECT ON DATABASE jatkumo FROM PUBLIC;
GRANT CONNECT ON DATABASE jatkumo TO jatkumo_app;
SQL
