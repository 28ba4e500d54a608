-- Two roles for the ledger on PostgreSQL 15 or later: what serves owns nothing. Run as a superuser, in the ledger's
-- database (here: ledger), before the first `migrate`; then give both roles passwords (\password ledger_app).
--
-- ledger_owner migrates, restores and seeds:   LEDGER_DATABASE_URL=postgresql://ledger_owner:…@host/ledger python manage.py migrate
-- ledger_app serves and runs the timers:       LEDGER_DATABASE_URL=postgresql://ledger_app:…@host/ledger gunicorn …
--
-- ledger_app reads and writes rows, and the triggers refuse what they refuse. It cannot drop or switch off a trigger,
-- empty a table, make a table, or call itself a replica (whose changes no trigger sees).

CREATE ROLE ledger_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE ledger_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;

REVOKE ALL ON DATABASE ledger FROM PUBLIC;
GRANT CONNECT, CREATE ON DATABASE ledger TO ledger_owner;
GRANT CONNECT ON DATABASE ledger TO ledger_app;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ledger_owner;
GRANT USAGE ON SCHEMA public TO ledger_app;

-- What ledger_owner makes from now on, by any later migration:
ALTER DEFAULT PRIVILEGES FOR ROLE ledger_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ledger_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ledger_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO ledger_app;

-- What is there already, in a ledger that one role has served until now. Its tables are to be the owner's:
--   REASSIGN OWNED BY that_role TO ledger_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ledger_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ledger_app;
