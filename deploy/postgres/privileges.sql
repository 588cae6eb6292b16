-- What the application may do in a database whose tables vastus_owner makes: read and write rows.
-- It owns nothing, so it can take no lock off and change no table.

ALTER DEFAULT PRIVILEGES FOR ROLE vastus_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vastus_app;
ALTER DEFAULT PRIVILEGES FOR ROLE vastus_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO vastus_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
