-- Vastus' two roles and its database. Run once as a superuser, with psql variables
-- owner_password and app_password; then privileges.sql inside the database "vastus".

CREATE ROLE vastus_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE vastus_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE vastus OWNER vastus_owner;
