-- The two roles of Jatkumo and what a new table gives to the application.
-- Run once for a server, as its superuser, in the database template1: every database
-- that is made afterwards inherits it. Migrations take back what the application may
-- not do. Running it again changes nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jatkumo_owner') THEN
    CREATE ROLE jatkumo_owner LOGIN CREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jatkumo_app') THEN
    CREATE ROLE jatkumo_app LOGIN;
  END IF;
END $$;

-- The owner may end the application's sessions: to restore, and to reset a test database.
GRANT jatkumo_app TO jatkumo_owner;

ALTER DEFAULT PRIVILEGES FOR ROLE jatkumo_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jatkumo_app;
ALTER DEFAULT PRIVILEGES FOR ROLE jatkumo_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO jatkumo_app;
