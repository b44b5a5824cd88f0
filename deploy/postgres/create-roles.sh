#!/bin/bash
# Runs once, when the database volume is empty. One role owns and migrates, the other runs the product and owns
# nothing; neither is a superuser. Passwords come from the environment, never from a command line others could read.
set -euo pipefail

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password VIGIL_OWNER_PASSWORD
\getenv app_password VIGIL_APP_PASSWORD
CREATE ROLE vigil_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
CREATE ROLE vigil_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'app_password';
CREATE DATABASE vigil OWNER vigil_owner;
SQL
