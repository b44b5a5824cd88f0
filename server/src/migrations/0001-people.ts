import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The installation, departments, members, their credentials and sessions. */
export class People1764000000001 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE installation (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        name text NOT NULL,
        time_zone text NOT NULL,
        locale text NOT NULL DEFAULT 'en',
        working_days int[] NOT NULL DEFAULT '{1,2,3,4,5}',
        work_from_minute int NOT NULL DEFAULT 540 CHECK (work_from_minute BETWEEN 0 AND 1439),
        work_until_minute int NOT NULL DEFAULT 1020 CHECK (work_until_minute BETWEEN 1 AND 1440),
        -- random, made once: keys the row ids of boards and the operator's token
        secret bytea NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE department (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        parent_id uuid REFERENCES department,
        name text NOT NULL,
        -- the name as it is compared: normalised and folded by the server
        name_key text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE member (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        email_key text NOT NULL UNIQUE,
        first_name text NOT NULL,
        last_name text NOT NULL,
        department_id uuid REFERENCES department,
        role text NOT NULL DEFAULT 'employee' CHECK (role IN ('employee', 'leader', 'security', 'administrator')),
        time_zone text NOT NULL,
        locale text NOT NULL,
        board_visibility text NOT NULL DEFAULT 'named' CHECK (board_visibility IN ('named', 'hidden')),
        joined_on date NOT NULL DEFAULT current_date,
        deactivated_at timestamptz,
        reset_requested_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX member_by_department ON member (department_id);
      CREATE INDEX member_by_name ON member (last_name, first_name, id);

      -- where somebody belonged, and when: points stay with the department of their time
      CREATE TABLE membership (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        department_id uuid REFERENCES department,
        from_at timestamptz NOT NULL,
        until_at timestamptz CHECK (until_at >= from_at)
      );
      CREATE INDEX membership_by_member ON membership (member_id, from_at);
      CREATE UNIQUE INDEX membership_present ON membership (member_id) WHERE until_at IS NULL;

      CREATE TABLE leadership (
        member_id uuid NOT NULL REFERENCES member,
        department_id uuid NOT NULL REFERENCES department,
        PRIMARY KEY (member_id, department_id)
      );

      -- another address that was said to be somebody: facts for it are theirs
      CREATE TABLE member_alias (
        email_key text PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE credential (
        member_id uuid PRIMARY KEY REFERENCES member,
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE one_time_link (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('set-password', 'reset-password', 'first-administrator')),
        member_id uuid REFERENCES member,
        created_by uuid REFERENCES member,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX one_time_link_by_member ON one_time_link (member_id);

      CREATE TABLE session (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL UNIQUE,
        member_id uuid NOT NULL REFERENCES member,
        device text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_by_member ON session (member_id);

      -- counters of rate-limiter-flexible; its own form
      CREATE TABLE rate_limit (
        key varchar(255) PRIMARY KEY,
        points int NOT NULL DEFAULT 0,
        expire bigint
      );

      GRANT USAGE ON SCHEMA public TO vigil_app;
      GRANT SELECT ON migrations TO vigil_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON
        department, membership, leadership, member_alias, credential, one_time_link, session, rate_limit TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON installation, member TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE rate_limit, session, one_time_link, credential, member_alias, leadership, membership, member, department, installation;
    `);
  }
}
