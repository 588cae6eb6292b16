#!/bin/sh
# Run by the PostgreSQL image when its volume is empty: makes Vastus' roles and database.
set -eu
folder=/docker-entrypoint-initdb.d/vastus
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
    --set=owner_password="$VASTUS_OWNER_PASSWORD" --set=app_password="$VASTUS_APP_PASSWORD" \
    --file="$folder/roles.sql"
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=vastus \
    --file="$folder/privileges.sql"
